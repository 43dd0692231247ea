import { type Fragment, textOf } from './fragment.ts';
import type { Ruling } from './page-content.ts';
import type { TableRow } from './tables.ts';

export interface RuledTable {
  rows: TableRow[];
  fragments: Fragment[];
}

/** Lines meet, and lines are the same, within this many points. */
const tolerance = 3;
/** A page with more lines than this along one axis is a drawing. */
const mostLines = 600;
/** A cell with more text than this is a part of a layout, not of a table. */
const longestCell = 700;
const mostCellLines = 12;

/**
 * Tables whose cells are boxed by lines: lines that meet make up a grid, and a grid with text in two
 * cells of two rows is a table. Boxes around columns of text are not.
 */
export function findRuledTables(
  fragments: readonly Fragment[],
  rulings: readonly Ruling[],
): RuledTable[] {
  const level = rulings.filter(({ y0, y1 }) => y0 === y1);
  const upright = rulings.filter(({ x0, x1, y0, y1 }) => x0 === x1 && y0 !== y1);
  if (upright.length < 1 || level.length < 2) return [];
  if (level.length > mostLines || upright.length > mostLines) return [];
  return connect(level, upright)
    .flatMap((lines) => readGrid(fragments, lines) ?? [])
    .sort((left, right) => right.fragments.length - left.fragments.length)
    .filter(
      (table, index, all) =>
        !all.slice(0, index).some((other) => other.fragments.includes(table.fragments[0]!)),
    );
}

/** Sets of lines that hang together by their crossings. */
function connect(level: readonly Ruling[], upright: readonly Ruling[]): Ruling[][] {
  const lines = [...level, ...upright];
  const parents = lines.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root]!;
    parents[index] = root;
    return root;
  };
  level.forEach((flat, row) => {
    upright.forEach((tall, column) => {
      const meets =
        tall.x0 >= flat.x0 - tolerance &&
        tall.x0 <= flat.x1 + tolerance &&
        flat.y0 >= tall.y0 - tolerance &&
        flat.y0 <= tall.y1 + tolerance;
      if (meets) parents[rootOf(level.length + column)] = rootOf(row);
    });
  });
  const sets = new Map<number, Ruling[]>();
  lines.forEach((line, index) => {
    const root = rootOf(index);
    sets.set(root, [...(sets.get(root) ?? []), line]);
  });
  return [...sets.values()].filter((set) => set.length >= 3);
}

function readGrid(
  fragments: readonly Fragment[],
  lines: readonly Ruling[],
): RuledTable | undefined {
  const columns = positions(lines.flatMap(({ x0, x1, y0, y1 }) => (y0 === y1 ? [x0, x1] : [x0])));
  const rows = positions(
    lines.flatMap(({ x0, x1, y0, y1 }) => (x0 === x1 && y0 !== y1 ? [y0, y1] : [y0])),
  );
  if (columns.length < 3 || rows.length < 3) return undefined;
  const cells = new Map<string, Fragment[]>();
  const inside: Fragment[] = [];
  for (const fragment of fragments) {
    const row = indexIn(rows, fragment.baseline - fragment.size / 3);
    // Text of merged cells belongs to the first of them.
    const column = indexIn(columns, fragment.x0 + 1);
    if (row === undefined || column === undefined) continue;
    inside.push(fragment);
    const key = `${row} ${column}`;
    cells.set(key, [...(cells.get(key) ?? []), fragment]);
  }
  const grid = rows.slice(1).map((_, row) => ({
    cells: columns.slice(1).map((__, column) => cells.get(`${row} ${column}`) ?? []),
  }));
  return isTable(grid) ? { rows: dropEmpty(grid), fragments: inside } : undefined;
}

function positions(values: readonly number[]): number[] {
  const distinct: number[] = [];
  for (const value of [...values].sort((left, right) => left - right)) {
    if (distinct.length === 0 || value - distinct.at(-1)! > tolerance) distinct.push(value);
  }
  return distinct;
}

function indexIn(edges: readonly number[], value: number): number | undefined {
  const index = edges.findIndex((edge) => edge > value);
  return index > 0 ? index - 1 : undefined;
}

function isTable(rows: readonly TableRow[]): boolean {
  const whole = rows.filter((row) => row.cells.filter((cell) => cell.length > 0).length >= 2);
  if (whole.length < 2) return false;
  return rows.every((row) =>
    row.cells.every((cell) => {
      const length = cell.reduce((sum, fragment) => sum + textOf(fragment.pieces).length, 0);
      const lines = new Set(cell.map((fragment) => Math.round(fragment.baseline / 4))).size;
      return length <= longestCell && lines <= mostCellLines;
    }),
  );
}

function dropEmpty(rows: readonly TableRow[]): TableRow[] {
  const filled = rows[0]!.cells.map((_, column) => rows.some((row) => row.cells[column]!.length));
  return rows
    .map((row) => ({ cells: row.cells.filter((_, column) => filled[column]) }))
    .filter((row) => row.cells.some((cell) => cell.length > 0));
}
