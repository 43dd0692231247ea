import type { Answer, AskRequest, Citation, Problem, Starters } from '../src/protocol.ts';
import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { ChatView } from './chat-view.ts';
import { Composer } from './composer.ts';
import type { ConversationMemory } from './conversation-memory.ts';
import { DocumentCache } from './document-cache.ts';
import { type Exchange, historyBefore } from './exchange.ts';
import { describeFailure, type Failure } from './failure.ts';
import type { Language } from './language.ts';
import { LazySource, type LoadSource } from './lazy-source.ts';
import { limitSilence } from './limit-silence.ts';
import type { SourceHandlers } from './source-view.ts';
import { type TurnHandlers, TurnView } from './turn-view.ts';
import { type WaitOptions, whenReady } from './wait-until-ready.ts';
import { createPreparing, createUnwelcome, createWelcome } from './welcome.ts';

export interface ChatOptions {
  client: ApiClient;
  language: Language;
  loadSource: LoadSource;
  /** Keeps the conversation for the next page in this tab; it ends with this page when absent. */
  memory?: ConversationMemory | undefined;
  /** Ids of the documents to search; all of them when absent. */
  documents?: string[] | undefined;
  /** A question is on its way, the first time or again. */
  onAsk?(question: string): void;
  /** An answer is complete. */
  onAnswer?(answer: Answer): void;
  /** A question, or the start, got no answer; `problem` is what the server said of it, if it did. */
  onError?(problem: Problem | undefined): void;
}

/** The conversation: it lives here, and nowhere else unless it is given a memory. */
export class ChatController {
  readonly view: ChatView;
  readonly #client: ApiClient;
  readonly #language: Language;
  readonly #options: ChatOptions;
  readonly #composer: Composer;
  readonly #source: LazySource;
  #starters: Starters = { questions: [], documents: [], total: 0, sentTo: [] };
  #exchanges: Exchange[] = [];
  #running: AbortController | undefined;
  #closed = new AbortController();
  #opener: HTMLElement | undefined;

