import { type ReplyChunk, readChunk } from './read-chunk.ts';
import { createDataReader, doneMark, ReplyFault } from './read-data.ts';
import { takeTokens } from './take-tokens.ts';

export interface ReplyReading {
  mostTokens: number;
  /** The model shows that it is at work, without text for the reply. */
  onAside(): void;
  /** The reply is complete; what may follow is of no interest. */
  onFinish(): void;
}

/** How far a reply has come. */
interface ReplyState {
  tokens: number;
  /** The endpoint's reason to end it; undefined while it has given none. */
  finish: string | undefined;
  given: boolean;
  declined: boolean;
  calledTools: boolean;
}

/** Marks a reply that was cut here, since the endpoint did not. */
const CUT = 'length';

/**
 * The pieces of a reply, from the text of its body. After the reply the body is read to its end, so
 * that the connection can be used again.
 * @throws ReplyFault, and what the chunks threw before the reply was complete
 */
export async function* readReply(
  chunks: AsyncIterable<string>,
  reading: ReplyReading,
): AsyncGenerator<string> {
  const state: ReplyState = {
    tokens: 0,
    finish: undefined,
    given: false,
    declined: false,
    calledTools: false,
  };
  const reader = createDataReader();
  try {
    for await (const text of chunks) {
      const data = state.finish === undefined ? reader.push(text) : [];
      for (const piece of readPieces(data, state, reading)) yield piece;
      if (state.tokens > reading.mostTokens) break;
    }
    for (const piece of readPieces(reader.end(), state, reading)) yield piece;
  } catch (error) {
    if (state.finish === undefined) throw error;
  }
  judgeEnd(state, reading.mostTokens);
}

function* readPieces(
  data: string[],
  state: ReplyState,
  { mostTokens, onAside, onFinish }: ReplyReading,
): Generator<string> {
  for (const datum of data) {
    if (state.finish !== undefined) return;
    const chunk = readDatum(datum);
    state.declined ||= chunk.declines;
    state.calledTools ||= chunk.callsTools;
    if (chunk.aside) onAside();
    state.tokens += takeTokens(chunk.aside, mostTokens - state.tokens).tokens;
    const part = takeTokens(chunk.text, mostTokens - state.tokens);
    state.tokens += part.tokens;
    // A reply begins with its first letter; models that have thought put line breaks before it.
    const piece = state.given ? part.taken : part.taken.trimStart();
    if (piece) {
      state.given = true;
      yield piece;
    }
    state.finish = state.tokens > mostTokens ? CUT : chunk.finish;
    if (state.finish !== undefined) onFinish();
  }
}

const doneChunk: ReplyChunk = { ...readChunk(undefined), finish: 'stop' };

function readDatum(data: string): ReplyChunk {
  if (data === doneMark) return doneChunk;
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch (cause) {
    const advice = 'Check OPENAI_BASE_URL and CHAT_MODEL.';
    throw new ReplyFault(`answered with broken JSON. ${advice}`, 'unreadable', cause);
  }
  const chunk = readChunk(value);
  if (chunk.error !== undefined) {
    const advice = 'Try again later, or see the log of that server.';
    throw new ReplyFault(`reported an error in its reply. ${advice}`, 'unreadable', chunk.error);
  }
  return chunk;
}

/** @throws ReplyFault for an end that is not that of a reply */
function judgeEnd({ finish, given, declined, calledTools }: ReplyState, mostTokens: number): void {
  if (finish === 'content_filter') {
    throw new ReplyFault('held back its reply, by its filter of contents.', 'refused');
  }
  if (finish === 'length') {
    const did = given ? 'reached the greatest length of a reply,' : 'wrote nothing but thoughts in';
    throw new ReplyFault(`${did} ${mostTokens} tokens. Raise CHAT_REPLY_TOKENS.`);
  }
  if (finish === 'tool_calls' || finish === 'function_call' || (!given && calledTools)) {
    throw new ReplyFault('called tools instead of writing. Set CHAT_MODEL to another model.');
  }
  if (!given && declined) throw new ReplyFault('declined to write a reply.');
  if (!given) {
    throw new ReplyFault(
      'gave an empty reply. See its log, or check OPENAI_BASE_URL and CHAT_MODEL.',
    );
  }
  // Those are OpenRouter's and vLLM's.
  if (finish === undefined || finish === 'error' || finish === 'abort') {
    throw new ReplyFault('broke off its reply. See the log of that server.');
  }
}
