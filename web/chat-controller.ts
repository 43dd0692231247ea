import type { Answer, AskRequest, Citation, Problem, Starters, Turn } from '../src/protocol.ts';
import { answerAsText } from './answer-as-text.ts';
import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { ChatView } from './chat-view.ts';
import { Composer } from './composer.ts';
import { copyText } from './copy-text.ts';
import { DocumentCache } from './document-cache.ts';
import { describeFailure } from './failure.ts';
import type { Language } from './language.ts';
import { type SourceHandlers, SourceView } from './source-view.ts';
import { type TurnHandlers, TurnView } from './turn-view.ts';
import { waitUntilReady } from './wait-until-ready.ts';
import { createPreparing, createStarters, createUnwelcome, createWelcome } from './welcome.ts';

/** What a follow-up can lean on; older turns only cost time. */
const turnsSent = 6;
/** Between two looks at a server that does not say how long to wait, and at any other at least. */
const readySeconds = 2;
const leastReadySeconds = 0.5;

interface Exchange {
  question: string;
  answer?: Answer;
  view: TurnView;
  /** Failed for want of a connection, so that it may be asked again when there is one. */
  waitsForConnection: boolean;
}

export interface ChatOptions {
  client: ApiClient;
  language: Language;
  /** Ids of the documents to search; all of them when absent. */
  documents?: string[] | undefined;
  /** A question is on its way, the first time or again. */
  onAsk?(question: string): void;
  /** An answer is complete. */
  onAnswer?(answer: Answer): void;
  /** A question got no answer; `problem` is what the server said of it, if it did. */
  onError?(problem: Problem | undefined): void;
}

/** The conversation: it lives here, in memory, and nowhere else. */
export class ChatController {
  readonly view: ChatView;
  readonly #client: ApiClient;
  readonly #language: Language;
  readonly #options: ChatOptions;
  readonly #composer: Composer;
  readonly #source: SourceView;
  #starters: Starters = { questions: [], documents: [], sentTo: [] };
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
      load: (citation, signal) => cache.load(citation.document, signal),
      resolve: client.resolve,
      announce: (text) => this.view.announce(text),
      shown: (citation) => {
        for (const { view } of this.#exchanges) view.markShown(citation);
      },
      close: () => this.escape(),
    };
    this.#source = new SourceView(showing, language);
    const onRestart = () => this.newConversation();
    const parts = { composer: this.#composer, source: this.#source, onRestart };
    this.view = new ChatView(parts, language);
  }

  /** Loads what an empty conversation shows. A server that is still indexing is waited for. */
  async start(): Promise<void> {
    this.#closed = new AbortController();
    const { signal } = this.#closed;
    try {
      this.#starters = await this.#whenReady(
        () => this.#client.fetchStarters(signal),
        (readiness) => this.#showFirst(createPreparing(readiness, this.#language.messages)),
        signal,
      );
      this.view.showSentTo(this.#starters.sentTo);
      this.#showFirst(this.#createWelcome());
    } catch (error) {
      if (signal.aborted) return;
      const failure = describeFailure(error, this.#language.messages);
      this.#showFirst(createUnwelcome(failure, this.#language, () => this.start()));
    }
  }

  stop(): void {
    this.#closed.abort();
    this.#running?.abort();
  }

  ask(question: string): void {
    const handlers = this.#handlersOf(() => exchange);
    const view = new TurnView(question, handlers, this.#language);
    const exchange: Exchange = { question, view, waitsForConnection: false };
    this.#exchanges.push(exchange);
    this.view.addTurn(view.element);
    this.#run(exchange);
  }

  setOnline(online: boolean): void {
    this.view.showNotice(online ? '' : this.#language.messages.offline);
    const last = this.#exchanges.at(-1);
    if (online && last?.waitsForConnection) this.#run(last);
    else if (online && this.#starters.documents.length === 0) this.start();
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
    this.#running?.abort();
    this.#exchanges = [];
    this.escape();
    this.#showFirst(this.#createWelcome());
    this.#composer.focus();
  }

  #handlersOf(exchange: () => Exchange): TurnHandlers {
    const answer = () => exchange().answer as Answer;
    const { messages } = this.#language;
    return {
      openSource: (citations, index, opener) => this.#openSource(citations, index, opener),
      askAgain: () => this.#run(exchange()),
      announce: (text) => this.view.announce(text),
      createStarters: () => createStarters(this.#starters.questions, messages, this.#askStarter),
      copy: (near) => copyText(answerAsText(answer(), this.#language, this.#client.resolve), near),
      rate: (helpful) => this.#client.sendFeedback({ answer: answer().id, helpful }),
    };
  }

  #openSource(citations: Citation[], index: number, opener: HTMLElement): void {
    this.#opener = opener;
    this.view.keepInPlace(opener, () => this.#source.open(citations, index));
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
    this.#composer.setRunning(true);
    try {
      await this.#whenReady(
        () => this.#receive(exchange, running.signal),
        (readiness) => exchange.view.showNotReady(readiness),
        running.signal,
      );
      this.view.announce(exchange.view.summary());
      if (exchange.answer) this.#options.onAnswer?.(exchange.answer);
    } catch (error) {
      if (running.signal.aborted) exchange.view.showStopped();
      else this.#fail(exchange, error);
    } finally {
      if (this.#running === running) {
        this.#running = undefined;
        this.#composer.setRunning(false);
      }
    }
  }

  async #receive(exchange: Exchange, signal: AbortSignal): Promise<void> {
    const request: AskRequest = { question: exchange.question };
    const history = this.#historyBefore(exchange);
    if (history.length > 0) request.history = history;
    if (this.#options.documents) request.documents = this.#options.documents;
    for await (const event of this.#client.ask(request, signal)) {
      if (event.event === 'answer-error') throw new ApiError('problem', { problem: event.data });
      if (event.event === 'answer-end') exchange.answer = event.data;
      exchange.view.apply(event);
    }
  }

  #fail(exchange: Exchange, error: unknown): void {
    const failure = describeFailure(error, this.#language.messages);
    exchange.waitsForConnection = failure.connection && !navigator.onLine;
    exchange.view.showFailure(failure);
    this.view.announce(`${failure.title} ${failure.detail}`);
    this.#options.onError?.(error instanceof ApiError ? error.problem : undefined);
  }

  #historyBefore(exchange: Exchange): Turn[] {
    const earlier = this.#exchanges.slice(0, this.#exchanges.indexOf(exchange)).slice(-turnsSent);
    return earlier.flatMap(({ question, answer }) => {
      const turns: Turn[] = [{ role: 'user', content: question }];
      if (answer?.answer) turns.push({ role: 'assistant', content: answer.answer });
      return turns;
    });
  }

  /** Runs a request again, once, after the server has said that it is not ready and then is. */
  async #whenReady<Result>(
    request: () => Promise<Result>,
    onProgress: Parameters<typeof waitUntilReady>[1]['onProgress'],
    signal: AbortSignal,
  ): Promise<Result> {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem?.type !== '/problems/not-ready')
        throw error;
      const seconds = Math.max(error.retryAfter ?? readySeconds, leastReadySeconds);
      await waitUntilReady(this.#client, { seconds, signal, onProgress });
      return request();
    }
  }
}
