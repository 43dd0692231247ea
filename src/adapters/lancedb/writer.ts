import type { Table } from '@lancedb/lancedb';
import type { SourceDocument } from '../../documents/source-document.ts';
import type { EmbeddedPassage } from '../../passages/passage.ts';
import type { DocumentEntry } from '../../ports.ts';
import type { Blob } from './blob-parts.ts';
import type { Blobs } from './blobs.ts';
import { ATTEMPTS, compact, deleteRows, moveTag, taggedVersion, unhindered } from './commits.ts';
import { encodeContent } from './document-content.ts';
import { KnownKeys } from './known-keys.ts';
import { indexPassages, isTextIndexed } from './passage-indexes.ts';
import { PassageRows } from './passage-rows.ts';
import { checkVector, documentRow } from './rows.ts';
import { isOneOf } from './sql.ts';
import { forgettableTexts, listStoredTexts, type StoredText } from './stored-texts.ts';

/** The tag on the version of the passages table that readers see. */
export const PUBLISHED = 'published';

/**
 * The tag on a version of the documents table that says where they lie. Readers read the newest
 * version in any case; that the tag has moved tells them to do so.
 */
export const PLACED = 'placed';

/** Documents whose places change in one commit. */
const MOVED_TOGETHER = 5000;

export interface WriterParts {
  /** Both on the newest version. */
  passages: Table;
  documents: Table;
  originals: Blobs;
  /** The documents' texts and blocks. */
  texts: Blobs;
  /** Of the passages' vectors. */
  dimension: number;
  /** Passages from which their vectors are indexed. */
  approximateFrom: number;
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
 * Writes the tables so that whoever reads sees a whole state, whenever the writer is killed.
 *
 * Readers see the version of the passages table that carries a tag, and moving the tag is the
 * switch. Before it come the files and texts, the passages and, anew, their indexes, because LanceDB's
 * BM25 counts deleted rows and scores rows outside the index by other statistics: the same
 * passages would rank otherwise before and after `optimize()`. With a new index over all rows the
 * scores depend on the rows alone. It takes 0.3 s for 5,000 passages and 2.5 s for 50,000, so
 * publish many documents at once.
 */
export class Writer {
  readonly #parts: WriterParts;
  /** Of the texts. */
  readonly #texts: KnownKeys;
  readonly #passageRows: PassageRows;
  #unpublished: boolean;

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#texts = new KnownKeys(parts.documents, 'id');
    this.#passageRows = new PassageRows(parts.passages, parts.termsOf);
    this.#unpublished = parts.unpublished;
  }

