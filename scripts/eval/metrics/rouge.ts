/**
 * ROUGE-L (Lin, 2004): the F1 of the longest common subsequence of words, as the `rouge-score`
 * package counts it without stemming: lower case, runs of ASCII letters and digits.
 */
export function rougeL(candidate: string, reference: string): number {
  const [left, right] = [wordsOf(candidate), wordsOf(reference)];
  if (left.length === 0 || right.length === 0) return 0;
  const common = longestCommonSubsequence(left, right);
  const precision = common / left.length;
  const recall = common / right.length;
  return common === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** With several references the best one counts. */
export const bestRougeL = (candidate: string, references: readonly string[]): number =>
  references.reduce((best, reference) => Math.max(best, rougeL(candidate, reference)), 0);

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];

function longestCommonSubsequence(left: readonly string[], right: readonly string[]): number {
  let previous = new Uint32Array(right.length + 1);
  for (const word of left) {
    const current = new Uint32Array(right.length + 1);
    for (let column = 1; column <= right.length; column += 1) {
      current[column] =
        word === right[column - 1]
          ? previous[column - 1]! + 1
          : Math.max(previous[column]!, current[column - 1]!);
    }
    previous = current;
  }
  return previous[right.length]!;
}
