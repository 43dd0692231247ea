import { html, raw } from 'hono/html';
import type { Block, DocumentContent, QuotePlace, Range } from '../protocol.ts';
import { renderPage } from './render-page.ts';

type Html = ReturnType<typeof html>;

export interface PageOptions {
  content: DocumentContent;
  /** Path of the page of the version that is searched now. */
  currentPath?: string;
  /** The quote that the link names, as this revision has it. */
  quote?: QuotePlace;
  /** Path of the page of the revision that was quoted, where this is another. */
  asQuoted?: string;
  /** The same in the current revision, where this is an earlier one. */
  inCurrent?: QuotePlace;
}

/**
 * The page of a document, readable without script. Whatever of the quote's spans, in any order, stands
 * in a block or between two is marked, and nothing else; of a quote that does not stand here the
 * nearest block is outlined. The first of it has the id `quote`, so that the fragment `#quote` brings
 * it into view.
 */
export function renderDocumentPage(options: PageOptions): string {
  const { quote } = options;
  const { title, text, blocks, uri } = options.content;
  // Most documents show their own title; the page then needs no other.
  const showsTitle = blocks.some(
    (block) => block.kind === 'heading' && text.slice(block.start, block.end).trim() === title,
  );
  const main = renderBlocks(blocks, new Marker(text, quote), showsTitle);
  return renderPage(title, {
    where: html` · ${uri}`,
    body: html`${renderNotice(options)}
<main>
${showsTitle ? '' : html`<h1>${title}</h1>`}
${main}
</main>`,
  });
}

export const documentPath = (id: string): string => `/documents/${encodeURIComponent(id)}`;

function renderNotice(options: PageOptions): Html | string {
  const { content, quote, asQuoted, inCurrent } = options;
  const current = inCurrent?.url ?? options.currentPath ?? documentPath(content.id);
  if (asQuoted && quote) {
    const link = html`<a href="${asQuoted}">See it as it was quoted.</a>`;
    return quote.spans.length > 0
      ? html`<aside class="notice">The quote was taken from an earlier version. It stands in this one too. ${link}</aside>`
      : html`<aside class="notice">The quote was taken from an earlier version, and no longer stands in this
one. This is the place that comes nearest. ${link}</aside>`;
  }
  if (content.current) return '';
  const said = html`The document has changed since. This is the version that the quote was taken from.`;
  if (!inCurrent) {
    return html`<aside class="notice">${said} <a href="${current}">Read the current version.</a></aside>`;
  }
  return inCurrent.spans.length > 0
    ? html`<aside class="notice">${said} <a href="${current}">See the quote in the current version.</a></aside>`
    : html`<aside class="notice">${said} The quote no longer stands in the current version.
<a href="${current}">See the place that comes nearest.</a></aside>`;
}

function renderBlocks(blocks: Block[], marker: Marker, showsTitle: boolean): Html[] {
  const outline = new Outline(showsTitle ? 0 : 1);
  const parts: Html[] = [];
  let group: Html[] = [];
  blocks.forEach((block, index) => {
    const next = blocks[index + 1];
    const content = renderContent(block, marker, next?.start ?? block.end);
    if (block.kind !== 'list-item' && block.kind !== 'table-row') {
      parts.push(wrap(block, content, outline));
      return;
    }
    group.push(block.kind === 'list-item' ? wrapItem(block, content) : html`<tr>${content}</tr>`);
    if (next?.kind === block.kind) return;
    parts.push(block.kind === 'list-item' ? html`<ul>${group}</ul>` : wrapRows(group));
    group = [];
  });
  return parts.map((part) => html`${part}\n`);
}

function renderContent(block: Block, marker: Marker, gapEnd: number): Html[] {
  if (block.kind !== 'table-row') return marker.render(block, gapEnd);
  return splitCells(marker.text, block).map((cell) => {
    const content = marker.render(cell, cell.end === block.end ? gapEnd : cell.end + 1);
    return block.header ? html`<th>${content}</th>` : html`<td>${content}</td>`;
  });
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
    default:
      return html`<p>${content}</p>`;
  }
}

function wrapHeading(rank: number, content: Html[]): Html {
  const name = `h${Math.min(rank, 6)}`;
  return html`${raw(`<${name}>`)}${content}${raw(`</${name}>`)}`;
}

function wrapItem(item: Block, content: Html[]): Html {
  const names = [`depth-${Math.min(item.level ?? 1, 4)}`, ...(item.label ? ['labelled'] : [])];
  return html`<li class="${names.join(' ')}">${renderLabel(item)}${content}</li>`;
}

const wrapRows = (rows: Html[]): Html => html`<div class="table"><table>${rows}</table></div>`;

const renderLabel = ({ label }: Block): Html | string =>
  label ? html`<span class="label">${label}</span> ` : '';

/** The cells of a row stand in its text with tabs between them. */
function splitCells(text: string, row: Range): Range[] {
  let start = row.start;
  return text
    .slice(row.start, row.end)
    .split('\t')
    .map((cell) => {
      const range = { start, end: start + cell.length };
      start = range.end + 1;
      return range;
    });
}

/** Puts what was quoted into marks, piece by piece as the page is written. */
class Marker {
  readonly text: string;
  readonly #ranges: Range[];
  /** What is shown is not the quote, only near it. */
  readonly #isNear: boolean;
  #marked = false;

  constructor(text: string, quote: QuotePlace | undefined) {
    this.text = text;
    this.#isNear = !quote?.spans.length;
    this.#ranges = mergeRanges(quote?.spans.length ? quote.spans : [quote?.near ?? []].flat());
  }

  /**
   * The text of a range. Of the gap that follows it, up to `gapEnd`, only what is quoted: browsers
   * fold that white space away, and the marks together hold the whole quote.
   */
  render(range: Range, gapEnd: number): Html[] {
    const pieces: Html[] = [];
    let end = range.start;
    for (const quote of this.#ranges) {
      const from = Math.max(quote.start, end);
      const to = Math.min(quote.end, gapEnd);
      if (from >= to) continue;
      pieces.push(html`${this.text.slice(end, from)}${this.#mark(this.text.slice(from, to))}`);
      end = to;
    }
    if (end < range.end) pieces.push(html`${this.text.slice(end, range.end)}`);
    return pieces;
  }

  #mark(text: string): Html {
    // A fragment that leads to white space would lead nowhere.
    const isFirst = !this.#marked && text.trim() !== '';
    this.#marked ||= isFirst;
    const id = isFirst ? raw(' id="quote"') : '';
    return this.#isNear
      ? html`<span class="near"${id}>${text}</span>`
      : html`<mark${id}>${text}</mark>`;
  }
}

/** Sorted, and without overlaps: a character that is quoted twice is marked once. */
function mergeRanges(ranges: Range[]): Range[] {
  const merged: Range[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (start >= end) continue;
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** Documents skip heading levels; the page's outline does not. */
class Outline {
  readonly #base: number;
  readonly #levels: number[] = [];

  constructor(base: number) {
    this.#base = base;
  }

  rank(level: number): number {
    while ((this.#levels.at(-1) ?? 0) >= level) this.#levels.pop();
    this.#levels.push(level);
    return this.#base + this.#levels.length;
  }
}
