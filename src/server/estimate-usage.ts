import type { AskRequest } from '../protocol.ts';
import type { Usage } from './completion.ts';

/**
 * UTF-16 units. Counting takes about 1 µs for each, in which nobody else is served; of longer texts
 * the beginning is counted and the rest taken to be alike.
 */
const mostCounted = 10_000;

/**
 * What a question and its answer come to in tokens of the built-in embedding model, whose words are
 * about as long as those of models that write. Of the request what was read of it counts. What a
 * model was sent and wrote on the way to the answer is not in it.
 */
export function estimateUsage(
  { question, history = [] }: AskRequest,
  content: string,
  countTokens: (text: string) => number,
): Usage {
  const prompt = [...history.map((turn) => turn.content), question].join('\n');
  const prompt_tokens = estimateTokens(prompt, countTokens);
  const completion_tokens = estimateTokens(content, countTokens);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

function estimateTokens(text: string, countTokens: (text: string) => number): number {
  const counted = text.slice(0, mostCounted);
  return Math.ceil((countTokens(counted) * text.length) / Math.max(counted.length, 1));
}
