import { setTimeout as delay } from 'node:timers/promises';

/** Looks again and again until a condition holds. */
export async function waitUntil(
  label: string,
  holds: () => boolean | Promise<boolean>,
  milliseconds = 10_000,
): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited ${milliseconds} ms for: ${label}`);
    await delay(5);
  }
}

/** Rejects with the label where a promise takes too long. */
export async function within<T>(
  label: string,
  promise: Promise<T>,
  milliseconds = 10_000,
): Promise<T> {
  const stop = new AbortController();
  const late = delay(milliseconds, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`Waited ${milliseconds} ms for: ${label}`);
  });
  late.catch(() => {});
  return Promise.race([promise, late]).finally(() => stop.abort());
}
