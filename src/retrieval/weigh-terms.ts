import type { Term } from '../language/analyze-terms.ts';
import type { PassageTerms } from './passage-terms.ts';

/** A question's stems with how much each tells passages apart; the weights add up to 1. */
export type TermWeights = ReadonlyMap<string, number>;

/**
 * Weighs the question's terms by their inverse document frequency (as in BM25) among the passages
 * found for it. Rare words bring the passages that hold them into that set, so the set is a fair
 * sample for what it is asked; a word that no passage holds weighs most.
 */
export function weighTerms(terms: readonly Term[], passages: readonly PassageTerms[]): TermWeights {
  const weights = new Map<string, number>();
  for (const { stem } of terms) {
    const frequency = passages.filter((passage) => passage.all.has(stem)).length;
    weights.set(stem, Math.log(1 + (passages.length - frequency + 0.5) / (frequency + 0.5)));
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  for (const [stem, weight] of weights) weights.set(stem, weight / total);
  return weights;
}

/**
 * The share of the question's term weight that sets of stems have together. 0 for a question
 * without terms.
 */
export function coverage(weights: TermWeights, ...sets: readonly ReadonlySet<string>[]): number {
  let share = 0;
  for (const [stem, weight] of weights) if (sets.some((stems) => stems.has(stem))) share += weight;
  return share;
}
