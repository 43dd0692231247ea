import type { OfficeDraft } from './office-draft.ts';

export interface TableRow {
  /** What each cell holds; nothing where it is empty, or a part of the cell before or above. */
  cells: OfficeDraft[][];
  header: boolean;
}

/**
 * The rows of a table, then the notes that its cells refer to. A table inside a cell has rows of
 * its own, between what stands before and after it. A table of one column only sets text apart, and
 * so is read as that text.
 */
export function tableDrafts(rows: readonly TableRow[]): OfficeDraft[] {
  if (rows.every(({ cells }) => cells.length <= 1))
    return rows.flatMap(({ cells }) => cells.flat());
  const drafts = rows.flatMap(({ cells, header }) =>
    rowDrafts(cells).map((draft) => (header ? { ...draft, header } : draft)),
  );
  if (drafts[0]) drafts[0] = { ...drafts[0], beginsTable: true };
  return [...drafts, ...rows.flatMap(({ cells }) => cells.flat().filter(isNote))];
}

const isNote = ({ kind }: OfficeDraft): boolean => kind === 'footnote';

/** One row, or several where a cell holds a table. */
function rowDrafts(cells: readonly OfficeDraft[][]): OfficeDraft[] {
  const drafts: OfficeDraft[] = [];
  let texts: string[] = [];
  let isEmpty = true;
  let page: number | null = null;
  const finish = () => {
    const text = texts.join('\t').trimEnd();
    if (text !== '') drafts.push({ kind: 'table-row', text, page });
    texts = [];
    isEmpty = true;
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
      if (isEmpty) page = draft.page ?? null;
      const text = draft.text.replace(/\s+/g, ' ').trim();
      isEmpty &&= text === '';
      texts[texts.length - 1] = [texts.at(-1), text].filter(Boolean).join(' ');
    }
  }
  finish();
  return drafts;
}

/** Whether everything that a row says is bold, which headers tell themselves by. */
export function isBoldRow(cells: readonly OfficeDraft[][]): boolean {
  const drafts = cells.flat().filter(({ text }) => text.trim() !== '');
  return drafts.length > 0 && drafts.every(({ bold }) => bold);
}

const number = /^\P{L}*\p{N}\P{L}*$/u;
/** A table of two columns pairs names with values, in its first row too. */
const fewestColumns = 3;
/** Of the rows below the first, the share that has to have numbers where that row has none. */
const rowsOfNumbers = 0.6;

/**
 * Whether the first row evidently names the columns of a table that does not say so: it has words
 * only, and most of those below have numbers in a column of theirs.
 */
export function namesColumns([first, ...rest]: readonly OfficeDraft[][][]): boolean {
  if (!first || rest.length < 2) return false;
  const textOf = (cell: readonly OfficeDraft[] | undefined) =>
    (cell ?? []).map(({ text }) => text.trim()).join(' ');
  const names = first.map(textOf);
  const named = names.filter(Boolean).length;
  if (named < fewestColumns || named < names.length - 1) return false;
  if (names.some((name) => number.test(name))) return false;
  return names.some(
    (_, column) =>
      rest.filter((row) => number.test(textOf(row[column]))).length >= rest.length * rowsOfNumbers,
  );
}
