import type { Citation } from '../src/protocol.ts';
import { createElement } from './create-element.ts';
import type { Language, Messages } from './language.ts';
import { createQuote, renderPlace } from './quote-text.ts';

/** Marks the card whose quote the source view shows. */
export function setShown(card: HTMLElement, shown: boolean): void {
  card.querySelector('.place')?.setAttribute('aria-current', String(shown));
}

/** Says that the document has changed since the quote was taken from it. */
export function setChanged(card: HTMLElement, messages: Messages): void {
  const parts = card.querySelector('.parts');
  if (!parts || parts.querySelector('.changed')) return;
  parts.append(createElement('span', { class: 'part changed' }, messages.changedSince), ' ');
}

/**
 * A quote with its place. Only the line below the quote is a button, so that the words of the quote
 * stay selectable; a click anywhere else on the card does the same, unless it ends a selection.
 */
export function createQuoteCard(
  citation: Citation,
  language: Language,
  quoteId: string,
  onOpen: (opener: HTMLElement) => void,
): HTMLLIElement {
  const quote = createQuote(citation, language, 'quote folded');
  quote.id = quoteId;
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
