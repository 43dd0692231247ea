import type { DecisionContext } from './decide-on-question.ts';
import type { Writer } from './model-turn.ts';
import type { QuestionPool } from './suggestions/question-pool.ts';

/** What answering needs. */
export interface AnsweringContext extends DecisionContext {
  createId: () => string;
  /** A model that writes answers; they are quotes without it. */
  writer?: Writer | undefined;
  /** What answers lead on to; undefined while it is not known. Answers wait for nothing else. */
  questionPool?: (() => Promise<QuestionPool | undefined>) | undefined;
}
