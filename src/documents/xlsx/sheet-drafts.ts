import type { BlockDraft } from '../text-composer.ts';
import type { Row, Sheet } from './read-sheet.ts';

/**
 * The rows of a sheet as tables. Rows that follow each other are one table; after a gap another one
 * begins where it has a header of its own. Columns that nothing stands in are left out.
 * @param headers the numbers of the rows that are headers of tables with names
 */
export function sheetDrafts(sheet: Sheet, headers: ReadonlySet<number>): BlockDraft[] {
  const columns = usedColumns(sheet.rows);
  const marked = markedHeaders(sheet, headers);
  return regionsOf(sheet.rows).flatMap((rows, region) => {
    const first = firstHeader(rows, marked);
    const begins = region === 0 || first !== undefined;
    // Lines on their own beside or above a table are titles and remarks.
    const isLine = ({ cells }: Row, index: number) =>
      cells.length === 1 && columns.size > 1 && index < (first ?? rows.length);
    const isApart = first !== undefined || rows.every(({ cells }) => cells.length === 1);
    let isInside = false;
    return rows.map((row, index): BlockDraft => {
      if (isApart && isLine(row, index)) return { kind: 'paragraph', text: row.cells[0]!.text };
      const header = marked.has(row.number) || index === first;
      const beginsTable = begins && !isInside;
      isInside = true;
      return {
        kind: 'table-row',
        text: joinCells(row, columns),
        ...(header ? { header } : {}),
        ...(beginsTable ? { beginsTable } : {}),
      };
    });
  });
}

/** The columns in use, each with its place among them. */
function usedColumns(rows: readonly Row[]): Map<number, number> {
  const used = new Set<number>();
  for (const { cells } of rows) for (const { column } of cells) used.add(column);
  return new Map([...used].sort((a, b) => a - b).map((column, index) => [column, index]));
}

/** How long the text of a sheet is at least, without making it: columns far apart take many tabs. */
export function countCharacters({ rows }: Sheet): number {
  const columns = usedColumns(rows);
  let count = 0;
  for (const { cells } of rows) {
    for (const { text } of cells) count += text.length;
    count += columns.get(cells.at(-1)?.column ?? 0) ?? 0;
  }
  return count;
}

function joinCells({ cells }: Row, columns: ReadonlyMap<number, number>): string {
  let text = '';
  let reached = 0;
  for (const cell of cells) {
    const place = columns.get(cell.column) ?? reached;
    text += '\t'.repeat(Math.max(place - reached, 0)) + cell.text;
    reached = place;
  }
  return text;
}

function regionsOf(rows: readonly Row[]): Row[][] {
  const regions: Row[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    if (row.number === last + 1) regions.at(-1)!.push(row);
    else regions.push([row]);
    last = row.number;
  }
  return regions;
}

/** Rows that the sheet itself sets apart: the last frozen one, and the one under a filter. */
function markedHeaders({ rows, frozenRows, filter }: Sheet, headers: ReadonlySet<number>) {
  const marked = new Set(headers);
  const frozen = rows.filter(({ number }) => number <= frozenRows).at(-1);
  if (frozen && frozen.cells.length > 1) marked.add(frozen.number);
  const filtered = /^\$?[A-Z]+\$?(\d+):/i.exec(filter ?? '')?.[1];
  if (filtered !== undefined) marked.add(Number(filtered));
  return marked;
}

/** The header of a region by its place in it, where there is one. */
function firstHeader(rows: readonly Row[], marked: ReadonlySet<number>): number | undefined {
  const found = rows.findIndex(({ number }) => marked.has(number));
  if (found !== -1) return found;
  // A line on its own above a table is its title.
  const candidate = rows.findIndex(({ cells }) => cells.length > 1);
  const row = rows[candidate];
  const next = rows[candidate + 1];
  return row && next && looksLikeHeader(row, next) ? candidate : undefined;
}

/** Texts over values, or bold over what is not, for every column that the row below has. */
function looksLikeHeader(row: Row, next: Row): boolean {
  if (row.cells.some(({ isValue }) => isValue)) return false;
  const columns = new Set(row.cells.map(({ column }) => column));
  if (!next.cells.every(({ column }) => columns.has(column))) return false;
  const overValues = next.cells.some(({ isValue }) => isValue);
  const setBold = row.cells.every(({ bold }) => bold) && !next.cells.every(({ bold }) => bold);
  return overValues || setBold;
}
