import { descendants, firstChild, type XmlElement } from '../xml.ts';

/** What a style of OpenDocument says, that of its parents included. */
export interface Style {
  /** Lower case, as shown: its own first, then those of its parents. */
  names: readonly string[];
  hidden: boolean;
  bold: boolean;
  /** Whether paragraphs, or tables, of the style begin or end a page. */
  breaksBefore: boolean;
  breaksAfter: boolean;
  /** The style of lists that its paragraphs are in. */
  list: string | undefined;
}

export type Styles = (name: string | undefined, family?: string) => Style;

const plain: Style = {
  names: [],
  hidden: false,
  bold: false,
  breaksBefore: false,
  breaksAfter: false,
  list: undefined,
};

/** The styles of the parts of a document, its own automatic ones and those with names. */
export function readStyles(roots: readonly XmlElement[]): Styles {
  const elements = new Map<string, XmlElement>();
  for (const element of roots.flatMap((root) => descendants(root, 'style:style'))) {
    const { 'style:name': name = '', 'style:family': family = '' } = element.attributes;
    elements.set(`${family} ${name}`, element);
  }
  const known = new Map<string, Style>();
  const resolve = (key: string, below: readonly string[]): Style => {
    const before = known.get(key);
    if (before) return before;
    const element = elements.get(key);
    if (below.includes(key)) return plain;
    if (!element) return { ...plain, names: [nameOf(key.slice(key.indexOf(' ') + 1))] };
    const { 'style:parent-style-name': parent, 'style:family': family } = element.attributes;
    const base = parent === undefined ? plain : resolve(`${family} ${parent}`, [...below, key]);
    const style = extend(base, element);
    known.set(key, style);
    return style;
  };
  return (name, family = 'paragraph') =>
    name === undefined ? plain : resolve(`${family} ${name}`, []);
}

const nameOf = (name: string): string => name.replaceAll('_20_', ' ').toLowerCase();

function extend(base: Style, element: XmlElement): Style {
  const { attributes } = element;
  const text = firstChild(element, 'style:text-properties')?.attributes ?? {};
  const layout = (
    firstChild(element, 'style:paragraph-properties') ??
    firstChild(element, 'style:table-properties')
  )?.attributes;
  const master = attributes['style:master-page-name'];
  const name = attributes['style:display-name'] ?? attributes['style:name'] ?? '';
  const weight = text['fo:font-weight'];
  return {
    names: [nameOf(name), ...base.names],
    hidden: text['text:display'] === undefined ? base.hidden : text['text:display'] === 'none',
    bold: weight === undefined ? base.bold : /^(?:bold|[6-9]00)$/.test(weight),
    breaksBefore: layout?.['fo:break-before'] === 'page' || (master !== undefined && master !== ''),
    breaksAfter: layout?.['fo:break-after'] === 'page',
    list: attributes['style:list-style-name'] ?? base.list,
  };
}
