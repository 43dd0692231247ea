import { describe, expect, test } from 'vitest';
import { ApiError } from '../../web/api-error.ts';
import { type Clock, limitSilence } from '../../web/limit-silence.ts';

/** A clock that stands still until it is told to go on. */
class StillClock implements Clock {
  #now = 0;
  #timers = new Map<number, { at: number; run: () => void }>();
  #count = 0;

  setTimeout(run: () => void, milliseconds: number): number {
    this.#count += 1;
    this.#timers.set(this.#count, { at: this.#now + milliseconds, run });
    return this.#count;
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as number);
  }

  get pending(): number {
    return this.#timers.size;
  }

  advance(seconds: number): void {
    this.#now += seconds * 1000;
    for (const [id, { at, run }] of this.#timers) {
      if (at > this.#now) continue;
      this.#timers.delete(id);
      run();
    }
  }
}

/** A stream that gives what is pushed, and throws the reason when its signal is aborted. */
function createStream() {
  const { readable, writable } = new TransformStream<string, string>();
  const writer = writable.getWriter();
  return {
    writer,
    async *start(signal: AbortSignal): AsyncGenerator<string> {
      const reader = readable.getReader();
      const aborted = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
      while (true) {
        const { done, value } = await Promise.race([reader.read(), aborted]);
        if (done) return;
        yield value;
      }
    },
  };
}

const limits = { first: 30, later: 60 };

describe('a stream', () => {
  test('that says nothing is given up', async () => {
    const clock = new StillClock();
    const { start } = createStream();
    const events = limitSilence(start, new AbortController().signal, limits, clock);
    const first = events.next();
    clock.advance(29);
    clock.advance(1);
    await expect(first).rejects.toMatchObject({ kind: 'timed-out', silentFor: 30 });
    expect(clock.pending).toBe(0);
  });

  test('may take its time once it has begun, but not for ever', async () => {
    const clock = new StillClock();
    const { start, writer } = createStream();
    const events = limitSilence(start, new AbortController().signal, limits, clock);
    const first = events.next();
    writer.write('a');
    expect(await first).toEqual({ done: false, value: 'a' });
    clock.advance(59);
    const second = events.next();
    writer.write('b');
    expect(await second).toEqual({ done: false, value: 'b' });
    const third = events.next();
    clock.advance(60);
    await expect(third).rejects.toBeInstanceOf(ApiError);
  });

  test('that ends leaves no timer behind', async () => {
    const clock = new StillClock();
    const { start, writer } = createStream();
    const events = limitSilence(start, new AbortController().signal, limits, clock);
    const end = events.next();
    writer.close();
    expect(await end).toEqual({ done: true, value: undefined });
    expect(clock.pending).toBe(0);
  });

  test('that is stopped ends for the reason that was given', async () => {
    const clock = new StillClock();
    const stop = new AbortController();
    const reason = new Error('stopped');
    const events = limitSilence(createStream().start, stop.signal, limits, clock);
    const first = events.next();
    stop.abort(reason);
    await expect(first).rejects.toBe(reason);
    expect(clock.pending).toBe(0);
  });
});
