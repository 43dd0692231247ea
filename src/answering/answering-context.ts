import type { DecisionContext } from './decide-on-question.ts';
import type { Writer } from './model-turn.ts';
import type { QuestionPool } from './suggestions/question-pool.ts';

/** What answering needs. */
export interface AnsweringContext extends DecisionContext {
  createId: () => string;
  /** A model that writes answers; they are quotes without it. */
  writer?: Writer | undefined;
  /**
   * What an answer leads on to; undefined while it is not known. The answer's end waits for it.
   * @param documents ids of those that the answer shows
   */
  questionPool?: ((documents: readonly string[]) => Promise<QuestionPool | undefined>) | undefined;
}
