import type { DefaultTreeAdapterMap } from 'parse5';

export type HtmlNode = DefaultTreeAdapterMap['childNode'];
export type HtmlElement = DefaultTreeAdapterMap['element'];
export type HtmlParent = DefaultTreeAdapterMap['parentNode'];

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node;

export const isText = (node: HtmlNode): node is DefaultTreeAdapterMap['textNode'] =>
  node.nodeName === '#text';

/** The value of an attribute, also of one with a prefix such as `epub:type`. */
export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attr) => (attr.prefix ? `${attr.prefix}:` : '') + attr.name === name)
    ?.value;
}

/** The words of an attribute that holds a list, in lower case. */
export function attributeWords(element: HtmlElement, name: string): string[] {
  return attribute(element, name)?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
}

/** Every element inside, in the order of the source. */
export function* descendants(parent: HtmlParent): Generator<HtmlElement> {
  const stack = [...parent.childNodes].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!isElement(node)) continue;
    yield node;
    for (let index = node.childNodes.length - 1; index >= 0; index -= 1) {
      stack.push(node.childNodes[index]!);
    }
  }
}

export function firstDescendant(parent: HtmlParent, name: string): HtmlElement | undefined {
  for (const element of descendants(parent)) if (element.tagName === name) return element;
  return undefined;
}

/** The elements around one, from the inside out. */
export function* ancestors(element: HtmlElement): Generator<HtmlElement> {
  let parent = element.parentNode;
  while (parent && 'tagName' in parent) {
    yield parent;
    parent = parent.parentNode;
  }
}

/** All text inside, as written. */
export function textContent(node: HtmlNode): string {
  if (isText(node)) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textContent).join('') : '';
}

/** How many levels of elements there are below. */
export function depthOf(root: HtmlParent): number {
  let depth = 0;
  for (let level: HtmlParent[] = [root]; level.length > 0; depth += 1) {
    level = level.flatMap(({ childNodes }) => childNodes.filter(isElement));
  }
  return depth - 1;
}
