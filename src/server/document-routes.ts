import type { Context, Hono } from 'hono';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { publicUri, quoteUrl } from '../answering/cite-sentences.ts';
import type { SourceDocument } from '../documents/source-document.ts';
import type { IndexedDocument, PassageStore } from '../ports.ts';
import type {
  DocumentContent,
  DocumentList,
  DocumentSummary,
  QuotePlace,
  Range,
} from '../protocol.ts';
import { type DocumentLinks, type LinkSigner, linkAsBefore } from './access/document-links.ts';
import type { AppEnvironment } from './app-environment.ts';
import { documentPath, type PageOptions, renderDocumentPage } from './document-page.ts';
import { renderMissingPage } from './missing-page.ts';
import { type NamedQuote, placeQuote } from './place-quote.ts';
import { prefersPage } from './prefers-page.ts';
import { ProblemError } from './problem.ts';
import { requireService, type ServiceState } from './service.ts';
import { windowContent } from './window-content.ts';

/** More parts than any quote has; keeps a hand-made link from costing more than a page. */
const mostRanges = 64;

/** Without these a page could not read what its browser has already. */
const unchanged = etag({
  retainedHeaders: [
    ...RETAINED_304_HEADERS,
    'Access-Control-Allow-Origin',
    'Access-Control-Expose-Headers',
  ],
});

export function addDocumentRoutes(
  app: Hono<AppEnvironment>,
  { state, links }: { state: ServiceState; links: DocumentLinks | undefined },
): void {
  const storeFor = (context: Context<AppEnvironment>) =>
    requireService(state, context.get('access')).answering.store;

  app.get('/api/documents', async (context) => {
    const documents = await storeFor(context).listDocuments();
    return context.json({ documents: documents.map(summarize) } satisfies DocumentList);
  });

  app.get('/api/documents/:id', unchanged, async (context) => {
    const store = storeFor(context);
    const { document, current } = await findDocument(context, store);
    if (!document) throw documentNotFound(context);
    const named = await readQuote(context, store, document);
    const quote = named && (await placeAndSign(named, document, linkAsBefore(context, links)));
    const window = readWindow(context, document.text.length, quote);
    const content = windowContent(contentOf(document, current), window);
    return context.json({ ...content, ...(quote && { quote }) } satisfies DocumentContent);
  });

  app.get('/documents/:id', unchanged, async (context) => {
    const store = storeFor(context);
    const { document, current } = await findDocument(context, store);
    const sign = linkAsBefore(context, links);
    const id = context.req.param('id');
    const currentPath = await sign(id, documentPath(id));
    if (!document && prefersPage(context)) {
      const there = current && { title: current.title, path: currentPath };
      return context.html(renderMissingPage(there), 404);
    }
    if (!document) throw documentNotFound(context);
    const content = windowContent(contentOf(document, current), undefined);
    const named = await readQuote(context, store, document);
    const places = await placesOf(named, { document, current, store, sign });
    return context.html(renderDocumentPage({ content, currentPath, ...places }));
  });
}

/** What of a document's record is shown to clients. */
export function summarize(
  document: Pick<SourceDocument, 'id' | 'revision' | 'title' | 'mediaType' | 'uris'>,
): DocumentSummary {
  const { id, revision, title, mediaType, uris } = document;
  const places = uris.map(publicUri);
  return { id, revision, title, uri: places[0] ?? id, uris: places, mediaType };
}

/** The document that a path and its `revision` name, and what is known of the one searched now. */
async function findDocument(
  context: Context,
  store: PassageStore,
): Promise<{ document: SourceDocument | undefined; current: IndexedDocument | undefined }> {
  const id = context.req.param('id') ?? '';
  const [document, documents] = await Promise.all([
    store.readDocument(id, context.req.query('revision')),
    store.listDocuments(),
  ]);
  return { document, current: documents.find((candidate) => candidate.id === id) };
}

const contentOf = (document: SourceDocument, current: IndexedDocument | undefined) => ({
  ...summarize(document),
  text: document.text,
  blocks: document.blocks,
  current: current?.revision === document.revision,
});

