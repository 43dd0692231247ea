import type { FitExample } from './collect-examples.ts';
import { fitListwise } from './fit-listwise.ts';
import { dot, fitLogistic, sigmoid } from './fit-logistic.ts';

/**
 * For each set, what weights fitted on the other sets give on it: the share of questions whose first
 * sentence has the answer, and how well the confidence tells right answers from wrong ones.
 */
export function describeFit(examples: readonly FitExample[]): string[] {
  const sets = [...new Set(examples.map(({ set }) => set))];
  const rows = sets.map((set) =>
    describeSet(
      set,
      examples.filter((example) => example.set !== set),
      examples.filter((example) => example.set === set),
    ),
  );
  return [
    'set        first sentence  selected  AUROC right  AUROC answerable  calibration error',
    ...rows,
    ...describeThresholds(examples),
  ];
}

/** What each `MIN_CONFIDENCE` would give, by the weights of all sets. */
function describeThresholds(examples: readonly FitExample[]): string[] {
  const model = fitLogistic(
    examples.map(({ features }) => features),
    examples.map(({ right }) => right),
  );
  const scored = examples.map((example) => ({
    ...example,
    score: sigmoid(dot(example.features, model.weights) + model.bias),
  }));
  const share = (of: typeof scored, shown: (score: number) => boolean) =>
    (of.filter(({ score }) => shown(score)).length / of.length).toFixed(3).padStart(12);
  const right = scored.filter((example) => example.right);
  const unanswerable = scored.filter((example) => !example.answerable);
  return [
    '',
    'threshold  right shown  unanswerable declined',
    ...[0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5].map((threshold) => {
      const kept = share(right, (score) => score >= threshold);
      const declined = share(unanswerable, (score) => score < threshold);
      return `${threshold.toFixed(2).padEnd(8)} ${kept} ${declined}`;
    }),
  ];
}

function describeSet(
  set: string,
  training: readonly FitExample[],
  held: readonly FitExample[],
): string {
  const weights = fitListwise(
    training.filter(({ answerable }) => answerable).map(({ ranking }) => ranking),
  );
  const asked = held.filter(({ answerable }) => answerable);
  const first = asked.filter(({ ranking: { rows, right } }) => {
    const scores = rows.map((row) => dot(row, weights));
    return right[scores.indexOf(Math.max(...scores))];
  });
  const model = fitLogistic(
    training.map(({ features }) => features),
    training.map(({ right }) => right),
  );
  const scores = held.map(({ features }) => sigmoid(dot(features, model.weights) + model.bias));
  const figures = [
    first.length / asked.length,
    asked.filter(({ right }) => right).length / asked.length,
    areaUnderCurve(
      scores,
      held.map(({ right }) => right),
    ),
    areaUnderCurve(
      scores,
      held.map(({ answerable }) => answerable),
    ),
    calibrationError(
      scores,
      held.map(({ right }) => right),
    ),
  ];
  return [set.padEnd(10), ...figures.map((figure) => figure.toFixed(3).padStart(11))].join(' ');
}

/** How often a true case scores above a false one, ties counted half. */
export function areaUnderCurve(scores: readonly number[], labels: readonly boolean[]): number {
  const order = scores.map((score, index) => ({ score, label: labels[index]! }));
  order.sort((left, right) => left.score - right.score);
  let falseBelow = 0;
  let wins = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && order[end]!.score === order[start]!.score) end += 1;
    const tied = order.slice(start, end);
    const trues = tied.filter(({ label }) => label).length;
    const falses = tied.length - trues;
    wins += trues * (falseBelow + falses / 2);
    falseBelow += falses;
    start = end;
  }
  return wins / (falseBelow * (order.length - falseBelow));
}

/** The mean distance between stated and actual frequency over ten bins of equal width. */
export function calibrationError(scores: readonly number[], labels: readonly boolean[]): number {
  const bins = Array.from({ length: 10 }, () => ({ stated: 0, actual: 0 }));
  scores.forEach((score, index) => {
    const bin = bins[Math.min(9, Math.floor(score * 10))]!;
    bin.stated += score;
    bin.actual += Number(labels[index]);
  });
  return bins.reduce((sum, bin) => sum + Math.abs(bin.stated - bin.actual), 0) / scores.length;
}
