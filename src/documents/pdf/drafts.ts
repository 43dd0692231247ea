import type { BlockDraft } from '../text-composer.ts';
import { isCut } from './column-joins.ts';
import { type Piece, textOf } from './fragment.ts';
import { joinLines, jointOf, type Vocabulary } from './hyphenation.ts';
import { dropNoteMarks } from './note-labels.ts';
import type { PageBlock } from './page-blocks.ts';
import type { Line } from './text-line.ts';

/** What may stand between the two parts of a word that a page break cuts. */
const passable: ReadonlySet<string> = new Set(['caption', 'aside', 'footnote', 'table-row']);

/** The blocks of a document as the composer takes them. */
export function toDrafts(blocks: readonly PageBlock[], vocabulary: Vocabulary): BlockDraft[] {
  const notes = notesByPage(blocks);
  let page: number | undefined;
  const drafts = blocks.map((block): BlockDraft => {
    const afterRule = page !== undefined && block.page !== page;
    page = block.page;
    const text = readText(block, vocabulary, notes.get(block.page) ?? new Set());
    const label = block.kind === 'footnote' ? block.label : block.marker?.label;
    return {
      kind: block.kind,
      text,
      page: block.page,
      ...(label === undefined ? {} : { label }),
      ...(block.level === undefined ? {} : { level: block.level }),
      ...(block.header ? { header: true } : {}),
      ...(afterRule ? { afterRule } : {}),
    };
  });
  markCarriedOn(blocks, drafts);
  joinCutWords(drafts, vocabulary);
  return drafts.filter((draft) => !/^[\s\ufffd]*$/.test(draft.text));
}

function notesByPage(blocks: readonly PageBlock[]): Map<number, Set<string>> {
  const notes = new Map<number, Set<string>>();
  for (const { kind, label, page } of blocks) {
    if (kind !== 'footnote' || label === undefined) continue;
    const labels = notes.get(page) ?? new Set();
    notes.set(page, labels.add(label));
  }
  return notes;
}

function readText(block: PageBlock, vocabulary: Vocabulary, notes: ReadonlySet<string>): string {
  const read = (lines: readonly Line[]) => {
    const pieces = lines
      .map((line) => dropNoteMarks(line.pieces, notes))
      .filter((one) => one.length);
    return tidy(textOf(joinLines(pieces, vocabulary)));
  };
  if (block.code !== undefined) return block.code;
  if (block.cells) return block.cells.map(read).join('\t');
  if (!block.marker) return read(block.lines);
  const [first, ...rest] = block.lines;
  const pieces = dropCharacters(first!.pieces, block.marker.length);
  return read([{ ...first!, pieces }, ...rest]);
}

/** A soft hyphen that is drawn within a line is seen as a hyphen. */
const tidy = (text: string): string =>
  text
    .replaceAll('\u00ad', '-')
    .replace(/[ \t]{2,}/g, ' ')
    .trim();

function dropCharacters(pieces: readonly Piece[], count: number): Piece[] {
  let left = count;
  return pieces.flatMap((piece) => {
    const text = piece.text.slice(left);
    left = Math.max(0, left - piece.text.length);
    return text === '' ? [] : [{ ...piece, text }];
  });
}

/** Notes each paragraph that a page begins with, where the page before ends within one. */
function markCarriedOn(blocks: readonly PageBlock[], drafts: readonly BlockDraft[]): void {
  let last: PageBlock | undefined;
  blocks.forEach((block, index) => {
    if (passable.has(block.kind)) return;
    if (last && block.page === last.page + 1 && block.kind === 'paragraph' && isCut(last, block)) {
      drafts[index]!.carriesOn = true;
    }
    last = block;
  });
}

/** A word that a page break cuts is given to the page where it begins. */
function joinCutWords(drafts: BlockDraft[], vocabulary: Vocabulary): void {
  drafts.forEach((draft, index) => {
    if (draft.kind !== 'paragraph' && draft.kind !== 'list-item') return;
    if (!/\p{L}[-\u00ad\u2010]$/u.test(draft.text)) return;
    const next = drafts.slice(index + 1, index + 40).find((other) => !passable.has(other.kind));
    if (next?.kind !== 'paragraph' || next.page === draft.page) return;
    const rest = /^\p{Ll}[\p{L}\p{M}]*[.,;:!?)”’]*/u.exec(next.text)?.[0];
    if (!rest) return;
    const divided = jointOf(draft.text, next.text, vocabulary) === 'divided';
    draft.text = (divided ? draft.text.slice(0, -1) : draft.text) + rest;
    next.text = next.text.slice(rest.length).trimStart();
  });
}
