import type { Support, WrittenSentence } from '../src/protocol.ts';
import { createElement } from './create-element.ts';
import { createDoubts, type Doubts } from './doubts.ts';
import type { Language } from './language.ts';
import type { CitedQuote } from './quote-list.ts';
import { QuotePreview } from './quote-preview.ts';
import { openBlock, type TextBlock } from './text-block.ts';
import { fill, formatNumber } from './wording.ts';
import { type WrittenPiece, withDoubtsInWords } from './written-answer.ts';

/** With the end of the word before it and the stop after it, which stay on its line. */
const marker = /([^\s[\]]{0,20})( ?)\[(\d{1,3})\]([.,;:!?)’”"']*)/g;
const narrowNoBreakSpace = '\u202f';

export interface WrittenTextHandlers {
  /** Undefined for a number that stands for no quote so far. */
  find(number: number): CitedQuote | undefined;
  open(number: number, opener: HTMLElement): void;
  announce(text: string): void;
}

/**
 * An answer written by a model, as it grows by whole sentences. Nodes are only ever appended, so
 * that a reader's place, selection and focus survive the stream. `[n]` becomes a button for a
 * citation that is known by then; every other bracket stays as it was written.
 */
export class WrittenText {
  readonly element = createElement('div', { class: 'answer' });
  readonly #handlers: WrittenTextHandlers;
  readonly #language: Language;
  #pieces: WrittenPiece[] = [];
  #block: TextBlock | undefined;
  /** Line breaks since the last word. */
  #breaks = 0;
  #unfolded: Doubts | undefined;

  constructor(handlers: WrittenTextHandlers, language: Language) {
    this.#handlers = handlers;
    this.#language = language;
  }

  get isEmpty(): boolean {
    return this.#pieces.length === 0;
  }

  append(piece: WrittenPiece): void {
    this.#pieces.push(piece);
    const { messages } = this.#language;
    const doubts =
      piece.sentence && createDoubts(piece.sentence, messages, (own) => this.#unfold(own));
    piece.text.split('\n').forEach((line, index) => {
      if (index > 0) this.#breaks += 1;
      if (line.trim()) this.#appendLine(line, piece.sentence?.support);
    });
    if (!doubts || !this.#block) return;
    this.#block.text.append(' ', doubts.button);
    this.#block.element.append(doubts.reasons);
  }

  /** Shows the complete answer, again from the start only where it differs from the stream. */
  finish(pieces: readonly WrittenPiece[]): void {
    if (!this.#pieces.every((piece, index) => samePiece(piece, pieces[index]))) this.clear();
    for (const piece of pieces.slice(this.#pieces.length)) this.append(piece);
  }

  clear(): void {
    this.element.replaceChildren();
    this.#pieces = [];
    this.#block = undefined;
    this.#breaks = 0;
    this.#unfolded = undefined;
  }

  /** The text for a screen reader, which has no underline to hear. */
  inWords(): string {
    return withDoubtsInWords(this.#pieces, this.#language.messages);
  }

  #appendLine(line: string, support: Support = 'supported'): void {
    const { block, text } = openBlock(line, this.#block, this.#breaks);
    if (block !== this.#block) block.placeIn(this.element);
    this.#block = block;
    this.#breaks = 0;
    const words = text.trimStart();
    const nodes = this.#renderWords(words);
    block.text.append(text.slice(0, -words.length));
    if (support === 'supported') block.text.append(...nodes);
    else
      block.text.append(
        createElement('span', { class: 'doubted', 'data-support': support }, ...nodes),
      );
  }

  /** One sentence's reasons at a time, so that it is plain which one they are about. */
  #unfold(doubts: Doubts): void {
    const wasUnfolded = this.#unfolded === doubts;
    this.#unfolded?.setUnfolded(false);
    this.#unfolded = undefined;
    if (wasUnfolded) return;
    doubts.setUnfolded(true);
    this.#unfolded = doubts;
    this.#handlers.announce(doubts.reasons.textContent);
  }

  #renderWords(text: string): Node[] {
    const nodes: Node[] = [];
    let end = 0;
    for (const match of text.matchAll(marker)) {
      const [, word, space, digits, stop = ''] = match;
      const number = Number(digits);
      const quote = this.#handlers.find(number);
      if (!quote) continue;
      nodes.push(new Text(text.slice(end, match.index)));
      const cited = createElement('span', { class: 'cited' }, space && narrowNoBreakSpace);
      cited.append(this.#createMarker(quote), stop);
      nodes.push(createElement('span', { class: 'unbroken' }, word, cited));
      end = match.index + match[0].length;
    }
    nodes.push(new Text(text.slice(end)));
    return nodes;
  }

  #createMarker({ citation, quoteId }: CitedQuote): HTMLButtonElement {
    const { number } = citation;
    const language = this.#language;
    const shown = formatNumber(language, number);
    const name = fill(language.messages.showQuote, { number: shown });
    const button = createElement(
      'button',
      { class: 'marker', type: 'button', 'aria-label': name, 'aria-describedby': quoteId },
      createElement('span', {}, shown),
    );
    new QuotePreview(button, {
      citation,
      language,
      open: () => this.#handlers.open(number, button),
    });
    return button;
  }
}

function samePiece(shown: WrittenPiece, final: WrittenPiece | undefined): boolean {
  return (
    shown.text === final?.text &&
    describeSentence(shown.sentence) === describeSentence(final.sentence)
  );
}

const describeSentence = (sentence: WrittenSentence | undefined): string =>
  sentence ? [sentence.support, ...sentence.doubts].join(' ') : '';
