import type { WritingReport } from '../answering/model-turn.ts';
import type { ProblemType } from '../protocol.ts';

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
    /** Stands for the key that a request was let in by. */
    account?: string;
  };
};
