import type { AnswerFeatures } from './answer-features.ts';

/** Fitted; see the script that made them for the data and the method. */
export const confidenceWeights: Readonly<Record<keyof AnswerFeatures | 'bias', number>> = {
  bias: -4,
  sentenceSimilarity: 4,
  passageSimilarity: 2,
  sentenceCoverage: 2,
  passageCoverage: 1,
  unknownTerms: -2,
  margin: 1,
  offersKind: 0.5,
};
