import { dot } from './fit-logistic.ts';

/** The sentences offered for one question: their features, and which of them answer it. */
export interface RankingExample {
  rows: number[][];
  right: boolean[];
}

const steps = 200;
const rate = 0.3;

/**
 * Weights that make the softmax over a question's sentences give the right ones the most: the
 * ListNet top-one objective (Cao et al., 2007), by Adam over the whole set. Deterministic.
 */
export function fitListwise(examples: readonly RankingExample[], penalty = 0.001): number[] {
  const useful = examples.filter(({ right }) => right.includes(true) && right.includes(false));
  const columns = useful[0]?.rows[0]?.length ?? 0;
  const weights = new Array<number>(columns).fill(0);
  const first = new Array<number>(columns).fill(0);
  const second = new Array<number>(columns).fill(0);
  for (let step = 0; step < steps; step += 1) {
    const gradient = weights.map((value) => -penalty * value);
    for (const example of useful) addGradient(example, weights, gradient, useful.length);
    gradient.forEach((value, column) => {
      first[column] = 0.9 * first[column]! + 0.1 * value;
      second[column] = 0.99 * second[column]! + 0.01 * value * value;
      weights[column]! += (rate * first[column]!) / (Math.sqrt(second[column]!) + 1e-3);
    });
  }
  return weights;
}

function addGradient(
  { rows, right }: RankingExample,
  weights: readonly number[],
  gradient: number[],
  examples: number,
): void {
  const scores = rows.map((row) => dot(row, weights));
  const highest = Math.max(...scores);
  const exponentials = scores.map((score) => Math.exp(score - highest));
  const all = exponentials.reduce((sum, value) => sum + value, 0);
  const ofRight = exponentials.reduce((sum, value, index) => sum + (right[index] ? value : 0), 0);
  rows.forEach((row, index) => {
    const share = exponentials[index]!;
    const pull = (right[index] ? share / ofRight : 0) - share / all;
    row.forEach((value, column) => {
      gradient[column]! += (pull * value) / examples;
    });
  });
}
