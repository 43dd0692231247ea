import { sizeOf } from './body-type.ts';
import { noteLabelOf, takeNoteLabel } from './note-labels.ts';
import type { PageBlock } from './page-blocks.ts';

/** Notes are set in type this much smaller than the text, if their mark is not set high. */
const smallType = 0.94;
/** Notes whose mark is set high may be a little below the text's size only. */
const noteType = 1.02;
/** Notes stand in the lower part of the page. */
const lowerPart = 0.4;

/**
 * Finds the notes at the foot of a page's columns, names their labels, and moves them behind the
 * text of the page, so that the columns' text is read on. Returns new blocks.
 */
export function findPageNotes(
  blocks: readonly PageBlock[],
  { bodySize, height }: { bodySize: number; height: number },
): PageBlock[] {
  const notes = new Set<PageBlock>();
  const changed = blocks.map((block) => ({ ...block }));
  const marks = marksOf(blocks);
  for (const region of new Set(changed.map((block) => block.region))) {
    const column = changed.filter((block) => block.region === region);
    for (const note of findInColumn(column, { bodySize, top: height * lowerPart, marks }))
      notes.add(note);
  }
  return [...changed.filter((block) => !notes.has(block)), ...notes];
}

interface ColumnOptions {
  bodySize: number;
  /** Where on the page notes may begin. */
  top: number;
  /** Labels that the text refers to. */
  marks: ReadonlySet<string>;
}

/** What is set high in the text of a page, if it may be a note's mark. */
function marksOf(blocks: readonly PageBlock[]): Set<string> {
  const marks = new Set<string>();
  for (const { pieces } of blocks.flatMap((block) => block.lines)) {
    for (const { text, raised } of pieces.slice(1)) {
      const label = raised ? noteLabelOf(text) : undefined;
      if (label !== undefined) marks.add(label);
    }
  }
  return marks;
}

/** The last blocks of a column, from the first that has a label. */
function findInColumn(column: readonly PageBlock[], options: ColumnOptions): PageBlock[] {
  const { bodySize } = options;
  let start = column.length;
  while (start > 0 && mayBeNote(column[start - 1]!, options)) start -= 1;
  const foot = column.slice(start);
  const first = foot.findIndex((block) => labelOf(block, bodySize) !== undefined);
  if (first < 0) return [];
  const notes = foot.slice(first);
  let label: string | undefined;
  for (const note of notes) {
    const own = labelOf(note, bodySize);
    if (own) takeLabel(note, own);
    label = own?.label ?? label;
    note.kind = 'footnote';
    note.label = label!;
    delete note.marker;
    delete note.level;
  }
  return notes;
}

function mayBeNote(block: PageBlock, { bodySize, top, marks }: ColumnOptions): boolean {
  if (block.kind !== 'paragraph' && block.kind !== 'list-item') return false;
  if (block.box.top < top) return false;
  const raised = block.lines[0]?.pieces[0]?.raised;
  const label = takeNoteLabel(block.lines[0]?.pieces ?? [], false)?.label;
  if (label !== undefined && marks.has(label)) return sizeOf(block) <= bodySize * noteType;
  return sizeOf(block) < bodySize * (raised ? noteType : smallType);
}

function labelOf(block: PageBlock, bodySize: number) {
  const pieces = block.lines[0]?.pieces ?? [];
  const marked = sizeOf(block) >= bodySize * smallType && !block.marker;
  return takeNoteLabel(pieces, marked);
}

function takeLabel(note: PageBlock, { pieces }: NonNullable<ReturnType<typeof labelOf>>): void {
  const [first, ...rest] = note.lines;
  const text = pieces.map((piece) => piece.text).join('');
  note.lines = [{ ...first!, pieces, text }, ...rest];
}
