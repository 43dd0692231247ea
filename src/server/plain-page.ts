import { html } from 'hono/html';
import { renderPage } from './render-page.ts';

/** A page of one paragraph in place of a document. Line breaks in it are shown as such. */
export const renderPlainPage = (
  title: string,
  paragraph: string | ReturnType<typeof html>,
): string =>
  renderPage(title, {
    body: html`<main>
<h1>${title}</h1>
<p>${paragraph}</p>
</main>`,
  });
