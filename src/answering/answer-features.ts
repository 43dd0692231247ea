import type { RankedSentence } from '../retrieval/rank-sentences.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';
import { coverage } from '../retrieval/weigh-terms.ts';
import { offersKind } from './expected-kind.ts';

/** What tells a question that the documents answer from one that they don't. Each is about 0 to 1. */
export interface AnswerFeatures {
  /** Cosine of the question and the best selected sentence. */
  sentenceSimilarity: number;
  /** Cosine of the question and the nearest passage. */
  passageSimilarity: number;
  /** Share of the question's term weight in the best selected sentence. */
  sentenceCoverage: number;
  /** The same for that sentence's whole passage. */
  passageCoverage: number;
  /** Term weight that no passage found has. */
  unknownTerms: number;
  /** How far the best sentence's score stands out from those of the next ten. */
  margin: number;
  /** Whether the selected sentences hold what is asked for: a date, a number, a name. */
  offersKind: number;
}

export const featureNames = [
  'sentenceSimilarity',
  'passageSimilarity',
  'sentenceCoverage',
  'passageCoverage',
  'unknownTerms',
  'margin',
  'offersKind',
] as const satisfies readonly (keyof AnswerFeatures)[];

export function answerFeatures(
  question: string,
  retrieval: Retrieval,
  selected: readonly RankedSentence[],
): AnswerFeatures {
  const { weights, passages, sentences } = retrieval;
  const best = selected[0];
  const next = sentences.slice(1, 11);
  const nextScore = next.reduce((sum, { score }) => sum + score, 0) / Math.max(1, next.length);
  const inPassage = new Set(
    sentences.filter(({ passage }) => passage === best?.passage).flatMap(({ stems }) => [...stems]),
  );
  const known = new Set(sentences.flatMap(({ stems }) => [...stems]));
  return {
    sentenceSimilarity: best?.similarity ?? 0,
    passageSimilarity: Math.max(0, ...passages.slice(0, 20).map(({ similarity }) => similarity)),
    sentenceCoverage: best?.coverage ?? 0,
    passageCoverage: coverage(weights, inPassage),
    unknownTerms: weights.size === 0 ? 1 : 1 - coverage(weights, known),
    margin: (best?.score ?? 0) - nextScore,
    offersKind: selected.some(({ text }) => offersKind(question, text)) ? 1 : 0,
  };
}
