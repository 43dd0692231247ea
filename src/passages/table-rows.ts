import type { Block, Range } from '../protocol.ts';
import { trimRange } from './segment-sentences.ts';

/** Cells stand in a row's text with this between them. */
const betweenCells = '\t';

/** Rows of one table stand on lines of their own; a blank line parts two tables. */
const betweenRows = '\n';

/** UTF-16 units; what is longer names no columns, whatever its table says, and is read as rows. */
const longestNames = 300;

/**
 * For each block that is a row of a table, the rows above it that name its columns, as indices into
 * `blocks`. A row with more cells than they have is of another table that follows directly.
 */
export function columnNamesOf({
  text,
  blocks,
}: {
  text: string;
  blocks: readonly Block[];
}): ReadonlyMap<number, readonly number[]> {
  const named = new Map<number, readonly number[]>();
  let names: number[] = [];
  let columns = 0;
  const lengthOf = (rows: readonly number[]) =>
    rows.reduce((sum, row) => sum + blocks[row]!.end - blocks[row]!.start, 0);
  for (const [index, block] of blocks.entries()) {
    const previous = blocks[index - 1];
    const between = text.slice(previous?.end ?? 0, block.start);
    if (block.kind !== 'table-row' || between !== betweenRows) names = [];
    if (block.kind !== 'table-row') continue;
    if (block.header) {
      names = previous?.header ? [...names, index] : [index];
      if (lengthOf(names) > longestNames) names = [];
      columns = Math.max(0, ...names.map((row) => cellsOf(text, blocks[row]!).length));
    } else if (names.length > 0 && cellsOf(text, block).length <= columns) named.set(index, names);
    else names = [];
  }
  return named;
}

/** The cells of a row, empty ones among them. */
export function cellsOf(text: string, row: Range): Range[] {
  let { start } = row;
  return text
    .slice(row.start, row.end)
    .split(betweenCells)
    .map((cell) => {
      const range = { start, end: start + cell.length };
      start = range.end + betweenCells.length;
      return range;
    });
}

/**
 * Cuts a row that is too long for one passage between columns, each piece with the names of its
 * columns. Nothing is left out: a cell that does not fit with its name comes after it, by itself.
 * @param rows the rows of names, then the row
 * @param fits whether texts are together short enough for a passage
 * @returns for each piece the places of its names, of its cells, or of both
 */
export function cutByColumns(
  text: string,
  rows: readonly Range[],
  fits: (texts: string[]) => boolean,
): Range[][] {
  const table = rows.map((row) => cellsOf(text, row));
  const columns = Math.max(...table.map((cells) => cells.length));
  const pieceOf = (first: number, last: number): Range[] =>
    table.flatMap((cells) => stretch(text, cells.slice(first, last + 1)));
  const fitting = (piece: Range[]) => fits(piece.map(({ start, end }) => text.slice(start, end)));
  const pieces: Range[][] = [];
  let first = 0;
  for (let last = 0; last < columns; last += 1) {
    const isWhole = last + 1 === columns;
    if (!isWhole && fitting(pieceOf(first, last + 1))) continue;
    const piece = pieceOf(first, last);
    pieces.push(...(fitting(piece) ? [piece] : piece.map((range) => [range])));
    first = last + 1;
  }
  return pieces.filter((piece) => piece.length > 0);
}

/** From the first cell to the last; nothing where all are empty. */
function stretch(text: string, cells: readonly Range[]): Range[] {
  if (cells.length === 0) return [];
  return [trimRow(text, { start: cells[0]!.start, end: cells.at(-1)!.end }) ?? []].flat();
}

/**
 * A row without what is empty at its end; nothing where all of it is. Empty cells at its start are
 * kept: without them each cell would stand under the name of the column before.
 */
export function trimRow(text: string, { start, end }: Range): Range | undefined {
  const trimmed = trimRange(text, start, end);
  if (!trimmed) return undefined;
  const emptyCells = text.slice(start, trimmed.start).lastIndexOf(betweenCells) + 1;
  return emptyCells > 0 ? { start, end: trimmed.end } : trimmed;
}
