/** Runs asynchronous tasks one after the other, in the order in which they were given. */
export interface SerialQueue {
  /**
   * Resolves or rejects as the task does. A signal that aborts before the task's turn takes it out
   * of the queue and rejects with the signal's reason; a running task is left to finish.
   */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Resolves when everything given so far has ended. */
  idle(): Promise<void>;
}

export function createSerialQueue(): SerialQueue {
  const waiting = new Set<() => Promise<void>>();
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    for (const start of waiting) {
      waiting.delete(start);
      await start();
    }
    working = undefined;
  }

  return {
    run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const leave = () => {
          waiting.delete(start);
          reject(signal!.reason);
        };
        const start = () => {
          signal?.removeEventListener('abort', leave);
          return task().then(resolve, reject);
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting.add(start);
        working ??= work();
      });
    },
    async idle() {
      await working;
    },
  };
}
