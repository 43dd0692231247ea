import type { DecisionContext } from './decide-on-question.ts';
import type { Writer } from './model-turn.ts';

/** What answering needs. */
export interface AnsweringContext extends DecisionContext {
  createId: () => string;
  /** A model that writes answers; they are quotes without it. */
  writer?: Writer | undefined;
}
