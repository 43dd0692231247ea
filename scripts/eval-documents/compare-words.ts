import { alignWords } from './align-words.ts';
import { foldWords } from './fold-words.ts';
import type { Reference } from './reference.ts';

/** How a text that was read compares with what its document says. */
export interface Comparison {
  /** Words of the reference, what is dispensable left out. */
  words: number;
  /** Share of them that were read, in order; what stands apart may stand elsewhere. */
  recall: number;
  /** Share of them that were read at all, wherever they stand. */
  found: number;
  /** Those not found in order, as runs with the place where the body misses them. */
  missing: string[];
}

/** Compares in time O(words² / 32). */
export function compareWords(text: string, { body, apart }: Reference): Comparison {
  const read = foldWords(text);
  const bodyWords = foldWords(body);
  const pairs = alignWords(bodyWords, read);
  const rest = new Set(read.keys());
  for (const [, at] of pairs) rest.delete(at);
  let matched = pairs.length;
  const missing = runsWithout(
    bodyWords,
    pairs.map(([at]) => at),
  );
  // The longest first, and each where it stands in one piece: a short one's words are in many places.
  const apartWords = apart.map(foldWords).sort((left, right) => right.length - left.length);
  const scattered = apartWords.filter((words) => {
    const at = findRun(read, words, rest);
    if (at === undefined) return true;
    for (let index = 0; index < words.length; index += 1) rest.delete(at + index);
    matched += words.length;
    return false;
  });
  for (const words of scattered) {
    const places = [...rest];
    const found = alignWords(
      words,
      places.map((place) => read[place]!),
    );
    for (const [, at] of found) rest.delete(places[at]!);
    matched += found.length;
    missing.push(
      ...runsWithout(
        words,
        found.map(([at]) => at),
      ),
    );
  }
  const expected = [...bodyWords, ...apartWords.flat()];
  const words = expected.length;
  const lost = wordsBeyond(expected, [read]).length;
  return {
    words,
    recall: words === 0 ? 1 : matched / words,
    found: words === 0 ? 1 : 1 - lost / words,
    missing,
  };
}

/** Where the words stand one after another, all of them at places that are left. */
function findRun(
  read: readonly string[],
  words: readonly string[],
  left: ReadonlySet<number>,
): number | undefined {
  const stands = (at: number) =>
    words.every((word, index) => read[at + index] === word && left.has(at + index));
  return [...left].find(stands);
}

/** The words between those at the given rising indexes, a run a text. */
function runsWithout(words: readonly string[], kept: readonly number[]): string[] {
  const ends = [...kept, words.length];
  return ends.flatMap((end, index) => {
    const run = words.slice(index === 0 ? 0 : ends[index - 1]! + 1, end);
    return run.length === 0 ? [] : [run.join(' ')];
  });
}

/**
 * The words of a text that no source has, or none has as often: each word may stand as often as in
 * the source that has it most.
 */
export function wordsBeyond(
  words: readonly string[],
  sources: readonly (readonly string[])[],
): string[] {
  const allowed = new Map<string, number>();
  for (const source of sources) {
    for (const [word, count] of countWords(source)) {
      allowed.set(word, Math.max(count, allowed.get(word) ?? 0));
    }
  }
  return words.filter((word) => {
    const left = allowed.get(word) ?? 0;
    allowed.set(word, left - 1);
    return left <= 0;
  });
}

function countWords(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
