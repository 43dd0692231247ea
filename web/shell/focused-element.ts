/** Where the focus is, in shadow trees too, unless it is nowhere or within the given element. */
export function focusedElement(own: Element): HTMLElement | undefined {
  let active = document.activeElement;
  while (active !== own && active?.shadowRoot?.activeElement) {
    active = active.shadowRoot.activeElement;
  }
  return active instanceof HTMLElement && active !== own && active !== document.body
    ? active
    : undefined;
}
