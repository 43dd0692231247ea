import { findEntries, type ListMarker } from './list-markers.ts';
import { noteLabelOf } from './note-labels.ts';
import type { Line } from './text-line.ts';

/** Shares of the type size. */
const indented = 0.7;
const styleChange = 0.12;
/** Lines farther apart than this share of the usual distance are not of one paragraph. */
const wideLeading = 1.28;

const endsSentence = /[.!?…。！？:;؟۔]["'”’»)\]]*$/u;
const startsLower = /^["'“‘«([]?\p{Ll}/u;
const endsCut = /[-\u00ad\u2010,]$/u;

/**
 * Splits the lines of a column into paragraphs and items: at white space, at indents, after lines
 * that end before the next word would have had to, and where the type changes.
 */
export function splitParagraphs(
  lines: readonly Line[],
  markers: ReadonlyMap<Line, ListMarker>,
  rightToLeft: boolean,
): Line[][] {
  const column = measureColumn(lines, rightToLeft);
  const entries = findEntries(lines);
  const paragraphs: Line[][] = [];
  lines.forEach((line, index) => {
    const paragraph = paragraphs.at(-1);
    const below = lines.slice(index + 1, index + 3);
    const starts = !paragraph || entries.has(line);
    if (starts || startsParagraph(line, below, paragraph, markers, column)) {
      paragraphs.push([line]);
    } else paragraph.push(line);
  });
  return paragraphs;
}

/** Positions along the direction of reading, so that a line's start is less than its end. */
interface Column {
  startOf(line: Line): number;
  endOf(line: Line): number;
  /** Distance of baselines by type size in half points. */
  leading: ReadonlyMap<number, number>;
}

const sizeKey = (line: Line): number => Math.round(line.size * 2);

function measureColumn(lines: readonly Line[], rightToLeft: boolean): Column {
  const startOf = (line: Line) => (rightToLeft ? -line.x1 : line.x0);
  const endOf = (line: Line) => (rightToLeft ? -line.x0 : line.x1);
  return { startOf, endOf, leading: measureLeading(lines) };
}

/** A low quartile, because lines of one paragraph are the closest ones. */
function measureLeading(lines: readonly Line[]): Map<number, number> {
  const distances = new Map<number, number[]>();
  lines.slice(1).forEach((line, index) => {
    const above = lines[index]!;
    const distance = line.baseline - above.baseline;
    if (sizeKey(line) !== sizeKey(above) || distance < line.size * 0.8) return;
    if (distance > line.size * 2.2) return;
    const list = distances.get(sizeKey(line)) ?? [];
    distances.set(sizeKey(line), [...list, distance]);
  });
  return new Map(
    [...distances].map(([key, list]) => [
      key,
      list.sort((left, right) => left - right)[Math.floor(list.length / 4)]!,
    ]),
  );
}

function startsParagraph(
  line: Line,
  below: readonly Line[],
  paragraph: readonly Line[],
  markers: ReadonlyMap<Line, ListMarker>,
  column: Column,
): boolean {
  const above = paragraph.at(-1)!;
  if (markers.has(line) || startsWithMark(line) || changesStyle(above, line)) return true;
  // A listing has empty lines.
  if (line.mono && !markers.has(paragraph[0]!))
    return line.baseline - above.baseline > line.size * 3.2;
  if (isSetApart(above, line, column)) return true;
  const item = markers.has(paragraph[0]!);
  if (startsAtIndent(line, below[0], paragraph, item, column)) return true;
  return endsEarly(above, line, edgeOf([...paragraph, line, ...below], line, column), column);
}

/** A note begins with its mark set high. */
const startsWithMark = ({ pieces }: Line): boolean =>
  pieces[0]!.raised && noteLabelOf(pieces[0]!.text) !== undefined && pieces.length > 1;

function changesStyle(above: Line, line: Line): boolean {
  const size = Math.abs(line.size - above.size) > Math.max(line.size, above.size) * styleChange;
  const weight = (above.bold && !line.partlyBold) || (line.bold && !above.partlyBold);
  return size || weight || above.mono !== line.mono || changesRole(above, line);
}

const headingRole = /^(H[1-6]?|Title)$/;
const changesRole = (above: Line, line: Line): boolean =>
  above.role !== line.role && headingRole.test(`${above.role ?? ''}${line.role ?? ''}`);

function isSetApart(above: Line, line: Line, column: Column): boolean {
  const distance = line.baseline - above.baseline;
  const usual = column.leading.get(sizeKey(line)) ?? line.size * 1.25;
  return distance > usual * wideLeading + line.size * 0.08 || distance < line.size * 0.3;
}

function startsAtIndent(
  line: Line,
  next: Line | undefined,
  paragraph: readonly Line[],
  item: boolean,
  column: Column,
): boolean {
  const { startOf } = column;
  const em = line.size * indented;
  const first = startOf(paragraph[0]!);
  const above = startOf(paragraph.at(-1)!);
  const own = startOf(line);
  if (item) return own < first - em * 0.5;
  if (isCentred(paragraph.at(-1)!, line)) return false;
  if (own > above + em) {
    // The lines below a first line may all hang under it; else this is a first line, indented.
    const hangs = paragraph.length === 1 && (!next || startOf(next) > above + em);
    return !hangs || endsSentence.test(paragraph.at(-1)!.text);
  }
  // Back to the start after lines that hung.
  return own < above - em && paragraph.length >= 2 && own <= first + em * 0.5 && above > first + em;
}

/** Whether two lines of different length have one middle. */
const isCentred = (above: Line, line: Line): boolean =>
  Math.abs(above.x0 + above.x1 - line.x0 - line.x1) < line.size * 0.5 &&
  Math.abs(above.x0 - line.x0) > line.size * indented;

/** Where lines of this size end hereabouts: a column may have narrower parts. */
function edgeOf(lines: readonly Line[], line: Line, column: Column): number {
  const alike = lines.filter((other) => sizeKey(other) === sizeKey(line));
  return Math.max(...alike.map(column.endOf));
}

const leader = /(?:\.\s?|…|_){4,}\s*\S{1,6}$/;

/** Whether the line above had room for the first word of this one. */
function endsEarly(above: Line, line: Line, edge: number, column: Column): boolean {
  if (leader.test(above.text)) return true;
  const characterWidth = (line.x1 - line.x0) / Math.max(1, line.text.length);
  const firstWord = /^\S+/.exec(line.text)?.[0].length ?? 1;
  const room = edge - column.endOf(above);
  if (room < characterWidth * (firstWord + 1.5)) return false;
  if (endsSentence.test(above.text)) return !startsLower.test(line.text);
  if (endsCut.test(above.text) || startsLower.test(line.text)) return false;
  return room > characterWidth * (firstWord + 3);
}
