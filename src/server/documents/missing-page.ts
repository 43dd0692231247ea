import { html } from 'hono/html';
import { renderPlainPage } from '../plain-page.ts';

/**
 * The page for a person who follows a link to a document that is not, or no longer, there. `current`
 * leads to the version that is searched now, where only the linked one is gone.
 */
export function renderMissingPage(current?: { title: string; path: string }): string {
  const reason = current
    ? html`This version of “${current.title}” is no longer kept. <a href="${current.path}">Read the current version.</a>`
    : html`The document that this link leads to is not here. It may have been removed or given another name. <a href="/">Ask the documents that are here.</a>`;
  return renderPlainPage('Not here', reason);
}
