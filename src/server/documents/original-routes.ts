import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { publicUri } from '../../answering/cite-sentences.ts';
import type { SourceDocument } from '../../documents/source-document.ts';
import type { PassageStore } from '../../ports.ts';
import { type DocumentLinks, linkAsBefore } from '../access/document-links.ts';
import type { AppEnvironment } from '../app-environment.ts';
import { renderPlainPage } from '../plain-page.ts';
import { prefersPage } from '../prefers-page.ts';
import { ProblemError } from '../problem.ts';
import { requireService, type ServiceState } from '../service.ts';
import { documentPath } from './document-paths.ts';
import { documentNotFound } from './find-document.ts';
import { renderMissingPage } from './missing-page.ts';
import { serveOriginal } from './serve-original.ts';
import { unchanged } from './unchanged.ts';

type Described = Pick<SourceDocument, 'id' | 'uris' | 'mediaType' | 'revision'>;

/** Serves the bytes that quotes were taken from, whether or not the file still lies in its folder. */
export function addOriginalRoutes(
  app: Hono<AppEnvironment>,
  { state, links }: { state: ServiceState; links: DocumentLinks | undefined },
): void {
  app.get('/documents/:id/original', unchanged, async (context) => {
    const { store } = requireService(state, context.get('access')).answering;
    const id = context.req.param('id');
    const document = await describe(store, id, context.req.query('revision'));
    if (!document) {
      if (!prefersPage(context)) throw documentNotFound(context);
      return context.html(renderMissingPage(), 404);
    }
    const bytes = await store.readOriginal(id, document.revision);
    if (bytes) return respond(document, bytes, context);
    const sign = linkAsBefore(context, links);
    const path = await sign(id, `${documentPath(id)}?revision=${document.revision}`);
    if (prefersPage(context)) return context.html(renderNoOriginalPage(path), 404);
    throw new ProblemError(
      '/problems/not-found',
      `The file that the document ${id} was read from is not kept. ${documentPath(id)} has its text.`,
    );
  });
}

/** What is known of one revision, without its text where that is the current one. */
async function describe(
  store: PassageStore,
  id: string,
  revision: string | undefined,
): Promise<Described | undefined> {
  const documents = await store.listDocuments();
  const current = documents.find((candidate) => candidate.id === id);
  if (current && (revision ?? current.revision) === current.revision) return current;
  return revision === undefined ? undefined : store.readDocument(id, revision);
}

function respond(document: Described, original: Uint8Array, context: Context): Response {
  const { mediaType, revision } = document;
  const name = publicUri(document.uris[0] ?? document.id);
  const file = { bytes: original, revision, mediaType, name };
  const { bytes, status, headers } = serveOriginal(file, context.req.raw.headers);
  return context.body(bytes as Uint8Array<ArrayBuffer>, status, headers);
}

const renderNoOriginalPage = (path: string): string =>
  renderPlainPage(
    'The file is not kept',
    html`Only the text of this document is here, not the file that it was read from. <a href="${path}">Read the text.</a>`,
  );
