import { ApiError } from './api-error.ts';

/** The part of a browser's clock that is needed here. */
export interface Clock {
  setTimeout(run: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface SilenceLimits {
  /** Seconds until the first event: the search, and a place in the queue before it. */
  first: number;
  /** Seconds between two events: a slow model's next sentence. */
  later: number;
}

const browserClock: Clock = {
  setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** Longer than the server itself waits for a model before it answers with quotes. */
const defaultLimits: SilenceLimits = { first: 30, later: 60 };

/**
 * Passes a stream's events on. Where none comes for too long, the signal that `start` was given is
 * aborted with an `ApiError` of the kind `timed-out`, which the stream has to throw; an abort of
 * `signal` is passed on to it in the same way.
 */
export async function* limitSilence<Event>(
  start: (signal: AbortSignal) => AsyncIterable<Event>,
  signal: AbortSignal,
  { first, later }: SilenceLimits = defaultLimits,
  clock: Clock = browserClock,
): AsyncGenerator<Event, void, undefined> {
  const request = new AbortController();
  const passOn = () => request.abort(signal.reason);
  if (signal.aborted) passOn();
  signal.addEventListener('abort', passOn);
  let timer: unknown;
  const restart = (seconds: number) => {
    clock.clearTimeout(timer);
    const giveUp = () => request.abort(new ApiError('timed-out', { silentFor: seconds }));
    timer = clock.setTimeout(giveUp, seconds * 1000);
  };
  try {
    restart(first);
    for await (const event of start(request.signal)) {
      restart(later);
      yield event;
    }
  } finally {
    clock.clearTimeout(timer);
    signal.removeEventListener('abort', passOn);
  }
}
