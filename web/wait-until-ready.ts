import type { Readiness } from '../src/protocol.ts';
import type { ApiClient } from './api-client.ts';

/**
 * Resolves when the server is ready to answer; tells of each look at it before that.
 * `seconds` is the time between two looks.
 */
export async function waitUntilReady(
  client: ApiClient,
  options: { seconds: number; signal: AbortSignal; onProgress: (state: Readiness) => void },
): Promise<void> {
  while (true) {
    const readiness = await client.fetchReadiness(options.signal);
    if (readiness.status === 'ready') return;
    options.onProgress(readiness);
    await delay(options.seconds * 1000, options.signal);
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
