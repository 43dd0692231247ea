import { linesText, sizeOf } from './body-type.ts';
import type { PageBlock } from './page-blocks.ts';

/** Labels of drawings are short, in characters. */
const longestLabel = 45;
const smallType = 0.93;
const endsSentence = /[.!?:;]$/;
/** Axes have numbers; a formula's number, a year or a sum alone say nothing either. */
const bareNumber = /^[\s\p{N}.,:%()+−–-]+$/u;

/**
 * Turns the labels of drawings and the numbers of axes into asides: short lines in small type, and
 * numbers that stand alone, which are no part of the text around them.
 */
export function findLabels(blocks: readonly PageBlock[], bodySize: number): PageBlock[] {
  return blocks.map((block): PageBlock => {
    if (block.kind !== 'paragraph') return block;
    const text = linesText(block);
    if (text.length > longestLabel || block.lines.length > 3) return block;
    const small = sizeOf(block) < bodySize * smallType && !endsSentence.test(text);
    const marked = block.lines[0]!.pieces[0]!.raised;
    return (small && !marked) || (bareNumber.test(text) && sizeOf(block) < bodySize * 1.1)
      ? { ...block, kind: 'aside' }
      : block;
  });
}
