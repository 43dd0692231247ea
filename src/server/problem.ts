import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BusyError, EmbeddingError, FeedbackError, IndexError } from '../errors.ts';
import type { Problem, ProblemType } from '../protocol.ts';
import type { AppEnvironment, RequestNotes } from './app-environment.ts';

const kinds: Readonly<Record<ProblemType, { status: ContentfulStatusCode; title: string }>> = {
  '/problems/invalid-request': { status: 400, title: 'The request is not valid' },
  '/problems/not-found': { status: 404, title: 'Nothing stands here' },
  '/problems/method-not-allowed': { status: 405, title: 'This method is not offered here' },
  '/problems/not-acceptable': { status: 406, title: 'No offered form is accepted' },
  '/problems/payload-too-large': { status: 413, title: 'The request is too large' },
  '/problems/unsupported-media-type': { status: 415, title: 'The request is not JSON' },
  '/problems/internal': { status: 500, title: 'Something went wrong here' },
  '/problems/unavailable': { status: 503, title: 'This cannot be done at the moment' },
  '/problems/unauthorized': { status: 401, title: 'The request needs a valid key' },
  '/problems/origin-not-allowed': { status: 403, title: 'This page may not ask here' },
  '/problems/link-not-valid': { status: 403, title: 'This link is no longer valid' },
  '/problems/too-many-requests': { status: 429, title: 'Too many questions for now' },
  '/problems/busy': { status: 503, title: 'Too many questions at once' },
  '/problems/not-ready': { status: 503, title: 'The documents are still being indexed' },
};

/** A client that comes too early is no fault of the server's, whatever the status says. */
const serverFaults: ReadonlySet<ProblemType> = new Set([
  '/problems/internal',
  '/problems/unavailable',
]);

/** A failure that a client is told of in full: what was given, and what to do. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly type: ProblemType;
  readonly headers: Readonly<Record<string, string>>;

  constructor(type: ProblemType, detail: string, headers: Record<string, string> = {}) {
    super(detail);
    this.type = type;
    this.headers = headers;
  }

  toProblem(requestId: string): Problem {
    const { status, title } = kinds[this.type];
    return { type: this.type, title, status, detail: this.message, instance: requestId };
  }
}

/**
 * The problem of any error: its own where it is meant for the client, otherwise only that there was
 * one. What really happened goes into the request's line of the log.
 */
export function noteProblem(notes: RequestNotes, error: unknown): ProblemError {
  const problem = toProblemError(error);
  notes.problem = problem.type;
  if (serverFaults.has(problem.type)) notes.error = error;
  return problem;
}

function toProblemError(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof BusyError) {
    return new ProblemError('/problems/busy', error.message, { 'Retry-After': '5' });
  }
  if (error instanceof IndexError || error instanceof EmbeddingError) {
    return new ProblemError(
      '/problems/unavailable',
      'The documents cannot be searched at the moment. Try again; if it stays so, tell whoever runs this server.',
      { 'Retry-After': '5' },
    );
  }
  if (error instanceof FeedbackError) {
    return new ProblemError(
      '/problems/unavailable',
      'Your feedback could not be kept. Try again; if it stays so, tell whoever runs this server.',
    );
  }
  return new ProblemError(
    '/problems/internal',
    'The request could not be carried out. Try again; the server’s log has the details under this id.',
  );
}

/** RFC 9457. */
export function problemResponse(context: Context<AppEnvironment>, error: unknown): Response {
  const problemError = noteProblem(context.get('notes'), error);
  const problem = problemError.toProblem(context.get('requestId'));
  return context.json(problem, problem.status as ContentfulStatusCode, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    ...problemError.headers,
  });
}
