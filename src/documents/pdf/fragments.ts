import { type Fragment, joinPieces, type Piece } from './fragment.ts';
import type { Glyph, Ruling } from './page-content.ts';
import { hasRightToLeft, readingOrder, turnBrackets } from './visual-order.ts';

/** Shares of the type size. */
const sameBaseline = 0.12;
/** A gap this wide ends a fragment, and one this wide where a space was drawn in it. */
const wideGap = 0.85;
const wideSpace = 1.7;
/** A gap this wide is a space, even where none was drawn. */
const spaceGap = 0.16;
const spaceGapInMono = 0.3;
const widestTracking = 0.27;
/** Text may run back over itself by this much, by kerning. */
const backward = 0.45;
/** Type is as high above and as deep below its baseline as this. */
const ascent = 0.76;
const descent = 0.24;
/** A note's mark is smaller than its line by this, and its baseline higher. */
const raisedSize = 0.86;
const raisedBy = 0.12;
/** In characters: `10,12–14` is still a mark. */
const longestMark = 12;

/** Glyphs of one baseline that touch, in the order in which they were drawn, from left to right. */
interface Run {
  glyphs: Glyph[];
  x0: number;
  x1: number;
  y: number;
  size: number;
  spaceBefore: boolean;
  spaceAfter: boolean;
}

/**
 * Puts the upright glyphs of a page together to stretches of text, in no particular order.
 * @param rulings lines that no stretch crosses
 * @param rolesOf roles by marked content
 * @param rightToLeft whether most of the page is read from the right
 */
export function buildFragments(
  glyphs: readonly Glyph[],
  options: { rulings: readonly Ruling[]; roles: ReadonlyMap<number, string>; rightToLeft: boolean },
): Fragment[] {
  const separators = options.rulings.filter((ruling) => ruling.x0 === ruling.x1);
  const stretches = joinRuns(collectRuns(glyphs), separators);
  return stretches.map((runs) => toFragment(runs, options));
}

function collectRuns(glyphs: readonly Glyph[]): Run[] {
  const runs: Run[] = [];
  let run: Run | undefined;
  let space = false;
  for (const glyph of glyphs) {
    if (glyph.text === ' ') {
      space = true;
      if (run) run.spaceAfter = true;
      continue;
    }
    const gap = run ? glyph.x - run.x1 : 0;
    const follows =
      run !== undefined &&
      Math.abs(glyph.y - run.y) <= glyph.size * 0.03 &&
      Math.abs(glyph.size - run.size) <= glyph.size * 0.05 &&
      gap > -glyph.size * backward &&
      gap < glyph.size * spaceGap &&
      !space;
    if (run && follows) {
      run.glyphs.push(glyph);
      run.x1 = Math.max(run.x1, glyph.x + glyph.width);
      run.spaceAfter = false;
    } else {
      run = {
        glyphs: [glyph],
        x0: glyph.x,
        x1: glyph.x + glyph.width,
        y: glyph.y,
        size: glyph.size,
        spaceBefore: space,
        spaceAfter: false,
      };
      runs.push(run);
    }
    space = false;
  }
  return runs;
}

/** Runs of one baseline from left to right, cut at wide gaps, at lines, and where text overlaps. */
function joinRuns(runs: readonly Run[], separators: readonly Ruling[]): Run[][] {
  const order = new Map(runs.map((run, index) => [run, index]));
  const rows = moveSmall(groupByBaseline(runs));
  return rows.flatMap((row) => {
    row.sort((left, right) => left.x0 - right.x0 || order.get(left)! - order.get(right)!);
    const stretches: Run[][] = [];
    for (const run of row) {
      const fitting = stretches.findLast((stretch) => {
        const last = stretch.at(-1)!;
        return continuesStretch(last, run, order.get(run)! - order.get(last)! === 1, separators);
      });
      if (fitting) fitting.push(run);
      else stretches.push([run]);
    }
    return stretches;
  });
}

function groupByBaseline(runs: readonly Run[]): Run[][] {
  const rows: Run[][] = [];
  for (const run of [...runs].sort((upper, lower) => upper.y - lower.y)) {
    const row = rows.at(-1)?.[0];
    if (row && run.y - row.y <= Math.min(row.size, run.size) * sameBaseline) rows.at(-1)!.push(run);
    else rows.push([run]);
  }
  return rows;
}

/** Moves marks and indices, high or low, into the row of the text that they stand beside. */
function moveSmall(rows: readonly Run[][]): Run[][] {
  const moved = rows.map((row) => [...row]);
  rows.forEach((row, index) => {
    for (const run of row) {
      if (run.glyphs.length > longestMark) continue;
      const target = findHostRow(run, rows, index);
      if (target === undefined) continue;
      moved[index]!.splice(moved[index]!.indexOf(run), 1);
      moved[target]!.push(run);
    }
  });
  return moved.filter((row) => row.length > 0);
}

function findHostRow(small: Run, rows: readonly Run[][], own: number): number | undefined {
  let best: number | undefined;
  let bestGap = Number.POSITIVE_INFINITY;
  for (const step of [-1, 1]) {
    for (let index = own + step; index >= 0 && index < rows.length; index += step) {
      const row = rows[index]!;
      if (Math.abs(row[0]!.y - small.y) > small.size * 2) break;
      for (const host of row) {
        if (small.size > host.size * raisedSize || small.size < host.size * 0.4) continue;
        if (Math.abs(host.y - host.size * 0.26 - (small.y - small.size * 0.26)) > host.size * 0.6)
          continue;
        const gap = Math.max(small.x0 - host.x1, host.x0 - small.x1);
        if (Math.abs(gap) > host.size * 0.55 || Math.abs(gap) >= bestGap) continue;
        best = index;
        bestGap = Math.abs(gap);
      }
    }
  }
  return best;
}

