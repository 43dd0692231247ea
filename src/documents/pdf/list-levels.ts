import type { PageBlock } from './page-blocks.ts';

/** Items whose markers stand farther apart than this share of their size are of different levels. */
const deeper = 0.7;

/** Gives the items of each list their depth, from 1, by where their markers stand. */
export function nestItems(blocks: readonly PageBlock[]): PageBlock[] {
  let starts: number[] = [];
  let region: number | undefined;
  return blocks.map((block): PageBlock => {
    if (block.kind !== 'list-item') {
      if (block.kind === 'heading' || block.kind === 'paragraph') starts = [];
      return block;
    }
    if (block.region !== region) starts = [];
    region = block.region;
    const { x0: start, size } = block.lines[0]!;
    while (starts.length > 0 && start < starts.at(-1)! - size * deeper) starts.pop();
    if (starts.length === 0 || start > starts.at(-1)! + size * deeper) starts.push(start);
    return { ...block, level: starts.length };
  });
}
