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
 * Takes the text of a body as it comes and gives the data of each event of a stream, or, from an
 * endpoint that does not stream, its one JSON value and the mark of the end.
 */
export interface DataReader {
  /** @throws ReplyFault for a web page, and where a line or value has no end */
  push(text: string): string[];
  /** What is left when the body has ended. */
  end(): string[];
}

/**
 * Every endpoint puts an event's data on one line, and some leave out the empty line behind it, so
 * lines are events; comments and other fields are passed over. The client's own reader of streams is
 * not used: it keeps a line however long, and does not say whether the end was marked.
 */
export function createDataReader(): DataReader {
  let rest = '';
  let whole: boolean | undefined;
  return {
    push(text) {
      rest += text;
      whole ??= isWhole(rest);
      const lines = whole === false ? splitLines(rest) : [rest];
      rest = lines.pop()!;
      if (rest.length > LONGEST_DATUM) {
        throw new ReplyFault('sent something without end. Check OPENAI_BASE_URL.');
      }
      return lines.flatMap(readLine);
    },
    end: () => (whole ? [rest, doneMark] : readLine(rest)),
  };
}

/** A carriage return at the end may be half of a line break. Most streams have none. */
function splitLines(text: string): string[] {
  return text.split(text.includes('\r') ? /\r\n|\n|\r(?!$)/ : '\n');
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
  const data = line.startsWith('data:') ? line.slice('data:'.length).trim() : '';
  return data ? [data] : [];
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
    signal.throwIfAborted();
    for (;;) {
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
