import { analyzeTerms } from '../language/analyze-terms.ts';
import type { Block, Range } from '../protocol.ts';

/** The share of a quote's words that a block has to have to be what became of it. */
const leastShared = 0.5;

/**
 * The block that comes nearest to a quote which no longer stands in a document: the one with most of
 * its words; failing that, what stands under the same heading; failing that, the one at the old
 * place. Undefined for a document without blocks. Costs some 20 ms a million characters.
 * @param quote what was quoted, the headings above it, and where it stood, 0 to 1 of the old text
 */
export function nearestBlock(
  quote: { text: string; section: readonly string[]; place: number },
  { text, blocks }: { text: string; blocks: readonly Block[] },
): Range | undefined {
  const place = quote.place * text.length;
  const distance = ({ start, end }: Range) => Math.abs((start + end) / 2 - place);
  const nearest = (candidates: readonly Block[]) =>
    candidates.reduce<Block | undefined>(
      (best, block) => (best && distance(best) <= distance(block) ? best : block),
      undefined,
    );
  const block =
    nearest(mostAlike(quote.text, text, blocks)) ??
    nearest(blocks.filter(({ section }) => isUnder(section, quote.section))) ??
    nearest(blocks);
  return block && { start: block.start, end: block.end };
}

/**
 * The blocks with the highest share of the words, where that is high enough. Words are looked for as
 * they are written, also within others: a hundredth of what an analysis of the whole text would cost.
 */
function mostAlike(quote: string, text: string, blocks: readonly Block[]): Block[] {
  const words = [...new Set(analyzeTerms(quote).map(({ word }) => word.toLowerCase()))];
  if (words.length === 0) return [];
  const shares = blocks.map(({ start, end }) => {
    const block = text.slice(start, end).toLowerCase();
    return words.filter((word) => block.includes(word)).length / words.length;
  });
  const highest = shares.reduce((best, share) => Math.max(best, share), leastShared);
  return blocks.filter((_, index) => shares[index] === highest);
}

const isUnder = (section: readonly string[], heading: readonly string[]): boolean =>
  heading.length > 0 && section.join('\n') === heading.join('\n');
