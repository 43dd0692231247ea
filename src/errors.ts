import type { UnreadableReason } from './protocol.ts';

/**
 * An error whose message may be shown to whoever caused it: what was given, and what to do.
 * `cause` is for the log only.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}

/** The index cannot be opened or was made by other settings. The message names the command to run. */
export class IndexError extends UserError {
  override readonly name = 'IndexError';
  readonly reason: 'missing' | 'foreign' | 'damaged' | 'unreachable';

  constructor(reason: IndexError['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** The built-in model or an embedding endpoint cannot be used as configured. */
export class EmbeddingError extends UserError {
  override readonly name = 'EmbeddingError';
}

/** A file cannot be read as a document. The message names the file and says what to do. */
export class DocumentError extends UserError {
  override readonly name = 'DocumentError';
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Why a model gave no reply, or none to the end. */
export type ChatFailure =
  /** No connection, or a failing server. */
  | 'unavailable'
  /** No text, or no more of it, in the time allowed. */
  | 'slow'
  /** Over its rate or its quota. */
  | 'over-limit'
  /** The key, the model or the request was refused: the operator has to change a setting. */
  | 'refused'
  /** What came is not a reply. */
  | 'unreadable'
  /** It began and broke off, or reached its greatest length. */
  | 'interrupted';

/** The configured model gave no reply. The message is for the operator; `cause` has the provider's. */
export class ChatModelError extends UserError {
  override readonly name = 'ChatModelError';
  readonly failure: ChatFailure;

  constructor(failure: ChatFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

/** More questions wait for the model than may. */
export class BusyError extends UserError {
  override readonly name = 'BusyError';
}

/** Feedback cannot be kept or read. The message is for the operator. */
export class FeedbackError extends UserError {
  override readonly name = 'FeedbackError';
}
