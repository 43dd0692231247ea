import { saysOpposite } from '../language/opposites.ts';
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
  /** Share of the question's term weight in the best sentence's passage and its headings. */
  passageCoverage: number;
  /** Share of the question's names and numbers that the passage lacks. */
  missingNames: number;
  /** 1 when a number of the question is not in the passage. */
  missingNumbers: number;
  /** How far the best passage's score stands out from the mean of the next ten. */
  passageMargin: number;
  /** The best passage's score. */
  passageScore: number;
  /** ln of the probability of the best sentence among all that were read. */
  firstProbability: number;
  /** 1 when the question denies something and the best sentence does not. */
  deniedAlone: number;
  /** 1 when the best sentence has the opposite of a word of the question. */
  opposed: number;
  /** ln(1 + content words): a question of few words tells little. */
  questionLength: number;
}

export const featureNames = [
  'similarity',
  'meanSimilarity',
  'passageCoverage',
  'missingNames',
  'missingNumbers',
  'passageMargin',
  'passageScore',
  'firstProbability',
  'deniedAlone',
  'opposed',
  'questionLength',
] as const satisfies readonly (keyof AnswerFeatures)[];

/** How many passages after the best one it is compared with. */
const compared = 10;
const denial =
  /\b(?:not|never|no|none|nobody|nothing|neither|nor|without|\w+n['’]t|fail(?:s|ed)?|lacks?|lacked)\b/i;

/** "Isn't it so?" is answered by "It is so". */
const yesOrNo =
  /^\W*(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|ca|wo)(?:n['’]t)?\b/i;

/** @param selected at least one sentence, best first */
export function answerFeatures(
  question: string,
  retrieval: Retrieval,
  selected: readonly RankedSentence[],
): AnswerFeatures {
  const { weights, passages, sentences } = retrieval;
  const best = selected[0]!;
  const { all, headings } = passageTerms(best.passage);
  const first = passages[0]!.score;
  const next = passages.slice(1, 1 + compared).map(({ score }) => score);
  const odds = sentences.reduce((sum, { score }) => sum + Math.exp(score - best.score), 0);
  return {
    similarity: best.similarity,
    meanSimilarity: mean(sentences.map(({ similarity }) => similarity)),
    passageCoverage: coverage(weights, all, headings),
    ...missing(question, retrieval, (stem) => !all.has(stem) && !headings.has(stem)),
    passageMargin: next.length > 0 ? first - mean(next) : 0,
    passageScore: first,
    firstProbability: -Math.log(odds),
    deniedAlone: Number(
      !yesOrNo.test(question) && denial.test(question) && !denial.test(best.text),
    ),
    opposed: Number(saysOpposite(question, best.text)),
    questionLength: Math.log1p(weights.size),
  };
}

function missing(
  question: string,
  { terms }: Retrieval,
  isMissing: (stem: string) => boolean,
): Pick<AnswerFeatures, 'missingNames' | 'missingNumbers'> {
  const names = terms.filter(({ word }) => isName(word, question));
  const lacking = names.filter(({ stem }) => isMissing(stem));
  return {
    missingNames: lacking.length / Math.max(1, names.length),
    missingNumbers: Number(lacking.some(({ word }) => hasDigit.test(word))),
  };
}

const hasDigit = /\p{N}/u;

/** Words can be put in other words; names and numbers cannot. The first word is always in capitals. */
const isName = (word: string, question: string): boolean =>
  hasDigit.test(word) || (/^\p{Lu}/u.test(word) && !question.startsWith(word));

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
