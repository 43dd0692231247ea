export interface LogisticFit {
  /** One a feature, in the order of the columns. */
  weights: number[];
  bias: number;
}

const iterations = 50;
const enough = 1e-9;

/**
 * Logistic regression by Newton's method with an L2 penalty on the weights (not on the bias).
 * Deterministic. Cost: iterations × rows × columns².
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  penalty = 1,
): LogisticFit {
  const columns = (rows[0]?.length ?? 0) + 1;
  let solution = new Array<number>(columns).fill(0);
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    const gradient = solution.map((value, column) => (column === 0 ? 0 : -penalty * value));
    const hessian = solution.map((_, column) =>
      solution.map((__, other) => (column === other ? (column === 0 ? 1e-9 : penalty) : 0)),
    );
    rows.forEach((row, index) => {
      const input = [1, ...row];
      const probability = sigmoid(dot(solution, input));
      const error = Number(labels[index]) - probability;
      const curvature = probability * (1 - probability);
      for (let column = 0; column < columns; column += 1) {
        gradient[column]! += error * input[column]!;
        for (let other = 0; other < columns; other += 1) {
          hessian[column]![other]! += curvature * input[column]! * input[other]!;
        }
      }
    });
    const step = solveLinear(hessian, gradient);
    solution = solution.map((value, column) => value + step[column]!);
    if (Math.max(...step.map(Math.abs)) < enough) break;
  }
  return { weights: solution.slice(1), bias: solution[0]! };
}

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

export function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * right[index]!, 0);
}

/** Gaussian elimination with partial pivoting; changes its arguments. */
function solveLinear(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(matrix[row]![column]!) > Math.abs(matrix[pivot]![column]!)) pivot = row;
    }
    [matrix[column], matrix[pivot]] = [matrix[pivot]!, matrix[column]!];
    [right[column], right[pivot]] = [right[pivot]!, right[column]!];
    for (let row = column + 1; row < size; row += 1) {
      const factor = matrix[row]![column]! / matrix[column]![column]!;
      for (let other = column; other < size; other += 1) {
        matrix[row]![other]! -= factor * matrix[column]![other]!;
      }
      right[row]! -= factor * right[column]!;
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    const known = dot(matrix[row]!.slice(row + 1), solution.slice(row + 1));
    solution[row] = (right[row]! - known) / matrix[row]![row]!;
  }
  return solution;
}