  /**
   * All steps of a replacement, but for the last where it is not to be published yet. A document
   * without passages cannot be found, and so is removed with them; `maintain` then removes its texts.
   */
  async replaceDocuments(entries: DocumentEntry[], publish: boolean): Promise<void> {
    if (entries.length === 0) return;
    this.#check(entries);
    const kept = entries.filter(({ passages }) => passages.length > 0);
    await this.#parts.originals.write(
      kept.flatMap(({ document: { revision }, original }) =>
        original ? [{ key: revision, bytes: original }] : [],
      ),
    );
    await this.writeTexts(kept.map(({ document }) => document));
    await this.writePassages(entries);
    if (publish) await this.publish();
  }

  /** First step of a replacement: texts that no passage refers to yet. */
  async writeTexts(documents: SourceDocument[]): Promise<void> {
    if (documents.length === 0) return;
    const texts = this.#texts;
    await texts.refresh();
    const contents = new Map<SourceDocument, Blob>();
    for (const document of documents) contents.set(document, await encodeContent(document));
    await this.#parts.texts.write([...contents.values()]);
    const storedAt = this.#parts.now();
    const rows = (of: SourceDocument[]) =>
      of.map((document) => documentRow(document, contents.get(document)!.key, storedAt));
    const isKnown = ({ id, revision }: SourceDocument) => texts.revisionsOf(id).has(revision);
    const known = documents.filter(isKnown);
    const added = documents.filter((document) => !isKnown(document));
    const table = this.#parts.documents;
    if (added.length > 0) {
      const { version } = await unhindered(() => table.add(rows(added)));
      texts.added(version, added);
    }
    if (known.length > 0) {
      const { version } = await unhindered(() =>
        table.mergeInsert('key').whenMatchedUpdateAll().execute(rows(known)),
      );
      texts.added(version, known);
    }
  }

  /** Second step: all passages of the documents, which readers do not see yet. */
  async writePassages(entries: DocumentEntry[]): Promise<void> {
    await this.#passageRows.write(entries);
  }

  /** Last step: shows readers the newest version. Does nothing where they see it already. */
  async publish(): Promise<void> {
    const { passages, documents } = this.#parts;
    if (this.#unpublished) return;
    // Again where another process writes between our index and our tag.
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (!(await awaitsPublishing(passages))) return;
      await this.#passageRows.finishReplacements(documents);
      await unhindered(() => indexPassages(passages, this.#parts));
      await moveTag(passages, PUBLISHED, await passages.version());
    }
  }

  /** Publishes a rebuilt index, and from now on every change to it. */
  async finishRebuild(): Promise<void> {
    this.#unpublished = false;
    await this.publish();
  }

  /** Says anew where documents lie. The tag comes last, so that who sees it sees the places. */
  async moveDocuments(moves: { id: string; uris: string[] }[]): Promise<void> {
    const { documents } = this.#parts;
    const places = [...new Map(moves.map(({ id, uris }) => [id, { id, uris }])).values()];
    for (let start = 0; start < places.length; start += MOVED_TOGETHER) {
      const rows = places.slice(start, start + MOVED_TOGETHER);
      await unhindered(() => documents.mergeInsert('id').whenMatchedUpdateAll().execute(rows));
    }
    if (moves.length > 0) await this.announcePlaces();
  }

  /** Also finishes a move that was interrupted before its tag. */
  async announcePlaces(): Promise<void> {
    const { documents } = this.#parts;
    const version = await documents.version();
    if ((await taggedVersion(documents, PLACED)) === version) return;
    await unhindered(() => moveTag(documents, PLACED, version));
  }

  async removeDocuments(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const { documents, passages } = this.#parts;
    const before = this.#parts.now();
    await deleteRows(passages, isOneOf('document_id', ids));
    await this.publish();
    const ofThese = new Set(ids);
    const all = await listStoredTexts(documents);
    const texts = all.filter(({ id, storedAt }) => ofThese.has(id) && storedAt <= before);
    await this.#forget(texts.map(({ key }) => key));
    await this.#forgetBlobs(texts, all);
  }

  /**
   * Repairs and compacts; commits nothing where there is nothing to do. `current` tells the
   * revision of each document, `lost` the documents whose text is not there.
   */
  async maintain(current: Map<string, { revision: string }>, lost: string[]): Promise<void> {
    const { documents, passages, originals, texts } = this.#parts;
    if (lost.length > 0) await deleteRows(passages, isOneOf('document_id', lost));
    await this.publish();
    const oldest = this.#oldest();
    const stored = await listStoredTexts(documents);
    const forgettable = new Set(forgettableTexts(stored, current, oldest).map(({ key }) => key));
    await this.#forget([...forgettable]);
    const kept = stored.filter(({ key }) => !forgettable.has(key));
    await originals.maintain(new Set(kept.map(({ revision }) => revision)), oldest);
    await texts.maintain(new Set(kept.map(({ content }) => content)), oldest);
    await compact(documents);
    const count = await passages.countRows();
    await compact(passages);
    await this.#publishCompacted(count);
    const cleanupOlderThan = new Date(oldest);
    await unhindered(async () => {
      // LanceDB refuses to remove versions while a tag is on an old one.
      await this.publish();
      await this.announcePlaces();
      await documents.optimize({ cleanupOlderThan });
      if (!this.#unpublished) await passages.optimize({ cleanupOlderThan });
    });
  }

  /**
   * Moves the tag along, without new indexes: compaction keeps the rows, their indexes and the
   * scores. Where another process has written meanwhile, `publish` has to.
   */
  async #publishCompacted(count: number): Promise<void> {
    const { passages } = this.#parts;
    if (this.#unpublished) return;
    if ((await passages.countRows()) !== count || !(await isTextIndexed(passages))) return;
    const version = await passages.version();
    if ((await publishedVersion(passages)) === version) return;
    await unhindered(() => moveTag(passages, PUBLISHED, version));
  }

  /** What is large of texts that are gone, where no other of all refers to it. */
  async #forgetBlobs(gone: StoredText[], all: StoredText[]): Promise<void> {
    const keys = new Set(gone.map(({ key }) => key));
    const left = all.filter(({ key }) => !keys.has(key));
    const { originals, texts } = this.#parts;
    const only = (of: (text: StoredText) => string) => {
      const needed = new Set(left.map(of));
      return [...new Set(gone.map(of))].filter((key) => !needed.has(key));
    };
    await originals.remove(only(({ revision }) => revision));
    await texts.remove(only(({ content }) => content));
  }

  async #forget(keys: string[]): Promise<void> {
    if (keys.length > 0) await deleteRows(this.#parts.documents, isOneOf('key', keys));
  }

  /** What LanceDB would refuse in words that sound like damage. */
  #check(entries: DocumentEntry[]): void {
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
}

/** The version that readers of a passages table see; undefined before the first is published. */
export function publishedVersion(passages: Table): Promise<number | undefined> {
  return taggedVersion(passages, PUBLISHED);
}

/** Whether the newest version is not the published one, or has rows outside its index. */
async function awaitsPublishing(passages: Table): Promise<boolean> {
  if ((await publishedVersion(passages)) !== (await passages.version())) return true;
  return !(await isTextIndexed(passages));
}
