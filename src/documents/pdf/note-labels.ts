import type { Piece } from './fragment.ts';

const label = /^[([]?(\d{1,3}|[*∗†‡§¶#]{1,3}|[a-z])[.)\]]?$/u;
/** A note whose mark is set like its text. */
const plainLabel =
  /^(?:[([]?(\d{1,3}|[a-z])[.)\]]|(\d{1,3})(?=\s+\p{Lu})|([*∗†‡§¶]{1,3}))\s*(?=\S)/u;

/** The label that a mark shows, without brackets. */
export function noteLabelOf(mark: string): string | undefined {
  return label.exec(mark.trim())?.[1];
}

export interface LabelledNote {
  label: string;
  pieces: Piece[];
}

/** Takes the label off the text of a note. Undefined where it begins with none. */
export function takeNoteLabel(pieces: readonly Piece[], marked: boolean): LabelledNote | undefined {
  const [first, ...rest] = pieces;
  if (!first) return undefined;
  const raised = first.raised ? noteLabelOf(first.text) : undefined;
  if (raised !== undefined && rest.length > 0) return { label: raised, pieces: rest };
  if (marked) return undefined;
  const match = plainLabel.exec(first.text);
  if (!match || first.raised) return undefined;
  const text = first.text.slice(match[0].length);
  const found = match[1] ?? match[2] ?? match[3]!;
  return { label: found, pieces: [{ ...first, text }, ...rest] };
}

/** Leaves out the marks of notes that the page has. Other text set high stays: 10⁶ is a number. */
export function dropNoteMarks(pieces: readonly Piece[], notes: ReadonlySet<string>): Piece[] {
  return pieces.filter(
    ({ text, raised }) => !raised || !text.split(/[,\s]+/).every((mark) => isMark(mark, notes)),
  );
}

const isMark = (mark: string, notes: ReadonlySet<string>): boolean => {
  const known = noteLabelOf(mark);
  return mark === '' || (known !== undefined && notes.has(known));
};
