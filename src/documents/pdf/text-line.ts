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
  return rows.map((row) => toLine(row, rightToLeft));
}

function overlapsAcross(left: Fragment, right: Fragment): boolean {
  const overlap = Math.min(left.x1, right.x1) - Math.max(left.x0, right.x0);
  return overlap > Math.min(left.x1 - left.x0, right.x1 - right.x0) * 0.5;
}

export function toLine(row: readonly Fragment[], rightToLeft: boolean): Line {
  const sign = rightToLeft ? -1 : 1;
  const fragments = [...row].sort((left, right) => sign * (left.x0 - right.x0));
  const pieces: Piece[] = joinPieces(
    fragments.flatMap((fragment, index) =>
      index === 0 ? fragment.pieces : [{ text: ' ', raised: false }, ...fragment.pieces],
    ),
  );
  const main = fragments.reduce((most, fragment) =>
    textOf(fragment.pieces).length > textOf(most.pieces).length ? fragment : most,
  );
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
    italic: fragments.every((fragment) => fragment.italic),
    mono: fragments.every((fragment) => fragment.mono),
    role: main.role,
  };
}
