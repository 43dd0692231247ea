import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { Caller } from '../answering/model-turn.ts';
import type { AppEnvironment } from './app-environment.ts';

/** Who asks, as answering needs to know: until when, on whose account, and where to say how it went. */
export function callerOf(context: Context<AppEnvironment>, signal: AbortSignal): Caller {
  const notes = context.get('notes');
  return {
    signal,
    client: context.get('account') ?? addressOf(context),
    onWritten: ({ failure, ...written }) => {
      notes.written = written;
      // Without its cause: the provider's words may hold the key.
      if (failure) notes.modelFailure = failure.message;
    },
  };
}

/** The address of the connection; undefined where there is none, as in a test without a socket. */
function addressOf(context: Context): string | undefined {
  return context.env?.incoming ? getConnInfo(context).remote.address : undefined;
}
