import type { Answer, AnswerEvent, AskRequest, Citation, Outcome } from '../protocol.ts';
import { type Retrieval, type Retriever, retrieve } from '../retrieval/retrieve.ts';
import { citeSentences, groupAdjacent, type SentencePlace } from './cite-sentences.ts';
import { completeLists } from './complete-lists.ts';
import { findByline } from './find-byline.ts';
import { type QuestionIntent, questionIntent } from './question-intent.ts';
import { readPassageDocument } from './read-passage-document.ts';
import { comparisonBreadth, selectSentences } from './select-sentences.ts';
import { standaloneQuestion } from './standalone-question.ts';
import { summarizeDocuments } from './summarize-documents.ts';
import { isByWordsAlone, likelihood } from './words-alone.ts';

export interface AnsweringContext extends Retriever {
  /** 0 to 1; below it the closest passages are shown and no answer. */
  minimumConfidence: number;
  createId: () => string;
}

/** What was decided on a question, by place; quotes are made from it. */
interface Decision {
  outcome: Outcome;
  confidence: number;
  cited: SentencePlace[];
  closest: SentencePlace[];
  byWordsAlone?: boolean;
}

/** With one document its summary has three sentences; with several each has one. */
const summarySentences = 3;
const summarizedDocuments = 5;
const closestPassages = 3;
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
  const searched = standaloneQuestion(question, history);
  const completed = searched === question ? {} : { searched };
  yield { event: 'answer-start', data: { id, question, ...completed, mode: 'extractive' } };

  const decision = await decide(searched, documents, context, signal);
  const cite = async (groups: SentencePlace[][]): Promise<Citation[]> =>
    Promise.all(
      groups.map((group, index) => citeSentences(group, index + 1, readPassageDocument(context))),
    );
  const citations = await cite(groupAdjacent(decision.cited));
  const closest = await cite(decision.closest.map((place) => [place]));
  signal?.throwIfAborted();
  for (const citation of citations) yield { event: 'citation', data: citation };

  const answered = decision.outcome === 'answered' || decision.outcome === 'partly';
  const text = answered ? quotedAnswer(citations) : plainAnswers[decision.outcome];
  yield { event: 'answer-delta', data: { text } };
  const answer: Answer = {
    id,
    question,
    ...completed,
    outcome: decision.outcome,
    answered,
    mode: 'extractive',
    confidence: Math.round(decision.confidence * 1000) / 1000,
    answer: text,
    citations,
    closest,
    ...(decision.byWordsAlone ? { byWordsAlone: true } : {}),
  };
  yield { event: 'answer-end', data: answer };
  return answer;
}

/** For clients that show the answer's text; the chat has words of its own. */
const plainAnswers: Readonly<Record<Outcome, string>> = {
  answered: '',
  partly: '',
  'not-answered': 'The documents don’t answer this.',
  'off-topic': 'The documents are not about this.',
  conversation: 'Ask a question about the documents. The answer comes as quotes from them.',
};

const quotedAnswer = (citations: readonly Citation[]): string =>
  citations.map(({ quote, number }) => `“${quote}” [${number}]`).join('\n\n');

async function decide(
  question: string,
  documents: string[] | undefined,
  context: AnsweringContext,
  signal: AbortSignal | undefined,
): Promise<Decision> {
  const intent = questionIntent(question);
  if (intent.kind === 'conversation') {
    return { outcome: 'conversation', confidence: 1, cited: [], closest: [] };
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
    const byWordsAlone = isByWordsAlone(context, retrieval, []);
    return { outcome: 'not-answered', confidence: 0, cited: [], closest: [], byWordsAlone };
  }
  const probability = likelihood(question, retrieval, selected);
  if (probability >= context.minimumConfidence) {
    const cited = completeLists(selected, retrieval.passages);
    const byWordsAlone = isByWordsAlone(context, retrieval, selected);
    return { outcome: 'answered', confidence: probability, cited, closest: [], byWordsAlone };
  }
  const closest = closestSentences(retrieval);
  return {
    outcome: isOffTopic(retrieval) ? 'off-topic' : 'not-answered',
    confidence: probability,
    cited: [],
    closest,
    byWordsAlone: isByWordsAlone(context, retrieval, closest),
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
