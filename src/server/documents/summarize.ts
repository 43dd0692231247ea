import { publicUri } from '../../answering/cite-sentences.ts';
import type { SourceDocument } from '../../documents/source-document.ts';
import type { DocumentSummary } from '../../protocol.ts';

/** What of a document's record is shown to clients. */
export function summarize(
  document: Pick<SourceDocument, 'id' | 'revision' | 'title' | 'mediaType' | 'uris'>,
): DocumentSummary {
  const { id, revision, title, mediaType, uris } = document;
  const places = uris.map(publicUri);
  return { id, revision, title, uri: places[0] ?? id, uris: places, mediaType };
}
