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
 * `blocks`. A row with more cells than they have is of another table that follows directly; a header
 * further down that says one thing is the name of the rows below it, under the same columns.
 */
export function columnNamesOf({
  text,
  blocks,
}: {
  text: string;
  blocks: readonly Block[];
}): ReadonlyMap<number, readonly number[]> {
  const named = new Map<number, readonly number[]>();
  let names = noNames;
  for (const [index, block] of blocks.entries()) {
    const previous = blocks[index - 1];
    const between = text.slice(previous?.end ?? 0, block.start);
    if (block.kind !== 'table-row' || between !== betweenRows) names = noNames;
    if (block.kind !== 'table-row') continue;
    if (block.header) {
      const after = addHeader(names, index, isOneCell(text, block), previous?.header === true);
      names = lengthOf(allOf(after).map((row) => blocks[row]!)) > longestNames ? noNames : after;
      continue;
    }
    const rows = allOf(names);
    const columns = Math.max(0, ...rows.map((row) => cellsOf(text, blocks[row]!).length));
    const isNamed = rows.length > 0 && cellsOf(text, block).length <= columns;
    if (isNamed) named.set(index, rows);
    names = isNamed ? { ...names, hasRows: true } : noNames;
  }
  return named;
}

/** Headers that hold at some place in a table, as indices of blocks. */
interface Names {
  /** Of the columns. */
  top: readonly number[];
  /** Of the rows below them. */
  section: readonly number[];
  /** Whether there are rows below the names of the columns. */
  hasRows: boolean;
}

const noNames: Names = { top: [], section: [], hasRows: false };

const allOf = ({ top, section }: Names): readonly number[] => [...top, ...section];

function addHeader(
  { top, section, hasRows }: Names,
  index: number,
  isOne: boolean,
  followsHeader: boolean,
): Names {
  if (isOne && top.length > 0) {
    return { top, section: followsHeader ? [...section, index] : [index], hasRows };
  }
  if (!hasRows) return { top: [...top, ...section, index], section: [], hasRows };
  // What the headers right above say is of the table that begins here.
  return { top: [...(followsHeader ? section : []), index], section: [], hasRows: false };
}

const lengthOf = (rows: readonly Range[]): number =>
  rows.reduce((sum, { start, end }) => sum + end - start, 0);

const isOneCell = (text: string, row: Range): boolean =>
  cellsOf(text, row).filter(({ start, end }) => text.slice(start, end).trim() !== '').length === 1;

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
