import type { Context } from 'hono';
import { z } from 'zod';
import type { AskRequest, Turn } from '../protocol.ts';
import { ParameterError } from './openai-error.ts';
import { plainTurn } from './plain-turn.ts';
import {
  describeIssues,
  kindOf,
  longestTurn,
  mostTurns,
  questionSchema,
  readJson,
} from './read-ask-request.ts';

/** The one model that `/v1/models` names, whatever writes the answers. */
export const modelId = 'verbatim';

export interface CompletionRequest {
  ask: AskRequest;
  stream: boolean;
  /** Whether a stream ends with what it has used. */
  includeUsage: boolean;
}

const message = z.object(
  {
    role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function'], {
      error: 'must be system, developer, user, assistant or tool',
    }),
    content: z.unknown().optional(),
  },
  { error: 'must be an object with role and content' },
);

const onOrOff = z.boolean({ error: 'must be true or false' }).nullish();

/** Whatever else a client sends steers models of other kinds and is passed over. */
const completionSchema = z.object(
  {
    model: z.string({ error: 'must be a string' }).nullish(),
    messages: z
      .array(message, { error: (issue) => `must be a list, not ${kindOf(issue.input)}` })
      .min(1, 'must not be empty'),
    n: z.literal(1, { error: 'must be 1: there is one answer to a question' }).nullish(),
    stream: onOrOff,
    stream_options: z.object({ include_usage: onOrOff }, { error: 'must be an object' }).nullish(),
  },
  { error: (issue) => `must be a JSON object, not ${kindOf(issue.input)}` },
);

type Message = z.infer<typeof message>;

/**
 * Reads a request for a chat completion. The last message of the user is the question, those before
 * it are the history, the latest of them where there are too many. What a client says as the system
 * or from its tools is not read: it must not change how documents are quoted.
 * @throws ProblemError, a `ParameterError` where it can name the parameter
 */
export async function readCompletionRequest(context: Context): Promise<CompletionRequest> {
  const { model, messages, stream, stream_options } = check(
    completionSchema,
    await readJson(context),
  );
  if (model != null) requireModel(model);
  const asked = messages.findLastIndex(({ role }) => role === 'user');
  if (asked < 0) {
    throw invalid('messages', 'messages must have one with the role user: the question.');
  }
  const place = ['messages', asked, 'content'] as const;
  const question = check(questionSchema, userText(messages[asked]!, asked), place);
  const history = readHistory(messages.slice(0, asked));
  return {
    ask: { question, history },
    stream: stream === true,
    includeUsage: stream_options?.include_usage === true,
  };
}

/** @throws ParameterError */
export function requireModel(model: string): void {
  if (model === modelId) return;
  const detail = `The model ${JSON.stringify(model.slice(0, 100))} does not exist. The one here is "${modelId}".`;
  throw new ParameterError('/problems/not-found', detail, {
    param: 'model',
    code: 'model_not_found',
  });
}

function readHistory(messages: readonly Message[]): Turn[] {
  const turns = messages.flatMap((message, index): Turn[] => {
    if (message.role === 'user') return [{ role: 'user', content: userText(message, index) }];
    if (message.role !== 'assistant') return [];
    return [{ role: 'assistant', content: plainTurn(spokenText(message)) }];
  });
  return turns
    .filter(({ content }) => content.trim() !== '')
    .slice(-mostTurns)
    .map(({ role, content }) => ({ role, content: content.slice(-longestTurn) }));
}

/** @throws ParameterError where there is anything but text */
function userText({ content }: Message, index: number): string {
  const place = `messages.${index}.content`;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) {
    throw invalid(place, `${place} must be a string or a list of parts, not ${kindOf(content)}.`);
  }
  const parts = content.map((part: unknown, position) => {
    const text = partText(part);
    if (text !== undefined) return text;
    const { type } = Object(part) as { type?: unknown };
    const given = typeof type === 'string' ? JSON.stringify(type.slice(0, 50)) : 'no known type';
    throw invalid(place, `${place}.${position} has ${given}; only parts of text can be read.`);
  });
  return parts.join('\n');
}

/** An assistant's message may also hold calls of tools, and no text at all. */
function spokenText({ content }: Message): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.flatMap((part: unknown) => partText(part) ?? []).join('\n');
}

function partText(part: unknown): string | undefined {
  const { type, text } = Object(part) as { type?: unknown; text?: unknown };
  return type === 'text' && typeof text === 'string' ? text : undefined;
}

function check<T>(
  schema: z.ZodType<T>,
  value: unknown,
  place: readonly (string | number)[] = [],
): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    ...issue,
    path: [...place, ...issue.path],
  }));
  const param = issues[0]?.path.join('.') ?? '';
  throw invalid(param, describeIssues(issues));
}

const invalid = (param: string, detail: string): ParameterError =>
  new ParameterError('/problems/invalid-request', detail, { param });
