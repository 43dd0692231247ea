import type { SourceDocument } from '../../documents/source-document.ts';

/** The rows that name the columns of a table which a part of a document begins in the middle of. */
export function namesAbove(
  { text, blocks }: Pick<SourceDocument, 'text' | 'blocks'>,
  from: number,
): string[] {
  const first = blocks.findIndex(({ start }) => start >= from);
  const names: string[] = [];
  for (let index = first - 1; first > 0; index -= 1) {
    const block = blocks[index];
    const goesOn = block?.kind === 'table-row' && blocks[index + 1]?.kind === 'table-row';
    // A row of names that comes after others begins a table of its own.
    const isAbove = goesOn && !(blocks[index + 1]!.header && !block.header);
    if (!isAbove) return names;
    if (block.header) names.unshift(text.slice(block.start, block.end));
  }
  return names;
}
