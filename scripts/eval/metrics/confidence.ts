import type { Judged } from './abstention.ts';
import { bootstrap, type Estimate } from './bootstrap.ts';

/** How often a true case scores above a false one. */
export function estimateSeparation(trues: readonly number[], falses: readonly number[]): Estimate {
  const all = [
    ...trues.map((score) => ({ score, label: true })),
    ...falses.map((score) => ({ score, label: false })),
  ];
  return bootstrap(all, (sample) =>
    areaUnderCurve(
      sample.map(({ score }) => score),
      sample.map(({ label }) => label),
    ),
  );
}

/** How far the confidence is from how often it comes true. */
export function estimateCalibration(judged: readonly Judged[]): Estimate {
  return bootstrap(judged, (sample) =>
    calibrationError(
      sample.map(({ confidence }) => confidence),
      sample.map(({ right }) => right),
    ),
  );
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
