import { html } from 'hono/html';

/**
 * The page for a person who follows a link to a document that is not, or no longer, there. `current`
 * leads to the version that is searched now, where only the linked one is gone.
 */
export function renderMissingPage(current?: { id: string; title: string }): string {
  const reason = current
    ? html`<p>This version of “${current.title}” is no longer kept.
<a href="/documents/${encodeURIComponent(current.id)}">Read the current version.</a></p>`
    : html`<p>The document that this link leads to is not here. It may have been removed or given
another name. <a href="/">Ask the documents that are here.</a></p>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Not here</title>
<link rel="stylesheet" href="/assets/document.css">
</head>
<body>
<header class="about">
<p><a href="/">Verbatim</a></p>
</header>
<main>
<h1>Not here</h1>
${reason}
</main>
</body>
</html>
`.toString();
}
