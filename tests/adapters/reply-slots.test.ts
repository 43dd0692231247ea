import { describe, expect, it } from 'vitest';
import { createReplySlots } from '../../src/adapters/reply-slots.ts';
import { BusyError } from '../../src/errors.ts';

/** Whether a promise has settled once everything that is due has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol('open');
  await new Promise((resolve) => setImmediate(resolve));
  const first = await Promise.race([promise.catch(() => undefined), Promise.resolve(open)]);
  return first !== open;
}

describe('turns at the model', () => {
  it('are taken at once, then in the order of asking', async () => {
    const slots = createReplySlots({ concurrency: 1, queue: 2 });
    const giveBack = await slots.enter();
    const second = slots.enter();
    const third = slots.enter();
    expect(await isSettled(second)).toBe(false);
    giveBack();
    giveBack();
    (await second)();
    await third;
  });

  it('are refused at once where too many wait', async () => {
    const slots = createReplySlots({ concurrency: 1, queue: 1 });
    await slots.enter();
    const waiting = slots.enter();
    await expect(slots.enter()).rejects.toThrow(BusyError);
    expect(await isSettled(waiting)).toBe(false);
  });

  it('are refused without a queue, and not while one is free', async () => {
    const slots = createReplySlots({ concurrency: 2, queue: 0 });
    const giveBack = await slots.enter();
    await slots.enter();
    await expect(slots.enter()).rejects.toThrow(BusyError);
    giveBack();
    await new Promise((resolve) => setImmediate(resolve));
    await slots.enter();
  });

  it('are not waited for by who has gone', async () => {
    const slots = createReplySlots({ concurrency: 1, queue: 1 });
    const giveBack = await slots.enter();
    const leaving = new AbortController();
    const waiting = slots.enter(leaving.signal);
    leaving.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    const next = slots.enter();
    giveBack();
    await next;
    await expect(slots.enter(leaving.signal)).rejects.toThrow('gone');
  });
});
