import { passageTerms } from '../retrieval/passage-terms.ts';
import type { RankedSentence } from '../retrieval/rank-sentences.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';
import { coverage } from '../retrieval/weigh-terms.ts';

/** What tells a question that the documents answer from one that they don't. */
export interface AnswerFeatures {
  /** Cosine of the question and the best selected sentence. */
  similarity: number;
  /** The mean of that cosine over all sentences read: how near the documents are as a whole. */
  meanSimilarity: number;
  /** Share of the question's term weight in the best sentence and the one before it. */
  coverage: number;
  /** The same share in the best sentence's passage and its headings. */
  passageCoverage: number;
  /** The weight of the heaviest term that the passage lacks. */
  heaviestMissing: number;
  /** Share of the question's names and numbers that the passage lacks. */
  missingNames: number;
  /** How closely the question's terms stand together in the best sentence. */
  proximity: number;
  /** How far the best sentence's score stands out from the mean of the next ten. */
  margin: number;
  /** How far the best passage's score stands out from the mean of the next ten. */
  passageMargin: number;
  /** The best passage's score. */
  passageScore: number;
  /** 1 when a selected sentence has what the question's form asks for, such as a date. */
  offersKind: number;
  /** 1 when the question denies something and the best sentence does not. */
  deniedAlone: number;
  /** ln(1 + content words): a question of few words tells little. */
  questionLength: number;
}

export const featureNames = [
  'similarity',
  'meanSimilarity',
  'coverage',
  'passageCoverage',
  'heaviestMissing',
  'missingNames',
  'proximity',
  'margin',
  'passageMargin',
  'passageScore',
  'offersKind',
  'deniedAlone',
  'questionLength',
] as const satisfies readonly (keyof AnswerFeatures)[];

/** How many after the best one it is compared with. */
const compared = 10;
const denial =
  /\b(?:not|never|no|none|nobody|nothing|neither|nor|without|\w+n['’]t|fail(?:s|ed)?|lacks?|lacked)\b/i;

/** @param selected at least one sentence, best first */
export function answerFeatures(
  question: string,
  { terms, weights, passages, sentences }: Retrieval,
  selected: readonly RankedSentence[],
): AnswerFeatures {
  const best = selected[0]!;
  const next = sentences.filter((sentence) => sentence !== best).slice(0, compared);
  const { all, headings } = passageTerms(best.passage);
  const isMissing = (stem: string) => !all.has(stem) && !headings.has(stem);
  const names = terms.filter(({ word }) => isName(word, question));
  const missing = [...weights].filter(([stem]) => isMissing(stem));
  const first = passages[0]!.score;
  return {
    similarity: best.similarity,
    meanSimilarity: mean(sentences.map(({ similarity }) => similarity)),
    coverage: best.coverageInContext,
    passageCoverage: coverage(weights, all, headings),
    heaviestMissing: missing.reduce((most, [, weight]) => Math.max(most, weight), 0),
    missingNames: names.filter(({ stem }) => isMissing(stem)).length / Math.max(1, names.length),
    proximity: best.proximity,
    margin: next.length > 0 ? best.score - mean(next.map(({ score }) => score)) : 0,
    passageMargin: first - mean(passages.slice(1, 1 + compared).map(({ score }) => score)),
    passageScore: first,
    offersKind: Number(selected.some((sentence) => sentence.offersKind)),
    deniedAlone: Number(denial.test(question) && !denial.test(best.text)),
    questionLength: Math.log1p(weights.size),
  };
}

/** Words can be put in other words; names and numbers cannot. The first word is always in capitals. */
const isName = (word: string, question: string): boolean =>
  /\p{N}/u.test(word) || (/^\p{Lu}/u.test(word) && !question.startsWith(word));

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
