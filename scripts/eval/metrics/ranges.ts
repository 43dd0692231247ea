import type { Range } from '../../../src/protocol.ts';

/** Recall, precision and intersection over union of characters. */
export interface Overlap {
  recall: number;
  precision: number;
  union: number;
}

/** Ranges within documents. */
export interface PlacedRange extends Range {
  document: string;
}

/**
 * The measures of Chroma's chunking evaluation (Smith and Troynikov, 2024) over characters. What is
 * shown twice counts twice in the denominators of precision and union, as in their code; parts of
 * other documents count as shown and never as found.
 */
export function overlapOf(
  shown: readonly PlacedRange[],
  evidence: readonly PlacedRange[],
): Overlap {
  const shownLength = totalLength(shown);
  const evidenceLength = totalLength(evidence);
  const found = mergeRanges(
    shown.flatMap((range) => evidence.flatMap((reference) => intersection(range, reference))),
  );
  const wanted = totalLength(mergeRanges(evidence));
  const hit = totalLength(found);
  return {
    recall: evidenceLength > 0 ? hit / evidenceLength : 0,
    precision: shownLength > 0 ? hit / shownLength : 0,
    union: hit / Math.max(1, shownLength + wanted - hit),
  };
}

export const totalLength = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, { start, end }) => sum + end - start, 0);

function intersection(left: PlacedRange, right: PlacedRange): PlacedRange[] {
  const start = Math.max(left.start, right.start);
  const end = Math.min(left.end, right.end);
  return left.document === right.document && start < end
    ? [{ document: left.document, start, end }]
    : [];
}

/** The same characters without overlaps. */
export function mergeRanges(ranges: readonly PlacedRange[]): PlacedRange[] {
  const sorted = [...ranges].sort(
    (left, right) => compare(left.document, right.document) || left.start - right.start,
  );
  const merged: PlacedRange[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last && last.document === range.document && range.start <= last.end) {
      last.end = Math.max(last.end, range.end);
    } else merged.push({ ...range });
  }
  return merged;
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
