import type { Block, DocumentContent, QuotePlace, Range } from '../src/protocol.ts';
import { createElement } from './create-element.ts';

/** Words for what is not a part of the text. */
export interface Names {
  table: string;
  page(page: number): string;
}

/**
 * Renders parts of a document, from the first to the last, in its own structure, with what was quoted
 * in `<mark>`, or what comes nearest in an outline. A quoted range may begin and end anywhere, also in
 * different blocks; it gets one `<mark>` in each block that it touches.
 */
export class DocumentRenderer {
  readonly #quoted: readonly Range[];
  readonly #create: (text: string) => HTMLElement;
  readonly #outline = new Outline();
  readonly #names: Names;
  #page: number | null | undefined;

  constructor({ spans, near }: Pick<QuotePlace, 'spans' | 'near'>, names: Names) {
    const isQuote = spans.length > 0;
    this.#quoted = isQuote || !near ? spans : [near];
    this.#create = (text) =>
      isQuote ? createElement('mark', {}, text) : createElement('span', { class: 'near' }, text);
    this.#names = names;
  }

  /** The page that the text has come to. */
  get page(): number | null {
    return this.#page ?? null;
  }

  render({ text, from, blocks }: DocumentContent): HTMLElement[] {
    const read: ReadText = (range) => text.slice(range.start - from, range.end - from);
    const render: RenderRange = (range) => this.#renderRange(read, range);
    // What stands above the first page that is shown is not known.
    this.#page ??= from === 0 ? 1 : (blocks.find(({ page }) => page !== null)?.page ?? null);
    const elements: HTMLElement[] = [];
    let group: Piece[] = [];
    blocks.forEach((block, index) => {
      group.push({ block, rule: this.#turnTo(block.page) });
      if (belongsTo(block, blocks[index + 1])) return;
      elements.push(...renderGroup(group, { read, render, names: this.#names }, this.#outline));
      group = [];
    });
    return elements;
  }

  #turnTo(page: number | null): string | undefined {
    if (page === null || page === this.#page) return undefined;
    this.#page = page;
    return this.#names.page(page);
  }

  #renderRange(read: ReadText, range: Range): Node[] {
    const nodes: Node[] = [];
    let { start } = range;
    for (const quoted of this.#quoted) {
      const from = Math.max(quoted.start, start);
      const to = Math.min(quoted.end, range.end);
      if (from >= to) continue;
      nodes.push(
        new Text(read({ start, end: from })),
        this.#create(read({ start: from, end: to })),
      );
      start = to;
    }
    nodes.push(new Text(read({ start, end: range.end })));
    return nodes;
  }
}

type ReadText = (range: Range) => string;
type RenderRange = (range: Range) => Node[];

interface Piece {
  block: Block;
  /** Stands before it where it begins a page. */
  rule: string | undefined;
}

interface Rendering {
  read: ReadText;
  render: RenderRange;
  names: Names;
}

/** Rows of one table and items of one list; a header that comes after rows begins another table. */
function belongsTo(block: Block, next: Block | undefined): boolean {
  if (next?.kind !== block.kind) return false;
  if (block.kind === 'table-row') return !next.header || block.header === true;
  return block.kind === 'list-item';
}

export const createPageRule = (rule: string): HTMLElement =>
  createElement('p', { class: 'page-rule', dir: 'auto' }, rule);

function renderGroup(group: Piece[], rendering: Rendering, outline: Outline): HTMLElement[] {
  const [{ block, rule }] = group as [Piece];
  const { render } = rendering;
  if (block.kind === 'table-row') return [renderTable(group, rendering)];
  if (block.kind === 'list-item') {
    return [createElement('ul', {}, ...group.flatMap((item) => renderItem(item, render)))];
  }
  const element = renderBlock(block, render, outline);
  return rule === undefined ? [element] : [createPageRule(rule), element];
}

function renderBlock(block: Block, render: RenderRange, outline: Outline): HTMLElement {
  switch (block.kind) {
    case 'heading':
      return createElement(outline.elementFor(block.level ?? 1), {}, ...render(block));
    case 'code':
      return createElement('pre', {}, createElement('code', {}, ...render(block)));
    case 'footnote':
      return createElement('p', { class: 'footnote' }, ...renderLabel(block), ...render(block));
    case 'aside':
      return createElement('div', { class: 'aside', role: 'note' }, ...render(block));
    case 'caption':
      return createElement('p', { class: 'caption' }, ...render(block));
    default:
      return createElement('p', {}, ...render(block));
  }
}

const renderLabel = ({ label }: Block): Node[] =>
  label ? [createElement('span', { class: 'label' }, label), new Text(' ')] : [];

function renderItem({ block, rule }: Piece, render: RenderRange): HTMLElement[] {
  const depth = String(Math.min(block.level ?? 1, 4));
  const item = createElement(
    'li',
    { 'data-depth': depth, class: block.label ? 'labelled' : undefined },
    ...renderLabel(block),
    ...render(block),
  );
  return rule === undefined ? [item] : [createElement('li', { class: 'page-rule' }, rule), item];
}

/** Scrolls in its box, which a keyboard can do where it has the focus. */
function renderTable(rows: Piece[], { read, render, names }: Rendering): HTMLElement {
  const rowsOf = rows.map(({ block, rule }) => {
    const cells = splitCells(read, block).map((cell) => {
      const isName = block.header && read(cell).trim() !== '';
      const attributes = isName ? { scope: 'col' } : {};
      return createElement(isName ? 'th' : 'td', attributes, ...render(cell));
    });
    return { block, rule, cells };
  });
  const colspan = String(Math.max(...rowsOf.map(({ cells }) => cells.length)));
  const head = createElement('thead');
  const body = createElement('tbody');
  for (const { block, rule, cells } of rowsOf) {
    const section = block.header && !body.hasChildNodes() ? head : body;
    if (rule !== undefined) {
      const cell = createElement('td', { colspan }, rule);
      section.append(createElement('tr', { class: 'page-rule' }, cell));
    }
    section.append(createElement('tr', {}, ...cells));
  }
  const sections = [head, body].filter((section) => section.hasChildNodes());
  const attributes = { class: 'table', role: 'group', 'aria-label': names.table, tabindex: '0' };
  return createElement('div', attributes, createElement('table', {}, ...sections));
}

/** The cells of a row stand in its text with tabs between them. */
function splitCells(read: ReadText, row: Range): Range[] {
  const cells: Range[] = [];
  let start = row.start;
  for (const cell of read(row).split('\t')) {
    cells.push({ start, end: start + cell.length });
    start += cell.length + 1;
  }
  return cells;
}

/** Documents skip heading levels; what a screen reader is given does not. */
class Outline {
  readonly #levels: number[] = [];

  elementFor(level: number): 'h3' | 'h4' | 'h5' | 'h6' {
    while ((this.#levels.at(-1) ?? 0) >= level) this.#levels.pop();
    this.#levels.push(level);
    return `h${Math.min(this.#levels.length + 2, 6) as 3 | 4 | 5 | 6}`;
  }
}
