import type { Table } from '@lancedb/lancedb';
import type { SourceDocument } from '../../documents/source-document.ts';
import type { EmbeddedPassage } from '../../passages/passage.ts';
import type { PassageStore } from '../../ports.ts';
import { column, stringColumn } from './columns.ts';
import { checkVector, documentRow, passageRow } from './rows.ts';
import { indexText } from './schema.ts';
import { isOneOf } from './sql.ts';

/** The tag on the version of the passages table that readers see. */
export const PUBLISHED = 'published';

/** The name that LanceDB gives the index of the column `terms`. */
const TEXT_INDEX = 'terms_idx';

/** How often a step is tried that another process hinders. */
const ATTEMPTS = 10;

/** What LanceDB says then: a lost race of commits, or a tag moved back by the other. */
const HINDERED = /commit conflict|write contention|tagged version/i;

/** Earlier revisions of a document whose text is kept, so that old citations can be shown. */
const KEPT_REVISIONS = 10;

type Entries = Parameters<PassageStore['replaceDocuments']>[0];

export interface WriterParts {
  /** Both on the newest version. */
  passages: Table;
  documents: Table;
  /** Of the passages' vectors. */
  dimension: number;
  /** What a passage's full text is found by. */
  termsOf: (passage: EmbeddedPassage) => readonly string[];
  /** Milliseconds since 1970. */
  now: () => number;
  /** Milliseconds that replaced versions, and texts nothing refers to yet, are left alone. */
  graceMilliseconds: number;
  /** True while an index is rebuilt beside another: readers get it when it is whole. */
  unpublished: boolean;
}

/**
 * Writes the two tables so that whoever reads sees a whole state, whenever the writer is killed.
 *
 * Readers see the version of the passages table that carries a tag, and moving the tag is the
 * switch. Before it come the texts, the passages and, anew, the full-text index, because LanceDB's
 * BM25 counts deleted rows and scores rows outside the index by other statistics: the same
 * passages would rank otherwise before and after `optimize()`. With a new index over all rows the
 * scores depend on the rows alone. It takes 0.3 s for 5,000 passages and 2.5 s for 50,000, so
 * replace many documents in one call.
 */
