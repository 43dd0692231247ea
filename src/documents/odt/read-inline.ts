import { childElements, firstChild, isElement, textContent, type XmlElement } from '../xml.ts';
import type { Styles } from './styles.ts';

export interface Note {
  kind: 'footnote' | 'endnote';
  label: string;
  body: XmlElement;
}

/** What a paragraph holds. */
export interface InlineContent {
  text: string;
  /** Where in the text a page ended when the document was last laid out. */
  pageBreaks: number[];
  notes: Note[];
  /** Frames and shapes that are anchored in the paragraph. */
  boxes: XmlElement[];
  /** Whether all of the text is bold. */
  bold: boolean;
}

const notShown = new Set(
  `office:annotation office:annotation-end text:tracked-changes text:hidden-paragraph svg:title
  svg:desc office:binary-data office:event-listeners text:ruby-text text:script
  text:note-citation`.split(/\s+/),
);
const softHyphen = '\u00ad';
/** A file can ask for any number of spaces. */
const mostSpaces = 1000;

export interface InlineOptions {
  styles: Styles;
  /** The text of an embedded object such as an equation, by its address in the archive. */
  objects: ReadonlyMap<string, string>;
}

/** Reads a paragraph or heading. White space is one space, as the format says, unless counted. */
export function readInline(
  paragraph: XmlElement,
  { styles, objects }: InlineOptions,
  isBold: boolean,
): InlineContent {
  const content: InlineContent = { text: '', pageBreaks: [], notes: [], boxes: [], bold: true };
  const add = (text: string, bold: boolean) => {
    if (text.trim() !== '' && !bold) content.bold = false;
    content.text += text;
  };
  const addFolded = (text: string, bold: boolean) => {
    const folded = text.replace(/[ \t\n\r]+/g, ' ').replaceAll(softHyphen, '');
    const follows = content.text === '' || content.text.endsWith(' ');
    add(follows ? folded.replace(/^ /, '') : folded, bold);
  };
  const visit = (parent: XmlElement, bold: boolean): void => {
    for (const child of parent.children) {
      if (!isElement(child)) addFolded(child, bold);
      else if (!notShown.has(child.name)) visitElement(child, bold);
    }
  };
  const visitElement = (element: XmlElement, bold: boolean): void => {
    const { name, attributes } = element;
    if (name === 'text:s') add(' '.repeat(countSpaces(attributes['text:c'])), bold);
    else if (name === 'text:tab') add('\t', bold);
    else if (name === 'text:line-break') add('\n', bold);
    else if (name === 'text:soft-page-break') content.pageBreaks.push(content.text.length);
    else if (name === 'text:note') content.notes.push(...readNote(element));
    else if (name.startsWith('draw:')) readDrawing(element, bold);
    else if (name === 'text:ruby') readRuby(element, bold);
    else if (name === 'text:span') {
      const style = styles(attributes['text:style-name'], 'text');
      if (!style.hidden) visit(element, bold || style.bold);
    } else visit(element, bold);
  };
  /** An equation is part of its sentence; other frames stand apart. */
  const readDrawing = (element: XmlElement, bold: boolean) => {
    const address = firstChild(element, 'draw:object')?.attributes['xlink:href'];
    const equation = address === undefined ? undefined : objects.get(address);
    if (equation === undefined) content.boxes.push(element);
    else add(equation, bold);
  };
  /** How a word is pronounced stands above it; in a line, in brackets after it. */
  const readRuby = (ruby: XmlElement, bold: boolean) => {
    visit(ruby, bold);
    const reading = firstChild(ruby, 'text:ruby-text');
    const text = reading ? textContent(reading).trim() : '';
    if (text !== '') add(`(${text})`, bold);
  };
  visit(paragraph, isBold);
  return content;
}

const countSpaces = (count: string | undefined): number =>
  Math.min(Math.max(Number(count ?? 1) || 1, 0), mostSpaces);

function readNote(element: XmlElement): Note[] {
  const body = firstChild(element, 'text:note-body');
  if (!body) return [];
  const citation = childElements(element, 'text:note-citation').map(textContent).join('').trim();
  const kind = element.attributes['text:note-class'] === 'endnote' ? 'endnote' : 'footnote';
  return [{ kind, label: citation, body }];
}
