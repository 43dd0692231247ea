import type { Citation, Range } from '../src/protocol.ts';
import { createElement, notOurs } from './create-element.ts';
import type { Language } from './language.ts';
import { describePages } from './page-words.ts';
import { formatNumber } from './wording.ts';

/** A quote in the quotation marks of the interface, with the words marked that answer. */
export function createQuote(
  citation: Citation,
  { messages }: Language,
  name: string,
): HTMLQuoteElement {
  const [open = '', close = ''] = messages.quoted.split('{quote}');
  // Its direction is its own text's. The marks are set by the style sheet, as they are not quoted.
  const attributes = { class: name, ...notOurs, 'data-open': open, 'data-close': close };
  return createElement('blockquote', attributes, ...renderQuote(citation));
}

/** One line: number, document, section and page. */
export function renderPlace(citation: Citation, language: Language): Node[] {
  const { number, document, section } = citation;
  const words = [document.title, section.join(' › '), describePages(citation, language)];
  const parts = words.filter(Boolean).map((text) => {
    const clipped = createElement('span', { class: 'clipped', dir: 'auto' }, text);
    return createElement('span', { class: 'part' }, clipped);
  });
  // The spaces are for screen readers, which would run the words together.
  return [
    new Text(' '),
    createElement('span', { class: 'number' }, formatNumber(language, number)),
    new Text(' '),
    createElement('span', { class: 'parts' }, ...parts.flatMap((part) => [part, new Text(' ')])),
  ];
}

/** Lines with tabs in them are rows of a table, and shown so. */
function renderQuote({ quote, spans, highlights = [] }: Citation): Node[] {
  const marked = highlightsInQuote(quote, spans, highlights);
  if (!row.test(quote)) return renderMarked(quote, { start: 0, end: quote.length }, marked);
  return cut(quote, '\n', { start: 0, end: quote.length }).flatMap((line, index) => {
    const between = index > 0 ? [new Text('\n')] : [];
    if (!row.test(quote.slice(line.start, line.end))) {
      return [...between, ...renderMarked(quote, line, marked)];
    }
    const cells = cut(quote, '\t', line);
    const name = cells.length > mostColumns ? 'row wide' : 'row';
    const nodes = cells.flatMap((cell, number) => [
      ...(number > 0 ? [new Text('\t')] : []),
      createElement('span', { class: 'cell' }, ...renderMarked(quote, cell, marked)),
    ]);
    return [...between, createElement('span', { class: name }, ...nodes)];
  });
}

/** What is indented by tabs alone is no row. */
const row = /[^\t\n]\t.*[^\t\n]/;
/** More do not stand beside each other in a card. */
const mostColumns = 4;

function cut(text: string, separator: string, { start, end }: Range): Range[] {
  let from = start;
  return text
    .slice(start, end)
    .split(separator)
    .map((part) => {
      const range = { start: from, end: from + part.length };
      from = range.end + 1;
      return range;
    });
}

function renderMarked(quote: string, { start, end }: Range, marked: readonly Range[]): Node[] {
  const nodes: Node[] = [];
  let from = start;
  for (const mark of marked) {
    const range = { start: Math.max(mark.start, from), end: Math.min(mark.end, end) };
    if (range.start >= range.end) continue;
    nodes.push(new Text(quote.slice(from, range.start)));
    nodes.push(createElement('mark', {}, quote.slice(range.start, range.end)));
    from = range.end;
  }
  nodes.push(new Text(quote.slice(from, end)));
  return nodes;
}

/** Highlights are offsets into the document; here they become offsets into the quote's own text. */
function highlightsInQuote(
  quote: string,
  spans: Citation['spans'],
  highlights: readonly Range[],
): Range[] {
  const ranges: Range[] = [];
  let cursor = 0;
  for (const span of spans) {
    const at = quote.indexOf(span.text, cursor);
    if (at < 0) return [];
    const before = ranges.at(-1);
    for (const highlight of highlights) {
      const start = Math.max(highlight.start, span.start);
      const end = Math.min(highlight.end, span.end);
      if (start < end) ranges.push({ start: at + start - span.start, end: at + end - span.start });
    }
    // A highlight that goes on after a page break is one highlight.
    const after = ranges.find(({ start }) => start === at);
    if (before?.end === cursor && after && at > 0) before.end = at;
    cursor = at + span.text.length;
  }
  return ranges.sort((a, b) => a.start - b.start);
}
