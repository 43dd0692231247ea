import type { Context, Hono } from 'hono';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { publicUri } from '../answering/cite-sentences.ts';
import type { SourceDocument } from '../documents/source-document.ts';
import type { IndexedDocument } from '../ports.ts';
import type { DocumentContent, DocumentList, DocumentSummary, Range } from '../protocol.ts';
import { addLink, type DocumentLinks, linkParameter } from './access/document-links.ts';
import type { AppEnvironment } from './app-environment.ts';
import { documentPath, renderDocumentPage } from './document-page.ts';
import { renderMissingPage } from './missing-page.ts';
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
  app.get('/api/documents', async (context) => {
    const { store } = requireService(state, context.get('access')).answering;
    const documents = await store.listDocuments();
    return context.json({ documents: documents.map(summarize) } satisfies DocumentList);
  });

  app.get('/api/documents/:id', unchanged, async (context) => {
    const { content } = await findContent(context, state);
    if (!content) throw documentNotFound(context);
    return context.json(windowContent(content, readWindow(context, content.length)));
  });

  app.get('/documents/:id', unchanged, async (context) => {
    const { content, current } = await findContent(context, state);
    const currentPath = await findCurrentPath(context, links);
    if (!content && prefersPage(context)) {
      const there = current && { title: current.title, path: currentPath };
      return context.html(renderMissingPage(there), 404);
    }
    if (!content) throw documentNotFound(context);
    const quotes = readRanges(context.req.query('quote'), content.text.length);
    return context.html(renderDocumentPage({ content, quotes, currentPath }));
  });
}

/**
 * Where the document is as it is searched now. Whoever came by a link goes on with its signature,
 * which would otherwise never run out.
 */
async function findCurrentPath(
  context: Context,
  links: DocumentLinks | undefined,
): Promise<string> {
  const id = context.req.param('id') ?? '';
  const path = documentPath(id);
  const link = context.req.query(linkParameter);
  if (!links) return path;
  return link === undefined ? links.signer()(id, path) : addLink(path, link);
}

/** What of a document's record is shown to clients. */
export function summarize(
  document: Pick<SourceDocument, 'id' | 'revision' | 'title' | 'mediaType' | 'uris'>,
): DocumentSummary {
  const { id, revision, title, mediaType, uris } = document;
  return { id, revision, title, uri: publicUri(uris[0] ?? id), mediaType };
}

/** The document that a path and its `revision` name, and what is known of the one searched now. */
async function findContent(
  context: Context<AppEnvironment>,
  state: ServiceState,
): Promise<{ content: DocumentContent | undefined; current: IndexedDocument | undefined }> {
  const { store } = requireService(state, context.get('access')).answering;
  const id = context.req.param('id') ?? '';
  const [document, documents] = await Promise.all([
    store.readDocument(id, context.req.query('revision')),
    store.listDocuments(),
  ]);
  const current = documents.find((candidate) => candidate.id === id);
  if (!document) return { content: undefined, current };
  const { text, blocks } = document;
  const whole = { ...summarize(document), text, blocks };
  const isCurrent = current?.revision === document.revision;
  return { content: windowContent({ ...whole, current: isCurrent }, undefined), current };
}

function documentNotFound(context: Context): ProblemError {
  const revision = context.req.query('revision');
  const which = revision === undefined ? '' : ` at revision ${revision.slice(0, 80)}`;
  return new ProblemError(
    '/problems/not-found',
    `There is no document ${context.req.param('id')?.slice(0, 200)}${which}. /api/documents lists what there is.`,
  );
}

/** `from` defaults to the start and `to` to the end. */
function readWindow(context: Context, length: number): Range | undefined {
  const { from, to } = context.req.query();
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

function readRanges(parameter: string | undefined, length: number): Range[] {
  if (parameter === undefined) return [];
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
