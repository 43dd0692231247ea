import { markPlace } from './draft-sentence.ts';

/** A group of marks that stand together. */
export interface PlacedMarks {
  /** Where it stands in the words, after the word before it without the space. */
  at: number;
  ids: number[];
  /** Whether white space stood before it. */
  spaced: boolean;
}

/** Words without their marks, as they are to be cut into sentences. */
export interface PlacedText {
  words: string;
  /** For each character of `words`, where it stood in the text with marks. */
  origins: number[];
  marks: PlacedMarks[];
}

const row = `${markPlace}(?: ?(?:[,;、&]|and)? ?${markPlace})*`;
/** Marks side by side with what only holds them together: `(￼, ￼)`, `**￼**`, `<sup>￼</sup>`. */
const cluster = new RegExp(
  [
    `[([（] ?(?:(?:see|sources?):? ?)?${row} ?[)\\]）]`,
    `(\\*{1,3}|_{1,3}|\`{1,3}) ?${row} ?\\1`,
    `<sup> ?${row} ?</sup>`,
    row,
  ].join('|'),
  'gi',
);
const places = new RegExp(markPlace, 'g');
const closesOnWord = /^[.,;:!?…)\]}»”’%。，、！？；：）」』]/;
const beginsWord = /^[\p{L}\p{N}([“‘«„¿¡$€£#*_`]/u;
const stopAtEnd = /[.!?…]$/;

/**
 * Takes the marks out of a line, with the white space, brackets and emphasis that were there for
 * them alone; of two stops around a mark one stays.
 *
 * @param line with a `markPlace` for each of `groups` and no two spaces in a row
 */
export function placeMarks(line: string, groups: readonly number[][]): PlacedText {
  const placed: PlacedText = { words: '', origins: [], marks: [] };
  let from = 0;
  let used = 0;
  const copyTo = (end: number) => {
    placed.words += line.slice(from, end);
    for (let at = from; at < end; at += 1) placed.origins.push(at);
    from = end;
  };
  for (const { index, 0: found } of line.matchAll(cluster)) {
    const end = index + found.length;
    const count = found.match(places)!.length;
    copyTo(Math.max(from, line[index - 1] === ' ' ? index - 1 : index));
    const ids = [...new Set(groups.slice(used, used + count).flat())];
    used += count;
    addMarks(placed, { at: placed.words.length, ids, spaced: line[index - 1] === ' ' });
    const next = line.slice(line[end] === ' ' ? end + 1 : end).slice(0, 2);
    from = end + (line[end] === ' ' ? 1 : 0);
    if (needsSpace(placed, line[end] === ' ', next)) {
      placed.words += ' ';
      placed.origins.push(end - 1);
    } else if (stopAtEnd.test(placed.words) && /^\.(?!\.)/.test(next)) from += 1;
  }
  copyTo(line.length);
  return placed;
}

function addMarks({ marks }: PlacedText, added: PlacedMarks): void {
  const last = marks.at(-1);
  if (last?.at === added.at) last.ids = [...new Set([...last.ids, ...added.ids])];
  else marks.push(added);
}

function needsSpace({ words, marks }: PlacedText, spaced: boolean, next: string): boolean {
  if (next === '' || closesOnWord.test(next)) return false;
  if (spaced) return true;
  return beginsWord.test(next) && (marks.at(-1)!.spaced || /[.!?]$/.test(words));
}
