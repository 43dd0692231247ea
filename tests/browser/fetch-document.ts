import type { DocumentContent, DocumentList } from '../../src/protocol.ts';

/** The first document of a server, as its API gives it. */
export async function fetchDocument(server: string): Promise<DocumentContent> {
  const list = (await (await fetch(`${server}/api/documents`)).json()) as DocumentList;
  const id = encodeURIComponent(list.documents[0]?.id ?? '');
  return (await (await fetch(`${server}/api/documents/${id}`)).json()) as DocumentContent;
}
