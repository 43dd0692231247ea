import type {
  Answer,
  AnswerEvent,
  AnswerMode,
  Citation,
  Conversation,
  Readiness,
} from '../src/protocol.ts';
import { type AnswerActions, createActionRow } from './answer-actions.ts';
import { renderLead } from './answer-lead.ts';
import { AnswerText } from './answer-text.ts';
import { createElement } from './create-element.ts';
import type { Failure } from './failure.ts';
import { createFailureView } from './failure-view.ts';
import { messages } from './messages.ts';
import { createQuoteCard, setShown } from './quote-card.ts';

/** An answer that is there sooner shows no waiting at all. */
const searchingAfterMs = 400;
/** By then a reader wonders whether anything is happening. */
const searchingLongAfterMs = 8000;

/** Who says this has seen answers already, and needs no questions to start with. */
const saidAfterAnswers: readonly (Conversation | undefined)[] = [
  'thanks',
  'farewell',
  'acknowledgement',
];

export interface TurnHandlers extends AnswerActions {
  openSource(citations: Citation[], index: number, opener: HTMLElement): void;
  /** Questions that work, for a reader who has not asked one yet. */
  createStarters(): HTMLElement;
}

let turnCount = 0;

/** One question with whatever became of it. */
export class TurnView {
  readonly element: HTMLElement;
  readonly #question: HTMLElement;
  readonly #searched = createElement('p', { class: 'searched', hidden: true });
  /** Waiting and, later, the lead: the same line, so that the quotes below it do not move. */
  readonly #status = createElement('p', { class: 'status' });
  /** That only words were compared; below the quotes, which are there before it is known. */
  readonly #words = createElement('p', { class: 'words', hidden: true }, messages.byWordsAlone);
  readonly #text: AnswerText;
  /** The lead of an answer in words, which comes after them. */
  readonly #sources = createElement('p', { class: 'sources', hidden: true });
  readonly #cards = createElement('ol', { class: 'cards', 'aria-label': messages.quotes });
  readonly #rest = createElement('div', { class: 'rest' });
  readonly #handlers: TurnHandlers;
  readonly #cardOf = new Map<Citation, HTMLElement>();
  #citations: Citation[] = [];
  #mode: AnswerMode = 'extractive';
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(question: string, handlers: TurnHandlers) {
    this.#handlers = handlers;
    this.#text = new AnswerText(
      (number) => this.#citations.some((citation) => citation.number === number),
      (number, opener) => this.#open(number, opener),
    );
    turnCount += 1;
    const id = `question-${turnCount}`;
    this.#question = createElement(
      'h2',
      { class: 'question', id, tabindex: '-1' },
      createElement('span', { class: 'unseen' }, messages.you),
      ' ',
      question,
    );
    const answer = [this.#status, this.#text.element, this.#sources, this.#cards];
    const result = [...answer, this.#words, this.#rest];
    this.element = createElement(
      'article',
      { class: 'turn', 'aria-labelledby': id },
      this.#question,
      this.#searched,
      ...result,
    );
  }

  /** Puts the keyboard and the screen reader where the answer will be. */
  focus(): void {
    this.#question.focus({ preventScroll: true });
  }

  /** Waiting for an answer, the first or another one. */
  showSearching(): void {
    this.#clear();
    this.#wait(searchingAfterMs, messages.searching);
    this.#wait(searchingLongAfterMs, messages.searchingLong);
  }

  showNotReady(readiness: Readiness | undefined): void {
    this.#stopWaiting();
    this.#showStatus(messages.notReady(readiness));
  }

  apply(event: AnswerEvent): void {
    switch (event.event) {
      case 'answer-start':
        this.#mode = event.data.mode;
        this.#showSearched(event.data);
        return;
      case 'citation':
        this.#addCitation(event.data);
        return;
      case 'answer-delta':
        if (this.#mode === 'extractive') return;
        this.#stopWaiting();
        this.#status.hidden = true;
        this.#text.append(event.data.text);
        return;
      case 'answer-end':
        this.#finish(event.data);
        return;
      case 'answer-error':
        return;
    }
  }

  showStopped(): void {
    this.#stopWaiting();
    this.#showStatus(messages.stopped);
    this.#rest.replaceChildren(createActionRow(this.#handlers, false));
  }

  showFailure(failure: Failure): void {
    this.#stopWaiting();
    this.#status.hidden = true;
    const retry = () => this.#handlers.askAgain();
    this.#rest.replaceChildren(createFailureView(failure, retry));
  }

  /** What a screen reader is told when the answer is complete. */
  summary(): string {
    const text = this.#text.element.textContent || this.#quotesAsText();
    const lead = this.#status.hidden ? '' : this.#status.textContent;
    const words = this.#words.hidden ? '' : this.#words.textContent;
    const unanswered = this.#rest.querySelector('.unanswered')?.textContent ?? '';
    return [lead, words, text, unanswered].filter(Boolean).join(' ');
  }

  /** Marks the card of the quote that the source view shows, and unmarks the others. */
  markShown(citation: Citation | undefined): void {
    for (const [cited, card] of this.#cardOf) setShown(card, cited === citation);
  }

  #quotesAsText(): string {
    const quotes = this.#cards.querySelectorAll('.quote');
    return [...quotes].map((quote) => `“${quote.textContent}”`).join(' ');
  }

  #addCitation(citation: Citation): void {
    this.#stopWaiting();
    this.#citations.push(citation);
    this.#cards.append(this.#createCard(citation, this.#citations));
  }

  #createCard(citation: Citation, all: Citation[]): HTMLElement {
    const card = createQuoteCard(citation, (opener) =>
      this.#handlers.openSource(all, all.indexOf(citation), opener),
    );
    this.#cardOf.set(citation, card);
    return card;
  }

  #open(number: number, opener: HTMLElement): void {
    const index = this.#citations.findIndex((citation) => citation.number === number);
    if (index >= 0) this.#handlers.openSource(this.#citations, index, opener);
  }

  #finish(answer: Answer): void {
    this.#stopWaiting();
    this.#mode = answer.mode;
    this.#showSearched(answer);
    if (!sameCitations(this.#citations, answer.citations)) {
      this.#citations = [];
      this.#cardOf.clear();
      this.#cards.replaceChildren();
      for (const citation of answer.citations) this.#addCitation(citation);
    }
    const inWords = answer.mode === 'generated' && answer.answer !== '';
    if (inWords) this.#text.finish(answer.answer);
    else this.#text.clear();
    this.#status.hidden = inWords;
    this.#sources.hidden = !inWords || answer.citations.length === 0;
    (inWords ? this.#sources : this.#status).replaceChildren(...renderLead(answer));
    this.#words.hidden = !answer.byWordsAlone;
    this.element.dataset['outcome'] = answer.outcome;
    this.element.dataset['mode'] = answer.mode;
    this.#rest.replaceChildren(
      ...createUnanswered(answer.unanswered),
      ...this.#createClosest(answer.closest),
    );
    if (answer.outcome !== 'conversation') {
      this.#rest.append(createActionRow(this.#handlers, true));
    } else if (!saidAfterAnswers.includes(answer.conversation)) {
      this.#rest.append(this.#handlers.createStarters());
    }
  }

  #createClosest(closest: Citation[]): HTMLElement[] {
    if (closest.length === 0) return [];
    const cards = closest.map((citation) => this.#createCard(citation, closest));
    return [
      createElement('h3', { class: 'closest' }, messages.closest),
      createElement('ol', { class: 'cards plain' }, ...cards),
    ];
  }

  #showSearched({ question, searched }: { question: string; searched?: string }): void {
    this.#searched.hidden = !searched || searched === question;
    this.#searched.textContent = searched ? messages.searchedFor(searched) : '';
  }

  #clear(): void {
    this.#stopWaiting();
    this.#citations = [];
    this.#cardOf.clear();
    this.#text.clear();
    this.#searched.hidden = true;
    this.#sources.hidden = true;
    this.#words.hidden = true;
    this.#status.hidden = false;
    for (const part of [this.#status, this.#cards, this.#rest]) part.replaceChildren();
    delete this.element.dataset['outcome'];
    delete this.element.dataset['mode'];
  }

  #wait(milliseconds: number, text: string): void {
    const show = () => {
      this.#showStatus(text);
      this.#handlers.announce(text);
    };
    this.#timers.push(setTimeout(show, milliseconds));
  }

  #showStatus(text: string): void {
    this.#status.hidden = false;
    this.#status.textContent = text;
  }

  #stopWaiting(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}

/** The parts of the question that are left open, in the asker's words. */
function createUnanswered(parts: string[] = []): HTMLElement[] {
  if (parts.length === 0) return [];
  const label = createElement('span', {}, messages.unanswered);
  const questions = parts.flatMap((part) => [' ', createElement('q', {}, part)]);
  return [createElement('p', { class: 'unanswered' }, label, ...questions)];
}

function sameCitations(shown: Citation[], final: Citation[]): boolean {
  return (
    shown.length === final.length &&
    shown.every(
      ({ number, url }, index) => number === final[index]?.number && url === final[index].url,
    )
  );
}
