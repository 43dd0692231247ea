import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { AppEnvironment } from './app-environment.ts';

/** What a route adds to the line of its request. */
export interface RequestNotes {
  outcome?: string;
  confidence?: number;
  /** Only where the operator has switched it on. */
  question?: string;
  /** A user's judgement of an answer. */
  feedback?: { answer: string; helpful: boolean };
  error?: unknown;
  /** Set by a route that streams: the line is written when the stream has ended. */
  streamed?: Promise<void>;
}

/**
 * Writes one line a request, with its id. The path is logged without its query, which may hold a
 * question.
 */
export function requestLog({
  log,
  now,
}: {
  log: Logger;
  now: () => number;
}): MiddlewareHandler<AppEnvironment> {
  return async function logRequest(context, next) {
    const start = now();
    const notes: RequestNotes = {};
    context.set('notes', notes);
    await next();
    const write = () => {
      const { error, streamed: _, ...shown } = notes;
      const line = {
        id: context.get('requestId'),
        method: context.req.method,
        path: context.req.path,
        status: context.res.status,
        milliseconds: Math.round((now() - start) * 10) / 10,
        ...shown,
        ...(error === undefined ? {} : { err: error }),
      };
      if (context.res.status >= 500 || error !== undefined) log.error(line, 'request');
      else log.info(line, 'request');
    };
    if (notes.streamed) void notes.streamed.then(write);
    else write();
  };
}
