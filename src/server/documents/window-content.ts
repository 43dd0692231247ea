import type { Block, DocumentContent, Range } from '../../protocol.ts';

/**
 * The part of a document that a range touches, in whole blocks, or the whole of it without a range.
 * Offsets stay those of the document: `text` begins at `from`.
 * @param range within the document
 */
export function windowContent(
  content: Omit<DocumentContent, 'from' | 'to' | 'length'>,
  range: Range | undefined,
): DocumentContent {
  const { text, blocks } = content;
  const whole = { ...content, from: 0, to: text.length, length: text.length };
  if (!range) return whole;
  const touches = (block: Block) => block.start < range.end && block.end > range.start;
  const first = blocks.findIndex(touches);
  const last = blocks.findLastIndex(touches);
  // Only white space between two blocks was asked for.
  if (first === -1) {
    return {
      ...whole,
      from: range.start,
      to: range.end,
      text: text.slice(range.start, range.end),
      blocks: [],
    };
  }
  const from = blocks[first]!.start;
  const to = blocks[last]!.end;
  const within = blocks.slice(first, last + 1).map((block) => moveContinuation(block, first));
  return { ...whole, from, to, text: text.slice(from, to), blocks: within };
}

/** `continues` counts from the first block sent; a block before the window cannot be named. */
function moveContinuation({ continues, ...block }: Block, first: number): Block {
  const moved = continues === undefined ? -1 : continues - first;
  return moved < 0 ? block : { ...block, continues: moved };
}
