import { html } from 'hono/html';

/** A page of a few words in place of a document. */
export function renderPlainPage(title: string, words: ReturnType<typeof html>): string {
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
${words}
</main>
</body>
</html>
`.toString();
}
