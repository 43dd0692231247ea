import { isStopWord } from '../../language/analyze-terms.ts';
import { bareName, readName } from './read-name.ts';

/** Amid a sentence: at its beginning every word is in capitals. */
const beginsAmid = /(?<=[\p{L}\p{N},;:)]\s)\p{Lu}/gu;
const begins = /(?<![\p{L}\p{N}])\p{Lu}/gu;
const lowerCase = /(?<![\p{L}\p{N}])\p{Ll}[\p{L}’'-]*/gu;

/** What texts write in capitals, and what they don't. Cost: some 50 µs a passage. */
export class KnownNames {
  readonly #names = new Set<string>();
  readonly #common = new Set<string>();

  /** @param headings that may be names as a whole */
  constructor(texts: Iterable<string>, headings: Iterable<string>) {
    for (const text of texts) {
      for (const name of namesIn(text, beginsAmid)) this.#names.add(name);
      for (const [found] of text.matchAll(lowerCase)) this.#common.add(bareName(found));
    }
    for (const heading of headings) {
      for (const name of namesIn(heading, begins)) if (/\s/.test(name)) this.#names.add(name);
    }
  }

  /** Whether that is a name also where it begins a sentence, and whether by itself it says which. */
  has(name: string): boolean {
    const isSingle = !/\s/.test(name);
    if (!this.#names.has(name) || isStopWord(name)) return false;
    return !isSingle || !this.isCommon(name);
  }

  /** Whether a word is written without a capital, too. */
  isCommon(word: string): boolean {
    return this.#common.has(bareName(word).toLowerCase());
  }
}

function namesIn(text: string, beginning: RegExp): string[] {
  const names: string[] = [];
  let end = 0;
  for (const { index } of text.matchAll(beginning)) {
    const found = index >= end ? readName(text, index) : undefined;
    if (!found) continue;
    names.push(found.name);
    end = found.end;
  }
  return names;
}
