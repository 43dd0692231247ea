import { html } from 'hono/html';

type Html = ReturnType<typeof html>;

/**
 * A page that is readable without script, in the style of documents.
 * @param where stands beside the name of the program
 */
export function renderPage(
  title: string,
  { where = '', body }: { where?: Html | string; body: Html },
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
<p><a href="/">Verbatim</a>${where}</p>
</header>
${body}
</body>
</html>
`.toString();
}
