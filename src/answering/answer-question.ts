import type { Answer, AnswerEvent, AskRequest } from '../protocol.ts';
import { answerInWords } from './answer-in-words.ts';
import type { AnsweringContext } from './answering-context.ts';
import { decideOnParts } from './decide-on-question.ts';
import type { Caller } from './model-turn.ts';
import { answerHead, quoteAnswer } from './quote-answer.ts';
import { readQuestion } from './read-question.ts';
import { withSuggestions } from './suggestions/with-suggestions.ts';

/**
 * Answers a question with sentences of the documents or, with a model configured, in words that rest
 * on them. Ends with `answer-end`, which carries the whole answer.
 * @throws BusyError before the first event; whatever the index throws. A failing model is no error:
 * the answer is quotes then.
 */
export async function* answerQuestion(
  request: AskRequest,
  context: AnsweringContext,
  caller: Caller = {},
): AsyncGenerator<AnswerEvent, Answer> {
  if (context.writer) return yield* answerInWords(request, context, context.writer, caller);
  const { question, history = [], documents } = request;
  const id = context.createId();
  const { parts, searched } = readQuestion(question, history);
  const head = answerHead(id, question, searched);
  yield { event: 'answer-start', data: { ...head, mode: 'extractive' } };
  const decision = await decideOnParts(parts, documents, context, caller.signal);
  const finish = (answer: Answer) => withSuggestions(answer, decision, request, context);
  return yield* quoteAnswer(head, decision, context, { finish, signal: caller.signal });
}