export class Writer {
  readonly #parts: WriterParts;
  #unpublished: boolean;

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#unpublished = parts.unpublished;
  }

  /**
   * All steps of a replacement. A document without passages cannot be found, and so is removed
   * with them; `maintain` then removes its texts.
   */
  async replaceDocuments(entries: Entries): Promise<void> {
    if (entries.length === 0) return;
    this.#check(entries);
    const kept = entries.filter(({ passages }) => passages.length > 0);
    await this.writeTexts(kept.map(({ document }) => document));
    await this.writePassages(entries);
    await this.publish();
  }

  /** First step of a replacement: texts that no passage refers to yet. */
  async writeTexts(documents: SourceDocument[]): Promise<void> {
    if (documents.length === 0) return;
    const storedAt = this.#parts.now();
    const rows = documents.map((document) => documentRow(document, storedAt));
    await unhindered(() =>
      this.#parts.documents
        .mergeInsert('key')
        .whenMatchedUpdateAll()
        .whenNotMatchedInsertAll()
        .execute(rows),
    );
  }

  /** Second step: all passages of the documents, in one commit that readers do not see yet. */
  async writePassages(entries: Entries): Promise<void> {
    const ofThese = isOneOf(
      'document_id',
      entries.map(({ document }) => document.id),
    );
    const rows = entries.flatMap(({ passages }) =>
      passages.map((passage) => passageRow(passage, this.#parts.termsOf(passage))),
    );
    if (rows.length === 0) {
      await deleteRows(this.#parts.passages, ofThese);
      return;
    }
    await unhindered(() =>
      this.#parts.passages
        .mergeInsert('id')
        .whenMatchedUpdateAll()
        .whenNotMatchedInsertAll()
        .whenNotMatchedBySourceDelete({ where: ofThese })
        .execute(rows),
    );
  }

  /** Last step: shows readers the newest version. Does nothing where they see it already. */
  async publish(): Promise<void> {
    const { passages } = this.#parts;
    if (this.#unpublished) return;
    // Again where another process writes between our index and our tag.
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (!(await awaitsPublishing(passages))) return;
      await unhindered(() => indexText(passages));
      const tags = await passages.tags();
      const version = await passages.version();
      if (PUBLISHED in (await tags.list())) await tags.update(PUBLISHED, version);
      else await tags.create(PUBLISHED, version);
    }
  }

  /** Publishes a rebuilt index, and from now on every change to it. */
  async finishRebuild(): Promise<void> {
    this.#unpublished = false;
    await this.publish();
  }

  async removeDocuments(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const before = this.#parts.now();
    await deleteRows(this.#parts.passages, isOneOf('document_id', ids));
    await this.publish();
    const texts = `${isOneOf('id', ids)} AND stored_at <= ${before}`;
    await deleteRows(this.#parts.documents, texts);
  }

  /**
   * Repairs and compacts; commits nothing where there is nothing to do. `current` tells the
   * revision of each document, `lost` the documents whose text is not there.
   */
  async maintain(current: Map<string, { revision: string }>, lost: string[]): Promise<void> {
    const { documents, passages } = this.#parts;
    if (lost.length > 0) await deleteRows(passages, isOneOf('document_id', lost));
    await this.publish();
    const texts = forgettable(await this.#storedTexts(), current, this.#oldest());
    const keys = texts.map(({ key }) => key);
    if (keys.length > 0) await deleteRows(documents, isOneOf('key', keys));
    await compact(documents);
    await compact(passages);
    const cleanupOlderThan = new Date(this.#oldest());
    await unhindered(async () => {
      // LanceDB refuses to remove versions while a tag is on an old one.
      await this.publish();
      await documents.optimize({ cleanupOlderThan });
      if (!this.#unpublished) await passages.optimize({ cleanupOlderThan });
    });
  }

  /** What LanceDB would refuse in words that sound like damage. */
  #check(entries: Entries): void {
    const ids = new Set<string>();
    for (const { document, passages } of entries) {
      if (ids.has(document.id)) throw new Error(`The document "${document.id}" was given twice.`);
      ids.add(document.id);
      for (const { id, vector } of passages) checkVector(vector, this.#parts.dimension, id);
    }
  }

  #oldest(): number {
    return this.#parts.now() - this.#parts.graceMilliseconds;
  }

  async #storedTexts(): Promise<StoredText[]> {
    const query = this.#parts.documents.query().select(['key', 'id', 'revision', 'stored_at']);
    return (await query.toArrow()).batches.flatMap((batch) => {
      const key = stringColumn(batch, 'key');
      const id = stringColumn(batch, 'id');
      const revision = stringColumn(batch, 'revision');
      const storedAt = column(batch, 'stored_at');
      return Array.from({ length: batch.numRows }, (_, row) => ({
        key: key(row),
        id: id(row),
        revision: revision(row),
        storedAt: Number(storedAt.get(row)),
      }));
    });
  }
}

/** The version that readers of a passages table see; undefined before the first is published. */
export async function publishedVersion(passages: Table): Promise<number | undefined> {
  const tags = await (await passages.tags()).list();
  return tags[PUBLISHED]?.version;
}

interface StoredText {
  key: string;
  id: string;
  revision: string;
  /** Milliseconds since 1970. */
  storedAt: number;
}

/**
 * The texts to delete: all of documents that have no passages, those that an interrupted
 * run wrote for a revision that never became current, and the oldest of many revisions. A text
 * younger than `before` is left, as its passages may be on their way.
 */
function forgettable(
  texts: StoredText[],
  current: Map<string, { revision: string }>,
  before: number,
): StoredText[] {
  const documents = new Map<string, StoredText[]>();
  for (const text of texts) documents.set(text.id, [...(documents.get(text.id) ?? []), text]);
  return [...documents].flatMap(([id, revisions]) => {
    const shown = revisions.find(({ revision }) => revision === current.get(id)?.revision);
    const earlier = revisions
      .filter((text) => shown && text !== shown && text.storedAt <= shown.storedAt)
      .sort((a, b) => b.storedAt - a.storedAt);
    const kept = new Set([shown, ...earlier.slice(0, KEPT_REVISIONS)]);
    return revisions.filter((text) => !kept.has(text) && text.storedAt <= before);
  });
}

/** Merges small fragments. Removes no version: that has to wait for the tag. */
async function compact(table: Table): Promise<void> {
  await unhindered(() => table.optimize({ cleanupOlderThan: new Date(0) }));
}

/** A deletion commits a new version even where no row matches. */
async function deleteRows(table: Table, condition: string): Promise<void> {
  if ((await table.countRows(condition)) > 0) await unhindered(() => table.delete(condition));
}

/** Whether the newest version is not the published one, or has rows outside its index. */
async function awaitsPublishing(passages: Table): Promise<boolean> {
  if ((await publishedVersion(passages)) !== (await passages.version())) return true;
  return ((await passages.indexStats(TEXT_INDEX))?.numUnindexedRows ?? 1) > 0;
}

/** Runs a step that can be repeated until no other process commits in the middle of it. */
async function unhindered<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await step();
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Error)) throw error;
      if (!HINDERED.test(error.message)) throw error;
    }
  }
}
