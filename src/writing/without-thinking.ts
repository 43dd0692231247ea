/** After more white space than this a model is not about to think. */
const mostWhiteSpace = 1000;
const names = ['think', 'thinking', 'thought', 'reasoning'];
const opening = new RegExp(`^\\s{0,${mostWhiteSpace}}<(${names.join('|')})>`, 'i');

/**
 * Leaves out what a model thinks aloud before it answers, `<think>…</think>` as DeepSeek and Qwen
 * write it, while the text streams in. Thoughts that never end are left out to the end. Thoughts
 * without the opening tag, which some servers put into the prompt, cannot be told from an answer.
 */
export class WithoutThinking {
  #state: 'beginning' | 'thinking' | 'answering' = 'beginning';
  #held = '';
  #closing = /(?:)/;
  #closingLength = 0;

  /** The part of the answer that is certain to be one. */
  push(text: string): string {
    if (this.#state === 'answering') return text;
    this.#held += text;
    for (;;) {
      if (this.#state === 'thinking' && !this.#leaveThoughts()) return '';
      const found = opening.exec(this.#held);
      if (!found) return mayBegin(this.#held) ? '' : this.#answer();
      this.#state = 'thinking';
      this.#closing = new RegExp(`</${found[1]!}>`, 'i');
      this.#closingLength = found[1]!.length + 3;
      this.#held = this.#held.slice(found[0].length);
    }
  }

  end(): string {
    return this.#state === 'beginning' ? this.#answer() : '';
  }

  #answer(): string {
    const text = this.#held;
    this.#state = 'answering';
    this.#held = '';
    return text;
  }

  /** Whether the thoughts have ended; of those still going on only a possible part of the tag is kept. */
  #leaveThoughts(): boolean {
    const end = this.#held.search(this.#closing);
    if (end === -1) {
      this.#held = this.#held.slice(-(this.#closingLength - 1));
      return false;
    }
    this.#held = this.#held.slice(end + this.#closingLength);
    this.#state = 'beginning';
    return true;
  }
}

function mayBegin(text: string): boolean {
  const begun = text.trimStart().toLowerCase();
  if (text.length - begun.length > mostWhiteSpace) return false;
  return names.some((name) => `<${name}>`.startsWith(begun));
}
