export interface ServerSentEvent {
  event: string;
  data: string;
}

/**
 * Reads `text/event-stream` from a response body. `EventSource` cannot be used, because it sends
 * only GET requests. Ids, retry times and comments are skipped: a broken answer is asked for again
 * as a whole. An event without its closing blank line is dropped, as the standard demands.
 * @param onLife called whenever anything comes
 */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
  onLife: () => void = () => {},
): AsyncGenerator<ServerSentEvent, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    while (true) {
      const { done, value } = await reader.read();
      onLife();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const { events, consumed } = parseEvents(rest);
      rest = rest.slice(consumed);
      yield* events;
      if (done) return;
    }
  } finally {
    // Stops the transfer when the caller leaves the loop early.
    await reader.cancel().catch(() => undefined);
  }
}

// A final CR is not taken as a line end yet, because the LF that belongs to it may still come.
const eventEnd = /(?:\r\n|\n|\r(?!\n|$)){2}/g;
const lineEnd = /\r\n|\n|\r/;

function parseEvents(text: string): { events: ServerSentEvent[]; consumed: number } {
  const events: ServerSentEvent[] = [];
  let consumed = 0;
  for (const match of text.matchAll(eventEnd)) {
    const event = parseEvent(text.slice(consumed, match.index));
    consumed = match.index + match[0].length;
    if (event) events.push(event);
  }
  return { events, consumed };
}

function parseEvent(block: string): ServerSentEvent | undefined {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split(lineEnd)) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
  }
  return data.length > 0 ? { event, data: data.join('\n') } : undefined;
}
