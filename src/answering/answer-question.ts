import type { Answer, AnswerEvent, AskRequest, Citation, Turn } from '../protocol.ts';
import { type Retrieval, type Retriever, retrieve } from '../retrieval/retrieve.ts';
import { answerFeatures } from './answer-features.ts';
import { citeSentences, groupAdjacent, type SentencePlace } from './cite-sentences.ts';
import { closestPassages, combineDecisions, type Decision } from './combine-decisions.ts';
import { completeLists } from './complete-lists.ts';
import { confidence } from './confidence.ts';
import { findByline } from './find-byline.ts';
import { plainAnswer } from './plain-answer.ts';
import { type QuestionIntent, questionIntent } from './question-intent.ts';
import { questionParts } from './question-parts.ts';
import { readPassageDocument } from './read-passage-document.ts';
import { withoutCourtesy } from './recognize-conversation.ts';
import { comparisonBreadth, selectSentences } from './select-sentences.ts';
import { standaloneQuestion } from './standalone-question.ts';
import { summarizeDocuments } from './summarize-documents.ts';

export interface AnsweringContext extends Retriever {
  /** 0 to 1; below it the closest passages are shown and no answer. */
  minimumConfidence: number;
  createId: () => string;
}

/** With one document its summary has three sentences; with several each has one. */
const summarySentences = 3;
const summarizedDocuments = 5;
/** Characters below which a sentence is an address, a label or a line of a letterhead. */
const shortestClosest = 40;
/** How often a line that names an author or a summary is taken to be right; not measured. */
const structuralConfidence = 0.9;
/** Without words in common and below this cosine a question is about something else altogether. */
const offTopicSimilarity = 0.3;

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

  const decisions = parts.map(({ searched }) => decide(searched, documents, context, signal));
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

async function decide(
  question: string,
  documents: string[] | undefined,
  context: AnsweringContext,
  signal: AbortSignal | undefined,
): Promise<Decision> {
  const intent = questionIntent(question);
  if (intent.kind === 'conversation') {
    const { conversation } = intent;
    return { outcome: 'conversation', conversation, confidence: 1, cited: [], closest: [] };
  }
  if (intent.kind === 'overview') return overview(documents, context);
  const sought = intent.kind === 'theme' ? intent.theme : question;
  const retrieval = await retrieve(context, sought, { documents }, signal);
  return decideOn(question, intent, retrieval, context);
}

async function overview(
  documents: string[] | undefined,
  { store }: AnsweringContext,
): Promise<Decision> {
  const known = (await store.listDocuments()).map((document) => document.id);
  const wanted = known.filter((id) => !documents || documents.includes(id));
  const read = wanted.slice(0, summarizedDocuments);
  const passages = read.length > 0 ? await store.listPassages({ documents: read }) : [];
  const cited = summarizeDocuments(passages, read.length === 1 ? summarySentences : 1);
  const outcome = cited.length > 0 ? 'answered' : 'not-answered';
  return { outcome, confidence: cited.length > 0 ? structuralConfidence : 0, cited, closest: [] };
}

function decideOn(
  question: string,
  intent: QuestionIntent,
  retrieval: Retrieval,
  context: AnsweringContext,
): Decision {
  const byline = intent.kind === 'author' ? findByline(retrieval.passages) : [];
  if (byline.length > 0) {
    return { outcome: 'answered', confidence: structuralConfidence, cited: byline, closest: [] };
  }
  const breadth = intent.kind === 'comparison' ? comparisonBreadth : undefined;
  const selected = selectSentences(retrieval, breadth);
  if (selected.length === 0) {
    return { outcome: 'not-answered', confidence: 0, cited: [], closest: [] };
  }
  const probability = confidence(answerFeatures(question, retrieval, selected));
  if (probability >= context.minimumConfidence) {
    const cited = completeLists(selected, retrieval.passages);
    return { outcome: 'answered', confidence: probability, cited, closest: [] };
  }
  return {
    outcome: isOffTopic(retrieval) ? 'off-topic' : 'not-answered',
    confidence: probability,
    cited: [],
    closest: closestSentences(retrieval),
  };
}

function isOffTopic({ passages, sentences }: Retrieval): boolean {
  const near = passages.some(({ similarity }) => similarity >= offTopicSimilarity);
  return !near && sentences.every(({ coverage }) => coverage === 0);
}

/** The best sentence of each of the nearest passages; fragments only where there is nothing else. */
function closestSentences({ sentences }: Retrieval): SentencePlace[] {
  const ofPassages = sentences.filter(
    ({ passage }, index) => sentences.findIndex((other) => other.passage === passage) === index,
  );
  const telling = ofPassages.filter(({ text }) => text.length >= shortestClosest);
  return (telling.length > 0 ? telling : ofPassages).slice(0, closestPassages);
}
