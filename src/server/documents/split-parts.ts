import type { Block, Range } from '../../protocol.ts';

/** Characters of one page of this server; a browser lays some hundred printed pages out at once. */
const mostCharacters = 300_000;

/**
 * The parts in which a long document is shown, each of whole blocks; one for most documents. Only a
 * block that is longer by itself goes over the limit.
 * @param length of the document's text
 */
export function splitParts(
  blocks: readonly Block[],
  length: number,
  most: number = mostCharacters,
): Range[] {
  const parts: Range[] = [];
  let start = 0;
  for (const block of blocks) {
    if (block.end - start <= most || block.start === start) continue;
    if (block.start > start) parts.push({ start, end: block.start });
    start = block.start;
  }
  return [...parts, { start, end: length }];
}
