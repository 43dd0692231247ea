import type { Block, DocumentContent, QuotePlace, Range } from '../src/protocol.ts';
import { createElement } from './create-element.ts';

/**
 * Renders parts of a document, from the first to the last, in its own structure, with what was quoted
 * in `<mark>`, or what comes nearest in an outline. A quoted range may begin and end anywhere, also in
 * different blocks; it gets one `<mark>` in each block that it touches.
 */
export class DocumentRenderer {
  readonly #quoted: readonly Range[];
  readonly #create: (text: string) => HTMLElement;
  readonly #outline = new Outline();

  constructor({ spans, near }: Pick<QuotePlace, 'spans' | 'near'>) {
    const isQuote = spans.length > 0;
    this.#quoted = isQuote || !near ? spans : [near];
    this.#create = (text) =>
      isQuote ? createElement('mark', {}, text) : createElement('span', { class: 'near' }, text);
  }

  render({ text, from, blocks }: DocumentContent): HTMLElement[] {
    const read: ReadText = (range) => text.slice(range.start - from, range.end - from);
    const render: RenderRange = (range) => this.#renderRange(read, range);
    const elements: HTMLElement[] = [];
    let group: Block[] = [];
    blocks.forEach((block, index) => {
      group.push(block);
      if (blocks[index + 1]?.kind === block.kind && isGrouped(block)) return;
      elements.push(renderGroup(group, read, render, this.#outline));
      group = [];
    });
    return elements;
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

const isGrouped = ({ kind }: Block) => kind === 'list-item' || kind === 'table-row';

function renderGroup(group: Block[], read: ReadText, render: RenderRange, outline: Outline) {
  const [block] = group as [Block];
  switch (block.kind) {
    case 'heading':
      return createElement(outline.elementFor(block.level ?? 1), {}, ...render(block));
    case 'list-item':
      return createElement('ul', {}, ...group.map((item) => renderItem(item, render)));
    case 'table-row':
      return renderTable(group, read, render);
    case 'code':
      return createElement('pre', {}, createElement('code', {}, ...render(block)));
    case 'footnote':
      return createElement('p', { class: 'footnote' }, ...renderLabel(block), ...render(block));
    case 'aside':
      return createElement('div', { class: 'aside', role: 'note' }, ...render(block));
    case 'paragraph':
      return createElement('p', {}, ...render(block));
  }
}

const renderLabel = ({ label }: Block): Node[] =>
  label ? [createElement('span', { class: 'label' }, label), new Text(' ')] : [];

function renderItem(item: Block, render: RenderRange): HTMLElement {
  const depth = String(Math.min(item.level ?? 1, 4));
  const attributes = { 'data-depth': depth, class: item.label ? 'labelled' : undefined };
  return createElement(
    'li',
    attributes as Record<string, string>,
    ...renderLabel(item),
    ...render(item),
  );
}

/** The cells of a row stand in its text with tabs between them. */
function renderTable(rows: Block[], read: ReadText, render: RenderRange): HTMLElement {
  const table = createElement('table');
  for (const row of rows) {
    const cells = splitCells(read, row).map((cell) =>
      createElement(row.header ? 'th' : 'td', {}, ...render(cell)),
    );
    table.append(createElement('tr', {}, ...cells));
  }
  return createElement('div', { class: 'table' }, table);
}

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
