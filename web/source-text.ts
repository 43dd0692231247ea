import type { DocumentContent, QuotePlace, Range } from '../src/protocol.ts';
import { createElement, notOurs } from './create-element.ts';
import { DocumentRenderer } from './document-text.ts';
import type { Messages } from './language.ts';

/** The quote stands a quarter down the view, with what comes before it in sight. */
const quotePosition = 0.25;
/** Characters that one more press adds; some ten pages, rendered in a few milliseconds. */
const moreCharacters = 40_000;

export type Place = Pick<QuotePlace, 'spans' | 'near'>;

/** Gives a range of the document that is shown, in whole blocks; undefined where it cannot be had. */
export type LoadRange = (range: Range) => Promise<DocumentContent | undefined>;

/** The text of a document from some way before a quote to some way after it, and more on request. */
export class SourceText {
  readonly element = createElement('div', { class: 'source-text', tabindex: '0', role: 'region' });
  readonly #messages: Messages;

  constructor(messages: Messages) {
    this.#messages = messages;
  }

  get isEmpty(): boolean {
    return !this.element.hasChildNodes();
  }

  /** Puts something in place of a document. */
  showInstead(...nodes: Node[]): void {
    this.element.replaceChildren(...nodes);
  }

  /** Shows a part of a document, with the quote in view or what comes nearest. */
  show(content: DocumentContent, place: Place, load: LoadRange): void {
    const renderer = new DocumentRenderer(place);
    // The text has its own direction, which need not be that of the buttons around it.
    const body = createElement('div', { class: 'body', ...notOurs }, ...renderer.render(content));
    let { from, to } = content;
    const earlier: HTMLElement = this.#createMore(
      this.#messages.earlierText,
      from > 0,
      async () => {
        const more = await load({ start: Math.max(0, from - moreCharacters), end: from });
        from = more?.from ?? from;
        // What is above has headings of its own to begin with.
        const nodes = more ? new DocumentRenderer(place).render(more) : [];
        this.#keepInPlace(() => {
          body.prepend(...nodes);
          earlier.hidden = from === 0;
        });
        return from > 0;
      },
    );
    const later = this.#createMore(this.#messages.laterText, to < content.length, async () => {
      const more = await load({ start: to, end: Math.min(content.length, to + moreCharacters) });
      to = more?.to ?? to;
      body.append(...(more ? renderer.render(more) : []));
      return to < content.length;
    });
    this.element.replaceChildren(earlier, body, later);
    this.#scrollTo(body.querySelector('mark, .near'));
  }

  /** @param extend says whether there is still more */
  #createMore(text: string, isMore: boolean, extend: () => Promise<boolean>): HTMLButtonElement {
    const attributes = { class: 'more text-button', type: 'button', hidden: !isMore };
    const button = createElement('button', attributes, text);
    let loading = false;
    button.addEventListener('click', async () => {
      if (loading) return;
      loading = true;
      button.hidden = !(await extend());
      loading = false;
      // The text goes on where the reader was; the button is somewhere else by now.
      if (button.isConnected) this.element.focus({ preventScroll: true });
    });
    return button;
  }

  /** Keeps what is read where it is while text comes in above it. */
  #keepInPlace(change: () => void): void {
    const below = this.element.scrollHeight - this.element.scrollTop;
    change();
    this.element.scrollTop = this.element.scrollHeight - below;
  }

  #scrollTo(place: Element | null): void {
    const { element } = this;
    if (!place) element.scrollTop = 0;
    else {
      const offset = place.getBoundingClientRect().top - element.getBoundingClientRect().top;
      element.scrollTop += offset - element.clientHeight * quotePosition;
    }
  }
}
