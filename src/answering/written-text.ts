import type { AnswerEvents, WrittenSentence } from '../protocol.ts';
import type { DraftSentence } from '../writing/draft-sentence.ts';

type Separator = DraftSentence['before'];
type Checked = Pick<WrittenSentence, 'support' | 'doubts' | 'citations'>;

/** A written answer as it grows, sentence by sentence. What is in it is never taken back. */
export class WrittenText {
  text = '';
  readonly sentences: WrittenSentence[] = [];

  /**
   * Adds a sentence.
   * @returns what is sent for it
   */
  add(sentence: string, before: Separator, checked: Checked): AnswerEvents['answer-delta'] {
    const space = this.text === '' ? '' : before === '' ? ' ' : before;
    const start = this.text.length + space.length;
    const written = { start, end: start + sentence.length, ...checked };
    this.text += space + sentence;
    this.sentences.push(written);
    return { text: space + sentence, sentence: written };
  }
}
