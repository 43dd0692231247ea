import type { OfficeDraft } from '../office-draft.ts';
import type { ParagraphRole } from './rtf-styles.ts';

/** A paragraph’s properties when it ends. */
export interface ParagraphProperties extends ParagraphRole {
  inTable: boolean;
  /** 0 outside lists. */
  listLevel: number;
  headerRow: boolean;
  /** Whether its first line begins further out than the others, as an item’s label does. */
  hangs: boolean;
  /** In twips. */
  indent: number;
}

/** What a label is where it only marks an item: no letters or digits. */
const bullet = /^[^\p{L}\p{N}]*$|^o$/u;

/** The label of an item that is written out, as converters do it. */
const writtenLabel = /^\s*([^\p{L}\p{N}\s]|o|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\t+(?=\S)/iu;

/** Gathers the text of a document, or of one of its notes, into blocks. */
export class RtfBlocks {
  readonly drafts: OfficeDraft[] = [];
  label = '';
  #text = '';
  #bold = true;
  #notes: OfficeDraft[] = [];
  #cell: string[] = [];
  #cells: string[] = [];
  #rows: OfficeDraft[] = [];
  #singleCells: OfficeDraft[] = [];
  #rowIsBold = true;
  /** Indents of the written lists that are open, outermost first. */
  #indents: number[] = [];

  add(text: string, bold: boolean) {
    this.#text += text;
    if (!bold && /\S/.test(text)) this.#bold = false;
  }

  get isEmpty(): boolean {
    return this.#text.trim() === '';
  }

  /** Takes away the end of the text, where that is a note’s mark. */
  dropEnd(mark: string) {
    if (mark !== '' && this.#text.endsWith(mark)) this.#text = this.#text.slice(0, -mark.length);
  }

  /** Notes stand behind the paragraph that refers to them. */
  addNotes(notes: readonly OfficeDraft[]) {
    this.#notes.push(...notes);
  }

  endParagraph(properties: ParagraphProperties) {
    if (properties.inTable) {
      if (!this.isEmpty && !this.#bold) this.#rowIsBold = false;
      if (!this.isEmpty) this.#cell.push(this.#text);
      this.#reset();
      return;
    }
    this.#endTable();
    const drafts = this.#draftsOf(properties);
    this.#reset();
    this.#push(drafts);
    this.#flushNotes();
  }

  endCell() {
    if (!this.isEmpty && !this.#bold) this.#rowIsBold = false;
    if (this.#text.trim() !== '') this.#cell.push(this.#text);
    this.#cells.push(this.#cell.join(' ').replace(/\s+/g, ' ').trim());
    this.#cell = [];
    this.#reset();
  }

  endRow({ headerRow }: Pick<ParagraphProperties, 'headerRow'>) {
    if (this.#cell.length > 0 || !this.isEmpty) this.endCell();
    const text = this.#cells.join('\t');
    if (text.trim() !== '') {
      const single = this.#cells.length === 1;
      const bold = this.#rowIsBold ? { bold: true } : {};
      this.#rows.push({ kind: 'table-row', text, ...bold, ...(headerRow ? { header: true } : {}) });
      if (single) this.#singleCells.push({ kind: 'paragraph', text });
    }
    this.#cells = [];
    this.#rowIsBold = true;
  }

  finish(properties: ParagraphProperties): OfficeDraft[] {
    this.endParagraph({ ...properties, inTable: false });
    return this.drafts;
  }

  #draftsOf(properties: ParagraphProperties): OfficeDraft[] {
    const lines = this.#text.split('\n').map((line) => line.trim());
    // An empty line sets a paragraph apart as much as the end of one does.
    const paragraphs = lines.join('\n').split(/\n\n+/);
    return paragraphs.filter((text) => text !== '').map((text) => this.#draftOf(text, properties));
  }

  #draftOf(text: string, properties: ParagraphProperties): OfficeDraft {
    const { heading, title, listLevel, hangs } = properties;
    const written = hangs && listLevel === 0 ? writtenLabel.exec(text) : null;
    if (!written) this.#indents = [];
    const bold = this.#bold ? { bold: true } : {};
    if (title) return { kind: 'paragraph', text, title };
    if (heading !== undefined) {
      const numbered = [this.label.trim(), text.replace(/\s+/g, ' ').trim()];
      return { kind: 'heading', level: heading, text: numbered.filter(Boolean).join(' ') };
    }
    if (written) {
      const item = text.slice(written[0].length);
      return this.#itemOf(item, written[1]!, this.#levelOf(properties.indent));
    }
    if (listLevel === 0) return { kind: 'paragraph', text, ...bold };
    return this.#itemOf(text, this.label.trim(), listLevel);
  }

  #itemOf(text: string, label: string, level: number): OfficeDraft {
    return { kind: 'list-item', level, text, ...(bullet.test(label) ? {} : { label }) };
  }

  #levelOf(indent: number): number {
    this.#indents = [...this.#indents.filter((open) => open < indent), indent];
    return this.#indents.length;
  }

  /** A table of one column only sets text apart, and so is read as that text. */
  #endTable() {
    if (this.#cell.length > 0 || this.#cells.length > 0) {
      this.endCell();
      this.endRow({ headerRow: false });
    }
    if (this.#rows.length === 0) return;
    const isTable = this.#singleCells.length < this.#rows.length;
    const [first, ...rest] = this.#rows;
    // Where only the first row is bold, it is what a header looks like.
    const header = first?.bold && rest.length > 0 && !rest.some(({ bold }) => bold);
    const table = first
      ? [{ ...first, beginsTable: true, ...(header ? { header } : {}) }, ...rest]
      : [];
    this.#push(isTable ? table : this.#singleCells);
    this.#rows = [];
    this.#singleCells = [];
    this.#flushNotes();
  }

  #flushNotes() {
    this.#push(this.#notes);
    this.#notes = [];
  }

  /** One by one, as a call takes no more than some 100,000 arguments. */
  #push(drafts: readonly OfficeDraft[]) {
    for (const draft of drafts) this.drafts.push(draft);
  }

  #reset() {
    this.#text = '';
    this.#bold = true;
    this.label = '';
  }
}
