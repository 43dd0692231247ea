import { type Fragment, textOf } from './fragment.ts';
import {
  freeIntervals,
  type Interval,
  interior,
  intersect,
  splitAtGutters,
  splitIntoBands,
} from './gutters.ts';
import type { Ruling } from './page-content.ts';
import { findRuledTables, type RuledTable } from './ruled-tables.ts';
import { readAlignedTable, type TableRow } from './tables.ts';

/** A part of a page that is read from top to bottom before the next one. */
export type Region =
  | { kind: 'column'; fragments: Fragment[] }
  | { kind: 'table'; rows: TableRow[]; box: Box };

export interface Box {
  x0: number;
  x1: number;
  top: number;
  bottom: number;
}

export interface LayoutOptions {
  rightToLeft: boolean;
  rulings: readonly Ruling[];
}

/** A gutter between columns is at least this share of the type size wide. */
const narrowestGutter = 0.7;
/** White space of this height, in points and as a share of the type size, ends columns. */
const tallGap = 30;
const tallGapShare = 3.5;
const deepest = 12;

/**
 * The parts of a page in reading order: an XY-cut (Nagy and Seth, 1984) whose horizontal cuts are
 * made only where the set of gutters between columns changes, so that gaps that happen to be level
 * in two columns do not tear them.
 */
export function orderRegions(fragments: readonly Fragment[], options: LayoutOptions): Region[] {
  const tables = new Map(
    findRuledTables(fragments, options.rulings).map((table) => [standIn(table.fragments), table]),
  );
  const taken = new Set([...tables.values()].flatMap((table) => table.fragments));
  const rest = fragments.filter((fragment) => !taken.has(fragment));
  return cut([...rest, ...tables.keys()], options, 0).flatMap((region) =>
    region.kind === 'column' ? putBack(region.fragments, tables) : [region],
  );
}

/** A box in the place of a table while the rest of the page is put in order. */
function standIn(fragments: readonly Fragment[]): Fragment {
  const box = boxOf(fragments);
  const first = fragments[0]!;
  return { ...first, ...box, pieces: [], baseline: box.bottom };
}

function putBack(
  fragments: readonly Fragment[],
  tables: ReadonlyMap<Fragment, RuledTable>,
): Region[] {
  const regions: Region[] = [];
  let rest = [...fragments].sort((upper, lower) => upper.top - lower.top);
  for (const fragment of rest.filter((one) => tables.has(one))) {
    const at = rest.indexOf(fragment);
    if (at > 0) regions.push({ kind: 'column', fragments: rest.slice(0, at) });
    regions.push({ kind: 'table', rows: tables.get(fragment)!.rows, box: boxOf([fragment]) });
    rest = rest.slice(at + 1);
  }
  if (rest.length > 0) regions.push({ kind: 'column', fragments: rest });
  return regions;
}

/** Consecutive bands of a page that have the same gutters. */
interface Group {
  bands: Fragment[][];
  fragments: Fragment[];
  gutters: Interval[];
  bottom: number;
}

function cut(fragments: Fragment[], options: LayoutOptions, depth: number): Region[] {
  if (fragments.length === 0) return [];
  if (depth >= deepest || fragments.length === 1) return [{ kind: 'column', fragments }];
  const groups = groupBands(splitIntoBands(fragments));
  const regions: Region[] = [];
  let plain: Fragment[] = [];
  const flush = () => {
    if (plain.length > 0) regions.push({ kind: 'column', fragments: plain });
    plain = [];
  };
  for (const group of groups) {
    const parts = splitGroup(group, options, depth);
    if (!parts) plain.push(...group.fragments);
    else {
      flush();
      regions.push(...parts);
    }
  }
  flush();
  return regions;
}

function groupBands(bands: readonly Fragment[][]): Group[] {
  const groups: Group[] = [];
  const all = bands.flat();
  const look = { size: sizeOf(all), box: boxOf(all) };
  for (const band of bands) {
    const group = groups.at(-1);
    const over = groups.every(({ bands }) => bands.length === 1 && isAcross(bands[0]!, look));
    const across = over && isAcross(band, look);
    const joined = group && !across && joinBand(group, band);
    if (joined) groups[groups.length - 1] = joined;
    // No column goes on beside a title, so it has no gutter.
    else if (across) groups.push({ ...toGroup(band), gutters: [] });
    else groups.push(takeLinesAbove(groups, band));
  }
  return groups;
}

/**
 * A group that begins with a band of two columns, and with the lines right above it that are of its
 * right column alone, because a heading begins the left one. They are taken from the group before.
 */
function takeLinesAbove(groups: Group[], band: Fragment[]): Group {
  let group = toGroup(band);
  for (let above = groups.at(-1); above && above.bands.length > 1; above = groups.at(-1)) {
    const line = above.bands.at(-1)!;
    const inner = interior(group.gutters, group.fragments);
    const gutter = inner.findLast(({ end }) => line.every((fragment) => fragment.x0 >= end));
    const below = group.bands[0]!.filter((fragment) => gutter && fragment.x0 >= gutter.end);
    const near = topOf(below) - bottomOf(line) < sizeOf(line) * lineGap;
    if (!near || Math.abs(sizeOf(line) - sizeOf(below)) > 1) return group;
    const joined = joinBand(toGroup(line), group.bands[0]!);
    if (!joined) return group;
    group = group.bands.slice(1).reduce((all, next) => joinBand(all, next) ?? all, joined);
    groups[groups.length - 1] = above.bands
      .slice(1, -1)
      .reduce((all, next) => joinBand(all, next) ?? all, toGroup(above.bands[0]!));
  }
  return group;
}

