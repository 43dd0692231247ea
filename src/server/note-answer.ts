import type { Answer, AnswerEvent } from '../protocol.ts';
import type { RequestNotes } from './app-environment.ts';

/** Puts what became of the question into the request's line of the log. */
export async function* noteAnswer(
  notes: RequestNotes,
  events: AsyncGenerator<AnswerEvent, Answer>,
): AsyncGenerator<AnswerEvent, Answer> {
  const answer = yield* events;
  notes.answer = answer.id;
  notes.outcome = answer.outcome;
  notes.confidence = answer.confidence;
  return answer;
}
