import type { Readiness } from '../src/protocol.ts';
import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';

/** Between two looks at a server that does not say how long to wait, and at any other at least. */
const readySeconds = 2;
const leastReadySeconds = 0.5;

export interface WaitOptions {
  signal: AbortSignal;
  onProgress: (state: Readiness) => void;
}

/** Runs a request again, once, after the server has said that it is not ready and then is. */
export async function whenReady<Result>(
  client: ApiClient,
  request: () => Promise<Result>,
  options: WaitOptions,
): Promise<Result> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem?.type !== '/problems/not-ready') throw error;
    const seconds = Math.max(error.retryAfter ?? readySeconds, leastReadySeconds);
    await waitUntilReady(client, seconds, options);
    return request();
  }
}

/** Resolves when the server is ready to answer; tells of each look at it before that. */
async function waitUntilReady(
  client: ApiClient,
  seconds: number,
  { signal, onProgress }: WaitOptions,
): Promise<void> {
  while (true) {
    const readiness = await client.fetchReadiness(signal);
    if (readiness.status === 'ready') return;
    onProgress(readiness);
    await delay(seconds * 1000, signal);
  }
}

function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
