import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { AppEnvironment, RequestNotes } from './app-environment.ts';

/** Asked every few seconds by whatever watches the process; of interest only when debugging. */
const probes: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

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
      const { error, aborted, streamed: _, problem, ...shown } = notes;
      // What goes wrong because nobody waits any more is nobody's error, and no status was seen.
      const left = aborted === true || (problem !== undefined && context.req.raw.signal.aborted);
      const line = {
        id: context.get('requestId'),
        method: context.req.method,
        path: context.req.path,
        ...(left ? { aborted: true } : { status: context.res.status, problem }),
        milliseconds: Math.round((now() - start) * 10) / 10,
        ...shown,
        ...(error === undefined || left ? {} : { err: error }),
      };
      if (probes.has(context.req.path)) log.debug(line, 'request');
      else if (error !== undefined && !left) log.error(line, 'request');
      else log.info(line, 'request');
    };
    if (notes.streamed) void notes.streamed.then(write);
    else write();
  };
}
