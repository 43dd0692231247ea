import type {
  Answer,
  AnswerEvent,
  AnswerMode,
  Citation,
  CitedDocument,
  Conversation,
  Readiness,
} from '../src/protocol.ts';
import { type AnswerActions, createActionRow } from './answer-actions.ts';
import { AnswerView } from './answer-view.ts';
import { createElement, notOurs } from './create-element.ts';
import type { Failure } from './failure.ts';
import { createFailureView } from './failure-view.ts';
import { fillNodes } from './fill-nodes.ts';
import { describeProgress } from './indexing-progress.ts';
import type { Language } from './language.ts';
import { type QuestionHandlers, QuestionView } from './question-view.ts';
import type { OpenSource } from './quote-list.ts';
import { createQuestions } from './welcome.ts';
import type { WrittenTextHandlers } from './written-text.ts';

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

export interface TurnHandlers
  extends AnswerActions,
    QuestionHandlers,
    Pick<WrittenTextHandlers, 'preview'> {
  openSource: OpenSource;
  /** Questions that work, for a reader who has not asked one yet. */
  starters(): readonly string[];
  /** Asks one of the questions that stand under the answer. */
  askNext(question: string): void;
}

/** One question with whatever became of it. */
export class TurnView {
  readonly element: HTMLElement;
  readonly #question: QuestionView;
  readonly #searched = createElement('p', { class: 'searched', hidden: true });
  readonly #answer: AnswerView;
  /** What can be done now that it is over. */
  readonly #rest = createElement('div');
  /** What can be asked now that it is answered. */
  readonly #next = createElement('div', { class: 'next' });
  readonly #handlers: TurnHandlers;
  readonly #language: Language;
  #mode: AnswerMode = 'extractive';
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(question: string, handlers: TurnHandlers, language: Language) {
    this.#handlers = handlers;
    this.#language = language;
    this.#answer = new AnswerView(handlers, language);
    this.#question = new QuestionView(question, handlers, language.messages);
    this.element = createElement(
      'article',
      { class: 'turn', 'aria-labelledby': this.#question.id },
      this.#question.element,
      this.#searched,
      this.#answer.element,
      this.#rest,
      this.#next,
    );
  }

  /** Puts the keyboard and the screen reader where the answer will be. */
  focus(): void {
    this.#question.focus();
  }

  /** What could be asked next is of no use once something has been asked. */
  setLatest(latest: boolean): void {
    this.#next.hidden = !latest;
  }

  /** Waiting for an answer, the first or another one. */
  showSearching(): void {
    const { messages } = this.#language;
    this.#stopWaiting();
    this.#answer.clear();
    this.#rest.replaceChildren();
    this.#next.replaceChildren();
    this.#searched.hidden = true;
    delete this.element.dataset['outcome'];
    delete this.element.dataset['mode'];
    this.#wait(searchingAfterMs, messages.searching);
    this.#wait(searchingLongAfterMs, messages.searchingLong);
  }

  showNotReady(readiness: Readiness | undefined): void {
    this.#stopWaiting();
    const progress = describeProgress(readiness, this.#language);
    this.#answer.showStatus([this.#language.messages.indexing, progress].join(' ').trim());
  }

  apply(event: AnswerEvent): void {
    switch (event.event) {
      case 'answer-start':
        this.#mode = event.data.mode;
        this.#showSearched(event.data);
        return;
      case 'citation':
        this.#stopWaiting();
        this.#answer.addCitation(event.data);
        return;
      case 'answer-delta':
        if (this.#mode === 'extractive') return;
        this.#stopWaiting();
        this.#answer.appendText(event.data);
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
    this.#answer.showStopped();
    this.#rest.replaceChildren(createActionRow(this.#handlers, this.#language, false));
  }

  showFailure(failure: Failure): void {
    this.#stopWaiting();
    this.#answer.showFailed();
    const retry = () => this.#handlers.askAgain();
    this.#rest.replaceChildren(createFailureView(failure, this.#language, retry));
  }

  /** What a screen reader is told when the answer is complete. */
  summary(): string {
    return this.#answer.summary();
  }

  /** Marks the card of the quote that the source view shows, and unmarks the others. */
  markShown(citation: Citation | undefined): void {
    this.#answer.markShown(citation);
  }

  /** Marks the cards of a document that has changed since it was quoted. */
  markChanged(document: CitedDocument): void {
    this.#answer.markChanged(document);
  }

  #finish(answer: Answer): void {
    this.#stopWaiting();
    this.#showSearched(answer);
    this.#answer.finish(answer);
    this.element.dataset['outcome'] = answer.outcome;
    this.element.dataset['mode'] = answer.mode;
    if (answer.outcome !== 'conversation') {
      this.#rest.replaceChildren(createActionRow(this.#handlers, this.#language, true));
    } else if (!saidAfterAnswers.includes(answer.conversation)) {
      this.#rest.replaceChildren(this.#createStarters());
    }
    this.#showNext(answer.suggestions);
  }

  #createStarters(): HTMLElement {
    const { starters } = this.#language.messages;
    return createQuestions(this.#handlers.starters(), starters, this.#handlers.askNext);
  }

  #showNext(suggestions: readonly string[] = []): void {
    const { askNext } = this.#language.messages;
    this.#next.replaceChildren();
    if (suggestions.length === 0) return;
    const heading = createElement('h3', { class: 'eyebrow' }, askNext);
    const questions = createQuestions(suggestions, askNext, this.#handlers.askNext);
    this.#next.append(heading, questions);
  }

  #showSearched({ question, searched }: { question: string; searched?: string }): void {
    this.#searched.hidden = !searched || searched === question;
    if (searched === undefined) return;
    const isolated = createElement('bdi', notOurs, searched);
    const line = fillNodes(this.#language.messages.searchedFor, { question: isolated });
    this.#searched.replaceChildren(...line);
  }

  #wait(milliseconds: number, text: string): void {
    const show = () => {
      this.#answer.showStatus(text);
      this.#handlers.announce(text);
    };
    this.#timers.push(setTimeout(show, milliseconds));
  }

  #stopWaiting(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}
