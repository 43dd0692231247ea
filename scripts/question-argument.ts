import { longestQuestion } from '../src/server/read-ask-request.ts';
import { UsageError } from './run-command.ts';

/**
 * The question that a command was called with.
 * @throws UsageError where there is none, or one that is too long
 */
export function questionArgument(words: readonly string[]): string {
  const question = words.join(' ').trim();
  if (!/[\p{L}\p{N}]/u.test(question)) {
    throw new UsageError('There is no question. Put one in quotation marks.');
  }
  if (question.length > longestQuestion) {
    throw new UsageError(
      `The question has ${question.length} characters; at most ${longestQuestion} can be asked.`,
    );
  }
  return question;
}
