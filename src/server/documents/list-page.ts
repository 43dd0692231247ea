import { html } from 'hono/html';
import { formats } from '../../documents/formats.ts';
import type { DocumentSummary, UnreadableFile, UnreadableReason } from '../../protocol.ts';
import { renderPage } from '../render-page.ts';
import { unreadableReasons } from './unreadable-reasons.ts';

type Html = ReturnType<typeof html>;

/** Files of one kind of failure that are named; the rest are counted. */
const mostNamed = 100;

export interface ListedDocument extends DocumentSummary {
  passages: number;
  /** Of its page. */
  path: string;
}

export interface ListPage {
  /** Those of this page. */
  documents: ListedDocument[];
  /** All documents, and all passages of them. */
  total: number;
  passages: number;
  /** Counted from 1. */
  page: number;
  pages: number;
  /** Absent where they are not for the reader. */
  unreadable: UnreadableFile[] | undefined;
}

/** The documents that are searched, and the files that were left out, for whoever runs the server. */
export function renderListPage(list: ListPage): string {
  const { documents, total, passages, unreadable } = list;
  return renderPage('Documents', {
    body: html`<main class="list">
<h1>Documents</h1>
<p>${count(total, 'document')} in ${count(passages, 'passage')}. ${renderLeftOut(unreadable)}</p>
${renderDocuments(documents)}
${renderPages(list)}
${unreadable?.length ? renderUnreadable(unreadable) : ''}
</main>`,
  });
}

function renderLeftOut(unreadable: UnreadableFile[] | undefined): Html | string {
  if (!unreadable) {
    return 'Files that were left out are shown to whoever has a key of this server.';
  }
  if (unreadable.length === 0) return 'No file was left out.';
  return html`<a href="#left-out">${count(unreadable.length, 'file')} left out.</a>`;
}

const renderDocuments = (documents: ListedDocument[]): Html =>
  html`<div class="table" role="group" aria-label="Documents" tabindex="0"><table>
<thead><tr><th scope="col">Document</th><th scope="col">Kind</th><th scope="col" class="number">Passages</th><th scope="col">Place</th></tr></thead>
<tbody>
${documents.map(renderRow)}</tbody>
</table></div>`;

const renderRow = ({ title, path, mediaType, passages, uris }: ListedDocument): Html =>
  html`<tr><td><a href="${path}"><bdi>${title}</bdi></a></td><td>${nameOf(mediaType)}</td><td class="number">${passages.toLocaleString('en')}</td><td>${uris.map((uri, index) => (index === 0 ? uri : html`<br>${uri}`))}</td></tr>
`;

const nameOf = (mediaType: string): string =>
  formats.find((format) => format.mediaType === mediaType)?.name ?? mediaType;

function renderPages({ page, pages }: ListPage): Html | string {
  if (pages === 1) return '';
  const link = (to: number, rel: string, words: string) =>
    to < 1 || to > pages ? '' : html`<a href="/documents?page=${to}" rel="${rel}">${words}</a>`;
  return html`<nav class="parts" aria-label="Pages of the list">
${link(page - 1, 'prev', 'Previous page')} <span>Page ${page} of ${pages}</span> ${link(page + 1, 'next', 'Next page')}
</nav>`;
}

function renderUnreadable(unreadable: UnreadableFile[]): Html {
  const groups = Object.entries(unreadableReasons).map(([reason, { title, help }]) => {
    const files = unreadable.filter((file) => file.reason === (reason as UnreadableReason));
    return files.length === 0 ? '' : renderGroup(title, help, files);
  });
  return html`<section aria-labelledby="left-out">
<h2 id="left-out">Left out</h2>
${groups}
</section>`;
}

function renderGroup(title: string, help: string, files: UnreadableFile[]): Html {
  const more = files.length - mostNamed;
  return html`<h3>${title} (${files.length.toLocaleString('en')})</h3>
<p>${help}</p>
<ul>
${files.slice(0, mostNamed).map(renderFile)}</ul>
${more > 0 ? html`<p>${count(more, 'more file')}; <code>GET /api/documents</code> names them all.</p>` : ''}
`;
}

function renderFile({ uri, message, kept }: UnreadableFile): Html {
  const reason = message.startsWith(uri)
    ? message.slice(uri.length).replace(/^[:\s]+/, '')
    : message;
  const still = kept ? ' An earlier version stays in the index.' : '';
  return html`<li><b>${uri}</b> <span class="reason">${reason}${still}</span></li>
`;
}

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
