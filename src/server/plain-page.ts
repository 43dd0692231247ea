import { html } from 'hono/html';

/** A page of one paragraph in place of a document. Line breaks in it are shown as such. */
export function renderPlainPage(
  title: string,
  paragraph: string | ReturnType<typeof html>,
): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/document.css">
</head>
<body>
<header class="about">
<p><a href="/">Verbatim</a></p>
</header>
<main>
<h1>${title}</h1>
<p>${paragraph}</p>
</main>
</body>
</html>
`.toString();
}
