export interface ReadAheadOptions<Job, Result> {
  read: (job: Job, signal: AbortSignal) => Promise<Result>;
  /** How many are read at the same time. */
  parallel: number;
  /** What one result takes of the room. */
  weigh: (result: Result) => number;
  /** What may wait to be taken before the next is read; one more each reader may come on top. */
  room: number;
  signal?: AbortSignal | undefined;
}

export type ReadAhead<Job, Result> = { job: Job } & ({ result: Result } | { error: unknown });

/**
 * Reads jobs ahead of whoever takes the results, as they are ready. Reading goes on while a result
 * is at work, until as much waits as there is room for.
 * @throws the signal's reason when it aborts
 */
export async function* readAhead<Job, Result>(
  jobs: Iterable<Job>,
  { read, parallel, weigh, room, signal }: ReadAheadOptions<Job, Result>,
): AsyncGenerator<ReadAhead<Job, Result>, void> {
  const left = jobs[Symbol.iterator]();
  const ready: { entry: ReadAhead<Job, Result>; weight: number }[] = [];
  const stopping = new AbortController();
  const stop = () => stopping.abort(signal?.reason);
  signal?.addEventListener('abort', stop);
  let waiting = 0;
  let running = 0;
  let wake: (() => void) | undefined;

  async function run(job: Job): Promise<void> {
    const entry = await read(job, stopping.signal).then(
      (result): ReadAhead<Job, Result> => ({ job, result }),
      (error: unknown): ReadAhead<Job, Result> => ({ job, error }),
    );
    const weight = 'result' in entry ? weigh(entry.result) : 0;
    running -= 1;
    waiting += weight;
    ready.push({ entry, weight });
    fill();
    wake?.();
  }

  function fill(): void {
    while (running < parallel && waiting < room && !stopping.signal.aborted) {
      const next = left.next();
      if (next.done) return;
      running += 1;
      void run(next.value);
    }
  }

  try {
    for (;;) {
      signal?.throwIfAborted();
      fill();
      const next = ready.shift();
      if (next) {
        waiting -= next.weight;
        yield next.entry;
      } else if (running > 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else return;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    stopping.abort();
  }
}
