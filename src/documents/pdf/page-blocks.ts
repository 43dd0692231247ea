import type { BlockKind } from '../../protocol.ts';
import { readCode } from './code-lines.ts';
import type { Fragment } from './fragment.ts';
import { findMarkers, type ListMarker } from './list-markers.ts';
import type { PageLayers } from './page-layers.ts';
import { splitParagraphs } from './paragraphs.ts';
import { type Box, boxOf, orderRegions } from './reading-order.ts';
import { isHeaderRow } from './table-header.ts';
import type { TableRow } from './tables.ts';
import { buildLines, type Line } from './text-line.ts';

/** A block of a page before the document as a whole has been looked at. */
export interface PageBlock {
  kind: BlockKind;
  page: number;
  /** Index of the column or table that it is part of, in reading order. */
  region: number;
  lines: Line[];
  /** Of a table row, each with its lines. */
  cells?: Line[][];
  /** Of code, as laid out. */
  code?: string;
  header?: boolean;
  label?: string;
  level?: number;
  marker?: ListMarker;
  box: Box;
}

/** A page's blocks in reading order: table rows, code, items and paragraphs. */
export function readPageBlocks(layers: PageLayers, furniture: ReadonlySet<Fragment>): PageBlock[] {
  const { number: page, rightToLeft, rulings } = layers;
  const fragments = layers.fragments.filter((fragment) => !furniture.has(fragment));
  const regions = orderRegions(fragments, { rightToLeft, rulings });
  const blocks = regions.flatMap((region, index): PageBlock[] => {
    const common = { page, region: index };
    if (region.kind === 'table') return readRows(region.rows, common, rightToLeft);
    return readColumn(buildLines(region.fragments, rightToLeft), common, rightToLeft);
  });
  const turned = layers.turned.flatMap((layer, index) => {
    const lines = buildLines(layer, false);
    return readColumn(lines, { page, region: regions.length + index }, false).map(
      (block): PageBlock => ({ ...block, kind: 'aside' }),
    );
  });
  return [...blocks, ...turned];
}

type Common = Pick<PageBlock, 'page' | 'region'>;

function readColumn(lines: readonly Line[], common: Common, rightToLeft: boolean): PageBlock[] {
  const markers = findMarkers(lines);
  return splitParagraphs(lines, markers, rightToLeft).map((paragraph): PageBlock => {
    const box = boxOf(paragraph);
    const code = readCode(paragraph);
    if (code !== undefined) return { ...common, kind: 'code', lines: paragraph, code, box };
    const marker = markers.get(paragraph[0]!);
    return marker
      ? { ...common, kind: 'list-item', lines: paragraph, marker, level: 1, box }
      : { ...common, kind: 'paragraph', lines: paragraph, box };
  });
}

function readRows(rows: readonly TableRow[], common: Common, rightToLeft: boolean): PageBlock[] {
  const lined = rows.map(({ cells }) => cells.map((cell) => buildLines(cell, rightToLeft)));
  const header = isHeaderRow(lined);
  return lined.map((cells, index): PageBlock => {
    const lines = cells.flat();
    return {
      ...common,
      kind: 'table-row',
      lines,
      cells,
      ...(index === 0 && header ? { header: true } : {}),
      box: boxOf(lines),
    };
  });
}
