import { markPlace } from './draft-sentence.ts';
import { opener, readMark } from './read-mark.ts';

/** A piece of what a model writes: words, or the ids of the sentences that it points to. */
export type MarkToken = { kind: 'text'; text: string } | { kind: 'marks'; ids: number[] };

/**
 * Tells a model's citation marks from its words while the text streams in. What might become a mark
 * is held back, for a bounded number of characters; ordinary brackets are text. The words come out
 * complete and in order, wherever the stream was cut, but for any `markPlace` in them. Ids are as
 * the model wrote them: they need not exist.
 */
export class CitationMarkParser {
  readonly #greatestId: number;
  #held = '';

  /** @param options.greatestId a bare number above it is no mark, so that `[2015]` can be a year */
  constructor({ greatestId }: { greatestId: number }) {
    this.#greatestId = greatestId;
  }

  push(text: string): MarkToken[] {
    this.#held += text.replaceAll(markPlace, '');
    return this.#read(false);
  }

  end(): MarkToken[] {
    return this.#read(true);
  }

  #read(ended: boolean): MarkToken[] {
    const held = this.#held;
    const tokens: MarkToken[] = [];
    let written = 0;
    let at = 0;
    const writeTo = (end: number) => {
      if (end > written) tokens.push({ kind: 'text', text: held.slice(written, end) });
      written = end;
    };
    for (;;) {
      opener.lastIndex = at;
      const found = opener.exec(held);
      if (!found) break;
      const reading = readMark(held, found.index, this.#greatestId, ended);
      if (reading.kind === 'unfinished') {
        writeTo(found.index);
        this.#held = held.slice(found.index);
        return tokens;
      }
      at = found.index + 1;
      if (reading.kind === 'mark') {
        writeTo(found.index);
        tokens.push({ kind: 'marks', ids: reading.ids });
        at = found.index + reading.length;
        written = at;
      }
    }
    writeTo(held.length);
    this.#held = '';
    return tokens;
  }
}
