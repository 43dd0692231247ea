import { CitationMarkParser } from './citation-marks.ts';
import type { DraftSentence } from './draft-sentence.ts';
import { SentenceStream } from './sentence-stream.ts';
import { WithoutThinking } from './without-thinking.ts';

/** Turns the text of a reply, however it is cut into pieces, into draft sentences. */
export class DraftReader {
  readonly #thinking = new WithoutThinking();
  readonly #marks: CitationMarkParser;
  readonly #sentences = new SentenceStream();

  /** @param greatestId of the sentences that can be cited */
  constructor({ greatestId }: { greatestId: number }) {
    this.#marks = new CitationMarkParser({ greatestId });
  }

  /** The sentences that a piece completes. */
  push(piece: string): DraftSentence[] {
    return this.#sentences.push(this.#marks.push(this.#thinking.push(piece)));
  }

  /** The sentences that are complete because the reply is. */
  end(): DraftSentence[] {
    const rest = this.#marks.push(this.#thinking.end());
    return [...this.#sentences.push([...rest, ...this.#marks.end()]), ...this.#sentences.end()];
  }
}
