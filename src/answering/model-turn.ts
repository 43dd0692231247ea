import { ChatModelError } from '../errors.ts';
import type { ChatMessage, ChatModel, ReplySlots, TokenBudget } from '../ports.ts';
import type { CheckSentence } from '../writing/create-sentence-checker.ts';
import { estimateTokens } from '../writing/estimate-tokens.ts';

/** The configured model, and how much of it a question may have. */
export interface Writer {
  model: ChatModel;
  slots: ReplySlots;
  budget: TokenBudget;
  /** From the question to the first text, waiting and other calls included. */
  firstTokenMilliseconds: number;
  replyMilliseconds: number;
  replyTokens: number;
  /** Compares what it writes with what that cites. */
  check: CheckSentence;
  /** What becomes of sentences that their quotes do not support. */
  unsupported: 'mark' | 'remove';
}

export interface Caller {
  signal?: AbortSignal | undefined;
  /** Whom a client's own budget belongs to: an address or a token. */
  client?: string | undefined;
  /** Told once, when the model's part in an answer is over. */
  onWritten?: ((report: WritingReport) => void) | undefined;
}

/** What the operator may want to know of the model's part in an answer. Holds nobody's words. */
export interface WritingReport {
  model: string;
  /** Sent and received, estimated. */
  tokens: number;
  /** Sentences shown, those of them without support, and those not shown for want of it. */
  sentences?: number;
  unsupported?: number;
  removed?: number;
  /** Marks that point at a sentence, and at nothing. */
  knownIds?: number;
  unknownIds?: number;
  failure?: ChatModelError;
}

/** Milliseconds of a monotonic clock. */
type Clock = () => number;

/** One question's turn at the model: its slot, its share of the budget, its time. */
export class ModelTurn {
  /** Tokens sent and received so far, estimated. */
  tokens = 0;
  readonly #writer: Writer;
  readonly #caller: Caller;
  readonly #now: Clock;
  readonly #began: number;
  #giveBack: (() => void) | undefined;

  constructor(writer: Writer, caller: Caller, now: Clock = () => performance.now()) {
    this.#writer = writer;
    this.#caller = caller;
    this.#now = now;
    this.#began = now();
  }

  /** Milliseconds until the first text has to be there. */
  get timeLeft(): number {
    return this.#writer.firstTokenMilliseconds - (this.#now() - this.#began);
  }

  /**
   * The pieces of a reply.
   * @param most milliseconds for all of it, where its first piece has not less time
   * @throws BusyError, ChatModelError; the signal's reason when the caller goes
   */
  async *reply(
    messages: readonly ChatMessage[],
    mostTokens: number,
    most = Number.POSITIVE_INFINITY,
  ): AsyncGenerator<string, void> {
    const { model, budget } = this.#writer;
    await this.enter();
    if (this.timeLeft <= 0) throw tooSlow();
    const asked = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
    const settle = await budget.reserve(asked + mostTokens, this.#caller.client);
    if (!settle) throw new ChatModelError('over-limit', 'The budget of tokens for today is spent.');
    const firstTokenMilliseconds = Math.min(most, this.timeLeft);
    const replyMilliseconds = Math.min(most, this.#writer.replyMilliseconds);
    let written = 0;
    try {
      const request = { messages, mostTokens, firstTokenMilliseconds, replyMilliseconds };
      for await (const piece of model.reply(request, this.#caller.signal)) {
        written += estimateTokens(piece);
        yield piece;
      }
    } finally {
      this.tokens += asked + written;
      await settle(asked + written);
    }
  }

  /** Lets the next question have its turn. */
  end(): void {
    this.#giveBack?.();
  }

  /**
   * Waits for the turn, unless it is there already.
   * @throws BusyError at once; ChatModelError when the time for a first text is over
   */
  async enter(): Promise<void> {
    if (this.#giveBack) return;
    const waiting = new AbortController();
    const { signal } = this.#caller;
    const leave = () => waiting.abort(signal?.reason);
    if (signal?.aborted) leave();
    signal?.addEventListener('abort', leave, { once: true });
    const timer = setTimeout(() => waiting.abort(tooSlow()), Math.max(0, this.timeLeft));
    try {
      this.#giveBack = await this.#writer.slots.enter(waiting.signal);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', leave);
    }
  }
}

const tooSlow = (): ChatModelError =>
  new ChatModelError('slow', 'The model had no time left for a first token.');
