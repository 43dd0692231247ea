import type { Citation, Range } from '../src/protocol.ts';
import { createElement } from './create-element.ts';
import type { Language, Messages } from './language.ts';
import { fill, formatNumber } from './wording.ts';

/** Marks the card whose quote the source view shows. */
export function setShown(card: HTMLElement, shown: boolean): void {
  card.querySelector('.place')?.setAttribute('aria-current', String(shown));
}

/**
 * A quote with its place. Only the line below the quote is a button, so that the words of the quote
 * stay selectable; a click anywhere else on the card does the same, unless it ends a selection.
 */
export function createQuoteCard(
  citation: Citation,
  language: Language,
  onOpen: (opener: HTMLElement) => void,
): HTMLLIElement {
  const quote = createElement('blockquote', { class: 'quote folded' });
  quote.append(...renderQuote(citation));
  const place = createElement(
    'button',
    { class: 'place', type: 'button' },
    createElement('span', { class: 'unseen' }, language.messages.showInDocument),
    ...renderPlace(citation, language),
  );
  const fold = createFold(quote, language.messages);
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

function renderPlace(citation: Citation, language: Language): Node[] {
  const { number, document, section, page } = citation;
  const onPage =
    page === null ? '' : fill(language.messages.page, { page: formatNumber(language, page) });
  const words = [document.title, section.join(' › '), onPage];
  const parts = words.filter(Boolean).map((text) => {
    const clipped = createElement('span', { class: 'clipped' }, text);
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
    const before = ranges.at(-1);
    for (const highlight of citation.highlights ?? []) {
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

/**
 * Six lines show of a quote that has more than seven, as folding a single line would save nothing;
 * and only of one with more characters than an answer usually has in all, so that a phone does not
 * hide the end of a list that was asked for.
 */
const linesUnfolded = 7;
const charactersUnfolded = 400;

/** The button that unfolds a long quote; hidden while the quote is not long. */
function createFold(quote: HTMLElement, messages: Messages): HTMLButtonElement {
  const button = createElement('button', { class: 'fold', type: 'button', hidden: true });
  let unfolded = false;
  const update = () => {
    const lineHeight = Number.parseFloat(getComputedStyle(quote).lineHeight);
    const tall = quote.scrollHeight > (linesUnfolded + 0.5) * lineHeight;
    const long = tall && quote.textContent.length > charactersUnfolded;
    quote.classList.toggle('folded', long && !unfolded);
    button.hidden = !long;
    button.textContent = unfolded ? messages.fold : messages.unfold;
    button.ariaExpanded = String(unfolded);
  };
  button.addEventListener('click', () => {
    unfolded = !unfolded;
    update();
  });
  // Whether it is long depends on the width, which changes when the source opens beside it.
  new ResizeObserver(update).observe(quote);
  return button;
}

function selectsText(element: HTMLElement): boolean {
  const root = element.getRootNode() as ShadowRoot & { getSelection?: () => Selection | null };
  const selection = root.getSelection?.() ?? getSelection();
  return !!selection && !selection.isCollapsed && element.contains(selection.anchorNode);
}
