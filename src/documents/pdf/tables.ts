import { type Fragment, textOf } from './fragment.ts';
import { type Interval, splitAtGutters } from './gutters.ts';
import type { Ruling } from './page-content.ts';

/** The cells of a row from the first column to the last; an empty one has no fragments. */
export interface TableRow {
  cells: Fragment[][];
}

const startsItem = /^[•●○◦▪■□‣⁃➢✓*–-](\s|$)/u;
const numeric = /^[\s\p{Sc}\p{N}.,:%()+±<>≤≥/×–−-]*\p{N}[\s\p{Sc}\p{N}.,:%()+±<>≤≥/×eE–−-]*$/u;
/** A cell with more characters than this is a column of text. */
const longestCell = 60;
const usualCell = 32;
/** Fewer full rows or cells than these shares are labels of a drawing. */
const fullRows = 0.6;
const fullCells = 0.6;

const cellText = (cell: readonly Fragment[]): string =>
  cell.map((fragment) => textOf(fragment.pieces)).join(' ');

/**
 * Reads bands of a page as the rows of a table where they line up so that nothing else is likely:
 * most rows have several short cells, and there are three columns, numbers, or lines between rows.
 */
export function readAlignedTable(
  bands: readonly Fragment[][],
  gutters: readonly Interval[],
  { rightToLeft, rulings }: { rightToLeft: boolean; rulings: readonly Ruling[] },
): TableRow[] | undefined {
  const rows = bands.flatMap(splitRows).map((row) => splitAtGutters(row, gutters));
  if (rows.length < 2) return undefined;
  const merged = mergeWrapped(rows);
  const filled = merged.map((row) => row.filter((cell) => cell.length > 0).length);
  const whole = filled.filter((count) => count >= 2).length;
  if (whole < 2 || whole < merged.length * fullRows) return undefined;
  const cells = filled.reduce((sum, count) => sum + count, 0);
  if (cells < merged.length * merged[0]!.length * fullCells) return undefined;
  const texts = rows
    .flat()
    .filter((cell) => cell.length > 0)
    .map(cellText);
  if (texts.filter((text) => startsItem.test(text)).length >= 2) return undefined;
  const average = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  if (average > usualCell || texts.some((text) => text.length > longestCell * 3)) return undefined;
  const fullest = Math.max(...filled);
  const ruled = countRules(bands.flat(), rulings) >= 2;
  const numbers = hasNumericColumn(rows);
  const evident = numbers || ruled || (fullest >= 3 && average <= usualCell / 2 && whole >= 3);
  if (!evident) return undefined;
  return merged.map((row) => ({ cells: rightToLeft ? row.reverse() : row }));
}

/** A band may have several lines, where cells are not level. */
function splitRows(band: readonly Fragment[]): Fragment[][] {
  const rows: Fragment[][] = [];
  for (const fragment of [...band].sort((left, right) => left.baseline - right.baseline)) {
    const row = rows.at(-1);
    if (row && fragment.baseline - row[0]!.baseline < fragment.size * 0.5) row.push(fragment);
    else rows.push([fragment]);
  }
  return rows;
}

function hasNumericColumn(rows: readonly Fragment[][][]): boolean {
  const columns = rows[0]!.length;
  return Array.from({ length: columns }, (_, column) => {
    const cells = rows.map((row) => row[column]!).filter((cell) => cell.length > 0);
    const numbers = cells.filter((cell) => numeric.test(cellText(cell)));
    return cells.length >= 2 && numbers.length >= Math.max(2, cells.length * 0.6);
  }).some((is, column) => is && (column > 0 || columns > 2 || allNumeric(rows)));
}

const allNumeric = (rows: readonly Fragment[][][]): boolean =>
  rows.every((row) => row.every((cell) => cell.length === 0 || numeric.test(cellText(cell))));

/** Horizontal lines across most of the box, above, between or below its rows. */
function countRules(fragments: readonly Fragment[], rulings: readonly Ruling[]): number {
  const x0 = Math.min(...fragments.map((fragment) => fragment.x0));
  const x1 = Math.max(...fragments.map((fragment) => fragment.x1));
  const top = Math.min(...fragments.map((fragment) => fragment.top)) - 8;
  const bottom = Math.max(...fragments.map((fragment) => fragment.bottom)) + 8;
  const levels = new Map<number, number>();
  for (const { x0: start, x1: end, y0, y1 } of rulings) {
    if (y0 !== y1 || y0 < top || y0 > bottom) continue;
    const inside = Math.min(end, x1) - Math.max(start, x0);
    const level = Math.round(y0 / 2);
    if (inside > 0) levels.set(level, (levels.get(level) ?? 0) + inside);
  }
  return [...levels.values()].filter((length) => length >= (x1 - x0) * 0.8).length;
}

/** Rows nearer than this share of the usual distance are lines of one. */
const closeRows = 0.85;

/** A row with fewer cells, close below another and without a first cell, is the rest of its cells. */
function mergeWrapped(rows: readonly Fragment[][][]): Fragment[][][] {
  const gaps = rows.slice(1).map((row, index) => topOf(row) - topOf(rows[index]!));
  const usual = [...gaps].sort((left, right) => left - right)[Math.floor(gaps.length / 2)] ?? 0;
  const merged: Fragment[][][] = [];
  rows.forEach((row, index) => {
    const above = merged.at(-1);
    const count = row.filter((cell) => cell.length > 0).length;
    const gap = gaps[index - 1]!;
    const wraps =
      above !== undefined &&
      (row[0]!.length === 0 ? gap <= usual * 1.05 : gap < usual * closeRows) &&
      count < above.filter((cell) => cell.length > 0).length &&
      row.every((cell, column) => cell.length === 0 || above[column]!.length > 0);
    if (wraps) {
      for (const [column, cell] of above.entries()) cell.push(...row[column]!);
    } else merged.push(row.map((cell) => [...cell]));
  });
  return merged;
}

const topOf = (row: readonly Fragment[][]): number =>
  row.flat().reduce((top, fragment) => Math.min(top, fragment.top), Number.POSITIVE_INFINITY);
