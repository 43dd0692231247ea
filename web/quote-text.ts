import type { Citation, Range } from '../src/protocol.ts';
import { createElement, notOurs } from './create-element.ts';
import type { Language } from './language.ts';
import { describePages } from './page-words.ts';
import { formatNumber } from './wording.ts';

/** More do not stand beside each other in a card: they stand below each other, each with its name. */
const mostColumns = 4;

/**
 * A quote in the quotation marks of the interface, with the words marked that answer. Rows of a table
 * have their cells apart, and hold the same text.
 */
export function createQuote(
  citation: Citation,
  { messages }: Language,
  name: string,
): HTMLQuoteElement {
  const [open = '', close = ''] = messages.quoted.split('{quote}');
  // Its direction is its own text's. The marks are set by the style sheet, as they are not quoted.
  const attributes = { class: name, ...notOurs, 'data-open': open, 'data-close': close };
  const { quote, spans, highlights = [] } = citation;
  const render = renderMarked(quote, highlightsInQuote(quote, spans, highlights));
  const rows = quote.split('\n').map((line) => line.split('\t'));
  const element = createElement('blockquote', attributes);
  if (rows.some(({ length }) => length === 1)) element.append(...render(quote));
  else {
    const columns = Math.max(...rows.map(({ length }) => length));
    const isRecord = columns > mostColumns;
    element.classList.add('rows');
    element.classList.toggle('record', isRecord);
    element.style[isRecord ? 'gridTemplateRows' : 'gridTemplateColumns'] =
      `repeat(${columns},auto)`;
    rows.forEach((cells, index) => {
      if (index > 0) element.append(...render('\n'));
      const row = createElement('span', { class: 'row' });
      for (let column = 0; column < columns; column += 1) {
        const cell = cells[column];
        if (column > 0 && cell !== undefined) row.append(...render('\t'));
        row.append(createElement('span', { class: 'cell' }, ...render(cell ?? '')));
      }
      element.append(row);
    });
  }
  return element;
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

/** Renders a text piece by piece, with the given ranges of it marked. */
function renderMarked(text: string, marked: readonly Range[]): (piece: string) => Node[] {
  let end = 0;
  return (piece) => {
    const nodes: Node[] = [];
    const to = end + piece.length;
    for (const mark of marked) {
      const start = Math.max(mark.start, end);
      const stop = Math.min(mark.end, to);
      if (start >= stop) continue;
      nodes.push(new Text(text.slice(end, start)));
      nodes.push(createElement('mark', {}, text.slice(start, stop)));
      end = stop;
    }
    nodes.push(new Text(text.slice(end, to)));
    end = to;
    return nodes;
  };
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
