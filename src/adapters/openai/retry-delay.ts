import type { ChatFailure } from '../../errors.ts';

/** After the first attempt. */
const RETRIES = 2;
/** Doubled with each attempt. As the client of OpenAI does it. */
const FIRST_DELAY_MS = 500;
/** The share of a delay that is left to chance, so that clients do not come back all at once. */
const JITTER = 0.25;

interface StatusError {
  status?: unknown;
  code?: unknown;
  type?: unknown;
  headers?: Headers | undefined;
}

const isOutOfQuota = ({ code, type }: StatusError) =>
  code === 'insufficient_quota' || type === 'insufficient_quota';

/** What a request that got no reply failed of. Without a status it was the connection. */
export function classifyFailure(cause: unknown): ChatFailure {
  const error = (cause ?? {}) as StatusError;
  if (error.status === 402 || error.status === 429 || isOutOfQuota(error)) return 'over-limit';
  return typeof error.status === 'number' && !isPassing(error.status) ? 'refused' : 'unavailable';
}

/**
 * Milliseconds to wait before attempt number `attempt` (1 for the second) after a failure; undefined
 * where another would be in vain.
 */
export function retryDelay(
  cause: unknown,
  attempt: number,
  random: () => number = Math.random,
  now: () => number = Date.now,
): number | undefined {
  const error = (cause ?? {}) as StatusError;
  if (attempt > RETRIES || isOutOfQuota(error)) return undefined;
  const advice = error.headers?.get('x-should-retry');
  if (advice === 'false') return undefined;
  const mayPass =
    typeof error.status !== 'number' || error.status === 429 || isPassing(error.status);
  if (!mayPass && advice !== 'true') return undefined;
  return (
    readRetryAfter(error.headers, now) ??
    FIRST_DELAY_MS * 2 ** (attempt - 1) * (1 - JITTER * random())
  );
}

/** Time-outs and conflicts on the server's side, and its own faults. */
function isPassing(status: number): boolean {
  return status === 408 || status === 409 || status >= 500;
}

/** Milliseconds, from seconds or a date; `retry-after-ms` is OpenAI's and Azure's. */
function readRetryAfter(headers: Headers | undefined, now: () => number): number | undefined {
  const exact = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (exact >= 0) return exact;
  const value = headers?.get('retry-after') ?? '';
  const seconds = Number.parseFloat(value);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now());
}
