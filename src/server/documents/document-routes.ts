import type { Context, Hono } from 'hono';
import { quoteUrl } from '../../answering/cite-sentences.ts';
import type { SourceDocument } from '../../documents/source-document.ts';
import type { IndexedDocument, PassageStore } from '../../ports.ts';
import type { DocumentContent, QuotePlace } from '../../protocol.ts';
import { type DocumentLinks, type LinkSigner, linkAsBefore } from '../access/document-links.ts';
import type { AppEnvironment } from '../app-environment.ts';
import { prefersPage } from '../prefers-page.ts';
import { requireService, type ServiceState } from '../service.ts';
import { choosePart } from './choose-part.ts';
import { type PageOptions, type PageParts, renderDocumentPage } from './document-page.ts';
import { documentPath, originalPath } from './document-paths.ts';
import { documentNotFound, findDocument } from './find-document.ts';
import { renderMissingPage } from './missing-page.ts';
import { namesAbove } from './names-above.ts';
import { type NamedQuote, placeQuote } from './place-quote.ts';
import { quoteAnchor } from './quote-anchor.ts';
import { readRanges, readWindow } from './read-window.ts';
import { summarize } from './summarize.ts';
import { unchanged } from './unchanged.ts';
import { windowContent } from './window-content.ts';

export function addDocumentRoutes(
  app: Hono<AppEnvironment>,
  { state, links }: { state: ServiceState; links: DocumentLinks | undefined },
): void {
  const storeFor = (context: Context<AppEnvironment>) =>
    requireService(state, context.get('access')).answering.store;

  app.get('/api/documents/:id', unchanged, async (context) => {
    const store = storeFor(context);
    const { document, current } = await findDocument(context, store);
    if (!document) throw documentNotFound(context);
    const named = await readQuote(context, store, document);
    const quote = named && (await placeAndSign(named, document, linkAsBefore(context, links)));
    const window = readWindow(context, document, quote);
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
    const named = await readQuote(context, store, document);
    const places = await placesOf(named, { document, current, store, sign });
    const original = await sign(id, originalPath(document));
    const anchor = quoteAnchor(places.quote, document.blocks);
    const { range, parts } = choosePart(document, anchor, context.req.query());
    const content = windowContent(contentOf(document, current), range);
    const columnNames = namesAbove(document, content.from);
    const shown = { content, currentPath, original, anchor, columnNames, ...places };
    if (!parts) return context.html(renderDocumentPage(shown));
    const signed = await signParts(parts, (path) => sign(id, path));
    return context.html(renderDocumentPage({ ...shown, parts: signed }));
  });
}

async function signParts(
  parts: PageParts,
  sign: (path: string) => Promise<string>,
): Promise<PageParts> {
  const paths = [parts.previous, parts.next, parts.quote].map((path) => path && sign(path));
  const [previous, next, quote] = await Promise.all(paths);
  return { ...parts, previous, next, quote };
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
  { document, current, store, sign }: Reading,
): Promise<Pick<PageOptions, 'quote' | 'asQuoted' | 'inCurrent'>> {
  if (!named) return {};
  const quote = placeQuote(named, document);
  const asQuoted = await sign(document.id, quoteUrl(named.quoted, named.ranges));
  const places = named.quoted === document ? { quote } : { quote, asQuoted };
  if (!current || current.revision === document.revision) return places;
  const now = await store.readDocument(document.id, current.revision);
  return now ? { ...places, inCurrent: await placeAndSign(named, now, sign) } : places;
}

interface Reading {
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
