import { areaUnderCurve, calibrationError } from '../../fit/describe-fit.ts';
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
