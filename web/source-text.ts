import type { DocumentContent, QuotePlace, Range } from '../src/protocol.ts';
import { createElement, notOurs } from './create-element.ts';
import { createPageRule, DocumentRenderer, type Names } from './document-text.ts';
import { joinCut, repeatNames } from './join-cut.ts';
import type { Messages } from './language.ts';

/** The quote stands a quarter down the view, with what comes before it in sight. */
const quotePosition = 0.25;
/** Characters that come at a time; some ten pages, rendered in a few milliseconds. */
const moreCharacters = 40_000;
/** How far the end of what is there may be out of sight when more is loaded. */
const loadWithin = '800px 0px';

export interface Place extends Pick<QuotePlace, 'spans' | 'near'> {
  /** Rows that name the columns of the table that is shown, where they stand above what is shown. */
  names?: string[];
}

/** Gives a range of the document that is shown, in whole blocks; undefined where it cannot be had. */
export type LoadRange = (range: Range) => Promise<DocumentContent | undefined>;

/** The text of a document around a quote, and more of it as a reader comes to its ends. */
export class SourceText {
  readonly element = createElement('div', { class: 'source-text', tabindex: '0', role: 'region' });
  readonly #messages: Messages;
  #watched: IntersectionObserver | undefined;

  constructor(messages: Messages) {
    this.#messages = messages;
  }

  get isEmpty(): boolean {
    return !this.element.hasChildNodes();
  }

  /** Puts something in place of a document. */
  showInstead(...nodes: Node[]): void {
    this.#watched?.disconnect();
    this.element.replaceChildren(...nodes);
  }

  /** Shows a part of a document, with the quote in view or what comes nearest. */
  show(content: DocumentContent, place: Place, names: Names, load: LoadRange): void {
    const renderer = new DocumentRenderer(place, names);
    // The text has its own direction, which need not be that of the buttons around it.
    const body = createElement('div', { class: 'body', ...notOurs }, ...renderer.render(content));
    repeatNames(body.firstElementChild, place.names);
    let { from, to } = content;
    let top = content.blocks.find(({ page }) => page !== null)?.page ?? null;
    const earlier = this.#createMore(this.#messages.earlierText, from > 0, async () => {
      const more = await load({ start: Math.max(0, from - moreCharacters), end: from });
      if (!more) return undefined;
      // What is above has headings and pages of its own to begin with.
      const above = new DocumentRenderer(place, names);
      const nodes = above.render(more);
      if (top !== null && above.page !== top) nodes.push(createPageRule(names.page(top)));
      this.#keepInPlace(() => {
        body.querySelector('.repeated')?.remove();
        body.prepend(...nodes);
        joinCut(nodes.at(-1));
      });
      from = more.from;
      top = more.blocks.find(({ page }) => page !== null)?.page ?? top;
      return from > 0;
    });
    const later = this.#createMore(this.#messages.laterText, to < content.length, async () => {
      const more = await load({ start: to, end: Math.min(content.length, to + moreCharacters) });
      if (!more) return undefined;
      const last = body.lastElementChild;
      body.append(...renderer.render(more));
      joinCut(last);
      to = more.to;
      return to < content.length;
    });
    this.showInstead(earlier, body, later);
    const marks = [...body.querySelectorAll('mark, .near')];
    this.#scrollTo(marks.find((mark) => !mark.closest('thead')) ?? marks[0]);
    this.#watch([earlier, later]);
  }

  /** Loads what a button is for as soon as a reader is about to come to it. */
  #watch(buttons: HTMLElement[]): void {
    const watched = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (isIntersecting) target.dispatchEvent(new Event('reached'));
        }
      },
      { root: this.element, rootMargin: loadWithin },
    );
    this.#watched = watched;
    for (const button of buttons) watched.observe(button);
  }

  /** @param extend says whether there is still more; undefined where that could not be had */
  #createMore(
    text: string,
    isMore: boolean,
    extend: () => Promise<boolean | undefined>,
  ): HTMLButtonElement {
    const attributes = { class: 'more text-button', type: 'button', hidden: !isMore };
    const button = createElement('button', attributes, text);
    let loading = false;
    const load = async () => {
      if (loading) return;
      loading = true;
      const more = await extend();
      const hadFocus = button.matches(':focus');
      // It takes room above what is read.
      this.#keepInPlace(() => {
        button.hidden = more === false;
      });
      loading = false;
      if (!button.isConnected || more === undefined) return;
      // It is looked at again, as what came in may have been less than a view.
      this.#watched?.unobserve(button);
      this.#watched?.observe(button);
      // The text goes on where the reader was; the button is somewhere else by now.
      if (hadFocus) this.element.focus({ preventScroll: true });
    };
    button.addEventListener('reached', load);
    button.addEventListener('click', load);
    return button;
  }

  /** Keeps what is read where it is while text comes in above it. */
  #keepInPlace(change: () => void): void {
    const edge = this.element.getBoundingClientRect().top;
    const pieces = [...this.element.querySelectorAll('.body :is(p, li, tr, pre, .aside)')];
    const read = pieces.find((piece) => piece.getBoundingClientRect().bottom > edge);
    const before = read?.getBoundingClientRect().top ?? 0;
    change();
    this.element.scrollTop += (read?.getBoundingClientRect().top ?? 0) - before;
  }

  #scrollTo(place: Element | undefined): void {
    const { element } = this;
    if (!place) element.scrollTop = 0;
    else {
      const offset = place.getBoundingClientRect().top - element.getBoundingClientRect().top;
      element.scrollTop += offset - element.clientHeight * quotePosition;
    }
  }
}
