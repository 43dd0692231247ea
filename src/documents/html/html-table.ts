import { attribute, descendants, type HtmlElement, isElement } from './html-tree.ts';

/** A table's row: the cells' text by column, empty where a cell reaches over from elsewhere. */
export interface HtmlRow {
  cells: string[];
  header: boolean;
}

/** A table of the page's layout rather than of data has a cell with at least this much text. */
const longestCell = 600;
/** As many columns as a span may reach over; a hostile one would fill the memory. */
const mostColumns = 200;

const rowGroups = new Set(['thead', 'tbody', 'tfoot']);
const headings = /^h[1-6]$/;

/** Rows of a table itself, without those of tables within its cells. */
function rowsOf(table: HtmlElement): { row: HtmlElement; head: boolean }[] {
  return table.childNodes.filter(isElement).flatMap((child) => {
    if (child.tagName === 'tr') return [{ row: child, head: false }];
    if (!rowGroups.has(child.tagName)) return [];
    return child.childNodes
      .filter(isElement)
      .filter(({ tagName }) => tagName === 'tr')
      .map((row) => ({ row, head: child.tagName === 'thead' }));
  });
}

export function cellsOf(row: HtmlElement): HtmlElement[] {
  return row.childNodes
    .filter(isElement)
    .filter(({ tagName }) => tagName === 'td' || tagName === 'th');
}

/**
 * Whether a table only arranges a page, so that its cells are to be read one after the other: it
 * says so, or holds tables, headings or long text in cells and none of what marks a table of data.
 */
export function isLayoutTable(table: HtmlElement, textOf: (cell: HtmlElement) => string): boolean {
  const role = attribute(table, 'role');
  if (role === 'presentation' || role === 'none') return true;
  const rows = rowsOf(table);
  const cells = rows.flatMap(({ row }) => cellsOf(row));
  const marked = cells.some((cell) => cell.tagName === 'th' || attribute(cell, 'scope'));
  const captioned = table.childNodes.some(
    ({ nodeName }) => nodeName === 'caption' || nodeName === 'thead',
  );
  if (marked || captioned) return false;
  if (rows.every(({ row }) => cellsOf(row).length < 2)) return true;
  return cells.some((cell) => holdsSections(cell) || textOf(cell).length > longestCell);
}

function holdsSections(cell: HtmlElement): boolean {
  for (const { tagName } of descendants(cell)) {
    if (tagName === 'table' || headings.test(tagName)) return true;
  }
  return false;
}

/**
 * The rows of a table of data. A cell that spans columns or rows gives its text once, at its first
 * place. Columns that are empty throughout, as spacers are, are left out.
 */
export function readRows(table: HtmlElement, textOf: (cell: HtmlElement) => string): HtmlRow[] {
  /** For each column, how many rows a cell from above still reaches down. */
  const reaching: number[] = [];
  const rows = rowsOf(table).map(({ row, head }) => {
    const cells: string[] = [];
    const skipReached = () => {
      while ((reaching[cells.length] ?? 0) > 0) {
        reaching[cells.length]! -= 1;
        cells.push('');
      }
    };
    for (const cell of cellsOf(row)) {
      skipReached();
      const down = span(cell, 'rowspan') - 1;
      const across = Math.min(span(cell, 'colspan'), Math.max(mostColumns - cells.length, 1));
      for (let column = 0; column < across; column += 1) {
        reaching[cells.length] = down;
        cells.push(column === 0 ? textOf(cell) : '');
      }
    }
    skipReached();
    return { cells, header: head || isHeaderRow(row) };
  });
  return withoutEmptyColumns(rows);
}

function isHeaderRow(row: HtmlElement): boolean {
  const cells = cellsOf(row).filter((cell) => cell.childNodes.length > 0);
  return cells.length > 0 && cells.every(({ tagName }) => tagName === 'th');
}

function span(cell: HtmlElement, name: 'rowspan' | 'colspan'): number {
  const value = Number.parseInt(attribute(cell, name) ?? '1', 10);
  return value >= 1 ? Math.min(value, 65_534) : 1;
}

function withoutEmptyColumns(rows: HtmlRow[]): HtmlRow[] {
  const filled = new Set<number>();
  for (const { cells } of rows) {
    cells.forEach((cell, column) => {
      if (cell !== '') filled.add(column);
    });
  }
  return rows.map(({ cells, header }) => ({
    cells: cells.filter((_, column) => filled.has(column)),
    header,
  }));
}
