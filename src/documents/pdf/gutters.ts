import type { Fragment } from './fragment.ts';

/** A stretch of the horizontal axis. */
export interface Interval {
  start: number;
  end: number;
}

/** The intervals across which none of the boxes reaches, from left to right, open at both ends. */
export function freeIntervals(boxes: readonly { x0: number; x1: number }[]): Interval[] {
  const sorted = [...boxes].sort((left, right) => left.x0 - right.x0);
  const free: Interval[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const box of sorted) {
    if (box.x0 > end) free.push({ start: end, end: box.x0 });
    end = Math.max(end, box.x1);
  }
  free.push({ start: end, end: Number.POSITIVE_INFINITY });
  return free;
}

/** What is in both lists of intervals and at least `narrowest` wide. */
export function intersect(
  left: readonly Interval[],
  right: readonly Interval[],
  narrowest: number,
): Interval[] {
  return left.flatMap((one) =>
    right.flatMap((other) => {
      const start = Math.max(one.start, other.start);
      const end = Math.min(one.end, other.end);
      return end - start >= narrowest ? [{ start, end }] : [];
    }),
  );
}

/** The intervals with text on both sides. */
export const interior = (
  gutters: readonly Interval[],
  fragments: readonly Fragment[],
): Interval[] =>
  gutters.filter(
    ({ start, end }) =>
      fragments.some((fragment) => fragment.x1 <= start) &&
      fragments.some((fragment) => fragment.x0 >= end),
  );

/** The fragments between the gutters, from left to right. */
export function splitAtGutters(
  fragments: readonly Fragment[],
  gutters: readonly Interval[],
): Fragment[][] {
  const columns: Fragment[][] = Array.from({ length: gutters.length + 1 }, () => []);
  for (const fragment of fragments) {
    const middle = (fragment.x0 + fragment.x1) / 2;
    const column = gutters.findIndex((gutter) => middle < (gutter.start + gutter.end) / 2);
    columns[column < 0 ? gutters.length : column]!.push(fragment);
  }
  return columns;
}

/** Fragments whose heights overlap, from top to bottom. */
export function splitIntoBands(fragments: readonly Fragment[]): Fragment[][] {
  const bands: Fragment[][] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  for (const fragment of [...fragments].sort((upper, lower) => upper.top - lower.top)) {
    // Type hangs a little into the next line.
    const within = fragment.size * 0.2;
    if (bands.length === 0 || fragment.top > bottom - within) bands.push([fragment]);
    else bands.at(-1)!.push(fragment);
    bottom = Math.max(bottom, fragment.bottom);
  }
  return bands;
}
