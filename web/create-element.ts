/**
 * For words that are not the chat's own, such as a question, a title or a quote: they have their own
 * direction, and nothing says which language they are in.
 */
export const notOurs = { dir: 'auto', lang: '' } as const;

type Child = Node | string | undefined;

/**
 * Builds an element with attributes and children. Strings become text nodes, never markup;
 * `undefined` children and attributes that are `undefined` or `false` are left out. The `style`
 * attribute is not for use here: the page's content security policy refuses it.
 */
export function createElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | boolean | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(attribute, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}
