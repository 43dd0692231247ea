import type { PageBlock } from './page-blocks.ts';

/** Labels and headings are short, in characters. */
const shortLine = 24;

/** The size of most of a document's characters, in points, to half a point. */
export function bodySizeOf(blocks: readonly PageBlock[]): number {
  const counts = new Map<number, number>();
  for (const block of blocks) {
    for (const line of block.lines) {
      const size = Math.round(line.size * 2) / 2;
      const prose = block.kind === 'paragraph' || block.kind === 'list-item';
      const weight = (prose ? 1 : 0.3) * (line.text.length < shortLine ? 0.4 : 1);
      counts.set(size, (counts.get(size) ?? 0) + line.text.length * weight);
    }
  }
  let best = 10;
  let most = 0;
  for (const [size, count] of counts) {
    if (count > most) [best, most] = [size, count];
  }
  return best;
}

export const sizeOf = (block: PageBlock): number => block.lines[0]?.size ?? 0;

export const linesText = (block: PageBlock): string =>
  block.lines.map((line) => line.text).join(' ');
