/**
 * Puts an element with the attribute `popover` into the browser's top layer, or takes it out, if it
 * is not there already. False in a browser that knows no such thing.
 */
export function togglePopover(element: HTMLElement, open: boolean): boolean {
  if (!('togglePopover' in element)) return false;
  // What is no longer in the page has left it by itself.
  if (element.isConnected) element.togglePopover(open);
  return true;
}
