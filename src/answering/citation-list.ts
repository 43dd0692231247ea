import type { Citation } from '../protocol.ts';
import {
  citeSentences,
  type DocumentReader,
  groupAdjacent,
  type SentencePlace,
} from './cite-sentences.ts';

/** The citations of a written answer, numbered as they are first used. */
export class CitationList {
  readonly all: Citation[] = [];
  readonly #readDocument: DocumentReader;
  /** The places that each citation quotes, in the order of `all`. */
  readonly #quoted: ReadonlySet<string>[] = [];

  constructor(readDocument: DocumentReader) {
    this.#readDocument = readDocument;
  }

  /**
   * The numbers of the citations for some sentences, in the order of the sentences: neighbours
   * share a quote, and what an earlier quote has in it is not quoted again. New ones are added.
   */
  async cite(places: readonly SentencePlace[]): Promise<number[]> {
    const numbers: number[] = [];
    for (const group of groupAdjacent(places)) {
      const keys = group.map(keyOf);
      const known = this.#quoted.findIndex((quoted) => keys.every((key) => quoted.has(key)));
      numbers.push(known >= 0 ? known + 1 : await this.#add(group, keys));
    }
    return [...new Set(numbers)];
  }

  async #add(group: readonly SentencePlace[], keys: readonly string[]): Promise<number> {
    const number = this.all.length + 1;
    this.all.push(await citeSentences(group, number, this.#readDocument));
    this.#quoted.push(new Set(keys));
    return number;
  }
}

const keyOf = ({ passage, index }: SentencePlace): string => `${passage.id} ${index}`;
