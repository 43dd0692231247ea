import type { Citation, CitedDocument } from '../src/protocol.ts';
import { createElement } from './create-element.ts';
import type { Language } from './language.ts';
import { createQuoteCard, setChanged, setShown } from './quote-card.ts';
import { fill } from './wording.ts';

/** Shows one of several quotes in the document; `opener` gets the focus back. */
export type OpenSource = (citations: Citation[], index: number, opener: HTMLElement) => void;

/** A citation, and the id of the element with its quote, which describes what stands for it. */
export interface CitedQuote {
  citation: Citation;
  quoteId: string;
}

let listCount = 0;

/** Quotes as cards, among which the source view goes back and forth. */
export class QuoteList {
  readonly element: HTMLOListElement;
  readonly #openSource: OpenSource;
  readonly #language: Language;
  readonly #cards = new Map<Citation, HTMLElement>();
  readonly #id: string;

  constructor(
    openSource: OpenSource,
    language: Language,
    attributes: { class: string; 'aria-label'?: string },
  ) {
    this.#openSource = openSource;
    this.#language = language;
    listCount += 1;
    this.#id = `quote-${listCount}`;
    this.element = createElement('ol', attributes);
  }

  get citations(): Citation[] {
    return [...this.#cards.keys()];
  }

  add(citation: Citation): void {
    const open = (opener: HTMLElement) => this.open(citation.number, opener);
    const card = createQuoteCard(citation, this.#language, this.#idOf(citation), open);
    this.#cards.set(citation, card);
    this.element.append(card);
  }

  /** Shows the final quotes, and leaves the cards as they are where these are the same. */
  finish(citations: readonly Citation[]): void {
    if (sameCitations(this.citations, citations)) return;
    this.clear();
    for (const citation of citations) this.add(citation);
  }

  clear(): void {
    this.#cards.clear();
    this.element.replaceChildren();
  }

  find(number: number): CitedQuote | undefined {
    const citation = this.citations.find((candidate) => candidate.number === number);
    return citation && { citation, quoteId: this.#idOf(citation) };
  }

  open(number: number, opener: HTMLElement): void {
    const index = this.citations.findIndex((citation) => citation.number === number);
    if (index >= 0) this.#openSource(this.citations, index, opener);
  }

  /** Marks the card of the quote that the source view shows, and unmarks the others. */
  markShown(citation: Citation | undefined): void {
    for (const [cited, card] of this.#cards) setShown(card, cited === citation);
  }

  #idOf({ number }: Citation): string {
    return `${this.#id}-${number}`;
  }

  /** Marks the cards of a document that has changed since it was quoted. */
  markChanged({ id, revision }: CitedDocument): void {
    for (const [{ document }, card] of this.#cards) {
      if (document.id === id && document.revision === revision) {
        setChanged(card, this.#language.messages);
      }
    }
  }

  asText(): string {
    const { quoted } = this.#language.messages;
    return this.citations
      .map(({ quote }) => fill(quoted, { quote: quote.replaceAll('\t', ', ') }))
      .join(' ');
  }
}

function sameCitations(shown: readonly Citation[], final: readonly Citation[]): boolean {
  return (
    shown.length === final.length &&
    shown.every(
      ({ number, url }, index) => number === final[index]?.number && url === final[index].url,
    )
  );
}
