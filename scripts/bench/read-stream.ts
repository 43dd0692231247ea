import type { Answer } from '../../src/protocol.ts';

export interface StreamRead {
  /** Of the pieces, as they came. */
  text: string;
  outcome: Answer['outcome'];
  /** Milliseconds until the first piece. */
  first: number;
}

/** Asks over HTTP and reads the server-sent events of the answer. */
export async function readStream(
  url: string,
  question: string,
  signal?: AbortSignal,
): Promise<StreamRead> {
  const began = performance.now();
  const response = await fetch(`${url}/api/ask`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
    body: JSON.stringify({ question }),
    ...(signal ? { signal } : {}),
  });
  if (!response.ok) throw new Error(`The server answered with status ${response.status}.`);
  const decoder = new TextDecoder();
  let buffer = '';
  let text = '';
  let first: number | undefined;
  for await (const bytes of response.body!) {
    buffer += decoder.decode(bytes, { stream: true });
    const events = buffer.split('\n\n');
    buffer = events.pop()!;
    for (const event of events) {
      const [, name, data] = /^event: (\S+)\ndata: (.*)$/s.exec(event) ?? [];
      const value = JSON.parse(data ?? 'null');
      if (name === 'answer-delta') {
        first ??= performance.now() - began;
        text += value.text;
      }
      if (name !== 'answer-end') continue;
      return { text, outcome: value.outcome, first: first ?? performance.now() - began };
    }
  }
  throw new Error('The answer broke off.');
}
