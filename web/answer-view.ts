import type { Answer, Citation, CitedDocument } from '../src/protocol.ts';
import { renderLead, renderPlaces } from './answer-lead.ts';
import { createElement, notOurs } from './create-element.ts';
import type { Language } from './language.ts';
import { type OpenSource, QuoteList } from './quote-list.ts';
import { isInWords, noticeOf, piecesOf, type WrittenPiece } from './written-answer.ts';
import { WrittenText } from './written-text.ts';

/** What a question was answered with: text or a lead, the quotes, and what is left open. */
export class AnswerView {
  readonly element: HTMLElement;
  /** Waiting and, later, the lead: the same line, so that the quotes below it do not move. */
  readonly #status = createElement('p', { class: 'status' });
  readonly #text: WrittenText;
  /** How the text ended, where it did not end well; below it, where a reader comes to it. */
  readonly #ending = createElement('p', { class: 'ending', hidden: true });
  /** The lead of an answer in words, which comes after them. */
  readonly #sources = createElement('p', { class: 'sources', hidden: true });
  readonly #quotes: QuoteList;
  /** That only words were compared; below the quotes, which are there before it is known. */
  readonly #words = createElement('p', { class: 'words', hidden: true });
  readonly #unanswered = createElement('p', { class: 'unanswered', hidden: true });
  readonly #closestHeading = createElement('h3', { class: 'closest' });
  readonly #closest: QuoteList;
  readonly #language: Language;

  constructor(
    handlers: { openSource: OpenSource; announce: (text: string) => void },
    language: Language,
  ) {
    const { openSource, announce } = handlers;
    const { messages } = language;
    this.#language = language;
    this.#words.append(messages.byWordsAlone);
    this.#closestHeading.append(messages.closest);
    this.#quotes = new QuoteList(openSource, language, {
      class: 'cards',
      'aria-label': messages.quotes,
    });
    this.#closest = new QuoteList(openSource, language, { class: 'cards plain' });
    const find = (number: number) => this.#quotes.find(number);
    const open = (number: number, opener: HTMLElement) => this.#quotes.open(number, opener);
    this.#text = new WrittenText({ find, open, announce }, language);
    const text = [this.#status, this.#text.element, this.#ending, this.#sources];
    const quotes = [this.#quotes.element, this.#words, this.#unanswered];
    const closest = [this.#closestHeading, this.#closest.element];
    this.element = createElement('div', {}, ...text, ...quotes, ...closest);
    this.clear();
  }

  clear(): void {
    for (const part of [this.#text, this.#quotes, this.#closest]) part.clear();
    for (const line of [this.#ending, this.#sources, this.#words]) line.hidden = true;
    for (const line of [this.#unanswered, this.#closestHeading]) line.hidden = true;
    this.showStatus('');
  }

  showStatus(text: string): void {
    this.#status.hidden = false;
    this.#status.textContent = text;
  }

  addCitation(citation: Citation): void {
    this.#quotes.add(citation);
  }

  /** The next sentence of a written answer; the citations in it have been added. */
  appendText(piece: WrittenPiece): void {
    this.#status.hidden = true;
    this.#text.append(piece);
    this.#showSources(renderPlaces(this.#quotes.citations, this.#language));
  }

  finish(answer: Answer): void {
    const inWords = isInWords(answer);
    this.#quotes.finish(answer.citations);
    if (inWords) this.#text.finish(piecesOf(answer));
    else this.#text.clear();
    const notice = noticeOf(answer, this.#language.messages);
    this.#status.hidden = inWords;
    this.#showSources(
      inWords && answer.citations.length > 0 ? renderLead(answer, this.#language) : [],
    );
    if (inWords) this.#showEnding(notice);
    else
      this.#status.replaceChildren(...renderLead(answer, this.#language), ...renderRemark(notice));
    this.#words.hidden = !answer.byWordsAlone;
    this.#showUnanswered(answer.unanswered);
    this.#closest.finish(answer.closest);
    this.#closestHeading.hidden = answer.closest.length === 0;
  }

  /** Keeps what has come, and says that no more will. */
  showStopped(): void {
    const { stopped } = this.#language.messages;
    if (this.#text.isEmpty) this.showStatus(stopped);
    else this.#showEnding(stopped);
  }

  /** Keeps what has come, without the line that said what was waited for. */
  showFailed(): void {
    this.#status.hidden = true;
  }

  /** The whole of it, for a screen reader, once it is complete. */
  summary(): string {
    const said = [this.#status, this.#words].map(textIfShown);
    const text = this.#text.isEmpty ? this.#quotes.asText() : this.#text.inWords();
    const after = [this.#ending, this.#unanswered].map(textIfShown);
    return [...said, text, ...after].filter(Boolean).join(' ');
  }

  markShown(citation: Citation | undefined): void {
    this.#quotes.markShown(citation);
    this.#closest.markShown(citation);
  }

  markChanged(document: CitedDocument): void {
    this.#quotes.markChanged(document);
    this.#closest.markChanged(document);
  }

  #showSources(lead: Node[]): void {
    const line = createElement('p', {}, ...lead);
    // What a reader may have selected stays, where it says the same.
    if (line.textContent !== this.#sources.textContent) this.#sources.replaceChildren(...lead);
    this.#sources.hidden = lead.length === 0;
  }

  #showEnding(text: string): void {
    this.#ending.textContent = text;
    this.#ending.hidden = text === '';
  }

  /** The parts of the question that are left open, in the asker's words. */
  #showUnanswered(parts: string[] = []): void {
    const label = createElement('span', {}, this.#language.messages.unanswered);
    const questions = parts.flatMap((part) => [' ', createElement('q', notOurs, part)]);
    this.#unanswered.replaceChildren(label, ...questions);
    this.#unanswered.hidden = parts.length === 0;
  }
}

const renderRemark = (text: string): Node[] =>
  text ? [new Text(' '), createElement('span', { class: 'remark' }, text)] : [];

const textIfShown = (line: HTMLElement): string => (line.hidden ? '' : line.textContent);
