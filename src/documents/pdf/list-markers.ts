import type { Line } from './text-line.ts';

/** What stands before the text of an item. */
export interface ListMarker {
  /** As the page shows it; undefined for a bullet. */
  label: string | undefined;
  /** Characters of the line that are no text of the item. */
  length: number;
}

const bulletMark = /^(?:[•●○◦▪■□‣⁃➢➤►▶✓✔❖◆◇⬧]|[·∙](?= )|o(?= ))\s*(?=\S)/u;
const plainMark = /^[-–—*]\s+(?=\S)/;
const numberMark = /^(\(?(?:\d{1,3}|[a-z]|[A-Z]|[ivx]{2,5})[.)])\s+(?=\S)/;

/** The marker of each line that starts an item; of no line whose number follows no other. */
export function findMarkers(lines: readonly Line[]): Map<Line, ListMarker> {
  const markers = new Map<Line, ListMarker>();
  const plain = lines.filter((line) => plainMark.test(line.text));
  const numbered = lines.filter((line) => numberMark.test(line.text));
  for (const line of lines) {
    const length = bulletMark.exec(line.text)?.[0].length;
    const plainSign = /^[o·∙]/.test(line.text);
    if (length && (!plainSign || hasTwin(line, lines, bulletMark))) {
      markers.set(line, { label: undefined, length });
    }
  }
  for (const line of plain) {
    if (hasTwin(line, plain, plainMark)) {
      markers.set(line, { label: undefined, length: plainMark.exec(line.text)![0].length });
    }
  }
  for (const line of numbered) {
    const [mark, label] = numberMark.exec(line.text)!;
    if (numbered.some((other) => other !== line && isNeighbour(line, other))) {
      markers.set(line, { label: label!, length: mark.length });
    }
  }
  return markers;
}

const entry = /^(\d{1,4})\s+\p{L}/u;

/**
 * The lines of a list of contents that begin with their page's number: at least three, level, with
 * numbers that grow.
 */
export function findEntries(lines: readonly Line[]): Set<Line> {
  const numbered = lines.filter((line) => entry.test(line.text));
  const level = numbered.filter((line) => isLevel(line, numbered[0]!));
  const numbers = level.map((line) => Number(entry.exec(line.text)![1]));
  const grows = numbers.every((number, index) => index === 0 || number > numbers[index - 1]!);
  return new Set(level.length >= 3 && grows ? level : []);
}

const hasTwin = (line: Line, lines: readonly Line[], mark: RegExp): boolean =>
  lines.some(
    (other) =>
      other !== line &&
      mark.test(other.text) &&
      other.text[0] === line.text[0] &&
      isLevel(line, other),
  );

/** Items of one list start at one place, be it that of their numbers' first or last digit. */
const isLevel = (line: Line, other: Line): boolean =>
  Math.abs(line.x0 - other.x0) < line.size * 0.8 && Math.abs(line.size - other.size) < 1;

function isNeighbour(line: Line, other: Line): boolean {
  const own = numberMark.exec(line.text)![1]!;
  const its = numberMark.exec(other.text)![1]!;
  if (own.replace(/\w+/, '') !== its.replace(/\w+/, '') || !isLevel(line, other)) return false;
  const distance = ordinalOf(own) - ordinalOf(its);
  const inOrder = distance > 0 === line.baseline > other.baseline;
  return Math.abs(distance) === 1 && inOrder;
}

const romans = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

function ordinalOf(label: string): number {
  const mark = label.replace(/[().]/g, '');
  if (/^\d+$/.test(mark)) return Number(mark);
  const roman = romans.indexOf(mark);
  if (mark.length > 1 || roman === 1) return roman > 0 ? roman : Number.NaN;
  return mark.toLowerCase().charCodeAt(0) - 96;
}
