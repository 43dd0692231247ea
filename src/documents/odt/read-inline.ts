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
  options: InlineOptions,
  isBold: boolean,
): InlineContent {
  const reader = new InlineReader(options);
  reader.readChildren(paragraph, isBold);
  return reader.content;
}

class InlineReader {
  readonly content: InlineContent = { text: '', pageBreaks: [], notes: [], boxes: [], bold: true };
  readonly #styles: Styles;
  readonly #objects: InlineOptions['objects'];

  constructor({ styles, objects }: InlineOptions) {
    this.#styles = styles;
    this.#objects = objects;
  }

  readChildren(parent: XmlElement, bold: boolean): void {
    for (const child of parent.children) {
      if (!isElement(child)) this.#addFolded(child, bold);
      else if (!notShown.has(child.name)) this.#readElement(child, bold);
    }
  }

  #readElement(element: XmlElement, bold: boolean): void {
    const { name, attributes } = element;
    switch (name) {
      case 'text:s':
        this.#add(' '.repeat(countSpaces(attributes['text:c'])), bold);
        break;
      case 'text:tab':
        this.#add('\t', bold);
        break;
      case 'text:line-break':
        this.#add('\n', bold);
        break;
      case 'text:soft-page-break':
        this.content.pageBreaks.push(this.content.text.length);
        break;
      case 'text:note':
        this.content.notes.push(...readNote(element));
        break;
      case 'text:ruby':
        this.#readRuby(element, bold);
        break;
      case 'text:span':
        this.#readSpan(element, bold);
        break;
      default:
        if (name.startsWith('draw:')) this.#readDrawing(element, bold);
        else this.readChildren(element, bold);
    }
  }

  #add(text: string, bold: boolean): void {
    if (text.trim() !== '' && !bold) this.content.bold = false;
    this.content.text += text;
  }

  #addFolded(text: string, bold: boolean): void {
    const folded = text.replace(/[ \t\n\r]+/g, ' ').replaceAll(softHyphen, '');
    const { text: before } = this.content;
    const followsSpace = before === '' || before.endsWith(' ');
    this.#add(followsSpace ? folded.replace(/^ /, '') : folded, bold);
  }

  #readSpan(span: XmlElement, bold: boolean): void {
    const style = this.#styles(span.attributes['text:style-name'], 'text');
    if (!style.hidden) this.readChildren(span, bold || style.bold);
  }

  /** An equation is part of its sentence; other frames stand apart. */
  #readDrawing(element: XmlElement, bold: boolean): void {
    const address = firstChild(element, 'draw:object')?.attributes['xlink:href'];
    const equation = address === undefined ? undefined : this.#objects.get(address);
    if (equation === undefined) this.content.boxes.push(element);
    else this.#add(equation, bold);
  }

  /** How a word is pronounced stands above it; in a line, in brackets after it. */
  #readRuby(ruby: XmlElement, bold: boolean): void {
    this.readChildren(ruby, bold);
    const reading = firstChild(ruby, 'text:ruby-text');
    const text = reading ? textContent(reading).trim() : '';
    if (text !== '') this.#add(`(${text})`, bold);
  }
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
