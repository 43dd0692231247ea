import { answerQuestion } from '../../src/answering/answer-question.ts';
import type { AnsweringContext } from '../../src/answering/answering-context.ts';
import { standaloneQuestion } from '../../src/answering/standalone-question.ts';
import { documentId } from '../../src/documents/document-id.ts';
import type { EmbeddedPassage } from '../../src/passages/passage.ts';
import type { Candidate } from '../../src/ports.ts';
import type { Answer, AskRequest } from '../../src/protocol.ts';
import type { RankedPassage } from '../../src/retrieval/rank-passages.ts';
import { findCandidates, rank } from '../../src/retrieval/retrieve.ts';
import type { AskedQuestion, Observation, ObservedPassage } from './evaluation-set.ts';
import type { System } from './systems.ts';
import type { TutorialIndex } from './tutorial-pipeline.ts';

/** Passages are kept until so many documents are among them, for measures over documents. */
const documentsKept = 10;
const leastKept = 12;
const mostKept = 60;
/** As deep as the shipped pipeline searches. */
const depth = 100;
/** The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009). */
const reciprocalRank = 60;

export interface Asking {
  /** Answers whatever the confidence, so that thresholds can be tried afterwards. */
  context: AnsweringContext;
  /** Every document's id with its URI. */
  uris: ReadonlyMap<string, string>;
  tutorial: TutorialIndex;
  /** Gives a passage its index in the observations. */
  keep: (passage: ObservedPassage, key: string) => number;
}

/** Asks the shipped pipeline one question, and the baselines for their passages. */
export async function askQuestion(asked: AskedQuestion, asking: Asking): Promise<Observation> {
  const { id, question, history = [], without, answerOnly = false } = asked;
  const { context, uris } = asking;
  const documents = without && idsWithout(uris, without);
  const answer = await finalAnswer({ question, history, ...(documents && { documents }) }, context);
  const observation = observe(id, answer, uris);
  if (answerOnly) return observation;
  const searched = standaloneQuestion(question, history);
  const findings = await findCandidates(context, searched, { documents });
  const { passages, sentences } = rank(findings);
  const read = new Set(sentences.map(({ passage }) => passage.id)).size;
  const keepAll = (list: readonly EmbeddedPassage[]) =>
    enough(list, ({ documentId }) => documentId).map((passage) =>
      asking.keep(observePassage(passage, uris), passage.id),
    );
  const rankings: Record<System, number[]> = {
    verbatim: keepAll(passages.map(({ passage }) => passage)),
    bm25: keepAll(byText(findings.candidates)),
    hybrid: keepAll(byReciprocalRank(passages)),
    tutorial: rankChunks(findings.question.vector, asking),
  };
  return { ...observation, rankings, read };
}

function idsWithout(uris: ReadonlyMap<string, string>, without: readonly string[]): string[] {
  const left = new Set(without.map(documentId));
  return [...uris.keys()].filter((id) => !left.has(id));
}

async function finalAnswer(request: AskRequest, context: AnsweringContext): Promise<Answer> {
  for await (const event of answerQuestion(request, context)) {
    if (event.event === 'answer-end') return event.data;
  }
  throw new Error(`No answer came to an end: ${request.question}`);
}

function observe(id: string, answer: Answer, uris: ReadonlyMap<string, string>): Observation {
  return {
    id,
    outcome: answer.outcome,
    answered: answer.answered,
    confidence: answer.answered ? answer.confidence : 0,
    quotes: answer.citations.map(({ document, spans, quote }) => ({
      document: uris.get(document.id) ?? document.uri,
      ranges: spans.map(({ start, end }) => ({ start, end })),
      text: quote,
    })),
    rankings: { verbatim: [], bm25: [], hybrid: [], tutorial: [] },
    read: 0,
  };
}

function observePassage(
  { documentId, text, sentences }: EmbeddedPassage,
  uris: ReadonlyMap<string, string>,
): ObservedPassage {
  const ranges = sentences.flatMap(({ spans }) => spans.map(({ start, end }) => ({ start, end })));
  return { document: uris.get(documentId) ?? documentId, ranges, text };
}

/** The beginning of a list that holds enough documents, or else all that may be kept. */
function enough<T>(list: readonly T[], documentOf: (item: T) => string): T[] {
  const documents = new Set<string>();
  const kept: T[] = [];
  for (const item of list.slice(0, mostKept)) {
    if (documents.size >= documentsKept && kept.length >= leastKept) break;
    documents.add(documentOf(item));
    kept.push(item);
  }
  return kept;
}

function byText(candidates: readonly Candidate[]): EmbeddedPassage[] {
  return candidates
    .filter(({ textScore }) => textScore > 0)
    .sort((left, right) => right.textScore - left.textScore || byId(left, right))
    .map(({ passage }) => passage);
}

function byReciprocalRank(ranked: readonly RankedPassage[]): EmbeddedPassage[] {
  const scores = new Map<EmbeddedPassage, number>();
  const nearest = [...ranked].sort(
    (left, right) => right.similarity - left.similarity || byId(left, right),
  );
  const lists = [byText(ranked), nearest.slice(0, depth).map(({ passage }) => passage)];
  for (const list of lists) {
    for (const [rank, passage] of list.entries()) {
      const share = 1 / (reciprocalRank + rank + 1);
      scores.set(passage, (scores.get(passage) ?? 0) + share);
    }
  }
  return [...scores]
    .map(([passage, score]) => ({ passage, score }))
    .sort((left, right) => right.score - left.score || byId(left, right))
    .map(({ passage }) => passage);
}

const byId = (left: { passage: EmbeddedPassage }, right: { passage: EmbeddedPassage }): number =>
  left.passage.id < right.passage.id ? -1 : 1;

function rankChunks(vector: Float32Array, { tutorial, keep }: Asking): number[] {
  const nearest = tutorial.search(vector, mostKept);
  return enough(nearest, (index) => tutorial.chunks[index]!.document).map((index) =>
    keep(tutorial.chunks[index]!, `chunk ${index}`),
  );
}
