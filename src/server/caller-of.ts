import type { Context } from 'hono';
import type { Caller } from '../answering/model-turn.ts';
import type { AppEnvironment } from './app-environment.ts';

/** Who asks, as answering needs to know: until when, on whose account, and where to say how it went. */
export function callerOf(context: Context<AppEnvironment>, signal: AbortSignal): Caller {
  const notes = context.get('notes');
  return {
    signal,
    client: context.get('access').account ?? context.get('client'),
    onWritten: ({ failure, ...written }) => {
      notes.written = written;
      // Without its cause: the provider's words may hold the key.
      if (failure) notes.modelFailure = failure.message;
    },
  };
}
