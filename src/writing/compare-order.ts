import type { Statement, Word } from './read-statement.ts';

/** A comparison: what is more, by which word, than what. */
export interface Comparison {
  left: ReadonlySet<string>;
  right: ReadonlySet<string>;
  /** The comparing word. */
  by: Word;
}

/** Words of a side that are looked at. */
const reach = 8;
const comparing = /^(?:more|less|fewer|\w+er|worse)$/;

/** The comparisons of a statement that have a "than". */
export function comparisonsOf({ words }: Statement): Comparison[] {
  return words.flatMap(({ lower }, at): Comparison[] => {
    if (lower !== 'than') return [];
    const back = words.slice(Math.max(0, at - 4), at);
    const by = back.findLast((word) => comparing.test(word.lower));
    const next = words[at + 1];
    // "More than 300" bounds a number.
    if (!by || !next || next.index !== at + 1) return [];
    const sentenceStart = words.slice(0, by.index + 1).findLastIndex(({ first }) => first);
    const left = words.slice(Math.max(sentenceStart, by.index - reach), by.index);
    const right = words.slice(at + 1, at + 1 + reach);
    const end = right.findIndex(({ clause, first }) => first || clause !== words[at]!.clause);
    return [{ by, left: stemsOf(left), right: stemsOf(end === -1 ? right : right.slice(0, end)) }];
  });
}

const stemsOf = (words: readonly Word[]): Set<string> =>
  new Set(words.flatMap(({ stem }) => (stem === undefined ? [] : [stem])));

/** Whether two comparisons speak of the same two things, the other way round. */
export const isTurned = (one: Comparison, other: Comparison): boolean =>
  crosses(one.left, other) && crosses(one.right, { left: other.right, right: other.left });

/** Has what the other has on its right side and not on its left. */
const crosses = (side: ReadonlySet<string>, { left, right }: Omit<Comparison, 'by'>): boolean =>
  [...side].some((stem) => right.has(stem) && !left.has(stem)) &&
  ![...side].some((stem) => left.has(stem) && !right.has(stem));
