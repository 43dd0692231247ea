import type { Answer, AnswerEvent, AskRequest, Citation, Turn } from '../protocol.ts';
import { citeSentences, groupAdjacent, type SentencePlace } from './cite-sentences.ts';
import { combineDecisions, type Decision } from './combine-decisions.ts';
import { type DecisionContext, decideOnQuestion } from './decide-on-question.ts';
import { plainAnswer } from './plain-answer.ts';
import { questionParts } from './question-parts.ts';
import { readPassageDocument } from './read-passage-document.ts';
import { withoutCourtesy } from './recognize-conversation.ts';
import { standaloneQuestion } from './standalone-question.ts';

export interface AnsweringContext extends DecisionContext {
  createId: () => string;
}

/**
 * Answers a question with sentences of the documents. Ends with `answer-end`, which carries the
 * whole answer. Errors are thrown; nothing is retried.
 */
export async function* answerQuestion(
  { question, history = [], documents }: AskRequest,
  context: AnsweringContext,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent, Answer> {
  const id = context.createId();
  const { parts, completed } = readQuestion(question, history);
  yield { event: 'answer-start', data: { id, question, ...completed, mode: 'extractive' } };

  const decisions = parts.map(({ searched }) =>
    decideOnQuestion(searched, documents, context, signal),
  );
  const decision = combineDecisions(
    parts.map(({ part }) => part),
    await Promise.all(decisions),
  );
  const { citations, closest } = await citeDecision(decision, context);
  signal?.throwIfAborted();
  for (const citation of citations) yield { event: 'citation', data: citation };

  const { outcome, conversation, unanswered } = decision;
  const text = plainAnswer(decision, citations);
  yield { event: 'answer-delta', data: { text } };
  const answer: Answer = {
    id,
    question,
    ...completed,
    outcome,
    ...(conversation ? { conversation } : {}),
    answered: outcome === 'answered' || outcome === 'partly',
    mode: 'extractive',
    confidence: Math.round(decision.confidence * 1000) / 1000,
    answer: text,
    citations,
    ...(unanswered ? { unanswered } : {}),
    closest,
    ...(decision.byWordsAlone ? { byWordsAlone: true } : {}),
  };
  yield { event: 'answer-end', data: answer };
  return answer;
}

/**
 * The parts of a question, as they were asked and as they are searched for: each leans on the
 * history and on the parts before it.
 */
function readQuestion(question: string, history: readonly Turn[]) {
  const turns = [...history];
  const parts = questionParts(withoutCourtesy(question)).map((part) => {
    const searched = standaloneQuestion(part, turns);
    turns.push({ role: 'user', content: part });
    return { part, searched };
  });
  const isCompleted = parts.some(({ part, searched }) => part !== searched);
  const all = parts.map(({ searched }) => searched).join(' ');
  return { parts, completed: isCompleted ? { searched: all } : {} };
}

async function citeDecision({ cited, closest }: Decision, context: AnsweringContext) {
  const readDocument = readPassageDocument(context);
  const cite = (groups: SentencePlace[][], from: number): Promise<Citation[]> =>
    Promise.all(groups.map((group, index) => citeSentences(group, from + index, readDocument)));
  const citations = await cite(groupAdjacent(cited), 1);
  const singly = closest.map((place) => [place]);
  return { citations, closest: await cite(singly, citations.length + 1) };
}
