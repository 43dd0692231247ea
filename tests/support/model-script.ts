/** A place in a reply where it waits until a test goes on. */
export interface Gate {
  /** Resolves when a reply has come to it. */
  reached: Promise<void>;
  /** Lets this and every later reply pass. */
  release(): void;
  /** Resolves when it was released. The endpoint's side. */
  pass(): Promise<void>;
}

export function createGate(): Gate {
  let arrive = () => {};
  let release = () => {};
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    reached,
    release,
    pass() {
      arrive();
      return released;
    },
  };
}

/** How a reply that has begun ends: as it should, without an end, or by a broken connection. */
export type ScriptEnd = 'properly' | 'hang' | 'reset';

/** Text as OpenAI writes it: an event for the role, one for each piece, one for the end. */
export interface TextScript {
  /** A text, or its pieces, without end if need be, with gates between them. */
  text: string | Iterable<string | Gate>;
  /** Cuts a text given as a whole into pieces of so many letters. In one piece without it. */
  every?: number;
  /** The reply comes at this rate, a piece a token; at once without it. */
  tokensPerSecond?: number;
  /** `finish_reason`, `stop` without it. */
  finish?: string;
  ends?: ScriptEnd;
}

/** A body just as it goes over the wire. */
export interface BytesScript {
  bytes: string | Iterable<string | Uint8Array | Gate>;
  /** Writes every byte by itself. */
  byteByByte?: boolean;
  /** The parts come at this rate; at once without it. */
  partsPerSecond?: number;
  status?: number;
  /** `text/event-stream` is the content type unless another is given. */
  headers?: Record<string, string>;
  ends?: ScriptEnd;
}

/** A status and a body, JSON unless it is a string. */
export interface StatusScript {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** What a model endpoint does with a request. `silent`: no answer begins, or the connection breaks. */
export type ModelScript = TextScript | BytesScript | StatusScript | { silent: 'hang' | 'reset' };

/** The events of a completion, as OpenAI writes them. */
export function* writeEvents(model: string, script: TextScript): Generator<string | Gate> {
  const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model };
  const event = (delta: object, finish: string | null = null) =>
    `data: ${JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
  yield event({ role: 'assistant', content: '' });
  for (const piece of cutText(script)) {
    yield typeof piece === 'string' ? event({ content: piece }) : piece;
  }
  if ((script.ends ?? 'properly') !== 'properly') return;
  yield event({}, script.finish ?? 'stop');
  yield 'data: [DONE]\n\n';
}

/** The same as one JSON value, for a request that does not ask for a stream. */
export function writeCompletion(model: string, script: TextScript): string {
  const content = [...cutText(script)].filter((piece) => typeof piece === 'string').join('');
  const message = { role: 'assistant', content };
  const choices = [{ index: 0, message, finish_reason: script.finish ?? 'stop' }];
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model,
    choices,
  });
}

function cutText({ text, every }: TextScript): Iterable<string | Gate> {
  if (typeof text !== 'string') return text;
  if (every === undefined) return text === '' ? [] : [text];
  const letters = [...text];
  return Array.from({ length: Math.ceil(letters.length / every) }, (_, index) =>
    letters.slice(index * every, (index + 1) * every).join(''),
  );
}
