import type { Context } from 'hono';
import { z } from 'zod';
import type { AskRequest, FeedbackRequest } from '../protocol.ts';
import { ProblemError } from './problem.ts';

/** UTF-16 units. A question of several paragraphs fits; a pasted document does not. */
export const longestQuestion = 2000;
/** UTF-16 units; a long answer fits. */
export const longestTurn = 20_000;
export const mostTurns = 100;
/** UTF-16 units. */
const longestComment = 2000;
const mostDocuments = 1000;

export const questionSchema = z
  .string({ error: (issue) => `must be a string, not ${kindOf(issue.input)}` })
  .refine((text) => text.trim() !== '', 'must not be empty')
  .refine((text) => text.length <= longestQuestion, {
    error: ({ input }) =>
      `has ${String(input).length} characters; at most ${longestQuestion} can be asked`,
  })
  .transform((text) => text.trim());

const turn = z.object(
  {
    role: z.enum(['user', 'assistant'], { error: 'must be "user" or "assistant"' }),
    content: z
      .string({ error: (issue) => `must be a string, not ${kindOf(issue.input)}` })
      .max(longestTurn, `must have at most ${longestTurn} characters`),
  },
  { error: 'must be an object with role and content' },
);

const askSchema = z.object(
  {
    question: questionSchema,
    history: z
      .array(turn, { error: 'must be a list of turns' })
      .max(mostTurns, {
        error: ({ input }) =>
          `has ${(input as unknown[]).length} turns; at most ${mostTurns} can be sent, the latest`,
      })
      .optional(),
    documents: z
      .array(z.string({ error: 'must be a document id' }), {
        error: 'must be a list of document ids',
      })
      .max(mostDocuments, `must have at most ${mostDocuments} ids`)
      .optional(),
  },
  { error: (issue) => `must be a JSON object, not ${kindOf(issue.input)}` },
);

/** A text that may be left out, which it also is where it holds nothing. */
const addition = (longest: number) =>
  z
    .string({ error: (issue) => `must be a string, not ${kindOf(issue.input)}` })
    .transform((text) => text.trim())
    .refine((text) => text.length <= longest, {
      error: ({ input }) =>
        `has ${String(input).length} characters; at most ${longest} can be sent`,
    })
    .transform((text) => (text === '' ? undefined : text))
    .optional();

const feedbackSchema = z.object(
  {
    answer: z
      .string({ error: 'must be the id of an answer' })
      .regex(/^[\w-]{1,64}$/, 'must be the id of an answer'),
    helpful: z.boolean({ error: 'must be true or false' }),
    comment: addition(longestComment),
    question: addition(longestQuestion),
  },
  { error: (issue) => `must be a JSON object, not ${kindOf(issue.input)}` },
);

/** @throws ProblemError that names everything that is wrong with the body */
export async function readAskRequest(context: Context): Promise<AskRequest> {
  const { history, documents, ...rest } = await readBody(context, askSchema);
  return { ...rest, ...(history ? { history } : {}), ...(documents ? { documents } : {}) };
}

/** @throws ProblemError that names everything that is wrong with the body */
export async function readFeedbackRequest(context: Context): Promise<FeedbackRequest> {
  const { comment, question, ...rest } = await readBody(context, feedbackSchema);
  return {
    ...rest,
    ...(comment === undefined ? {} : { comment }),
    ...(question === undefined ? {} : { question }),
  };
}

async function readBody<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await readJson(context));
  if (parsed.success) return parsed.data;
  throw new ProblemError('/problems/invalid-request', describeIssues(parsed.error.issues));
}

/** What is wrong with a body, with the place of each. */
export const describeIssues = (issues: readonly z.core.$ZodIssue[]): string =>
  issues
    .slice(0, 10)
    .map((issue) => `${issue.path.join('.') || 'The body'} ${issue.message}.`)
    .join(' ');

/** @throws ProblemError when the body is not JSON or does not say so */
export async function readJson(context: Context): Promise<unknown> {
  const mediaType = context.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    const given = mediaType ? `"${mediaType.slice(0, 100)}"` : 'none';
    throw new ProblemError(
      '/problems/unsupported-media-type',
      `The Content-Type has to be application/json; the request has ${given}.`,
    );
  }
  const text = await context.req.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError('/problems/invalid-request', 'The body is not valid JSON.');
  }
}

export function kindOf(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  return Array.isArray(value)
    ? 'a list'
    : `a${typeof value === 'object' ? 'n' : ''} ${typeof value}`;
}
