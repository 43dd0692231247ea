import type { Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import { publicUri } from '../answering/cite-sentences.ts';
import type { SourceDocument } from '../documents/source-document.ts';
import type { DocumentContent, DocumentList, DocumentSummary, Range } from '../protocol.ts';
import type { AppEnvironment } from './app-environment.ts';
import { renderDocumentPage } from './document-page.ts';
import { ProblemError } from './problem.ts';
import { requireService, type ServiceState } from './service.ts';

/** More parts than any quote has; keeps a hand-made link from costing more than a page. */
const mostRanges = 64;

export function addDocumentRoutes(app: Hono<AppEnvironment>, state: ServiceState): void {
  app.get('/api/documents', async (context) => {
    const documents = await requireService(state).answering.store.listDocuments();
    return context.json({ documents: documents.map(summarize) } satisfies DocumentList);
  });

  app.get('/api/documents/:id', etag(), async (context) =>
    context.json(await readContent(context, state)),
  );

  app.get('/documents/:id', etag(), async (context) => {
    const content = await readContent(context, state);
    const quotes = readRanges(context.req.query('quote'), content.text.length);
    return context.html(renderDocumentPage({ content, quotes }));
  });
}

/** What of a document's record is shown to clients. */
export function summarize(
  document: Pick<SourceDocument, 'id' | 'revision' | 'title' | 'mediaType' | 'uris'>,
): DocumentSummary {
  const { id, revision, title, mediaType, uris } = document;
  return { id, revision, title, uri: publicUri(uris[0] ?? id), mediaType };
}

async function readContent(context: Context, state: ServiceState): Promise<DocumentContent> {
  const { store } = requireService(state).answering;
  const id = context.req.param('id') ?? '';
  const revision = context.req.query('revision');
  const document = await store.readDocument(id, revision);
  if (!document) {
    const which = revision === undefined ? '' : ` at revision ${revision.slice(0, 80)}`;
    throw new ProblemError(
      '/problems/not-found',
      `There is no document ${id.slice(0, 200)}${which}. /api/documents lists what there is.`,
    );
  }
  const current = (await store.listDocuments()).find((candidate) => candidate.id === id);
  return {
    ...summarize(document),
    text: document.text,
    blocks: document.blocks,
    current: current?.revision === document.revision,
  };
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
