import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { eventStream } from '../../src/server/event-stream.ts';

const options = { onError: () => 'event: error\n\n', onCancel: () => {} };

test('a stream that is silent shows that it lives, until its next event', async () => {
  let answer: (event: string) => void = () => {};
  const coming = new Promise<string>((resolve) => {
    answer = resolve;
  });
  async function* events() {
    yield 'data: first\n\n';
    yield await coming;
  }
  const { body, ended } = eventStream(events(), { ...options, keepAliveAfter: 1 });
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const read = async () => (await reader.read()).value;
  expect(await read()).toBe('data: first\n\n');
  expect(await read()).toMatch(/^:/);
  expect(await read()).toMatch(/^:/);
  answer('data: second\n\n');
  let last = await read();
  while (last?.startsWith(':')) last = await read();
  expect(last).toBe('data: second\n\n');
  expect(await read()).toBeUndefined();
  await ended;
});

test('one that is not silent says nothing but its events', async () => {
  async function* events() {
    yield 'data: first\n\n';
    yield 'data: second\n\n';
  }
  const { body } = eventStream(events(), options);
  expect(await text(body)).toBe('data: first\n\ndata: second\n\n');
});

test('one whose reader has gone shows nothing any more', async () => {
  async function* events() {
    yield 'data: first\n\n';
    await new Promise(() => {});
  }
  let gone = false;
  const { body } = eventStream(events(), {
    ...options,
    onCancel: () => {
      gone = true;
    },
    keepAliveAfter: 1,
  });
  const reader = body.getReader();
  await reader.read();
  void reader.cancel();
  expect(gone).toBe(true);
  expect((await reader.read()).done).toBe(true);
});
