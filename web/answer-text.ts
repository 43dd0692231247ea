import { createElement } from './create-element.ts';
import { messages } from './messages.ts';

/** With the space before it and the stop after it, neither of which a line may end at. */
const marker = /( ?)\[(\d{1,3})\]([.,;:!?)’”"']*)/g;
/** What may still become a marker, or grow at its end. */
const unfinished = / ?(?:\[\d{0,3}(?:\][.,;:!?)’”"']*)?)?$/;
const narrowNoBreakSpace = '\u202f';

/**
 * An answer written by a model, as it grows. Text is only ever appended, so that a reader's place,
 * selection and focus survive the stream. `[n]` becomes a button for a citation that is known by
 * then; every other bracket stays as it was written.
 */
export class AnswerText {
  readonly element = createElement('div', { class: 'answer' });
  /** What has been shown, and the part that may still turn out to be a marker. */
  #text = '';
  #pending = '';
  readonly #isCited: (number: number) => boolean;
  readonly #onOpen: (number: number, opener: HTMLElement) => void;

  constructor(
    isCited: (number: number) => boolean,
    onOpen: (number: number, opener: HTMLElement) => void,
  ) {
    this.#isCited = isCited;
    this.#onOpen = onOpen;
  }

  append(text: string): void {
    this.#pending += text;
    const held = unfinished.exec(this.#pending)?.index ?? this.#pending.length;
    this.#show(this.#pending.slice(0, held));
    this.#pending = this.#pending.slice(held);
  }

  /** Shows the complete answer, again from the start only where it differs from the stream. */
  finish(text: string): void {
    if (this.#text + this.#pending !== text) this.clear();
    this.#show(text.slice(this.#text.length));
    this.#pending = '';
  }

  clear(): void {
    this.element.replaceChildren();
    this.#text = '';
    this.#pending = '';
  }

  #show(text: string): void {
    let end = 0;
    for (const match of text.matchAll(marker)) {
      const [, space, digits, stop = ''] = match;
      const number = Number(digits);
      if (!this.#isCited(number)) continue;
      const unbroken = createElement(
        'span',
        { class: 'unbroken' },
        this.#createMarker(number),
        stop,
      );
      this.element.append(text.slice(end, match.index));
      if (space) this.element.append(narrowNoBreakSpace);
      this.element.append(unbroken);
      end = match.index + match[0].length;
    }
    this.element.append(text.slice(end));
    this.#text += text;
  }

  #createMarker(number: number): HTMLButtonElement {
    const button = createElement(
      'button',
      { class: 'marker', type: 'button', 'aria-label': messages.showQuote(number) },
      createElement('span', {}, String(number)),
    );
    button.addEventListener('click', () => this.#onOpen(number, button));
    return button;
  }
}
