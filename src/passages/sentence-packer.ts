import {
  RecursiveCharacterTextSplitter,
  TextSplitter,
  type TextSplitterParams,
} from '@langchain/textsplitters';
import type { Range } from '../protocol.ts';
import { packEvenly } from './pack-evenly.ts';
import { segmentSentences } from './segment-sentences.ts';

export interface SentencePackerOptions {
  /** UTF-16 units. */
  maximumCharacters: number;
  /** UTF-16 units that a passage should have; the maximum without it. */
  usualCharacters?: number;
  maximumTokens: number;
  countTokens: (text: string) => number;
}

/** From coarse to fine; the empty one cuts anywhere. */
const separators = ['\n', '; ', ': ', ', ', ' ', ''];

/**
 * A LangChain text splitter whose smallest pieces are sentences. `splitText` serves LangChain's
 * users; the index uses `pack` and `cut`, which give positions.
 *
 * The length of a piece is counted in characters, or in tokens scaled to characters where those are
 * nearer to their limit.
 */
export class SentencePacker extends TextSplitter {
  readonly #measure: (text: string) => number;
  readonly #usual: number;

  static override lc_name(): string {
    return 'SentencePacker';
  }

  constructor({
    maximumCharacters,
    maximumTokens,
    countTokens,
    usualCharacters = maximumCharacters,
  }: SentencePackerOptions) {
    const scale = maximumCharacters / maximumTokens;
    const measure = (text: string) => Math.max(text.length, Math.ceil(countTokens(text) * scale));
    const parameters: Partial<TextSplitterParams> = {
      chunkSize: maximumCharacters,
      chunkOverlap: 0,
      keepSeparator: true,
      lengthFunction: measure,
    };
    super(parameters);
    this.#measure = measure;
    this.#usual = usualCharacters;
  }

  override async splitText(text: string): Promise<string[]> {
    const ranges: Range[] = [];
    for (const { start, end } of segmentSentences(text)) {
      for (const piece of await this.cut(text.slice(start, end))) {
        ranges.push({ start: start + piece.start, end: start + piece.end });
      }
    }
    const sentences = ranges.map(({ start, end }) => text.slice(start, end));
    const groups = this.pack(sentences);
    return groups.map(({ start, end }) => sentences.slice(start, end).join(' '));
  }

  /**
   * Groups consecutive sentences, each group as near to the usual length as they allow.
   * @param sentences without white space at their ends, none longer than a passage
   * @param blocks the block of each, where they are of several
   * @returns ranges of indices into `sentences`, which together cover all of them
   */
  pack(sentences: readonly string[], blocks: readonly number[] = []): Range[] {
    const items = sentences.map((sentence, index) => {
      return { length: this.#measure(sentence), block: blocks[index] ?? 0 };
    });
    return packEvenly(items, { usual: this.#usual, most: this.chunkSize });
  }

  /** Whether a text is short enough for a passage. */
  fits(text: string): boolean {
    return this.#measure(text) <= this.chunkSize;
  }

  /** Ranges of a sentence that is longer than a passage may be, or the whole of a shorter one. */
  async cut(sentence: string): Promise<Range[]> {
    if (this.fits(sentence)) return [{ start: 0, end: sentence.length }];
    const splitter = new RecursiveCharacterTextSplitter({
      // Room for the low half of a surrogate pair that the last separator may have cut off.
      chunkSize: this.chunkSize - 1,
      chunkOverlap: 0,
      keepSeparator: true,
      separators,
      lengthFunction: this.#measure,
    });
    const ranges: Range[] = [];
    for (const piece of await splitter.splitText(sentence)) {
      // Its pieces follow one another but for trimmed white space, so the search cannot go astray.
      const start = sentence.indexOf(piece, ranges.at(-1)?.end ?? 0);
      ranges.push({ start, end: start + piece.length });
    }
    return keepSurrogatesWhole(sentence, ranges);
  }
}

function keepSurrogatesWhole(text: string, ranges: Range[]): Range[] {
  const cuts = (offset: number) =>
    offset > 0 &&
    /[\ud800-\udbff]/.test(text[offset - 1] ?? '') &&
    /[\udc00-\udfff]/.test(text[offset] ?? '');
  return ranges
    .map(({ start, end }) => ({
      start: cuts(start) ? start + 1 : start,
      end: cuts(end) ? end + 1 : end,
    }))
    .filter(({ start, end }) => end > start);
}
