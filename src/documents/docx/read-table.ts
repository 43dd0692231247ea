import type { OfficeDraft } from '../office-draft.ts';
import { isBoldRow, namesColumns, tableDrafts } from '../table-drafts.ts';
import { childElements, firstChild, type XmlElement } from '../xml.ts';
import type { BodyState } from './body-state.ts';
import { isOn, propertyOf } from './styles.ts';

type ReadBlocks = (parent: XmlElement, state: BodyState) => OfficeDraft[];

interface Row {
  element: XmlElement;
  /** The drafts of each cell, with empty cells where it spans several columns. */
  cells: OfficeDraft[][];
}

/** More columns than any program makes; a file can claim any number. */
const mostColumns = 200;

/** The rows of a table, as {@link tableDrafts} lays them out. */
export function readTable(
  table: XmlElement,
  state: BodyState,
  readBlocks: ReadBlocks,
): OfficeDraft[] {
  const elements = inside(table, 'w:tr').filter((row) => !isDeleted(row));
  const rows = elements.map(
    (element): Row => ({
      element,
      cells: readCells(element, state, readBlocks),
    }),
  );
  // A cell over several columns is still one column, and so it counts before it is spread out.
  if (elements.every((row) => inside(row, 'w:tc').length === 1)) {
    return rows.flatMap(({ cells }) => cells.flat());
  }
  const headers = countHeaders(table, rows, state);
  return tableDrafts(rows.map(({ cells }, index) => ({ cells, header: index < headers })));
}

/** Rows and cells may be inside of controls and marks of changes. */
function inside(parent: XmlElement, name: string): XmlElement[] {
  return childElements(parent).flatMap((child) => {
    if (child.name === name) return [child];
    return /^w:(?:sdt|sdtContent|customXml|ins|moveTo)$/.test(child.name)
      ? inside(child, name)
      : [];
  });
}

const isDeleted = (row: XmlElement): boolean =>
  firstChild(firstChild(row, 'w:trPr'), 'w:del') !== undefined;

function readCells(row: XmlElement, state: BodyState, readBlocks: ReadBlocks): OfficeDraft[][] {
  const before = columns(firstChild(row, 'w:trPr'), 'w:gridBefore', 0);
  const cells = inside(row, 'w:tc').flatMap((cell): OfficeDraft[][] => {
    const properties = firstChild(cell, 'w:tcPr');
    const merged = firstChild(properties, 'w:vMerge');
    // Such a cell is a part of the one above, and what it holds is not shown.
    const goesOn = merged !== undefined && merged.attributes['w:val'] !== 'restart';
    const spanned = columns(properties, 'w:gridSpan', 1);
    return [goesOn ? [] : readBlocks(cell, state), ...emptyCells(spanned - 1)];
  });
  return [...emptyCells(before), ...cells];
}

function columns(properties: XmlElement | undefined, name: string, usual: number): number {
  const value = Number(propertyOf(properties, name) ?? usual);
  return value >= 0 ? Math.min(Math.trunc(value), mostColumns) : usual;
}

const emptyCells = (count: number): OfficeDraft[][] =>
  Array.from({ length: Math.max(count, 0) }, () => []);

/** How many rows at the start are headers: as the table says, as its first row looks, or as it reads. */
function countHeaders(table: XmlElement, rows: readonly Row[], { styles }: BodyState): number {
  const marked = rows.findIndex(
    ({ element }) => !isOn(firstChild(element, 'w:trPr'), 'w:tblHeader'),
  );
  if (marked !== 0 || rows.length < 2) return Math.max(marked, 0);
  const properties = firstChild(table, 'w:tblPr');
  const style = styles(propertyOf(properties, 'w:tblStyle'));
  if (style.marksFirstRow && looksAtFirstRow(properties)) return 1;
  if (isBoldRow(rows[0]!.cells) && !isBoldRow(rows[1]!.cells)) return 1;
  return namesColumns(rows.map(({ cells }) => cells)) ? 1 : 0;
}

const firstRowBit = 0x0020;

function looksAtFirstRow(properties: XmlElement | undefined): boolean {
  const look = firstChild(properties, 'w:tblLook')?.attributes;
  if (look?.['w:firstRow'] !== undefined) return /^(?:1|true|on)$/.test(look['w:firstRow']);
  return (Number.parseInt(look?.['w:val'] ?? '0', 16) & firstRowBit) !== 0;
}
