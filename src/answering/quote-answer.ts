import type { Answer, AnswerEvent, Citation, Notice } from '../protocol.ts';
import { citeSentences, groupAdjacent, type SentencePlace } from './cite-sentences.ts';
import type { Decision } from './combine-decisions.ts';
import type { DecisionContext } from './decide-on-question.ts';
import { plainAnswer } from './plain-answer.ts';
import { readPassageDocument } from './read-passage-document.ts';

/** What an answer and its start say of the question. */
export type AnswerHead = Pick<Answer, 'id' | 'question' | 'searched'>;

export const answerHead = (
  id: string,
  question: string,
  searched: string | undefined,
): AnswerHead => ({ id, question, ...(searched === undefined ? {} : { searched }) });

export interface QuoteOptions {
  /** Puts to the whole answer what comes last. */
  finish: (answer: Answer) => Promise<Answer>;
  signal?: AbortSignal | undefined;
  notice?: Notice | undefined;
}

/** Gives the quotes that were decided on as the answer. */
export async function* quoteAnswer(
  head: AnswerHead,
  decision: Decision,
  context: Pick<DecisionContext, 'store'>,
  { finish, signal, notice }: QuoteOptions,
): AsyncGenerator<AnswerEvent, Answer> {
  const readDocument = readPassageDocument(context);
  const groups = groupAdjacent(decision.cited);
  const citations = await Promise.all(
    groups.map((group, index) => citeSentences(group, index + 1, readDocument)),
  );
  const closest = await citeSingly(decision.closest, citations.length + 1, context);
  signal?.throwIfAborted();
  for (const citation of citations) yield { event: 'citation', data: citation };

  const { outcome, conversation, unanswered } = decision;
  const text = plainAnswer(decision, citations);
  yield { event: 'answer-delta', data: { text } };
  const answer = await finish({
    ...head,
    outcome,
    ...(conversation ? { conversation } : {}),
    answered: outcome === 'answered' || outcome === 'partly',
    mode: 'extractive',
    confidence: roundConfidence(decision),
    answer: text,
    ...(notice ? { notice } : {}),
    citations,
    ...(unanswered ? { unanswered } : {}),
    closest,
    ...(decision.byWordsAlone ? { byWordsAlone: true } : {}),
  });
  yield { event: 'answer-end', data: answer };
  return answer;
}

export const roundConfidence = ({ confidence }: Decision): number =>
  Math.round(confidence * 1000) / 1000;

/** A citation for each sentence, numbered on from `from`. */
export function citeSingly(
  places: readonly SentencePlace[],
  from: number,
  context: Pick<DecisionContext, 'store'>,
): Promise<Citation[]> {
  const readDocument = readPassageDocument(context);
  return Promise.all(
    places.map((place, index) => citeSentences([place], from + index, readDocument)),
  );
}
