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

/** A file cannot be read as a document. */
export class DocumentError extends UserError {
  override readonly name = 'DocumentError';
}
