import type { Citation, Range } from '../src/protocol.ts';
import { createElement, notOurs } from './create-element.ts';
import type { Language } from './language.ts';
import { fill, formatNumber } from './wording.ts';

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
  const { number, document, section, page } = citation;
  const onPage =
    page === null ? '' : fill(language.messages.page, { page: formatNumber(language, page) });
  const words = [document.title, section.join(' › '), onPage];
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

function renderQuote({ quote, spans, highlights = [] }: Citation): Node[] {
  const nodes: Node[] = [];
  let end = 0;
  for (const range of highlightsInQuote(quote, spans, highlights)) {
    nodes.push(new Text(quote.slice(end, range.start)));
    nodes.push(createElement('mark', {}, quote.slice(range.start, range.end)));
    end = range.end;
  }
  nodes.push(new Text(quote.slice(end)));
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
