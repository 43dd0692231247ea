import type { EmbeddedPassage } from '../passages/passage.ts';
import { comparableTo } from '../retrieval/comparable-passages.ts';
import { passageTerms } from '../retrieval/passage-terms.ts';
import type { RankedSentence } from '../retrieval/rank-sentences.ts';
import { type Retrieval, type Retriever, retrieve } from '../retrieval/retrieve.ts';
import { coverage } from '../retrieval/weigh-terms.ts';
import type { SentencePlace } from './cite-sentences.ts';
import {
  closestPassages,
  combineDecisions,
  type Decision,
  distinctPassages,
} from './combine-decisions.ts';
import { completeLists } from './complete-lists.ts';
import { findByline } from './find-byline.ts';
import { type QuestionIntent, questionIntent } from './question-intent.ts';
import { comparisonBreadth, selectSentences } from './select-sentences.ts';
import { summarizeDocuments } from './summarize-documents.ts';
import { isByWordsAlone, likelihood } from './words-alone.ts';

/** What deciding needs: where to look, and how sure to be. */
export interface DecisionContext extends Retriever {
  /** 0 to 1; below it the closest passages are shown and no answer. */
  minimumConfidence: number;
}

/** With one document its summary has three sentences; with several each has one. */
const summarySentences = 3;
const summarizedDocuments = 5;
/** Sentences whose passages a summary in words is written from. */
const summaryReading = 16;
/** Passages that a written answer may be made from. */
const passagesToRead = 20;
/** Characters below which a sentence is an address, a label or a line of a letterhead. */
const shortestClosest = 40;
/** How often a line that names an author or a summary is taken to be right; not measured. */
const structuralConfidence = 0.9;
/**
 * A question whose nearest passage is below this cosine, and whose best one has less than this share
 * of its term weight, is about something else altogether. Of SQuAD's questions this is said of 2 % at
 * most, of those asked without their paragraph of 11 %, of questions of other sets of 86 %.
 */
const offTopic = { similarity: 0.4, coverage: 0.5 };

/** Decides on a question by its parts, each of which stands alone. */
export async function decideOnParts(
  parts: readonly { part: string; searched: string }[],
  documents: string[] | undefined,
  context: DecisionContext,
  signal: AbortSignal | undefined,
): Promise<Decision> {
  const decisions = parts.map(({ searched }) =>
    decideOnQuestion(searched, documents, context, signal),
  );
  return combineDecisions(
    parts.map(({ part }) => part),
    await Promise.all(decisions),
  );
}

/**
 * Decides how one question ends and which sentences are quoted. Cost: that of `retrieve`, but for
 * an overview, which reads the documents' passages.
 * @param question that stands alone
 */
export async function decideOnQuestion(
  question: string,
  documents: string[] | undefined,
  context: DecisionContext,
  signal: AbortSignal | undefined,
): Promise<Decision> {
  const intent = questionIntent(question);
  if (intent.kind === 'conversation') {
    const { conversation } = intent;
    const nothing = { cited: [], closest: [], passages: [] };
    return { outcome: 'conversation', conversation, confidence: 1, ...nothing };
  }
  if (intent.kind === 'overview') return overview(documents, context);
  const sought = intent.kind === 'theme' ? intent.theme : question;
  const retrieval = await retrieve(context, sought, { documents }, signal);
  const decision = decideOn(question, intent, retrieval, context);
  return { ...decision, vectors: [retrieval.vector] };
}

async function overview(
  documents: string[] | undefined,
  { store }: DecisionContext,
): Promise<Decision> {
  const known = (await store.listDocuments()).map((document) => document.id);
  const wanted = known.filter((id) => !documents || documents.includes(id));
  const read = wanted.slice(0, summarizedDocuments);
  const passages = read.length > 0 ? await store.listPassages({ documents: read }) : [];
  const cited = summarizeDocuments(passages, read.length === 1 ? summarySentences : 1);
  const telling = summarizeDocuments(passages, Math.ceil(summaryReading / read.length));
  return {
    outcome: cited.length > 0 ? 'answered' : 'not-answered',
    confidence: cited.length > 0 ? structuralConfidence : 0,
    cited,
    closest: [],
    passages: passagesOf([...cited, ...telling]),
  };
}

const passagesOf = (places: readonly SentencePlace[]): EmbeddedPassage[] =>
  distinctPassages(places.map(({ passage }) => passage));

function decideOn(
  question: string,
  intent: QuestionIntent,
  retrieval: Retrieval,
  context: DecisionContext,
): Decision {
  const found = retrieval.passages.slice(0, passagesToRead).map(({ passage }) => passage);
  const byline = intent.kind === 'author' ? findByline(retrieval.passages) : [];
  if (byline.length > 0) {
    return {
      outcome: 'answered',
      confidence: structuralConfidence,
      cited: byline,
      closest: [],
      passages: distinctPassages([...passagesOf(byline), ...found]),
    };
  }
  const breadth = intent.kind === 'comparison' ? comparisonBreadth : undefined;
  const selected = selectSentences(retrieval, breadth);
  if (selected.length === 0) {
    const byWordsAlone = isByWordsAlone(context, retrieval, []);
    const nothing = { confidence: 0, cited: [], closest: [] };
    return { outcome: 'not-answered', ...nothing, byWordsAlone, passages: found };
  }
  const probability = likelihood(question, retrieval, selected);
  if (probability >= context.minimumConfidence) {
    const cited = completeLists(selected, retrieval.passages);
    const byWordsAlone = isByWordsAlone(context, retrieval, selected);
    const decided = { confidence: probability, cited, closest: [], byWordsAlone };
    return { outcome: 'answered', ...decided, passages: found };
  }
  const closest = closestSentences(retrieval);
  return {
    outcome: isOffTopic(retrieval, selected[0]!) ? 'off-topic' : 'not-answered',
    confidence: probability,
    cited: [],
    closest,
    byWordsAlone: isByWordsAlone(context, retrieval, closest),
    passages: found,
  };
}

/** Where meaning was not compared, nobody knows what a question is about. */
function isOffTopic({ language, passages, weights }: Retrieval, best: RankedSentence): boolean {
  if (!comparableTo(language)(best.passage)) return false;
  if (passages.some(({ similarity }) => similarity >= offTopic.similarity)) return false;
  const { all, headings } = passageTerms(best.passage);
  return coverage(weights, all, headings) < offTopic.coverage;
}

/** The best sentence of each of the nearest passages; fragments only where there is nothing else. */
function closestSentences({ sentences }: Retrieval): SentencePlace[] {
  const ofPassages = sentences.filter(
    ({ passage }, index) => sentences.findIndex((other) => other.passage === passage) === index,
  );
  const telling = ofPassages.filter(({ text }) => text.length >= shortestClosest);
  return (telling.length > 0 ? telling : ofPassages).slice(0, closestPassages);
}
