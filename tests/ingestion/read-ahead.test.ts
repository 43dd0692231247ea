import { describe, expect, test } from 'vitest';
import { readAhead } from '../../src/ingestion/reading/read-ahead.ts';

/** Jobs that are done when the test says so. */
function openJobs() {
  const running = new Map<
    number,
    { done: (weight: number) => void; fail: (error: Error) => void }
  >();
  const read = (job: number, signal: AbortSignal) =>
    new Promise<number>((done, fail) => {
      running.set(job, { done, fail });
      signal.addEventListener('abort', () => fail(new Error(`${job} was given up`)));
    });
  return {
    read,
    started: () => [...running.keys()],
    finish: async (job: number, weight = 1) => {
      running.get(job)?.done(weight);
      await settled();
    },
    fail: async (job: number) => {
      running.get(job)?.fail(new Error(`${job} failed`));
      await settled();
    },
  };
}

/** All that can happen without anything new has happened. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

const options = { weigh: (weight: number) => weight, room: 10, parallel: 2 };

describe('reading ahead', () => {
  test('goes on while a result is at work, and gives results as they are ready', async () => {
    const jobs = openJobs();
    const results = readAhead([1, 2, 3, 4], { ...options, read: jobs.read });
    const first = results.next();
    await settled();
    expect(jobs.started()).toEqual([1, 2]);
    await jobs.finish(2);
    expect((await first).value).toEqual({ job: 2, result: 1 });
    // Nobody asks for the next yet.
    expect(jobs.started()).toEqual([1, 2, 3]);
    await jobs.fail(1);
    await jobs.finish(3);
    await jobs.finish(4);
    const rest = [];
    for await (const one of results) rest.push(one);
    expect(rest).toEqual([
      { job: 1, error: new Error('1 failed') },
      { job: 3, result: 1 },
      { job: 4, result: 1 },
    ]);
  });

  test('waits where as much waits as there is room for', async () => {
    const jobs = openJobs();
    const results = readAhead([1, 2, 3, 4, 5, 6], { ...options, read: jobs.read });
    const first = results.next();
    await settled();
    await jobs.finish(1);
    await first;
    await jobs.finish(2, 10);
    await jobs.finish(3, 1);
    expect(jobs.started()).toEqual([1, 2, 3]);
    await results.next();
    await settled();
    expect(jobs.started()).toEqual([1, 2, 3]);
    await results.next();
    const next = results.next();
    await settled();
    expect(jobs.started()).toEqual([1, 2, 3, 4, 5]);
    await jobs.finish(4);
    await next;
    await results.return();
  });

  test('gives up what is being read when it is stopped or left', async () => {
    const stop = new AbortController();
    let given: AbortSignal | undefined;
    const read = (_: number, signal: AbortSignal) => {
      given = signal;
      return new Promise<number>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    };
    const results = readAhead([1, 2], { ...options, read, signal: stop.signal });
    const first = results.next();
    await settled();
    stop.abort(new Error('stopped'));
    await expect(first).rejects.toThrow('stopped');
    expect(given?.aborted).toBe(true);
  });
});
