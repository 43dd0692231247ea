import { type AnswerFeatures, featureNames } from './answer-features.ts';
import confidenceWeights from './confidence-weights.json' with { type: 'json' };

/**
 * How likely it is that the selected sentences answer the question, 0 to 1: a logistic model, fitted
 * by `npm run fit`.
 */
export function confidence(features: AnswerFeatures): number {
  const sum = featureNames.reduce(
    (total, name) => total + confidenceWeights[name] * features[name],
    confidenceWeights.bias,
  );
  return 1 / (1 + Math.exp(-sum));
}
