import type { Table } from '@lancedb/lancedb';
import { column, stringColumn } from './columns.ts';

/** Earlier revisions of a document whose text is kept, so that old citations can be shown. */
const KEPT_REVISIONS = 10;

/** One row of the documents table, without what is large. */
export interface StoredText {
  key: string;
  id: string;
  revision: string;
  /** The key of its text and blocks. */
  content: string;
  /** Milliseconds since 1970. */
  storedAt: number;
}

export async function listStoredTexts(documents: Table): Promise<StoredText[]> {
  const query = documents.query().select(['key', 'id', 'revision', 'content', 'stored_at']);
  return (await query.toArrow()).batches.flatMap((batch) => {
    const key = stringColumn(batch, 'key');
    const id = stringColumn(batch, 'id');
    const revision = stringColumn(batch, 'revision');
    const content = stringColumn(batch, 'content');
    const storedAt = column(batch, 'stored_at');
    return Array.from({ length: batch.numRows }, (_, row) => ({
      key: key(row),
      id: id(row),
      revision: revision(row),
      content: content(row),
      storedAt: Number(storedAt.get(row)),
    }));
  });
}

/**
 * The texts to delete: all of documents that have no passages, those that an interrupted
 * run wrote for a revision that never became current, and the oldest of many revisions. A text
 * younger than `before` is left, as its passages may be on their way.
 */
export function forgettableTexts(
  texts: StoredText[],
  current: Map<string, { revision: string }>,
  before: number,
): StoredText[] {
  const documents = new Map<string, StoredText[]>();
  for (const text of texts) {
    const known = documents.get(text.id);
    if (known) known.push(text);
    else documents.set(text.id, [text]);
  }
  return [...documents].flatMap(([id, revisions]) => {
    const shown = revisions.find(({ revision }) => revision === current.get(id)?.revision);
    const earlier = revisions
      .filter((text) => shown && text !== shown && text.storedAt <= shown.storedAt)
      .sort((a, b) => b.storedAt - a.storedAt);
    const kept = new Set([shown, ...earlier.slice(0, KEPT_REVISIONS)]);
    return revisions.filter((text) => !kept.has(text) && text.storedAt <= before);
  });
}
