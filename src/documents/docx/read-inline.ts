import { chooseContent } from '../ooxml/alternate-content.ts';
import { readSymbol, readSymbols } from '../symbol-fonts.ts';
import { childElements, firstChild, isElement, textContent, type XmlElement } from '../xml.ts';
import { readMath } from './read-math.ts';
import { isOn, propertyOf, type Styles } from './styles.ts';

export interface NoteReference {
  kind: 'footnote' | 'endnote';
  id: string;
  /** The mark where the author chose it; otherwise notes are counted. */
  mark: string | undefined;
}

/** What a paragraph holds. */
export interface InlineContent {
  text: string;
  /** Where in the text a page ended when the document was last laid out. */
  pageBreaks: number[];
  notes: NoteReference[];
  /** Text boxes and diagrams that are anchored in the paragraph. */
  boxes: XmlElement[];
  /** Whether all of the text is bold, which first rows of tables tell themselves by. */
  bold: boolean;
}

/** A field may go on over several paragraphs, and so what is open is kept between them. */
export interface OpenField {
  /** Until its result begins, a field holds its instruction, which is not shown. */
  instruction: boolean;
}

export interface InlineOptions {
  styles: Styles;
  fields: OpenField[];
}

/** Where a word may be cut at the end of a line; not a part of it. */
const softHyphen = '\u00ad';

const notShown = new Set(
  `w:pPr w:rPr w:sdtPr w:sdtEndPr w:del w:moveFrom w:delText w:instrText w:delInstrText
  w:commentReference w:annotationRef w:footnoteRef w:endnoteRef w:ffData w:rubyPr`.split(/\s+/),
);

/** Reads the content of paragraphs that are shown as one. */
export function readInline(
  paragraphs: readonly XmlElement[],
  options: InlineOptions,
): InlineContent {
  const reader = new InlineReader(options);
  for (const paragraph of paragraphs) reader.readChildren(paragraph);
  return reader.content;
}

class InlineReader {
  readonly content: InlineContent = { text: '', pageBreaks: [], notes: [], boxes: [], bold: true };
  readonly #styles: Styles;
  readonly #fields: OpenField[];
  /** Of the run that is being read. */
  #font: string | undefined;
  #bold = false;

  constructor({ styles, fields }: InlineOptions) {
    this.#styles = styles;
    this.#fields = fields;
  }

  /** What becomes of elements. Of all others, what is inside them counts. */
  readonly #readers: Readonly<Record<string, (element: XmlElement) => void>> = {
    'w:r': (run) => this.#readRun(run),
    'w:t': (element) => {
      this.#add(readSymbols(textContent(element).replaceAll('\n', ' '), this.#font));
    },
    'w:tab': () => this.#add('\t'),
    'w:ptab': () => this.#add('\t'),
    'w:br': () => this.#add('\n'),
    'w:cr': () => this.#add('\n'),
    'w:noBreakHyphen': () => this.#add('\u2011'),
    'w:sym': (element) => this.#add(symbolText(element)),
    'w:fldChar': ({ attributes }) => this.#readField(attributes['w:fldCharType']),
    'w:lastRenderedPageBreak': () => this.content.pageBreaks.push(this.content.text.length),
    'w:footnoteReference': (element) => this.#addNote(element),
    'w:endnoteReference': (element) => this.#addNote(element),
    'w:txbxContent': (element) => this.content.boxes.push(element),
    'a:txBody': (element) => this.content.boxes.push(element),
    'dgm:relIds': (element) => this.content.boxes.push(element),
    'c:chart': (element) => this.content.boxes.push(element),
    'm:oMath': (element) => this.#add(readMath(element)),
    'w:ruby': (element) => this.#readRuby(element),
    'mc:AlternateContent': (element) => {
      const chosen = chooseContent(element);
      if (chosen) this.readChildren(chosen);
    },
  };

  readChildren(parent: XmlElement): void {
    for (const child of parent.children) {
      if (!isElement(child) || notShown.has(child.name)) continue;
      const read = Object.hasOwn(this.#readers, child.name) && this.#readers[child.name];
      if (read) read(child);
      else this.readChildren(child);
    }
  }

  #add(text: string): void {
    if (this.#fields.some((field) => field.instruction)) return;
    if (text.trim() !== '' && !this.#bold) this.content.bold = false;
    this.content.text += text.replaceAll(softHyphen, '');
  }

  #readRun(run: XmlElement): void {
    const properties = firstChild(run, 'w:rPr');
    const style = this.#styles(propertyOf(properties, 'w:rStyle'));
    if (isOn(properties, 'w:vanish') ?? style.hidden) return;
    const fonts = firstChild(properties, 'w:rFonts')?.attributes;
    this.#font = fonts?.['w:ascii'] ?? fonts?.['w:hAnsi'];
    this.#bold = isOn(properties, 'w:b') ?? style.bold;
    const marked = childElements(run).find(hasOwnMark);
    if (marked) this.#addNote(marked, textOfRun(run));
    else this.readChildren(run);
    this.#font = undefined;
  }

  #addNote({ name, attributes }: XmlElement, mark?: string): void {
    const id = attributes['w:id'];
    const kind = name === 'w:footnoteReference' ? 'footnote' : 'endnote';
    if (id !== undefined) this.content.notes.push({ kind, id, mark: mark?.trim() || undefined });
  }

  #readField(type: string | undefined): void {
    const open = this.#fields.at(-1);
    if (type === 'begin') this.#fields.push({ instruction: true });
    else if (type === 'end') this.#fields.pop();
    else if (type === 'separate' && open) open.instruction = false;
  }

  /** How a word is pronounced stands above it; in a line, in brackets after it. */
  #readRuby(ruby: XmlElement): void {
    for (const base of childElements(ruby, 'w:rubyBase')) this.readChildren(base);
    const { length } = this.content.text;
    for (const reading of childElements(ruby, 'w:rt')) this.readChildren(reading);
    const reading = this.content.text.slice(length);
    if (reading !== '') this.content.text = `${this.content.text.slice(0, length)}(${reading})`;
  }
}

const hasOwnMark = ({ name, attributes }: XmlElement): boolean =>
  /^w:(?:foot|end)noteReference$/.test(name) &&
  /^(?:1|true|on)$/.test(attributes['w:customMarkFollows'] ?? '');

const symbolText = ({ attributes }: XmlElement): string =>
  readSymbol(attributes['w:char'] ?? '', attributes['w:font'] ?? '');

const textOfRun = (run: XmlElement): string =>
  childElements(run)
    .map((child) => {
      if (child.name === 'w:sym') return symbolText(child);
      return child.name === 'w:t' ? textContent(child) : '';
    })
    .join('');
