import type { Problem } from '../src/protocol.ts';

/**
 * A request that gave no answer.
 * - `unreachable`: no response at all
 * - `interrupted`: a stream that ended before its last event
 * - `timed-out`: nothing came for `silentFor` seconds
 * - `problem`: the server said what is wrong, in `problem`
 * - `unexpected`: a response that is not ours, such as a proxy's error page
 */
export type ApiErrorKind = 'unreachable' | 'interrupted' | 'timed-out' | 'problem' | 'unexpected';

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly kind: ApiErrorKind;
  /** 0 without a response. */
  readonly status: number;
  readonly problem: Problem | undefined;
  /** Seconds to wait before asking again, where the server said so. */
  readonly retryAfter: number | undefined;
  /** Seconds without a word from the server; 0 where it did not fail for that. */
  readonly silentFor: number;

  constructor(
    kind: ApiErrorKind,
    details: {
      status?: number;
      problem?: Problem | undefined;
      retryAfter?: number | undefined;
      silentFor?: number;
      cause?: unknown;
    } = {},
  ) {
    super(details.problem?.title ?? kind, { cause: details.cause });
    this.kind = kind;
    this.status = details.problem?.status ?? details.status ?? 0;
    this.problem = details.problem;
    this.retryAfter = details.retryAfter;
    this.silentFor = details.silentFor ?? 0;
  }
}
