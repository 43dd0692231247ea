import type { Block, Citation, CitedDocument, DocumentContent, Range } from '../src/protocol.ts';
import type { DocumentQuery } from './api-client.ts';
import { statusOf } from './api-error.ts';
import { createElement } from './create-element.ts';
import { createIcon, createIconButton } from './icons.ts';
import type { Language } from './language.ts';
import { createOriginalLink } from './original-link.ts';
import { describePages } from './page-words.ts';
import { createQuote } from './quote-text.ts';
import { type Place, SourceText } from './source-text.ts';
import { type Version, VersionChoice } from './version-choice.ts';
import { fill, formatNumber } from './wording.ts';

/** Characters that are shown before and after a quote at first; of most documents all there are. */
const shownAround = 20_000;

export interface SourceHandlers {
  load(id: string, query: DocumentQuery, signal: AbortSignal): Promise<DocumentContent>;
  resolve(path: string): string;
  announce(text: string): void;
  /** Called for each quote that is shown, and with nothing when the view closes. */
  shown(citation: Citation | undefined): void;
  /** Called when it turns out that a document has a newer revision than the one that was cited. */
  changed(document: CitedDocument): void;
  close(): void;
}

/** A document beside or over the conversation, scrolled to a quote that is highlighted in it. */
export class SourceView {
  readonly element: HTMLElement;
  readonly #title = createElement('h2', { class: 'source-title', id: 'source-title' });
  readonly #section = createElement('p', { class: 'source-section', dir: 'auto' });
  readonly #position = createElement('span', { class: 'position' });
  readonly #previous: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  readonly #page: HTMLAnchorElement;
  readonly #original = createElement('p', { class: 'source-original', hidden: true });
  readonly #versions: VersionChoice;
  readonly #notice = createElement('p', { class: 'notice', hidden: true });
  readonly #text: SourceText;
  readonly #handlers: SourceHandlers;
  readonly #language: Language;
  #citations: Citation[] = [];
  #index = 0;
  #loading = new AbortController();

