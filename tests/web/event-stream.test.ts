import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEventStream, type ServerSentEvent } from '../../web/event-stream.ts';

/** Reads the given bytes as a body that comes in pieces of the given sizes. */
async function read(bytes: Uint8Array, sizes: number[]): Promise<ServerSentEvent[]> {
  let offset = 0;
  let piece = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const size = sizes[piece++ % sizes.length] ?? 1;
      controller.enqueue(bytes.slice(offset, offset + size));
      offset += size;
      if (offset >= bytes.length) controller.close();
    },
  });
  const events: ServerSentEvent[] = [];
  for await (const event of readEventStream(body)) events.push(event);
  return events;
}

const readText = (text: string) => read(new TextEncoder().encode(text), [text.length * 4]);

test('reads names and data, and joins the lines of one event', async () => {
  expect(await readText('event: a\ndata: 1\ndata:2\n\ndata: 3\n\n')).toEqual([
    { event: 'a', data: '1\n2' },
    { event: 'message', data: '3' },
  ]);
});

test('passes over comments, ids and events without data', async () => {
  expect(await readText(': hello\nid: 7\nretry: 10\n\nevent: a\n\ndata: 1\n\n')).toEqual([
    { event: 'message', data: '1' },
  ]);
});

test('drops an event that the connection cut off', async () => {
  expect(await readText('data: 1\n\ndata: 2\n')).toEqual([{ event: 'message', data: '1' }]);
});

test('gives the same events whatever the pieces and the line ends', async () => {
  const event = fc.record({
    event: fc.constantFrom('answer-start', 'answer-delta'),
    data: fc.json().map((json) => json.replaceAll(/[\r\n]/g, '')),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { maxLength: 5 }),
      fc.constantFrom('\n', '\r\n'),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
      async (events, lineEnd, sizes) => {
        const text = events
          .map(({ event, data }) => `event: ${event}${lineEnd}data: ${data}${lineEnd}${lineEnd}`)
          .join('');
        expect(await read(new TextEncoder().encode(text), sizes)).toEqual(events);
      },
    ),
  );
});

test('stops the transfer when its reader leaves', async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
    cancel: () => {
      cancelled = true;
    },
  });
  for await (const _event of readEventStream(body)) break;
  expect(cancelled).toBe(true);
});
