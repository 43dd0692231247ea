import type { WritingReport } from '../answering/model-turn.ts';
import type { ProblemType } from '../protocol.ts';
import type { Access } from './access/access.ts';
import type { Page } from './access/read-page.ts';

/** What a route adds to the line of its request. */
export interface RequestNotes {
  /** The id of the answer, which feedback refers to. */
  answer?: string;
  outcome?: string;
  confidence?: number;
  /** The model's part in the answer. */
  written?: Omit<WritingReport, 'failure'>;
  /** Why the model gave no answer, or none to the end. */
  modelFailure?: string;
  /** Only where the operator has switched it on. */
  question?: string;
  /** A user's judgement of an answer. */
  feedback?: { answer: string; helpful: boolean };
  /** What the client was told of. */
  problem?: ProblemType;
  /** What really happened, where it is the server's fault. */
  error?: unknown;
  /** The client went before its answer was complete. */
  aborted?: boolean;
  /** Set by a route that streams: the line is written when the stream has ended. */
  streamed?: Promise<void>;
}

/** What the app's routes find in their context. */
export type AppEnvironment = {
  Variables: {
    requestId: string;
    notes: RequestNotes;
    /** Stands for the client: its address, or its network; undefined without a connection. */
    client: string | undefined;
    /** Whose page asks. */
    page: Page;
    /** What the request was let in to; only on paths where that is asked. */
    access: Access;
  };
};