function continuesStretch(
  last: Run,
  run: Run,
  drawnNext: boolean,
  separators: readonly Ruling[],
): boolean {
  const size = Math.max(last.size, run.size);
  const gap = run.x0 - last.x1;
  // Where one small run stands on the same baseline as a big one, it is a unit or a label.
  if (Math.min(last.size, run.size) < size * 0.45) return false;
  if (gap < -size * backward || run.x0 <= last.x0) return false;
  const spaced = drawnNext && (last.spaceAfter || run.spaceBefore);
  if (gap > size * (spaced ? wideSpace : wideGap)) return false;
  const middle = last.y - size / 3;
  return !separators.some(
    ({ x0, y0, y1 }) => x0 >= last.x1 - 1 && x0 <= run.x0 + 1 && y0 <= middle && y1 >= middle,
  );
}

function toFragment(
  runs: readonly Run[],
  { roles, rightToLeft }: { roles: ReadonlyMap<number, string>; rightToLeft: boolean },
): Fragment {
  const glyphs = runs.flatMap((run) => run.glyphs);
  const size = dominantSize(glyphs);
  const baseline = glyphs.find((glyph) => glyph.size === size)!.y;
  const letters = glyphs.filter((glyph) => /[\p{L}\p{N}]/u.test(glyph.text));
  const styled = letters.length > 0 ? letters : glyphs;
  const role = glyphs.find((glyph) => glyph.markedContent !== undefined)?.markedContent;
  return {
    pieces: readPieces(runs, rightToLeft, size, baseline),
    x0: Math.min(...runs.map((run) => run.x0)),
    x1: Math.max(...runs.map((run) => run.x1)),
    top: baseline - size * ascent,
    bottom: baseline + size * descent,
    baseline,
    size,
    bold: styled.every((glyph) => glyph.font.bold),
    partlyBold: styled.some((glyph) => glyph.font.bold),
    italic: styled.every((glyph) => glyph.font.italic),
    mono: styled.every((glyph) => glyph.font.mono),
    artifact: glyphs.every((glyph) => glyph.artifact),
    role: role === undefined ? undefined : roles.get(role),
  };
}

function dominantSize(glyphs: readonly Glyph[]): number {
  const counts = new Map<number, number>();
  for (const { size } of glyphs) counts.set(size, (counts.get(size) ?? 0) + 1);
  return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most))[0];
}

function readPieces(
  runs: readonly Run[],
  rightToLeft: boolean,
  size: number,
  baseline: number,
): Piece[] {
  const clusters: { text: string; raised: boolean }[] = [];
  const tracking = trackingOf(runs, size);
  runs.forEach((run, index) => {
    const before = runs[index - 1];
    const raised = run.size < size * raisedSize && baseline - run.y > size * raisedBy;
    const set = raised && !run.spaceBefore && !before?.spaceAfter;
    if (before && !set && isSpaced(before, run, tracking))
      clusters.push({ text: ' ', raised: false });
    for (const glyph of run.glyphs) addCluster(clusters, glyph.text, raised);
  });
  const all = clusters.map((cluster) => cluster.text);
  if (!hasRightToLeft(all.join(''))) return joinPieces(clusters);
  const order = readingOrder(all, rightToLeft ? 'right' : 'left');
  const pieces = joinPieces(spaceScripts(order.map((index) => clusters[index]!)));
  return pieces.map((piece) => ({ ...piece, text: turnBrackets(piece.text) }));
}

/**
 * Word sets the space after Latin words within Arabic or Hebrew on their other side. (A Latin word
 * after a letter from the right may have a prefix: "وPython".)
 */
function spaceScripts(clusters: readonly Piece[]): Piece[] {
  return clusters.flatMap((cluster, index) => {
    const before = clusters[index - 1]?.text ?? '';
    const bare = /\p{Script=Latin}$/u.test(before) && hasRightToLeft(cluster.text);
    return bare ? [{ text: ' ', raised: false }, cluster] : [cluster];
  });
}

/** A mark that combines with a letter stays with the one it was drawn on. */
function addCluster(clusters: { text: string; raised: boolean }[], text: string, raised: boolean) {
  const last = clusters.at(-1);
  if (last && last.text !== ' ' && /^\p{M}+$/u.test(text)) last.text += text;
  else clusters.push({ text, raised });
}

/** In letter-spaced text the gap between letters is no space. */
function trackingOf(runs: readonly Run[], size: number): number {
  const single = runs.filter((run) => run.glyphs.length === 1).length;
  if (runs.length < 4 || single < runs.length * 0.7) return size * spaceGap;
  const gaps = runs
    .slice(1)
    .map((run, index) => run.x0 - runs[index]!.x1)
    .sort((left, right) => left - right);
  const usual = gaps[Math.floor(gaps.length / 3)]!;
  // As wide as a space: the letters stand alone.
  if (usual > size * widestTracking) return size * spaceGap;
  return Math.max(size * spaceGap, usual + size * 0.14);
}

function isSpaced(before: Run, run: Run, tracking: number): boolean {
  const gap = run.x0 - before.x1;
  const mono = before.glyphs.at(-1)!.font.mono && run.glyphs[0]!.font.mono;
  if ((before.spaceAfter || run.spaceBefore) && gap > run.size * 0.05) return true;
  return gap > (mono ? run.size * spaceGapInMono : tracking);
}
