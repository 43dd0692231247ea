import type { Citation, DocumentContent } from '../src/protocol.ts';
import { createElement } from './create-element.ts';
import { renderDocument } from './document-text.ts';
import { createIcon, createIconButton } from './icons.ts';
import type { Language } from './language.ts';
import { fill, formatNumber } from './wording.ts';

export interface SourceHandlers {
  load(citation: Citation, signal: AbortSignal): Promise<DocumentContent>;
  resolve(path: string): string;
  announce(text: string): void;
  /** Called for each quote that is shown, and with nothing when the view closes. */
  shown(citation: Citation | undefined): void;
  close(): void;
}

/** The quote stands a quarter down the view, with what comes before it in sight. */
const quotePosition = 0.25;

/** A document beside or over the conversation, scrolled to a quote that is highlighted in it. */
export class SourceView {
  readonly element: HTMLElement;
  readonly #title = createElement('h2', { class: 'source-title', id: 'source-title' });
  readonly #section = createElement('p', { class: 'source-section' });
  readonly #position = createElement('span', { class: 'position' });
  readonly #previous: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  readonly #page: HTMLAnchorElement;
  readonly #notice = createElement('p', { class: 'notice', hidden: true });
  readonly #text = createElement('div', { class: 'source-text', tabindex: '0', role: 'region' });
  readonly #handlers: SourceHandlers;
  readonly #language: Language;
  #citations: Citation[] = [];
  #index = 0;
  #loading = new AbortController();

  constructor(handlers: SourceHandlers, language: Language) {
    this.#handlers = handlers;
    this.#language = language;
    const { messages } = language;
    this.#previous = createIconButton('previous', messages.previousQuote);
    this.#next = createIconButton('next', messages.nextQuote);
    this.#page = createElement('a', { class: 'text-button', target: '_blank', rel: 'noopener' });
    this.#page.append(createIcon('page'), messages.openAsPage);
    const close = createIconButton('close', messages.closeSource);
    close.addEventListener('click', () => handlers.close());
    this.#previous.addEventListener('click', () => this.#show(this.#index - 1));
    this.#next.addEventListener('click', () => this.#show(this.#index + 1));
    const steps = [this.#previous, this.#position, this.#next];
    const head = createElement(
      'header',
      { class: 'source-head' },
      createElement('div', { class: 'source-bar' }, ...steps, this.#page, close),
      this.#title,
      this.#section,
      this.#notice,
    );
    const attributes = { class: 'source', role: 'dialog', 'aria-labelledby': 'source-title' };
    this.element = createElement('section', { ...attributes, hidden: true }, head, this.#text);
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(citations: Citation[], index: number): void {
    this.#citations = citations;
    this.element.hidden = false;
    this.#show(index);
    this.#text.focus({ preventScroll: true });
  }

  close(): void {
    this.#loading.abort();
    this.#handlers.shown(undefined);
    this.element.hidden = true;
    this.#text.replaceChildren();
  }

  async #show(index: number): Promise<void> {
    const citation = this.#citations[index];
    if (!citation) return;
    this.#index = index;
    this.#loading.abort();
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    this.#describe(citation);
    this.#handlers.shown(citation);
    try {
      const content = await this.#handlers.load(citation, signal);
      if (!signal.aborted) this.#render(citation, content);
    } catch {
      if (!signal.aborted) this.#fail(citation);
    }
  }

  #describe(citation: Citation): void {
    const { document, section, page } = citation;
    const { messages } = this.#language;
    const number = (value: number) => formatNumber(this.#language, value);
    const position = fill(messages.sourcePosition, {
      index: number(this.#index + 1),
      count: number(this.#citations.length),
    });
    const onPage = page === null ? [] : [fill(messages.page, { page: number(page) })];
    const place = [...section, ...onPage];
    this.#title.textContent = document.title;
    this.#text.ariaLabel = fill(messages.sourceText, { title: document.title });
    this.#section.textContent = place.join(' › ');
    this.#section.hidden = place.length === 0;
    this.#position.textContent = position;
    this.#page.href = this.#handlers.resolve(citation.url);
    // Not `disabled`, which would drop the focus at either end of the row.
    this.#previous.ariaDisabled = String(this.#index === 0);
    this.#next.ariaDisabled = String(this.#index === this.#citations.length - 1);
    this.#handlers.announce(position);
    if (!this.#text.hasChildNodes()) {
      this.#text.append(createElement('p', { class: 'loading' }, messages.sourceLoading));
    }
  }

  #render(citation: Citation, content: DocumentContent): void {
    const { messages } = this.#language;
    const stands = citation.spans.every(
      ({ start, end, text }) => content.text.slice(start, end) === text,
    );
    this.#notify(
      stands ? (content.current ? '' : messages.sourceChanged) : messages.sourceMismatch,
    );
    this.#text.replaceChildren(...renderDocument(content, stands ? citation.spans : []));
    const mark = this.#text.querySelector('mark');
    if (!mark) return;
    const offset = mark.getBoundingClientRect().top - this.#text.getBoundingClientRect().top;
    this.#text.scrollTop += offset - this.#text.clientHeight * quotePosition;
  }

  /** The quote itself is known, and stays readable. */
  #fail(citation: Citation): void {
    this.#notify(this.#language.messages.sourceGone);
    this.#text.replaceChildren(createElement('blockquote', { class: 'quote' }, citation.quote));
  }

  #notify(text: string): void {
    this.#notice.textContent = text;
    this.#notice.hidden = text === '';
    if (text) this.#handlers.announce(text);
  }
}
