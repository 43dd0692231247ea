import { areaUnderCurve, calibrationError } from '../eval/metrics/confidence.ts';
import type { FitExample, JudgedExample } from './collect-examples.ts';
import { fitListwise, type RankingExample } from './fit-listwise.ts';
import { dot, fitLogistic, sigmoid } from './fit-logistic.ts';

type OfSet<T> = T & { set: string };

const figures = (name: string, values: readonly number[]): string =>
  [name.padEnd(12), ...values.map((value) => value.toFixed(3).padStart(11))].join(' ');

/** Each set with what is of it, and what is of the others. */
function holdOut<T>(items: readonly OfSet<T>[]): { set: string; own: T[]; others: T[] }[] {
  return [...new Set(items.map(({ set }) => set))].map((set) => ({
    set,
    own: items.filter((item) => item.set === set),
    others: items.filter((item) => item.set !== set),
  }));
}

/** For each set, how often weights fitted on the other sets put an answer first. */
export function describeRanking(rankings: readonly OfSet<RankingExample>[]): string[] {
  const rows = holdOut<RankingExample>(rankings).map(({ set, own, others }) => {
    const weights = fitListwise(others);
    const places = own.map(({ rows, right }) => placeOfAnswer(rows, right, weights));
    const within = (count: number) => places.filter((place) => place < count).length / own.length;
    return figures(set, [within(1), within(3), within(5)]);
  });
  return ['set                first        in 3        in 5', ...rows];
}

/** The place of the first right row when all are ranked; infinite where there is none. */
function placeOfAnswer(
  rows: readonly number[][],
  right: readonly boolean[],
  weights: readonly number[],
): number {
  const ranked = rows
    .map((row, index) => ({ score: dot(row, weights), right: right[index]! }))
    .sort((one, other) => other.score - one.score);
  const place = ranked.findIndex((row) => row.right);
  return place === -1 ? Infinity : place;
}

/** For each set, what a confidence fitted on the other sets gives on it; then all thresholds. */
export function describeConfidence(examples: readonly FitExample[]): string[] {
  const all = examples.flatMap(({ set, judged }) => judged.map((one) => ({ ...one, set })));
  const rows = holdOut<JudgedExample>(all).map(({ set, own, others }) => {
    const scores = scoreWith(others, own);
    const right = own.map((one) => one.right);
    const answerable = own.map(({ kind }) => kind === 'answerable');
    return figures(set, [
      own.filter((one) => one.kind === 'answerable' && one.right).length /
        own.filter(({ kind }) => kind === 'answerable').length,
      areaUnderCurve(scores, right),
      areaUnderCurve(scores, answerable),
      calibrationError(scores, right),
    ]);
  });
  return [
    'set             selected  AUROC right  AUROC answerable  calibration error',
    ...rows,
    ...describeThresholds(all),
  ];
}

function scoreWith(training: readonly JudgedExample[], scored: readonly JudgedExample[]): number[] {
  const { weights, bias } = fitLogistic(
    training.map(({ features }) => features),
    training.map(({ right }) => right),
  );
  return scored.map(({ features }) => sigmoid(dot(features, weights) + bias));
}

/** What each `MIN_CONFIDENCE` would give, by the weights of all sets. */
function describeThresholds(all: readonly JudgedExample[]): string[] {
  const scores = scoreWith(all, all);
  const share = (of: (one: JudgedExample) => boolean, shown: (score: number) => boolean) => {
    const own = scores.filter((_, index) => of(all[index]!));
    return own.filter(shown).length / own.length;
  };
  return [
    '',
    'threshold    right shown    removed declined  changed declined',
    ...[0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5].map((threshold) =>
      figures(threshold.toFixed(2), [
        share(
          ({ right }) => right,
          (score) => score >= threshold,
        ),
        share(
          ({ kind }) => kind === 'removed',
          (score) => score < threshold,
        ),
        share(
          ({ kind }) => kind === 'changed',
          (score) => score < threshold,
        ),
      ]),
    ),
  ];
}
