import type { AnswerFeatures } from './answer-features.ts';

/** Fitted; see the script that made them for the data and the method. */
export const confidenceWeights: Readonly<Record<keyof AnswerFeatures | 'bias', number>> = {
  bias: -6.05,
  similarity: 4.3,
  meanSimilarity: -4.24,
  coverage: 2.24,
  missingNames: -1.96,
  margin: 3.54,
  offersKind: 0.33,
  questionLength: 1.15,
};
