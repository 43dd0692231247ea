import { createElement } from './create-element.ts';

/**
 * Makes one table, or one list, of the two that the end of what was shown had cut.
 * @param above the last element before the cut
 */
export function joinCut(above: Element | null | undefined): void {
  const below = above?.nextElementSibling;
  if (!above || !below) return;
  if (above.matches('ul') && below.matches('ul')) {
    above.append(...below.children);
    below.remove();
  }
  const rows = bodyOf(below);
  // A table with a header begins there.
  if (!rows || rows.previousElementSibling) return;
  bodyOf(above)?.append(...rows.children);
  if (!rows.hasChildNodes()) below.remove();
}

const bodyOf = (table: Element) => table.querySelector(':scope > table > tbody');

/** Puts rows of names above a table whose own are not shown, until what is above comes in. */
export function repeatNames(table: Element | null, rows: readonly string[] = []): void {
  const body = table && bodyOf(table);
  if (!body || body.previousElementSibling || rows.length === 0) return;
  const head = createElement('thead', { class: 'repeated' });
  for (const names of rows) {
    const cells = names.split('\t').map((name) => createElement('th', { scope: 'col' }, name));
    head.append(createElement('tr', {}, ...cells));
  }
  body.before(head);
}