/** The white space between two lines of a paragraph is narrower than this share of the type size. */
const lineGap = 0.8;

/** A title is set larger than the text, by this at least. */
const titleType = 1.25;

/** Whether a line of large type stands in the middle over the columns, if only over one of them. */
function isAcross(band: readonly Fragment[], { size, box }: { size: number; box: Box }): boolean {
  const [title] = band;
  if (band.length !== 1 || !title || title.size < size * titleType) return false;
  const aside = Math.abs(title.x0 + title.x1 - box.x0 - box.x1) / 2;
  return aside < (box.x1 - box.x0) * 0.06 && title.x0 > box.x0 + title.size;
}

const bottomOf = (fragments: readonly Fragment[]): number =>
  fragments.reduce((bottom, fragment) => Math.max(bottom, fragment.bottom), 0);
const topOf = (fragments: readonly Fragment[]): number =>
  fragments.reduce((top, fragment) => Math.min(top, fragment.top), Number.POSITIVE_INFINITY);

function sizeOf(fragments: readonly Fragment[]): number {
  const sizes = fragments.map((fragment) => fragment.size).sort((left, right) => left - right);
  return sizes[Math.floor(sizes.length / 2)] ?? 10;
}

function toGroup(band: Fragment[]): Group {
  const narrowest = sizeOf(band) * narrowestGutter;
  return {
    bands: [band],
    fragments: band,
    gutters: freeIntervals(band).filter(({ start, end }) => end - start >= narrowest),
    bottom: bottomOf(band),
  };
}

/** The group with one more band, or undefined where that would close every gutter it has. */
function joinBand(group: Group, band: Fragment[]): Group | undefined {
  const next = toGroup(band);
  const size = Math.min(sizeOf(group.fragments), sizeOf(band));
  const gap = topOf(band) - group.bottom;
  if (gap > Math.max(tallGap, size * tallGapShare)) return undefined;
  const fragments = [...group.fragments, ...band];
  const gutters = intersect(group.gutters, next.gutters, size * narrowestGutter);
  const had = interior(group.gutters, group.fragments).length;
  const brings = interior(next.gutters, band).length;
  const has = interior(gutters, fragments).length;
  if ((had > 0 || brings > 0) && has === 0) return undefined;
  // A table under two columns has more gutters than they: it begins anew.
  return {
    bands: [...group.bands, band],
    fragments,
    gutters,
    bottom: Math.max(group.bottom, next.bottom),
  };
}

function splitGroup(group: Group, options: LayoutOptions, depth: number): Region[] | undefined {
  const gutters = withoutMarkers(
    interior(group.gutters, group.fragments),
    group.fragments,
    options.rightToLeft,
  );
  if (gutters.length === 0) return undefined;
  const columns = splitAtGutters(group.fragments, gutters);
  const table = splitTable(group, gutters, options);
  if (table) return table;
  if (!areColumns(columns)) return undefined;
  const ordered = options.rightToLeft ? columns.reverse() : columns;
  return ordered.flatMap((column) => cut(column, options, depth + 1));
}

/** A table, with what stands over it in a line of its own. */
function splitTable(
  { bands, fragments }: Group,
  gutters: readonly Interval[],
  options: LayoutOptions,
): Region[] | undefined {
  // A table that was found already stands in the way of another.
  if (fragments.some((fragment) => fragment.pieces.length === 0)) return undefined;
  const start = Math.max(
    0,
    bands.findIndex((band) => band.length > 1),
  );
  const body = bands.slice(start);
  const rows = readAlignedTable(body, gutters, options);
  if (!rows) return undefined;
  const head = bands.slice(0, start).flat();
  const table: Region = { kind: 'table', rows, box: boxOf(body.flat()) };
  return head.length > 0 ? [{ kind: 'column', fragments: head }, table] : [table];
}

const marker = /^(?:[•●○◦▪■□‣⁃➢➤►▶✓✔❖◆◇⬧·∙*–—-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)])$/u;

/** The gutters but those between the markers of a list and its items. */
function withoutMarkers(
  gutters: readonly Interval[],
  fragments: readonly Fragment[],
  rightToLeft: boolean,
): Interval[] {
  const columns = splitAtGutters(fragments, gutters);
  return gutters.filter((_, index) => {
    const first = columns[rightToLeft ? index + 1 : index]!;
    return !first.every((fragment) => marker.test(textOf(fragment.pieces)));
  });
}

/** One line beside another is a line with a gap; columns have several. */
function areColumns(columns: readonly Fragment[][]): boolean {
  return columns.filter((column) => countBaselines(column) >= 2).length >= 2;
}

function countBaselines(fragments: readonly Fragment[]): number {
  return new Set(fragments.map((fragment) => Math.round(fragment.baseline / 3))).size;
}

export function boxOf(boxes: readonly Box[]): Box {
  const box = { x0: Infinity, x1: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x0, x1, top, bottom } of boxes) {
    box.x0 = Math.min(box.x0, x0);
    box.x1 = Math.max(box.x1, x1);
    box.top = Math.min(box.top, top);
    box.bottom = Math.max(box.bottom, bottom);
  }
  return box;
}
