import { html } from 'hono/html';
import type { DocumentContent, QuotePlace, Range } from '../../protocol.ts';
import { renderPage } from '../render-page.ts';
import { documentPath } from './document-paths.ts';
import { pageName } from './page-names.ts';
import { QuoteMarker } from './quote-marker.ts';
import { renderBlocks } from './render-blocks.ts';

type Html = ReturnType<typeof html>;

/** Where else a document's page leads, by paths. */
export interface PageParts {
  /** Counted from 1. */
  part: number;
  of: number;
  previous?: string | undefined;
  next?: string | undefined;
  /** The part that the quote is in, where it is another. */
  quote?: string | undefined;
}

export interface PageOptions {
  /** The part of the document that is shown. */
  content: DocumentContent;
  /** Absent where that is all of it. */
  parts?: PageParts;
  /** Path of the file that the text was read from. */
  original?: string;
  /** Path of the page of the version that is searched now. */
  currentPath?: string;
  /** The quote that the link names, as this revision has it. */
  quote?: QuotePlace;
  /** The part of it that a reader is brought to; the first where it is not said. */
  anchor?: Range | undefined;
  /** The rows that name the columns of a table which goes on at the start of this part. */
  columnNames?: string[];
  /** Path of the page of the revision that was quoted, where this is another. */
  asQuoted?: string;
  /** The same in the current revision, where this is an earlier one. */
  inCurrent?: QuotePlace;
}

/**
 * The page of a document, readable without script. Whatever of the quote's spans, in any order, stands
 * in a block or between two is marked, and nothing else; of a quote that does not stand here the
 * nearest block is outlined. The first of it has the id `quote`, so that the fragment `#quote` brings
 * it into view.
 */
export function renderDocumentPage(options: PageOptions): string {
  const { quote, content, parts } = options;
  const { title, text, blocks, from, mediaType } = content;
  // Most documents show their own title; the page then needs no other.
  const showsTitle = blocks.some(
    ({ kind, start, end }) =>
      kind === 'heading' && text.slice(start - from, end - from).trim() === title,
  );
  const main = renderBlocks(blocks, {
    marker: new QuoteMarker(content, quote, options.anchor),
    showsTitle,
    columnNames: options.columnNames ?? [],
    nameOf: (page) => pageName(mediaType, page),
  });
  return renderPage(title, {
    where: renderWhere(options),
    body: html`${renderNotice(options)}
<main>
${showsTitle ? '' : html`<h1 dir="auto" lang="">${title}</h1>`}
${parts ? renderParts(parts, 'Parts of this document') : ''}
<div dir="auto" lang="">
${main}
</div>
${parts ? renderParts(parts, 'Further parts of this document') : ''}
</main>`,
  });
}

/** The places where the document lies, and its file. */
function renderWhere({ content, anchor, original }: PageOptions): Html {
  const { uri, uris, mediaType, blocks } = content;
  const others = uris.filter((other) => other !== uri);
  const also = others.length > 0 ? html` · also ${others.join(', ')}` : '';
  if (original === undefined) return html` · ${uri}${also}`;
  const page = anchor && (blocks.find(({ end }) => end > anchor.start)?.page ?? undefined);
  return html` · ${uri}${also} · ${linkToOriginal({ path: original, mediaType, page })}`;
}

/** Browsers show a PDF themselves, at its page. */
function linkToOriginal(file: { path: string; mediaType: string; page: number | undefined }): Html {
  const { path, mediaType, page } = file;
  if (mediaType !== 'application/pdf') return html`<a href="${path}">Download the original</a>`;
  if (page === undefined) return html`<a href="${path}">Open the PDF</a>`;
  return html`<a href="${path}#page=${page}">Open the PDF at page ${page}</a>`;
}

function renderParts({ part, of, previous, next, quote }: PageParts, name: string): Html {
  const link = (path: string | undefined, rel: string, words: string) =>
    path === undefined ? '' : html`<a href="${path}" rel="${rel}">${words}</a>`;
  return html`<nav class="parts" aria-label="${name}">
${link(previous, 'prev', 'Previous part')} <span>Part ${part} of ${of}</span>
${link(next, 'next', 'Next part')} ${quote === undefined ? '' : html`<a href="${quote}">The quote</a>`}
</nav>`;
}

function renderNotice(options: PageOptions): Html | string {
  const { content, quote, asQuoted, inCurrent } = options;
  const current = inCurrent?.url ?? options.currentPath ?? documentPath(content.id);
  if (asQuoted && quote) {
    const link = html`<a href="${asQuoted}">See it as it was quoted.</a>`;
    return quote.spans.length > 0
      ? html`<aside class="notice">The quote was taken from an earlier version. It stands in this one too. ${link}</aside>`
      : html`<aside class="notice">The quote was taken from an earlier version, and no longer stands in this
one. This is the place that comes nearest. ${link}</aside>`;
  }
  if (content.current) return '';
  const said = html`The document has changed since. This is the version that the quote was taken from.`;
  if (!inCurrent) {
    return html`<aside class="notice">${said} <a href="${current}">Read the current version.</a></aside>`;
  }
  return inCurrent.spans.length > 0
    ? html`<aside class="notice">${said} <a href="${current}">See the quote in the current version.</a></aside>`
    : html`<aside class="notice">${said} The quote no longer stands in the current version.
<a href="${current}">See the place that comes nearest.</a></aside>`;
}
