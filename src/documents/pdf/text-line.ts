import { type Fragment, joinPieces, type Piece, textOf } from './fragment.ts';

/** A line of a column, its fragments in reading order. */
export interface Line extends Omit<Fragment, 'artifact'> {
  text: string;
  fragments: Fragment[];
}

/** Fragments stand on one line where their baselines are this near, as a share of their size. */
const sameLine = 0.35;

/** The lines of one column from top to bottom. */
export function buildLines(fragments: readonly Fragment[], rightToLeft: boolean): Line[] {
  const rows: Fragment[][] = [];
  for (const fragment of [...fragments].sort((left, right) => left.baseline - right.baseline)) {
    const row = rows.at(-1);
    const first = row?.[0];
    const near =
      first &&
      fragment.baseline - first.baseline <= Math.min(first.size, fragment.size) * sameLine &&
      !row.some((other) => overlapsAcross(other, fragment));
    if (row && near) row.push(fragment);
    else rows.push([fragment]);
  }
  return settleSmall(rows).map((row) => toLine(row, rightToLeft));
}

/** A baseline higher than this share of the type size is that of a mark. */
const raisedBy = 0.12;
/** Type smaller than this share of a line's is an index or a mark of it. */
const smallType = 0.85;

/** Moves rows of small type, indices of formulas for the most part, into the lines they overlap. */
function settleSmall(rows: readonly Fragment[][]): Fragment[][] {
  const settled = rows.map((row) => [...row]);
  rows.forEach((row, index) => {
    const host = [index - 1, index + 1].find((at) => rows[at] && isPartOf(row, rows[at]!));
    if (host === undefined) return;
    settled[host]!.push(...row);
    settled[index] = [];
  });
  return settled.filter((row) => row.length > 0);
}

function isPartOf(row: readonly Fragment[], line: readonly Fragment[]): boolean {
  const size = Math.max(...row.map((fragment) => fragment.size));
  const main = line.reduce((most, fragment) => (fragment.size > most.size ? fragment : most));
  if (size > main.size * smallType) return false;
  const start = Math.min(...line.map((fragment) => fragment.x0)) - main.size;
  const end = Math.max(...line.map((fragment) => fragment.x1)) + main.size;
  return row.every((fragment) => {
    const overlap = Math.min(fragment.bottom, main.bottom) - Math.max(fragment.top, main.top);
    const within = fragment.x0 >= start && fragment.x1 <= end;
    const free = !line.some((other) => overlapsAcross(other, fragment));
    return within && free && overlap >= (fragment.bottom - fragment.top) * 0.4;
  });
}

/** A fragment of small type that stands high is set onto what is before it. */
function joinFragments(fragments: readonly Fragment[], main: Fragment): Piece[] {
  return joinPieces(
    fragments.flatMap((fragment, index): Piece[] => {
      const small = fragment.size < main.size * smallType;
      const raised = small && main.baseline - fragment.baseline > main.size * raisedBy;
      const pieces = raised ? [{ text: textOf(fragment.pieces), raised }] : fragment.pieces;
      return index === 0 || raised ? pieces : [{ text: ' ', raised: false }, ...pieces];
    }),
  );
}

function overlapsAcross(left: Fragment, right: Fragment): boolean {
  const overlap = Math.min(left.x1, right.x1) - Math.max(left.x0, right.x0);
  return overlap > Math.min(left.x1 - left.x0, right.x1 - right.x0) * 0.5;
}

export function toLine(row: readonly Fragment[], rightToLeft: boolean): Line {
  const sign = rightToLeft ? -1 : 1;
  const fragments = [...row].sort((left, right) => sign * (left.x0 - right.x0));
  const main = fragments.reduce((most, fragment) =>
    textOf(fragment.pieces).length > textOf(most.pieces).length ? fragment : most,
  );
  const pieces = joinFragments(fragments, main);
  return {
    pieces,
    text: textOf(pieces),
    fragments,
    x0: Math.min(...fragments.map((fragment) => fragment.x0)),
    x1: Math.max(...fragments.map((fragment) => fragment.x1)),
    top: Math.min(...fragments.map((fragment) => fragment.top)),
    bottom: Math.max(...fragments.map((fragment) => fragment.bottom)),
    baseline: main.baseline,
    size: main.size,
    bold: fragments.every((fragment) => fragment.bold),
    partlyBold: fragments.some((fragment) => fragment.partlyBold),
    italic: fragments.every((fragment) => fragment.italic),
    mono: fragments.every((fragment) => fragment.mono),
    role: main.role,
  };
}
