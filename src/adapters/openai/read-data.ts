/** What came is not a reply, or none to its end. The message completes "The chat endpoint …". */
export class ReplyFault extends Error {
  override readonly name = 'ReplyFault';
  /** What it is where no text came before it. */
  readonly failure: 'unreadable' | 'refused';

  constructor(message: string, failure: ReplyFault['failure'] = 'unreadable', cause?: unknown) {
    super(message, { cause });
    this.failure = failure;
  }
}

/** UTF-16 units. Events have some hundred bytes, whole completions some ten thousand. */
const LONGEST_DATUM = 1_000_000;

export const doneMark = '[DONE]';

/**
 * The data of each event of a stream, or, from an endpoint that does not stream, its one JSON value
 * and the mark of the end. Every endpoint puts an event's data on one line, and some leave out the
 * empty line behind it, so lines are events; comments and other fields are passed over. The client's
 * own reader of streams is not used: it keeps a line however long, and does not say whether the end
 * was marked.
 * @throws ReplyFault for a web page, and where a line or value has no end
 */
export async function* readData(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let whole: boolean | undefined;
  for await (const chunk of chunks) {
    rest += chunk;
    whole ??= isWhole(rest);
    if (whole === false) {
      // A carriage return at the end may be half of a line break.
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop()!;
      yield* lines.flatMap(readLine);
    }
    if (rest.length > LONGEST_DATUM) {
      throw new ReplyFault('sent something without end. Check OPENAI_BASE_URL.');
    }
  }
  if (whole) {
    yield rest;
    yield doneMark;
  } else {
    yield* readLine(rest.trimEnd());
  }
}

/** Whether a body is one value. Undefined while it has not begun. */
function isWhole(text: string): boolean | undefined {
  const first = text.trimStart()[0];
  if (first === '<') {
    throw new ReplyFault('answered with a web page instead of a reply. Check OPENAI_BASE_URL.');
  }
  return first === undefined ? undefined : first === '{' || first === '[';
}

function readLine(line: string): string[] {
  const [, data] = /^data:(.*)$/s.exec(line) ?? [];
  return data?.trim() ? [data.trim()] : [];
}

/**
 * A body's text as it comes. Ends the request when left early.
 * @throws the signal's reason once it has aborted; what the connection failed of
 */
export async function* readText(response: Response, signal: AbortSignal): AsyncGenerator<string> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  const cancel = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for (;;) {
      signal.throwIfAborted();
      const { value, done } = await reader.read();
      signal.throwIfAborted();
      const text = done ? decoder.decode() : decoder.decode(value, { stream: true });
      if (text) yield text;
      if (done) return;
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}
