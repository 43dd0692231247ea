import type { OfficeDraft } from '../office-draft.ts';
import { tableDrafts } from '../table-drafts.ts';
import { childElements, type XmlElement } from '../xml.ts';

/** Tables claim empty rows and columns to the edge of the sheet; those that say something do not. */
const mostRepeated = 200;

type ReadCell = (cell: XmlElement) => OfficeDraft[];

/** The rows of a table, as {@link tableDrafts} lays them out. */
export function readTable(table: XmlElement, readCell: ReadCell): OfficeDraft[] {
  return tableDrafts(
    findRows(table, false).map(({ row, header }) => ({ header, cells: readCells(row, readCell) })),
  );
}

function findRows(parent: XmlElement, header: boolean): { row: XmlElement; header: boolean }[] {
  return childElements(parent).flatMap((child) => {
    if (child.name === 'table:table-row') return [{ row: child, header }];
    if (child.name === 'table:table-header-rows') return findRows(child, true);
    return /^table:table-row(?:s|-group)$/.test(child.name) ? findRows(child, header) : [];
  });
}

function readCells(row: XmlElement, readCell: ReadCell): OfficeDraft[][] {
  return childElements(row).flatMap((cell) => {
    const covered = cell.name === 'table:covered-table-cell';
    if (cell.name !== 'table:table-cell' && !covered) return [];
    const repeated = Number(cell.attributes['table:number-columns-repeated'] ?? 1) || 1;
    const drafts = covered ? [] : readCell(cell);
    return Array.from({ length: Math.min(repeated, mostRepeated) }, () => drafts);
  });
}
