import type { Term } from '../language/analyze-terms.ts';
import type { PassageTerms } from './passage-terms.ts';

/** Shorter words are near to too many others. */
const shortest = 5;
/** Names and numbers are what they are; one that no passage has is missing, not misspelt. */
const plainWord = /^[a-z]+$/;

/**
 * Terms in which a word that none of the passages has is taken for the one that differs from it by
 * one typing error, where they have one. Cost: nothing where the passages have all words, otherwise
 * some hundred µs for each that they lack.
 */
export function mendSpelling(terms: readonly Term[], passages: readonly PassageTerms[]): Term[] {
  return terms.map((term) => {
    const { stem, word } = term;
    if (stem.length < shortest || !plainWord.test(word)) return term;
    if (passages.some(({ all }) => all.has(stem))) return term;
    const meant = commonestNeighbour(stem, passages);
    return meant === undefined ? term : { ...term, stem: meant };
  });
}

/** The stem in most passages that is one error away, or the first of several in as many. */
function commonestNeighbour(stem: string, passages: readonly PassageTerms[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { all } of passages) {
    for (const other of all) {
      if (other[0] === stem[0] && isOneErrorAway(stem, other)) {
        counts.set(other, (counts.get(other) ?? 0) + 1);
      }
    }
  }
  return [...counts].sort(
    ([left, leftCount], [right, rightCount]) =>
      rightCount - leftCount || (left < right ? -1 : Number(left > right)),
  )[0]?.[0];
}

/**
 * Whether one of two words comes from the other by one letter put in, left out or exchanged, or by
 * two neighbours that changed places (Damerau, 1964). No word is away from itself.
 */
export function isOneErrorAway(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || one === other) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  if (short.length < long.length) return short.slice(from) === long.slice(from + 1);
  if (short.slice(from + 1) === long.slice(from + 1)) return true;
  return (
    short[from] === long[from + 1] &&
    short[from + 1] === long[from] &&
    short.slice(from + 2) === long.slice(from + 2)
  );
}
