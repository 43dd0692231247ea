import { childElements, firstChild, type XmlElement } from '../xml.ts';
import type { BodyDraft, BodyState } from './body-state.ts';
import { isOn, propertyOf } from './styles.ts';

type ReadBlocks = (parent: XmlElement, state: BodyState) => BodyDraft[];

interface Row {
  element: XmlElement;
  /** The drafts of each cell, with empty cells where it spans several columns. */
  cells: BodyDraft[][];
}

/** More columns than any program makes; a file can claim any number. */
const mostColumns = 200;

/**
 * The rows of a table, then the notes that its cells refer to. A table inside a cell has rows of
 * its own, between what stands before and after it. A table of one column only sets text apart, and
 * so is read as that text.
 */
export function readTable(
  table: XmlElement,
  state: BodyState,
  readBlocks: ReadBlocks,
): BodyDraft[] {
  const elements = inside(table, 'w:tr').filter((row) => !isDeleted(row));
  const rows = elements.map(
    (element): Row => ({
      element,
      cells: readCells(element, state, readBlocks),
    }),
  );
  if (rows.every(({ element }) => inside(element, 'w:tc').length === 1)) {
    return rows.flatMap(({ cells }) => cells.flat());
  }
  const headers = countHeaders(table, rows, state);
  const notes: BodyDraft[] = [];
  const drafts = rows.flatMap(({ cells }, index) => {
    notes.push(...cells.flat().filter(isNote));
    return readRow(cells).map((row) => (index < headers ? { ...row, header: true } : row));
  });
  if (drafts[0]) drafts[0].beginsTable = true;
  return [...drafts, ...notes];
}

const isNote = ({ kind }: BodyDraft): boolean => kind === 'footnote';

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

function readCells(row: XmlElement, state: BodyState, readBlocks: ReadBlocks): BodyDraft[][] {
  const before = columns(firstChild(row, 'w:trPr'), 'w:gridBefore', 0);
  const cells = inside(row, 'w:tc').flatMap((cell): BodyDraft[][] => {
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

const emptyCells = (count: number): BodyDraft[][] =>
  Array.from({ length: Math.max(count, 0) }, () => []);

function readRow(cells: readonly BodyDraft[][]): BodyDraft[] {
  const drafts: BodyDraft[] = [];
  let texts: string[] = [];
  let page: number | null = null;
  const finish = () => {
    const text = texts.join('\t').replace(/[\t ]+$/, '');
    if (text.trim() !== '') drafts.push({ kind: 'table-row', text, page });
    texts = [];
  };
  for (const cell of cells) {
    texts.push('');
    for (const draft of cell) {
      if (isNote(draft)) continue;
      if (draft.kind === 'table-row') {
        finish();
        drafts.push(draft);
        texts = [''];
        continue;
      }
      if (texts.every((text) => text === '')) page = draft.page ?? null;
      const text = draft.text.replace(/\s+/g, ' ').trim();
      texts[texts.length - 1] = [texts.at(-1), text].filter(Boolean).join(' ');
    }
  }
  finish();
  return drafts;
}

/** How many rows at the start are headers: as the table says, or as its first row looks. */
function countHeaders(table: XmlElement, rows: readonly Row[], { styles }: BodyState): number {
  const marked = rows.findIndex(
    ({ element }) => !isOn(firstChild(element, 'w:trPr'), 'w:tblHeader'),
  );
  if (marked !== 0 || rows.length < 2) return Math.max(marked, 0);
  const properties = firstChild(table, 'w:tblPr');
  const style = styles(propertyOf(properties, 'w:tblStyle'));
  if (style.marksFirstRow && looksAtFirstRow(properties)) return 1;
  return isBold(rows[0]!) && !isBold(rows[1]!) ? 1 : 0;
}

const firstRowBit = 0x0020;

function looksAtFirstRow(properties: XmlElement | undefined): boolean {
  const look = firstChild(properties, 'w:tblLook')?.attributes;
  if (look?.['w:firstRow'] !== undefined) return /^(?:1|true|on)$/.test(look['w:firstRow']);
  return (Number.parseInt(look?.['w:val'] ?? '0', 16) & firstRowBit) !== 0;
}

function isBold({ cells }: Row): boolean {
  const drafts = cells.flat().filter(({ text }) => text.trim() !== '');
  return drafts.length > 0 && drafts.every(({ bold }) => bold);
}
