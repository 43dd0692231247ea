/**
 * Normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002) with linear gains, as
 * trec_eval and BEIR count it.
 * @param ranked ids without repeats, best first
 * @param grades of the relevant ids
 */
export function discountedGain(
  ranked: readonly string[],
  grades: ReadonlyMap<string, number>,
  depth: number,
): number {
  const gained = ranked.slice(0, depth).map((id) => grades.get(id) ?? 0);
  const ideal = [...grades.values()].sort((left, right) => right - left).slice(0, depth);
  const best = sumOfGains(ideal);
  return best > 0 ? sumOfGains(gained) / best : 0;
}

const sumOfGains = (grades: readonly number[]): number =>
  grades.reduce((sum, grade, rank) => sum + grade / Math.log2(rank + 2), 0);

/** Each id once, at its best rank: how a document is ranked by its best passage. */
export const firstOccurrences = (ids: readonly string[]): string[] => [...new Set(ids)];
