import { html, raw } from 'hono/html';
import type { Block, Range } from '../../protocol.ts';
import { Outline } from './outline.ts';
import type { QuoteMarker } from './quote-marker.ts';

type Html = ReturnType<typeof html>;

export interface BlockOptions {
  marker: QuoteMarker;
  /** Whether the document's own headings are the page's, the title among them. */
  showsTitle: boolean;
  /** Rows of names for a table that goes on at the start. */
  columnNames: readonly string[];
  /** What a boundary between two pages says; the first page of all has none. */
  nameOf: (page: number) => string;
}

/** A block and what of its row, item or paragraph is shown. */
interface Piece {
  block: Block;
  content: Html[];
  /** Stands before it where it begins a page. */
  rule: string | undefined;
}

/** Blocks in their structure: lists and tables are put together, and pages are told apart. */
export function renderBlocks(blocks: readonly Block[], options: BlockOptions): Html[] {
  const outline = new Outline(options.showsTitle ? 0 : 1);
  const parts: Html[] = [];
  let group: Piece[] = [];
  const pieces = [...options.columnNames.map(namesPiece), ...piecesOf(blocks, options)];
  pieces.forEach((piece, index) => {
    group.push(piece);
    if (belongsTo(piece.block, pieces[index + 1]?.block)) return;
    parts.push(wrapGroup(group, outline));
    group = [];
  });
  return parts.map((part) => html`${part}\n`);
}

function piecesOf(blocks: readonly Block[], { marker, nameOf }: BlockOptions): Piece[] {
  let page: number | null = 1;
  return blocks.map((block, index) => {
    const begins = block.page !== null && block.page !== page;
    page = block.page ?? page;
    const content = renderContent(block, marker, blocks[index + 1]?.start ?? block.end);
    return { block, content, rule: begins ? nameOf(block.page!) : undefined };
  });
}

/** A row that stands in another part; it is repeated and never marked. */
function namesPiece(names: string): Piece {
  const block = { kind: 'table-row', header: true, start: 0, end: 0 } as const;
  const content = names
    .split('\t')
    .map((name) => (name.trim() === '' ? html`<td></td>` : html`<th scope="col">${name}</th>`));
  return { block: { ...block, section: [], page: null }, content, rule: undefined };
}

/** Rows of one table and items of one list; a header that comes after rows begins another table. */
function belongsTo(block: Block, next: Block | undefined): boolean {
  if (next?.kind !== block.kind) return false;
  if (block.kind === 'table-row') return !next.header || block.header === true;
  return block.kind === 'list-item';
}

function renderContent(block: Block, marker: QuoteMarker, gapEnd: number): Html[] {
  if (block.kind !== 'table-row') return marker.render(block, gapEnd);
  return splitCells(marker.read(block), block).map((cell) => {
    const content = marker.render(cell, cell.end === block.end ? gapEnd : cell.end + 1);
    const names = block.header && marker.read(cell).trim() !== '';
    return names ? html`<th scope="col">${content}</th>` : html`<td>${content}</td>`;
  });
}

function wrapGroup(group: Piece[], outline: Outline): Html {
  const [{ block, content, rule }] = group as [Piece];
  if (block.kind === 'list-item') return html`<ul>${group.map(wrapItem)}</ul>`;
  if (block.kind === 'table-row') return wrapRows(group);
  return html`${rule === undefined ? '' : html`<p class="page-rule" dir="auto" lang="en">${rule}</p>\n`}${wrap(block, content, outline)}`;
}

function wrap(block: Block, content: Html[], outline: Outline): Html {
  switch (block.kind) {
    case 'heading':
      return wrapHeading(outline.rank(block.level ?? 1), content);
    case 'code':
      return html`<pre><code>${content}</code></pre>`;
    case 'footnote':
      return html`<p class="footnote">${renderLabel(block)}${content}</p>`;
    case 'aside':
      return html`<div class="aside" role="note">${content}</div>`;
    case 'caption':
      return html`<p class="caption">${content}</p>`;
    default:
      return html`<p>${content}</p>`;
  }
}

function wrapHeading(rank: number, content: Html[]): Html {
  const name = `h${Math.min(rank, 6)}`;
  return html`${raw(`<${name}>`)}${content}${raw(`</${name}>`)}`;
}

function wrapItem({ block, content, rule }: Piece): Html {
  const names = [`depth-${Math.min(block.level ?? 1, 4)}`, ...(block.label ? ['labelled'] : [])];
  const item = html`<li class="${names.join(' ')}">${renderLabel(block)}${content}</li>`;
  return rule === undefined ? item : html`<li class="page-rule">${rule}</li>${item}`;
}

/** A table scrolls in its box, which a keyboard can do where it has the focus. */
function wrapRows(rows: Piece[]): Html {
  const columns = rows.reduce((most, { content }) => Math.max(most, content.length), 1);
  const wrapRow = ({ content, rule }: Piece) => {
    const row = html`<tr>${content}</tr>`;
    if (rule === undefined) return row;
    return html`<tr class="page-rule"><td colspan="${columns}">${rule}</td></tr>${row}`;
  };
  const body = rows.findIndex(({ block }) => !block.header);
  const header = rows.slice(0, body < 0 ? rows.length : body).map(wrapRow);
  const rest = body < 0 ? [] : rows.slice(body).map(wrapRow);
  const head = header.length > 0 ? html`<thead>${header}</thead>` : '';
  const tail = rest.length > 0 ? html`<tbody>${rest}</tbody>` : '';
  return html`<div class="table" role="group" aria-label="Table" tabindex="0"><table>${head}${tail}</table></div>`;
}

const renderLabel = ({ label }: Block): Html | string =>
  label ? html`<span class="label">${label}</span> ` : '';

/** The cells of a row stand in its text with tabs between them. */
function splitCells(text: string, row: Range): Range[] {
  let start = row.start;
  return text.split('\t').map((cell) => {
    const range = { start, end: start + cell.length };
    start = range.end + 1;
    return range;
  });
}
