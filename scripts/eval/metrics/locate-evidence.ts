import type { Range } from '../../../src/protocol.ts';
import { type FoldedText, foldToLetters } from './fold-text.ts';

export interface Located extends Range {
  /** Whether the whole text was found, or only its two ends. */
  whole: boolean;
}

/** Letters at each end that are looked for where the whole was not found. */
const endLetters = 24;
/** By how much the distance of the two ends may differ from the length in the source. */
const tolerance = 0.25;

/**
 * Finds what stands at a range of a Markdown source in the text that was read from it. Reading
 * takes markup out and puts white space differently, so letters and digits alone are compared, and
 * of several places the one whose share of the text before it is most alike is taken.
 */
export function createLocator(source: string, canonical: string) {
  const from = foldToLetters(source);
  const to = foldToLetters(canonical);

  return function locate({ start, end }: Range): Located | undefined {
    const [first, last] = [foldedOffset(from, start), foldedOffset(from, end)];
    const wanted = from.text.slice(first, last);
    if (wanted === '') return undefined;
    const expected = (first / Math.max(1, from.text.length)) * to.text.length;
    const at = nearestOccurrence(to.text, wanted, expected);
    if (at !== undefined) return { ...rangeAt(to, canonical, at, at + wanted.length), whole: true };
    return locateEnds(to, canonical, wanted, expected);
  };
}

function locateEnds(
  to: FoldedText,
  canonical: string,
  wanted: string,
  expected: number,
): Located | undefined {
  if (wanted.length < 2 * endLetters) return undefined;
  const head = nearestOccurrence(to.text, wanted.slice(0, endLetters), expected);
  if (head === undefined) return undefined;
  const lastLetters = head + wanted.length - endLetters;
  const tail = nearestOccurrence(to.text, wanted.slice(-endLetters), lastLetters);
  if (tail === undefined || tail < head) return undefined;
  if (Math.abs(tail - lastLetters) > wanted.length * tolerance) return undefined;
  return { ...rangeAt(to, canonical, head, tail + endLetters), whole: false };
}

/** How many folded units stand before an offset of the original. */
function foldedOffset({ offsets }: FoldedText, offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nearestOccurrence(text: string, wanted: string, expected: number): number | undefined {
  let best: number | undefined;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    if (best === undefined || Math.abs(at - expected) < Math.abs(best - expected)) best = at;
  }
  return best;
}

function rangeAt({ offsets }: FoldedText, text: string, from: number, to: number): Range {
  const last = offsets[to - 1]!;
  return {
    start: offsets[from]!,
    end: last + String.fromCodePoint(text.codePointAt(last)!).length,
  };
}
