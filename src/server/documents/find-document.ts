import type { Context } from 'hono';
import type { SourceDocument } from '../../documents/source-document.ts';
import type { IndexedDocument, PassageStore } from '../../ports.ts';
import { ProblemError } from '../problem.ts';

/** The document that a path and its `revision` name, and what is known of the one searched now. */
export async function findDocument(
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

export function documentNotFound(context: Context): ProblemError {
  const revision = context.req.query('revision');
  const which = revision === undefined ? '' : ` at revision ${revision.slice(0, 80)}`;
  return new ProblemError(
    '/problems/not-found',
    `There is no document ${context.req.param('id')?.slice(0, 200)}${which}. /api/documents lists what there is.`,
  );
}
