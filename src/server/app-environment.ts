import type { RequestNotes } from './request-log.ts';

/** What the app's routes find in their context. */
export type AppEnvironment = { Variables: { requestId: string; notes: RequestNotes } };
