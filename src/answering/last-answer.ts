import type { Answer, AnswerEvent } from '../protocol.ts';

/** The whole answer, for whoever has no use for its events. */
export async function lastAnswer(events: AsyncGenerator<AnswerEvent, Answer>): Promise<Answer> {
  for (;;) {
    const { value, done } = await events.next();
    if (done) return value;
  }
}
