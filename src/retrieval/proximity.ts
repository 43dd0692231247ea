import type { TermWeights } from './weigh-terms.ts';

/** A pair in the other order counts as so much further apart. */
const reversed = 0.5;

/**
 * How closely terms that stand side by side in a question stand together in a text, 0 to 1: for each
 * pair, one over the least distance of the two in the text, weighted by the pair's term weight.
 * Distances are counted in content words. After the sequential dependence model (Metzler and Croft,
 * 2005), with a distance in place of a window.
 */
export function proximity(
  question: readonly string[],
  text: readonly string[],
  weights: TermWeights,
): number {
  const places = placesOf(text, weights);
  let total = 0;
  let near = 0;
  for (let index = 1; index < question.length; index += 1) {
    const [first, second] = [question[index - 1]!, question[index]!];
    if (first === second) continue;
    const weight = (weights.get(first) ?? 0) + (weights.get(second) ?? 0);
    total += weight;
    const [before, after] = [places.get(first), places.get(second)];
    if (before && after) near += weight / leastDistance(before, after);
  }
  return total > 0 ? near / total : 0;
}

/** Where each of the question's terms stands, in order. */
function placesOf(text: readonly string[], weights: TermWeights): Map<string, number[]> {
  const places = new Map<string, number[]>();
  text.forEach((stem, place) => {
    if (!weights.has(stem)) return;
    const known = places.get(stem);
    if (known) known.push(place);
    else places.set(stem, [place]);
  });
  return places;
}

/** Both lists ascend, so one walk along the two meets the nearest pair. */
function leastDistance(before: readonly number[], after: readonly number[]): number {
  let least = Infinity;
  let [left, right] = [0, 0];
  while (left < before.length && right < after.length) {
    const distance = after[right]! - before[left]!;
    least = Math.min(least, distance > 0 ? distance : reversed - distance);
    if (distance > 0) left += 1;
    else right += 1;
  }
  return Math.max(1, least);
}