  constructor(options: ChatOptions) {
    const { client, language } = options;
    this.#options = options;
    this.#client = client;
    this.#language = language;
    const cache = new DocumentCache(client);
    const composing = {
      ask: (question: string) => this.ask(question),
      stop: () => this.#running?.abort(),
    };
    this.#composer = new Composer(composing, language.messages);
    const showing: SourceHandlers = {
      load: (id, query, signal) => cache.load(id, query, signal),
      resolve: client.resolve,
      announce: (text) => this.view.announce(text),
      shown: (citation) => {
        for (const { view } of this.#exchanges) view.markShown(citation);
      },
      changed: (document) => {
        for (const { view } of this.#exchanges) view.markChanged(document);
      },
      close: () => this.escape(),
    };
    this.#source = new LazySource(options.loadSource, showing, language);
    const onRestart = () => this.newConversation();
    const parts = { composer: this.#composer, source: this.#source, onRestart };
    this.view = new ChatView(parts, language);
  }

  /** Loads what an empty conversation shows. A server that is still indexing is waited for. */
  async start(): Promise<void> {
    this.#recall();
    // It may have been out of the page when the connection went or came back.
    this.#showConnection(navigator.onLine);
    this.#closed = new AbortController();
    const { signal } = this.#closed;
    try {
      this.#starters = await this.#whenReady(
        () => this.#client.fetchStarters(signal),
        (readiness) => this.#showFirst(createPreparing(readiness, this.#language)),
        signal,
      );
      this.view.showSentTo(this.#starters.sentTo);
      this.#showFirst(this.#createWelcome());
    } catch (error) {
      if (signal.aborted) return;
      this.#showFirst(createUnwelcome(this.#report(error), this.#language, () => this.start()));
    }
  }

  stop(): void {
    this.#closed.abort();
    this.#running?.abort();
  }

  ask(question: string): void {
    this.#run(this.#addExchange(question));
  }

  setOnline(online: boolean): void {
    this.#showConnection(online);
    const last = this.#exchanges.at(-1);
    if (online && last?.waitsForConnection) this.#run(last);
    else if (online && this.#starters.total === 0) this.start();
  }

  #showConnection(online: boolean): void {
    this.view.showNotice(online ? '' : this.#language.messages.offline);
  }

  /** Puts the keyboard where the next question is written. */
  focus(): void {
    this.#composer.focus();
  }

  /** Closes what is open inside, and says whether there was something. */
  escape(): boolean {
    if (!this.#source.isOpen) return false;
    const opener = this.#opener;
    const anchor = opener?.isConnected ? opener : this.#composer.element;
    this.view.keepInPlace(anchor, () => this.#source.close());
    if (opener?.isConnected) opener.focus({ preventScroll: true });
    else this.#composer.focus();
    return true;
  }

  newConversation(): void {
    // Where a page asks for it, the visitor may be at something else.
    const hadFocus = this.view.element.matches(':focus-within');
    this.#running?.abort();
    this.#exchanges = [];
    this.#remember();
    this.view.keepInPlace(this.#composer.element, () => this.#source.close());
    this.#showFirst(this.#createWelcome());
    if (hadFocus) this.#composer.focus();
  }

  #handlersOf(exchange: () => Exchange): TurnHandlers {
    const answer = () => exchange().answer as Answer;
    return {
      openSource: (citations, index, opener) => this.#openSource(citations, index, opener),
      preview: this.#source.preview,
      askAgain: () => this.#run(exchange()),
      announce: (text) => this.view.announce(text),
      starters: () => this.#starters.questions,
      askNext: this.#askStarter,
      askChanged: (question) => this.#askChanged(exchange(), question),
      hasLater: () => this.#exchanges.at(-1) !== exchange(),
      copy: () =>
        this.#source.use(({ copyAnswer }) =>
          copyAnswer(answer(), this.#language, this.#client.resolve),
        ),
      loadCommentForm: () => this.#source.use(({ createCommentForm }) => createCommentForm),
      rate: ({ helpful, comment }) => {
        const { id, question } = answer();
        const said = comment === undefined ? {} : { comment, question };
        return this.#client.sendFeedback({ answer: id, helpful, ...said });
      },
    };
  }

  #addExchange(question: string): Exchange {
    const handlers = this.#handlersOf(() => exchange);
    const view = new TurnView(question, handlers, this.#language);
    const exchange: Exchange = { question, view, waitsForConnection: false };
    this.#exchanges.at(-1)?.view.setLatest(false);
    this.#exchanges.push(exchange);
    this.view.addTurn(view.element);
    return exchange;
  }

  /** Later turns lean on the question as it was, and go. */
  #askChanged(exchange: Exchange, question: string): void {
    const later = this.#exchanges.splice(this.#exchanges.indexOf(exchange) + 1);
    for (const { view } of later) view.element.remove();
    exchange.question = question;
    exchange.view.setLatest(true);
    this.view.showTurn(exchange.view.element);
    this.#run(exchange);
  }

  /** Shows what an earlier page of this tab has left behind. */
  #recall(): void {
    if (this.#exchanges.length > 0) return;
    for (const { question, answer } of this.#options.memory?.read() ?? []) {
      const exchange = this.#addExchange(question);
      exchange.answer = answer;
      exchange.view.apply({ event: 'answer-end', data: answer });
    }
  }

  #remember(): void {
    const turns = this.#exchanges.flatMap(({ question, answer }) =>
      answer ? { question, answer } : [],
    );
    this.#options.memory?.write(turns);
  }

  #openSource(citations: Citation[], index: number, opener: HTMLElement): void {
    this.#opener = opener;
    const show = () => this.view.keepInPlace(opener, () => this.#source.open(citations, index));
    if (this.#source.isLoaded) show();
    else this.#source.load().then(show, (error) => this.#failToShow(error));
  }

  #failToShow(error: unknown): void {
    console.error('verbatim-chat:', error);
    this.view.showNotice(this.#language.messages.sourceGone);
  }

  /** Shows something in place of a conversation, unless there already is one. */
  #showFirst(content: HTMLElement): void {
    if (this.#exchanges.length === 0) this.view.showWelcome(content);
  }

  #createWelcome(): HTMLElement {
    return createWelcome(this.#starters, this.#language, this.#askStarter);
  }

  readonly #askStarter = (question: string) => {
    this.ask(question);
    // The button that had the focus may be gone with the welcome.
    this.#exchanges.at(-1)?.view.focus();
  };

  async #run(exchange: Exchange): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    delete exchange.answer;
    exchange.waitsForConnection = false;
    exchange.view.showSearching();
    this.#options.onAsk?.(exchange.question);
    this.view.setRunning(true);
    try {
      await this.#whenReady(
        () => this.#receive(exchange, running.signal),
        (readiness) => exchange.view.showNotReady(readiness),
        running.signal,
      );
      this.view.announce(exchange.view.summary());
      // What its quotes lead to will be wanted next; where it fails, it is asked for again.
      this.#source.load().catch(() => undefined);
      this.#remember();
      if (exchange.answer) this.#options.onAnswer?.(exchange.answer);
    } catch (error) {
      if (running.signal.aborted) exchange.view.showStopped();
      else this.#fail(exchange, error);
    } finally {
      if (this.#running === running) {
        this.#running = undefined;
        this.view.setRunning(false);
      }
    }
  }

  async #receive(exchange: Exchange, signal: AbortSignal): Promise<void> {
    const request: AskRequest = { question: exchange.question };
    const history = historyBefore(exchange, this.#exchanges);
    if (history.length > 0) request.history = history;
    if (this.#options.documents) request.documents = this.#options.documents;
    const stream = limitSilence(
      (limited, onLife) => this.#client.ask(request, limited, onLife),
      signal,
    );
    for await (const event of stream) {
      if (event.event === 'answer-error') throw new ApiError('problem', { problem: event.data });
      if (event.event === 'answer-end') exchange.answer = event.data;
      exchange.view.apply(event);
    }
  }

  #fail(exchange: Exchange, error: unknown): void {
    const failure = this.#report(error);
    exchange.waitsForConnection = failure.connection && !navigator.onLine;
    exchange.view.showFailure(failure);
    this.view.announce(`${failure.title} ${failure.detail}`);
  }

  /** Tells the page, and says what to tell the reader. */
  #report(error: unknown): Failure {
    this.#options.onError?.(error instanceof ApiError ? error.problem : undefined);
    return describeFailure(error, this.#language, navigator.onLine);
  }

  #whenReady<Result>(
    request: () => Promise<Result>,
    onProgress: WaitOptions['onProgress'],
    signal: AbortSignal,
  ): Promise<Result> {
    return whenReady(this.#client, request, { signal, onProgress });
  }
}