  constructor(handlers: SourceHandlers, language: Language) {
    this.#handlers = handlers;
    this.#language = language;
    const { messages } = language;
    this.#text = new SourceText(messages);
    this.#versions = new VersionChoice(messages, (version) => this.#show(this.#index, version));
    this.#previous = createIconButton('previous', messages.previousQuote);
    this.#next = createIconButton('next', messages.nextQuote);
    this.#page = createElement('a', { class: 'text-button', target: '_blank', rel: 'noopener' });
    this.#page.append(createIcon('page'), createElement('span', {}, messages.openAsPage));
    const close = createIconButton('close', messages.closeSource);
    close.addEventListener('click', () => handlers.close());
    this.#previous.addEventListener('click', () => this.#show(this.#index - 1));
    this.#next.addEventListener('click', () => this.#show(this.#index + 1));
    this.#title.dir = 'auto';
    const steps = [this.#previous, this.#position, this.#next];
    const bar = createElement('div', { class: 'source-bar' }, ...steps, this.#page, close);
    const place = [this.#title, this.#section, this.#original];
    const about = [...place, this.#versions.element, this.#notice];
    const head = createElement('header', { class: 'source-head' }, bar, ...about);
    const attributes = { class: 'source', role: 'dialog', 'aria-labelledby': 'source-title' };
    this.element = createElement('section', { ...attributes, hidden: true }, head);
    this.element.append(this.#text.element);
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(citations: Citation[], index: number): void {
    this.#citations = citations;
    this.element.hidden = false;
    this.#show(index);
    this.#text.element.focus({ preventScroll: true });
  }

  close(): void {
    this.#loading.abort();
    this.#handlers.shown(undefined);
    this.#original.hidden = true;
    this.element.hidden = true;
    this.#text.showInstead();
  }

  async #show(index: number, version: Version = 'quoted'): Promise<void> {
    const citation = this.#citations[index];
    if (!citation) return;
    const isOther = index !== this.#index || this.#text.isEmpty;
    this.#index = index;
    this.#loading.abort();
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    this.#describe(citation);
    if (version === 'current') this.#versions.show(version);
    else if (isOther) this.#versions.hide();
    this.#handlers.shown(citation);
    try {
      const content = await this.#handlers.load(
        citation.document.id,
        queryOf(citation, version),
        signal,
      );
      if (signal.aborted) return;
      if (version === 'quoted') this.#renderQuoted(citation, content, signal);
      else this.#renderCurrent(content, signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(citation, error);
    }
  }

  #describe(citation: Citation): void {
    const { document, section } = citation;
    const { messages } = this.#language;
    const number = (value: number) => formatNumber(this.#language, value);
    const position = fill(messages.sourcePosition, {
      index: number(this.#index + 1),
      count: number(this.#citations.length),
    });
    this.#title.textContent = document.title;
    this.#text.element.ariaLabel = fill(messages.sourceText, { title: document.title });
    this.#describePlace(section, describePages(citation, this.#language));
    this.#position.textContent = position;
    this.#page.href = this.#handlers.resolve(citation.url);
    // Not `disabled`, which would drop the focus at either end of the row.
    this.#previous.ariaDisabled = String(this.#index === 0);
    this.#next.ariaDisabled = String(this.#index === this.#citations.length - 1);
    this.#handlers.announce(position);
    if (this.#text.isEmpty) {
      this.#text.showInstead(createElement('p', { class: 'loading' }, messages.sourceLoading));
    }
  }

  #describePlace(section: readonly string[], pages: string): void {
    const place = [...section, ...(pages ? [pages] : [])];
    this.#section.textContent = place.join(' › ');
    this.#section.hidden = place.length === 0;
  }

  #renderQuoted(citation: Citation, content: DocumentContent, signal: AbortSignal): void {
    const { messages } = this.#language;
    const { from, to } = content;
    // The names of a table's columns may stand far above the row that was quoted with them.
    const shown = citation.spans.filter(({ start, end }) => start >= from && end <= to);
    const stands =
      shown.length > 0 &&
      shown.every(({ start, end, text }) => content.text.slice(start - from, end - from) === text);
    const names = citation.spans.filter(({ end, text }) => end <= from && text.includes('\t'));
    if (content.current) this.#versions.hide();
    else {
      this.#versions.show('quoted');
      this.#handlers.changed(citation.document);
    }
    const changed = content.current ? '' : messages.sourceChanged;
    this.#notify(stands ? changed : messages.sourceMismatch);
    const place = { spans: stands ? citation.spans : [], names: names.map(({ text }) => text) };
    this.#render(content, place, signal);
  }

  #renderCurrent(content: DocumentContent, signal: AbortSignal): void {
    const { messages } = this.#language;
    const place: Place = content.quote ?? { spans: [] };
    const block = blockShown(place, content);
    if (block) {
      const pages = describePages({ page: block.page, document: content }, this.#language);
      this.#describePlace(block.section, pages);
    }
    if (content.quote) this.#page.href = this.#handlers.resolve(content.quote.url);
    const stands = place.spans.length > 0;
    this.#notify(stands ? messages.quoteStands : messages.quoteReplaced, stands);
    this.#render(content, place, signal);
  }

  #render(content: DocumentContent, place: Place, signal: AbortSignal): void {
    const { id, revision } = content;
    const { messages } = this.#language;
    const page = blockShown(place, content)?.page;
    const original = createOriginalLink(this.#page.href, content.mediaType, page, this.#language);
    this.#original.replaceChildren(original);
    this.#original.hidden = false;
    const names = {
      table: messages.table,
      page: (number: number) => describePages({ page: number, document: content }, this.#language),
    };
    this.#text.show(content, place, names, async ({ start: from, end: to }: Range) => {
      try {
        return await this.#handlers.load(id, { revision, from, to }, signal);
      } catch (error) {
        if (!signal.aborted) this.#notify(this.#describeFailure(error));
        return undefined;
      }
    });
  }

  /** The quote itself is known, and stays readable. */
  #fail(citation: Citation, error: unknown): void {
    this.#notify(this.#describeFailure(error));
    this.#original.hidden = true;
    this.#text.showInstead(createQuote(citation, this.#language, 'quote'));
  }

  #describeFailure(error: unknown): string {
    const { messages } = this.#language;
    const status = statusOf(error);
    if (status === 404) return messages.sourceMissing;
    return status === 401 || status === 403 ? messages.sourceRefused : messages.sourceGone;
  }

  #notify(text: string, isGood = false): void {
    this.#notice.textContent = text;
    this.#notice.classList.toggle('calm', isGood);
    this.#notice.hidden = text === '';
    if (text) this.#handlers.announce(text);
  }
}

/** The current version is looked through for the words that were quoted from another. */
function queryOf({ spans, document: { revision } }: Citation, version: Version): DocumentQuery {
  const quote = spans.map(({ start, end }) => `${start}-${end}`).join(',');
  return version === 'quoted'
    ? { revision, quote, around: shownAround }
    : { quote, quoted: revision, around: shownAround };
}

/** Where a quote begins, or what is nearest to it: not in the names of columns, pages above a row. */
function blockShown({ spans, near }: Place, { blocks, from }: DocumentContent): Block | undefined {
  const places = [...spans.filter(({ start }) => start >= from), ...(near ? [near] : [])];
  const found = places.flatMap(({ start }) => blocks.find(({ end }) => end > start) ?? []);
  return found.find(({ header }) => !header) ?? found[0];
}
