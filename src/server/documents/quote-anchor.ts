import type { Block, QuotePlace, Range } from '../../protocol.ts';

/**
 * The part of a quote that a reader is brought to, or what comes nearest to it: not the names of a
 * table's columns, which may stand far above the row that is quoted with them.
 */
export function quoteAnchor(
  place: Pick<QuotePlace, 'spans' | 'near'> | undefined,
  blocks: readonly Block[],
): Range | undefined {
  const spans = (place?.spans ?? []).toSorted((left, right) => left.start - right.start);
  const isNames = ({ start, end }: Range) =>
    blocks.some((block) => block.header && block.start <= start && end <= block.end);
  return spans.find((span) => !isNames(span)) ?? spans[0] ?? place?.near;
}
