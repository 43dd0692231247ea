/** A figure with the bounds that 95 of 100 resamples lie within. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

const resamples = 1000;
const seed = 20_240_607;

/**
 * The percentile bootstrap (Efron, 1979): the statistic of samples drawn with replacement. Seeded,
 * so the same items always give the same bounds. Cost: a thousand times the statistic.
 */
export function bootstrap<T>(
  items: readonly T[],
  statistic: (sample: readonly T[]) => number,
): Estimate {
  const value = statistic(items);
  if (items.length === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const random = createRandom(seed);
  const sample = [...items];
  const values = Float64Array.from({ length: resamples }, () => {
    for (let index = 0; index < sample.length; index += 1) {
      sample[index] = items[Math.floor(random() * items.length)]!;
    }
    return statistic(sample);
  });
  values.sort();
  return { value, low: values[resamples * 0.025]!, high: values[resamples * 0.975 - 1]! };
}

/** The mean of one number a question. */
export const estimateMean = (values: readonly number[]): Estimate => bootstrap(values, mean);

/** How often something holds. */
export const estimateShare = (values: readonly boolean[]): Estimate =>
  estimateMean(values.map(Number));

export function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length > 0 ? sum / values.length : Number.NaN;
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, ample for resampling. */
export function createRandom(start: number): () => number {
  let state = start >>> 0;
  return function random() {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
