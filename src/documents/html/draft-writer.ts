import type { BlockKind } from '../../protocol.ts';
import { cutAtPages } from '../cut-at-pages.ts';
import type { BlockDraft } from '../text-composer.ts';

/** What the elements around a text say about the block that it makes. */
export interface DraftContext {
  kind: BlockKind;
  level?: number;
  /** How many lists are around. */
  listLevel: number;
  /** The item or note whose first block carries its label. */
  item: { label: string | undefined; labelled: boolean } | undefined;
}

export const noContext: DraftContext = { kind: 'paragraph', listLevel: 0, item: undefined };

/** Stands in the open text where a page begins; text has no such character. */
const pageMark = '\ue000';

/** Code that is words: a letter or a space for nearly every character, and many words a line. */
const proseCharacters = 0.93;
const wordsOfProseLine = 5;

/** Gathers text into drafts of blocks, a new one wherever a block begins or ends. */
export class DraftWriter {
  readonly #drafts: BlockDraft[] = [];
  #context: DraftContext = noContext;
  #text = '';
  #hasText = false;
  #afterRule = false;
  #page: number | null = null;
  /** Where the open block began. */
  #startPage: number | null = null;

  add(text: string) {
    const visible = text.replace(/\u00ad|\ufeff|\ue000/g, '');
    if (!this.#hasText) {
      this.#startPage = this.#page;
      this.#hasText = /\S/.test(visible);
    }
    this.#text += this.#context.kind === 'code' ? visible : visible.replace(/[ \t\r\n\f]+/g, ' ');
  }

  breakLine() {
    this.#text += '\n';
  }

  begin(context: DraftContext) {
    this.#close();
    this.#context = context;
  }

  rule(context: DraftContext) {
    this.begin(context);
    this.#afterRule = true;
  }

  /** @param number of the page that begins; without one the number is not known */
  turnPage(number: string | undefined) {
    const page = number === undefined ? null : Number(number);
    const follows = page !== null && page === (this.#page ?? Number.NaN) + 1;
    if (follows && this.#hasText) this.#text += pageMark;
    this.#page = page;
  }

  addRow(text: string, flags: { header?: boolean; beginsTable?: boolean }) {
    if (text.trim() !== '') this.#push({ kind: 'table-row', text, ...flags }, this.#page);
  }

  finish(): BlockDraft[] {
    this.#close();
    return this.#drafts;
  }

  #close() {
    const text = this.#text;
    this.#text = '';
    if (!this.#hasText) return;
    this.#hasText = false;
    const { kind } = this.#context;
    if (kind === 'code' && !isProse(text)) {
      this.#push({ kind, text: text.replaceAll(pageMark, '') }, this.#startPage);
    } else if (kind === 'heading') this.#pushText(text.replace(/\s+/g, ' '));
    // Two line breaks in a row are how pages of old separate paragraphs.
    else for (const part of text.split(/\n\s*\n/)) this.#pushText(part);
  }

  #pushText(source: string) {
    const marked = source
      .replace(/[ \u00a0]{2,}/g, ' ')
      .replace(/[ \u00a0]?\n[ \u00a0]?/g, '\n')
      .trim();
    const { kind: said, level, item } = this.#context;
    const kind = said === 'code' ? 'paragraph' : said;
    const pieces = marked.split(pageMark);
    let length = 0;
    const pageBreaks = pieces.slice(0, -1).map((piece) => {
      length += piece.length;
      return length;
    });
    const text = pieces.join('');
    if (text.trim() === '') return;
    const { parts, page } = cutAtPages({ text, pageBreaks, kind, page: this.#startPage });
    this.#startPage = page;
    parts.forEach((part, index) => {
      const draft: BlockDraft = { kind, text: part.text };
      if (level !== undefined && (kind === 'heading' || kind === 'list-item')) draft.level = level;
      if (item && !item.labelled) {
        if (item.label !== undefined) draft.label = item.label;
        item.labelled = true;
      }
      if (index > 0) draft.afterRule = true;
      this.#push(draft, part.page);
    });
  }

  #push(draft: BlockDraft, page: number | null) {
    if (page !== null) draft.page = page;
    if (this.#afterRule) draft.afterRule = true;
    this.#afterRule = false;
    this.#drafts.push(draft);
  }
}

/** Whether preformatted text is prose, set so to keep its lines. */
function isProse(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const words = text.match(/\p{L}{2,}/gu)?.length ?? 0;
  const plain = text.match(/[\p{L}\p{M}\p{N}\s.,!?'"“”‘’«»:-]/gu)?.length ?? 0;
  const indented = lines.some((line) => /^(?: {2}|\t)/.test(line));
  return (
    !indented && words >= lines.length * wordsOfProseLine && plain >= text.length * proseCharacters
  );
}
