import type { RankedSentence } from '../retrieval/rank-sentences.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';

/** What tells a question that the documents answer from one that they don't. */
export interface AnswerFeatures {
  /** Cosine of the question and the best selected sentence. */
  similarity: number;
  /** The mean of that cosine over all sentences read: how near the documents are as a whole. */
  meanSimilarity: number;
  /** Share of the question's term weight in the best sentence and the one before it. */
  coverage: number;
  /** Share of the question's names and numbers that no sentence read has. */
  missingNames: number;
  /** How far the best sentence's score stands out from the mean of the next ten. */
  margin: number;
  /** 1 when a selected sentence has what the question's form asks for, such as a date. */
  offersKind: number;
  /** ln(1 + content words): a question of few words tells little. */
  questionLength: number;
}

export const featureNames = [
  'similarity',
  'meanSimilarity',
  'coverage',
  'missingNames',
  'margin',
  'offersKind',
  'questionLength',
] as const satisfies readonly (keyof AnswerFeatures)[];

/** How many sentences after the best one it is compared with. */
const compared = 10;

/** @param selected at least one sentence, best first */
export function answerFeatures(
  question: string,
  { terms, weights, sentences }: Retrieval,
  selected: readonly RankedSentence[],
): AnswerFeatures {
  const best = selected[0]!;
  const next = sentences.filter((sentence) => sentence !== best).slice(0, compared);
  const names = terms.filter(({ word }) => isName(word, question));
  const missing = names.filter(({ stem }) => !sentences.some(({ stems }) => stems.has(stem)));
  return {
    similarity: best.similarity,
    meanSimilarity: mean(sentences.map(({ similarity }) => similarity)),
    coverage: best.coverageInContext,
    missingNames: missing.length / Math.max(1, names.length),
    margin: next.length > 0 ? best.score - mean(next.map(({ score }) => score)) : 0,
    offersKind: Number(selected.some((sentence) => sentence.offersKind)),
    questionLength: Math.log1p(weights.size),
  };
}

/** Words can be put in other words; names and numbers cannot. The first word is always in capitals. */
const isName = (word: string, question: string): boolean =>
  /\p{N}/u.test(word) || (/^\p{Lu}/u.test(word) && !question.startsWith(word));

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
