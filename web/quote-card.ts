import type { Citation, Range } from '../src/protocol.ts';
import { createElement } from './create-element.ts';
import { messages } from './messages.ts';

/**
 * A quote with its place. Only the line below the quote is a button, so that the words of the quote
 * stay selectable; a click anywhere else on the card does the same, unless it ends a selection.
 */
export function createQuoteCard(
  citation: Citation,
  onOpen: (opener: HTMLElement) => void,
): HTMLLIElement {
  const quote = createElement('blockquote', { class: 'quote folded' });
  quote.append(...renderQuote(citation));
  const place = createElement(
    'button',
    { class: 'place', type: 'button' },
    createElement('span', { class: 'unseen' }, messages.showInDocument),
    ...renderPlace(citation),
  );
  const fold = createFold(quote);
  const figure = createElement('figure', { class: 'card' }, quote, fold);
  figure.append(createElement('figcaption', {}, place));
  figure.addEventListener('click', (event) => {
    if (event.target instanceof Node && fold.contains(event.target)) return;
    if (selectsText(figure) && !(event.target instanceof Node && place.contains(event.target))) {
      return;
    }
    onOpen(place);
  });
  return createElement('li', { 'data-citation': String(citation.number) }, figure);
}

function renderPlace(citation: Citation): Node[] {
  const { number, document, section, page } = citation;
  const part = (name: string, text: string) => createElement('span', { class: name }, text);
  const parts = [part('number', String(number)), part('title', document.title)];
  if (section.length > 0) parts.push(part('section', section.join(' › ')));
  if (page !== null) parts.push(part('page', messages.page(page)));
  // Spaces between the parts are for screen readers, which would run the words together.
  return parts.flatMap((node) => [new Text(' '), node]);
}

function renderQuote(citation: Citation): Node[] {
  const nodes: Node[] = [];
  let end = 0;
  for (const range of highlightsInQuote(citation)) {
    nodes.push(new Text(citation.quote.slice(end, range.start)));
    nodes.push(createElement('mark', {}, citation.quote.slice(range.start, range.end)));
    end = range.end;
  }
  nodes.push(new Text(citation.quote.slice(end)));
  return nodes;
}

/** Highlights are offsets into the document; here they become offsets into the quote's own text. */
function highlightsInQuote(citation: Citation): Range[] {
  const ranges: Range[] = [];
  let cursor = 0;
  for (const span of citation.spans) {
    const at = citation.quote.indexOf(span.text, cursor);
    if (at < 0) return [];
    for (const highlight of citation.highlights ?? []) {
      const start = Math.max(highlight.start, span.start);
      const end = Math.min(highlight.end, span.end);
      if (start < end) ranges.push({ start: at + start - span.start, end: at + end - span.start });
    }
    cursor = at + span.text.length;
  }
  return ranges.sort((a, b) => a.start - b.start);
}

/** The button that unfolds a quote of more than six lines; hidden while the quote fits. */
function createFold(quote: HTMLElement): HTMLButtonElement {
  const button = createElement('button', { class: 'fold', type: 'button', hidden: true });
  const update = () => {
    const folded = quote.classList.contains('folded');
    button.textContent = folded ? messages.unfold : messages.fold;
    button.ariaExpanded = String(!folded);
    if (folded) button.hidden = quote.scrollHeight <= quote.clientHeight + 1;
  };
  button.addEventListener('click', () => {
    quote.classList.toggle('folded');
    update();
  });
  // Whether it fits depends on the width, which changes when the source opens beside it.
  new ResizeObserver(update).observe(quote);
  return button;
}

function selectsText(element: HTMLElement): boolean {
  const root = element.getRootNode() as ShadowRoot & { getSelection?: () => Selection | null };
  const selection = root.getSelection?.() ?? getSelection();
  return !!selection && !selection.isCollapsed && element.contains(selection.anchorNode);
}
