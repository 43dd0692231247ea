import { setTimeout } from 'node:timers/promises';
import type { Context } from 'hono';
import type { AppEnvironment } from './app-environment.ts';
import { eventStream } from './event-stream.ts';
import { noteProblem, type ProblemError } from './problem.ts';

export const eventStreamType = 'text/event-stream';

export interface StreamResponseOptions {
  /** The event that tells of a problem, as it goes over the wire. */
  describe: (problem: ProblemError) => string;
  /** Aborted when the client goes. */
  client: AbortController;
}

/** Milliseconds; who waits for longer is to see that somebody is there. */
const longestSilence = 5000;

/**
 * A response of server-sent events, once there is a first one or that takes too long: what fails before
 * is an ordinary error. The request's line of the log is written when it has ended.
 */
export async function streamResponse(
  context: Context<AppEnvironment>,
  events: AsyncGenerator<string, unknown>,
  { describe, client }: StreamResponseOptions,
): Promise<Response> {
  const notes = context.get('notes');
  const first = events.next();
  const patience = new AbortController();
  const waited = setTimeout(longestSilence, undefined, { ref: false, signal: patience.signal });
  await Promise.race([first, waited]).finally(() => patience.abort());
  const stream = eventStream(startingWith(first, events), {
    onError: (error) => describe(noteProblem(notes, error)),
    onCancel: () => {
      notes.aborted = true;
      client.abort();
    },
  });
  notes.streamed = stream.ended;
  return context.body(stream.body, 200, {
    'Content-Type': `${eventStreamType}; charset=utf-8`,
    'Cache-Control': 'no-store',
    // Some proxies hold back what they could compress or buffer.
    'X-Accel-Buffering': 'no',
  });
}

async function* startingWith(
  coming: Promise<IteratorResult<string, unknown>>,
  rest: AsyncGenerator<string, unknown>,
): AsyncGenerator<string, unknown> {
  try {
    const first = await coming;
    if (first.done) return first.value;
    yield first.value;
    return yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
