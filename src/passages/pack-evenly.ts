import type { Range } from '../protocol.ts';

/** What a passage should be like, in one unit of length. */
export interface PackingLimits {
  /** The length that is aimed at. */
  usual: number;
  /** The length that only a single item may exceed. */
  most: number;
}

/** An item to be packed: a sentence. */
export interface PackedItem {
  length: number;
  /** Items of one block, such as a paragraph, belong together. */
  block: number;
}

/** What it costs to cut a block in two, where a group of no length costs 1. */
const cutBlockCost = 0.3;

/**
 * Groups consecutive items so that the groups are as near to the usual length as they can be and
 * rather end where a block ends: the grouping with the least sum of squared deviations, found by
 * dynamic programming as Knuth and Plass (1981) break paragraphs into lines. Items are one unit of
 * length apart. Cost: the items times the most items a group can have.
 * @returns ranges of indices, which together cover all items
 */
export function packEvenly(items: readonly PackedItem[], limits: PackingLimits): Range[] {
  const costs = new Float64Array(items.length + 1).fill(Infinity);
  const starts = new Uint32Array(items.length + 1);
  costs[0] = 0;
  for (let end = 1; end <= items.length; end += 1) {
    const cut = items[end]?.block === items[end - 1]!.block ? cutBlockCost : 0;
    let length = -1;
    for (let start = end - 1; start >= 0; start -= 1) {
      length += 1 + items[start]!.length;
      if (length > limits.most && start < end - 1) break;
      const cost = costs[start]! + ((length - limits.usual) / limits.usual) ** 2 + cut;
      if (cost < costs[end]!) {
        costs[end] = cost;
        starts[end] = start;
      }
    }
  }
  const groups: Range[] = [];
  for (let end = items.length; end > 0; end = starts[end]!)
    groups.push({ start: starts[end]!, end });
  return groups.reverse();
}
