/** What one event of a streamed completion says, or a whole completion. */
export interface ReplyChunk {
  text: string;
  /** Text that is not the reply's: the model thinks, or says why it will not write. */
  aside: string;
  declines: boolean;
  callsTools: boolean;
  /** Why the reply ends here. */
  finish: string | undefined;
  /** The provider's words about what went wrong. */
  error: unknown;
}

type Fields = Record<string, unknown>;

const asFields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** Reads whatever JSON came; what is missing, or of another kind than expected, counts as absent. */
export function readChunk(value: unknown): ReplyChunk {
  const { choices, error } = asFields(value);
  const choice = asFields(Array.isArray(choices) ? choices[0] : undefined);
  const message = asFields(choice['delta'] ?? choice['message']);
  const refusal = readString(message['refusal']);
  return {
    text: readContent(message['content']),
    // The first is DeepSeek's name and that of most local servers, the other Ollama's and OpenRouter's.
    aside: refusal || readString(message['reasoning_content']) || readString(message['reasoning']),
    declines: refusal !== '',
    callsTools: hasEntries(message['tool_calls']) || Boolean(message['function_call']),
    finish: readString(choice['finish_reason']) || undefined,
    error: error || undefined,
  };
}

const readString = (value: unknown) => (typeof value === 'string' ? value : '');

const hasEntries = (value: unknown) => Array.isArray(value) && value.length > 0;

/** A string, or parts of which those of text count. */
function readContent(content: unknown): string {
  if (!Array.isArray(content)) return readString(content);
  return content
    .map(asFields)
    .filter(({ type }) => type === 'text')
    .map(({ text }) => readString(text))
    .join('');
}
