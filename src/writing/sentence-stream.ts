import type { MarkToken } from './citation-marks.ts';
import { DraftLine, type LineSentence } from './draft-line.ts';
import { type DraftSentence, markPlace } from './draft-sentence.ts';

/**
 * Puts a model's words and marks together as sentences, each as soon as it is certain to be
 * complete. A line is a sentence or several; a line of nothing but marks belongs to the sentence
 * before it, so that the last one of a line waits for a word of the next line. A sentence that does
 * not end is cut. The cost grows with the length of the text.
 */
export class SentenceStream {
  #line = new DraftLine();
  #breaks = 0;
  #begun = false;
  #waiting: DraftSentence | undefined;

  push(tokens: readonly MarkToken[]): DraftSentence[] {
    const complete: DraftSentence[] = [];
    for (const token of tokens) {
      if (token.kind === 'marks') this.#line.addMarks(token.ids);
      else {
        const [first = '', ...lines] = token.text.split('\n');
        this.#append(first, complete);
        for (const line of lines) {
          this.#endLine(complete);
          this.#append(line, complete);
        }
      }
    }
    return complete;
  }

  end(): DraftSentence[] {
    const complete: DraftSentence[] = [];
    this.#endLine(complete);
    this.#flush(complete);
    return complete;
  }

  #append(text: string, complete: DraftSentence[]): void {
    if (text === '') return;
    for (const sentence of this.#line.append(text)) {
      this.#flush(complete);
      complete.push(this.#place(sentence));
    }
    if (this.#waiting && this.#line.hasWord) this.#flush(complete);
  }

  #endLine(complete: DraftSentence[]): void {
    const { sentences, marks } = this.#line.end();
    for (const sentence of sentences) {
      this.#flush(complete);
      this.#waiting = this.#place(sentence);
    }
    this.#breaks += 1;
    this.#line = new DraftLine();
    if (marks.length > 0) this.#addMarks(marks.flat());
  }

  #flush(complete: DraftSentence[]): void {
    if (this.#waiting) complete.push(this.#waiting);
    this.#waiting = undefined;
  }

  /** Marks on a line of their own; before the first sentence they belong to that. */
  #addMarks(ids: readonly number[]): void {
    const before = this.#waiting;
    if (!before) {
      if (this.#begun) return;
      this.#line.addMarks(ids);
      this.#line.append(' ');
    } else if (before.text.endsWith(markPlace)) {
      before.marks = before.marks.with(-1, [...new Set([...before.marks.at(-1)!, ...ids])]);
    } else {
      before.text += markPlace;
      before.marks = [...before.marks, [...new Set(ids)]];
    }
  }

  #place({ text, marks, spaced }: LineSentence): DraftSentence {
    const breaks = ['', '\n', '\n\n'][Math.min(this.#breaks, 2)] as '' | '\n' | '\n\n';
    const before = this.#begun ? breaks || (spaced ? ' ' : '') : '';
    this.#begun = true;
    this.#breaks = 0;
    return { before, text, marks };
  }
}