/** The quote that a request names; undefined without one, and where its revision is not kept. */
async function readQuote(
  context: Context,
  store: PassageStore,
  document: SourceDocument,
): Promise<NamedQuote | undefined> {
  const { quote, quoted: revision = document.revision } = context.req.query();
  if (quote === undefined) return undefined;
  const isOwn = revision === document.revision;
  const quoted = isOwn ? document : await store.readDocument(document.id, revision);
  return quoted && { ranges: readRanges(quote, quoted.text.length), quoted };
}

/** Where the quote is on the page, and in the current revision where the page is of an earlier one. */
async function placesOf(
  named: NamedQuote | undefined,
  { document, current, store, sign }: PageParts,
): Promise<Pick<PageOptions, 'quote' | 'asQuoted' | 'inCurrent'>> {
  if (!named) return {};
  const quote = placeQuote(named, document);
  const asQuoted = await sign(document.id, quoteUrl(named.quoted, named.ranges));
  const places = named.quoted === document ? { quote } : { quote, asQuoted };
  if (!current || current.revision === document.revision) return places;
  const now = await store.readDocument(document.id, current.revision);
  return now ? { ...places, inCurrent: await placeAndSign(named, now, sign) } : places;
}

interface PageParts {
  document: SourceDocument;
  current: IndexedDocument | undefined;
  store: PassageStore;
  sign: LinkSigner;
}

async function placeAndSign(
  named: NamedQuote,
  document: SourceDocument,
  sign: LinkSigner,
): Promise<QuotePlace> {
  const place = placeQuote(named, document);
  return { ...place, url: await sign(document.id, place.url) };
}

function documentNotFound(context: Context): ProblemError {
  const revision = context.req.query('revision');
  const which = revision === undefined ? '' : ` at revision ${revision.slice(0, 80)}`;
  return new ProblemError(
    '/problems/not-found',
    `There is no document ${context.req.param('id')?.slice(0, 200)}${which}. /api/documents lists what there is.`,
  );
}

/** `from` defaults to the start and `to` to the end; `around` is of the quote, or of the start. */
function readWindow(
  context: Context,
  length: number,
  quote: QuotePlace | undefined,
): Range | undefined {
  const { from, to, around } = context.req.query();
  if (around !== undefined && from === undefined && to === undefined) {
    return windowAround(around, length, quote);
  }
  if (from === undefined && to === undefined) return undefined;
  const range = { start: Number(from ?? 0), end: Number(to ?? length) };
  const given = [from, to].filter((value) => value !== undefined);
  const isNumbers = given.every((value) => /^\d{1,10}$/.test(value));
  if (!isNumbers || range.start >= range.end || range.end > length) {
    throw new ProblemError(
      '/problems/invalid-request',
      `The parameters from and to have to be offsets, from below to, within the document's ${length} characters.`,
    );
  }
  return range;
}

function windowAround(around: string, length: number, quote: QuotePlace | undefined): Range {
  if (!/^[1-9]\d{0,9}$/.test(around)) {
    throw new ProblemError(
      '/problems/invalid-request',
      'The parameter around has to be a number of characters from 1, to show before and after the quote.',
    );
  }
  const places = quote?.spans.length ? quote.spans : [quote?.near ?? { start: 0, end: 0 }];
  const start = Math.min(...places.map((place) => place.start)) - Number(around);
  const end = Math.max(...places.map((place) => place.end)) + Number(around);
  return { start: Math.max(start, 0), end: Math.min(end, length) };
}

function readRanges(parameter: string, length: number): Range[] {
  const parts = parameter.split(',').slice(0, mostRanges);
  return parts.map((part) => {
    const match = /^(\d{1,10})-(\d{1,10})$/.exec(part);
    const range = match && { start: Number(match[1]), end: Number(match[2]) };
    if (!range || range.start >= range.end || range.end > length) {
      throw new ProblemError(
        '/problems/invalid-request',
        `The parameter quote has to be like 120-180,200-240 within the document's ${length} characters.`,
      );
    }
    return range;
  });
}
