import type { Block, DocumentContent, Range } from '../src/protocol.ts';
import { createElement } from './create-element.ts';

/**
 * Renders a document in its own structure, with the quoted ranges in `<mark>`. A range may begin
 * and end anywhere, also in different blocks; it gets one `<mark>` in each block that it touches.
 */
export function renderDocument(content: DocumentContent, quotes: Range[]): HTMLElement[] {
  const render = (range: Range) => renderRange(content.text, range, quotes);
  const outline = new Outline();
  const elements: HTMLElement[] = [];
  let group: Block[] = [];
  content.blocks.forEach((block, index) => {
    group.push(block);
    if (content.blocks[index + 1]?.kind === block.kind && isGrouped(block)) return;
    elements.push(renderGroup(group, content.text, render, outline));
    group = [];
  });
  return elements;
}

type RenderRange = (range: Range) => Node[];

const isGrouped = ({ kind }: Block) => kind === 'list-item' || kind === 'table-row';

function renderGroup(group: Block[], text: string, render: RenderRange, outline: Outline) {
  const [block] = group as [Block];
  switch (block.kind) {
    case 'heading':
      return createElement(outline.elementFor(block.level ?? 1), {}, ...render(block));
    case 'list-item':
      return createElement('ul', {}, ...group.map((item) => renderItem(item, render)));
    case 'table-row':
      return renderTable(group, text, render);
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
function renderTable(rows: Block[], text: string, render: RenderRange): HTMLElement {
  const table = createElement('table');
  for (const row of rows) {
    const cells = splitCells(text, row).map((cell) =>
      createElement(row.header ? 'th' : 'td', {}, ...render(cell)),
    );
    table.append(createElement('tr', {}, ...cells));
  }
  return createElement('div', { class: 'table' }, table);
}

function splitCells(text: string, row: Range): Range[] {
  const cells: Range[] = [];
  let start = row.start;
  for (const cell of text.slice(row.start, row.end).split('\t')) {
    cells.push({ start, end: start + cell.length });
    start += cell.length + 1;
  }
  return cells;
}

function renderRange(text: string, range: Range, quotes: Range[]): Node[] {
  const nodes: Node[] = [];
  let end = range.start;
  for (const quote of quotes) {
    const from = Math.max(quote.start, end);
    const to = Math.min(quote.end, range.end);
    if (from >= to) continue;
    nodes.push(new Text(text.slice(end, from)), createElement('mark', {}, text.slice(from, to)));
    end = to;
  }
  nodes.push(new Text(text.slice(end, range.end)));
  return nodes;
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
