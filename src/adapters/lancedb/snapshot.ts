import { createHash } from 'node:crypto';
import type { Table } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';
import { LRUCache } from 'lru-cache';
import type { SourceDocument } from '../../documents/source-document.ts';
import type { EmbeddedPassage } from '../../passages/passage.ts';
import type { Candidate, IndexedDocument, PassageFilter, PassageQuery } from '../../ports.ts';
import type { Blobs } from './blobs.ts';
import { stringColumn, stringListColumn } from './columns.ts';
import { decodeContent } from './document-content.ts';
import { damaged } from './location.ts';
import type { PassageReader } from './passage-reader.ts';
import { decodeHeads, documentIdOf, documentKey, HEAD_COLUMNS } from './rows.ts';
import { quoted } from './sql.ts';

/** Bytes of text kept decoded for `readDocument`. */
const TEXT_CACHE_BYTES = 32 * 2 ** 20;

const byTitle = new Intl.Collator('en');

export interface SnapshotParts {
  /** For messages. */
  uri: string;
  reader: PassageReader;
  /** Not pinned: a revision's row is written before a passage refers to it, and stays. */
  documents: Table;
  originals: Blobs;
  texts: Blobs;
}

/** One state of the documents. All that a request reads comes from one version of the passages. */
export class Snapshot {
  /** The current documents by id, in the order of `listDocuments`. */
  readonly listing: Map<string, IndexedDocument>;
  readonly passageCount: number;
  /** Depends on the documents alone, not on how often the table was compacted. */
  readonly version: string;
  /** Ids of documents that have passages, but whose text is not there. */
  readonly lost: string[];
  readonly #parts: SnapshotParts;
  readonly #texts: LRUCache<string, SourceDocument>;

  private constructor(parts: SnapshotParts, documents: IndexedDocument[], lost: string[]) {
    this.#parts = parts;
    this.lost = lost;
    this.listing = new Map(documents.map((document) => [document.id, document]));
    this.passageCount = documents.reduce((sum, { passages }) => sum + passages, 0);
    this.version = versionOf(documents);
    this.#texts = new LRUCache({ maxSize: TEXT_CACHE_BYTES, sizeCalculation: documentBytes });
  }

  /** Reads some columns of every document, but not its text. */
  static async take(parts: SnapshotParts): Promise<Snapshot> {
    const { counts } = parts.reader;
    const rows = await parts.documents
      .query()
      .select(['key', 'id', 'revision', 'title', 'uris', 'media_type'])
      .toArrow();
    const documents = listDocuments(counts, rows);
    const found = new Set(documents.map(({ id, revision }) => documentKey(id, revision)));
    const lost = [...counts.keys()].filter((key) => !found.has(key));
    return new Snapshot(parts, documents, lost.map(documentIdOf));
  }

  async readDocument(id: string, revision?: string): Promise<SourceDocument | undefined> {
    const current = this.listing.get(id);
    if (current === undefined) return undefined;
    const key = documentKey(id, revision ?? current.revision);
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    const rows = this.#parts.documents
      .query()
      .where(`key = ${quoted(key)}`)
      .select(HEAD_COLUMNS)
      .limit(1);
    const [head] = decodeHeads(await rows.toArrow());
    if (head === undefined) return undefined;
    const { content, ...rest } = head;
    const bytes = await this.#parts.texts.read(content);
    if (bytes === undefined) throw damaged(this.#parts.uri);
    const document = { ...rest, ...(await decodeContent(bytes)) };
    this.#texts.set(key, document);
    return document;
  }

  /** Only of a revision that the document has, so that no other document's file can be had by it. */
  async readOriginal(id: string, revision?: string): Promise<Uint8Array | undefined> {
    const current = this.listing.get(id);
    if (current === undefined) return undefined;
    const wanted = revision ?? current.revision;
    if (wanted !== current.revision) {
      const key = `key = ${quoted(documentKey(id, wanted))}`;
      if ((await this.#parts.documents.countRows(key)) === 0) return undefined;
    }
    return this.#parts.originals.read(wanted);
  }

  search(query: PassageQuery): Promise<Candidate[]> {
    return this.#parts.reader.search(query);
  }

  listPassages(filter?: PassageFilter): Promise<EmbeddedPassage[]> {
    return this.#parts.reader.listPassages(filter);
  }
}

/** The documents that passages refer to, each at the revision its passages carry. */
function listDocuments(
  counts: ReadonlyMap<string, number>,
  documents: ArrowTable,
): IndexedDocument[] {
  const all = documents.batches.flatMap((batch) => {
    const key = stringColumn(batch, 'key');
    const id = stringColumn(batch, 'id');
    const revision = stringColumn(batch, 'revision');
    const title = stringColumn(batch, 'title');
    const uris = stringListColumn(batch, 'uris');
    const mediaType = stringColumn(batch, 'media_type');
    return Array.from({ length: batch.numRows }, (_, row) => ({
      id: id(row),
      revision: revision(row),
      title: title(row),
      uri: uris(row)[0] ?? '',
      uris: uris(row),
      mediaType: mediaType(row),
      passages: counts.get(key(row)) ?? 0,
    }));
  });
  return all
    .filter(({ passages }) => passages > 0)
    .sort((a, b) => byTitle.compare(a.title, b.title) || compare(a.id, b.id));
}

function versionOf(documents: IndexedDocument[]): string {
  const hash = createHash('sha256');
  for (const document of documents) hash.update(JSON.stringify(document));
  return hash.digest('hex').slice(0, 16);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function documentBytes({ text, blocks }: SourceDocument): number {
  return 1 + text.length * 2 + blocks.length * 200;
}
