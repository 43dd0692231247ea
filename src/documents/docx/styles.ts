import { childElements, firstChild, type XmlElement } from '../xml.ts';

/** A reference to a level of a list, as paragraphs and styles make it. */
export interface NumberingReference {
  /** "0" takes a paragraph out of the list that its style is in. */
  list: string | undefined;
  level: number | undefined;
}

/** What a style says of its paragraphs or its text, that of the styles it is based on included. */
export interface Style {
  /** Lower case: its own first, then those of the styles it is based on. */
  names: readonly string[];
  /** 1 to 9, or undefined for the body of the text. */
  outlineLevel: number | undefined;
  numbering: NumberingReference;
  hidden: boolean;
  bold: boolean;
  /** Of a table: whether it shows the first row in another way. */
  marksFirstRow: boolean;
}

export type Styles = (id: string | undefined) => Style;

const plain: Style = {
  names: [],
  outlineLevel: undefined,
  numbering: { list: undefined, level: undefined },
  hidden: false,
  bold: false,
  marksFirstRow: false,
};

/** Reads the styles of a document. Without any, every style is a plain one. */
export function readStyles(root: XmlElement | undefined): Styles {
  const elements = new Map<string, XmlElement>();
  for (const element of root ? childElements(root, 'w:style') : []) {
    const id = element.attributes['w:styleId'];
    // Of several with one id the first one counts (ECMA-376, part 1, 17.7.4.17).
    if (id !== undefined && !elements.has(id)) elements.set(id, element);
  }
  const known = new Map<string, Style>();
  const resolve = (id: string | undefined, above: readonly string[] = []): Style => {
    const element = id === undefined ? undefined : elements.get(id);
    if (id === undefined || above.includes(id)) return plain;
    if (!element) return { ...plain, names: [nameOf(id)] };
    const before = known.get(id);
    if (before) return before;
    const base = resolve(propertyOf(element, 'w:basedOn'), [...above, id]);
    const style = extend(base, element);
    known.set(id, style);
    return style;
  };
  return (id) => resolve(id);
}

/** A style that is used and not defined is known by its id: `Heading1`. */
const nameOf = (id: string): string => id.toLowerCase().replace(/(?<=[a-z])(?=\d)/g, ' ');

function extend(base: Style, element: XmlElement): Style {
  const paragraph = firstChild(element, 'w:pPr');
  const run = firstChild(element, 'w:rPr');
  const own = readNumbering(paragraph);
  const name = propertyOf(element, 'w:name')?.trim().toLowerCase();
  return {
    names: name ? [name, ...base.names] : base.names,
    outlineLevel: readOutlineLevel(paragraph, base.outlineLevel),
    numbering: {
      list: own.list ?? base.numbering.list,
      level: own.level ?? base.numbering.level,
    },
    hidden: isOn(run, 'w:vanish') ?? base.hidden,
    bold: isOn(run, 'w:b') ?? base.bold,
    marksFirstRow:
      base.marksFirstRow ||
      childElements(element, 'w:tblStylePr').some(
        ({ attributes }) => attributes['w:type'] === 'firstRow',
      ),
  };
}

/** 1 to 9 where the properties name one, the level before where they do not. */
export function readOutlineLevel(
  properties: XmlElement | undefined,
  before: number | undefined,
): number | undefined {
  const value = propertyOf(properties, 'w:outlineLvl');
  if (value === undefined) return before;
  const level = Number(value) + 1;
  return level >= 1 && level <= 9 ? level : undefined;
}

export function readNumbering(properties: XmlElement | undefined): NumberingReference {
  const element = firstChild(properties, 'w:numPr');
  const level = propertyOf(element, 'w:ilvl');
  return {
    list: propertyOf(element, 'w:numId'),
    level: level === undefined ? undefined : Number(level) || 0,
  };
}

/** The value of a property, an element with one attribute. */
export const propertyOf = (parent: XmlElement | undefined, name: string): string | undefined =>
  firstChild(parent, name)?.attributes['w:val'];

/** Whether a property that needs no value is on; undefined where it is not mentioned. */
export function isOn(properties: XmlElement | undefined, name: string): boolean | undefined {
  const element = firstChild(properties, name);
  return element && !/^(?:false|0|off)$/.test(element.attributes['w:val'] ?? 'true');
}
