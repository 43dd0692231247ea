import { createHash } from 'node:crypto';
import { MatchQuery, type Table } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';
import { LRUCache } from 'lru-cache';
import type { SourceDocument } from '../../documents/source-document.ts';
import type { EmbeddedPassage } from '../../passages/passage.ts';
import type { Candidate, IndexedDocument, PassageFilter, PassageQuery } from '../../ports.ts';
import { stringColumn, stringListColumn } from './columns.ts';
import {
  checkVector,
  decodeDocuments,
  decodePassages,
  documentIdOf,
  documentKey,
  PASSAGE_COLUMNS,
} from './rows.ts';
import { isOneOf, quoted } from './sql.ts';

/** Bytes of text kept decoded for `readDocument`. */
const TEXT_CACHE_BYTES = 32 * 2 ** 20;

/** Bytes of a decoded passage beside its text and vectors: objects, headings and spans. */
const PASSAGE_OVERHEAD_BYTES = 1024;

/** Any word, to see that the full-text index answers. */
const PROBE = new MatchQuery('verbatim', 'terms');

const byTitle = new Intl.Collator('en');

export interface SnapshotParts {
  /** Pinned to one version; what it holds never changes. */
  passages: Table;
  /** Not pinned: a revision's row is written before a passage refers to it, and stays. */
  documents: Table;
  dimension: number;
  sentenceDimension: number;
  /** Bytes of decoded passages to keep. */
  cacheBytes: number;
}

/**
 * One state of the documents. All that a request reads comes from one version of the passages, so
 * the two queries of a search, and the passages they name, belong together.
 */
export class Snapshot {
  /** The current documents by id, in the order of `listDocuments`. */
  readonly listing: Map<string, IndexedDocument>;
  /** Depends on the documents alone, not on how often the table was compacted. */
  readonly version: string;
  /** Ids of documents that have passages, but whose text is not there. */
  readonly lost: string[];
  readonly #parts: SnapshotParts;
  readonly #decoded: LRUCache<number, EmbeddedPassage>;
  readonly #texts: LRUCache<string, SourceDocument>;

  private constructor(parts: SnapshotParts, documents: IndexedDocument[], lost: string[]) {
    this.#parts = parts;
    this.lost = lost;
    this.listing = new Map(documents.map((document) => [document.id, document]));
    this.version = createHash('sha256')
      .update(JSON.stringify(documents))
      .digest('hex')
      .slice(0, 16);
    this.#decoded = new LRUCache({ maxSize: parts.cacheBytes, sizeCalculation: passageBytes });
    this.#texts = new LRUCache({ maxSize: TEXT_CACHE_BYTES, sizeCalculation: documentBytes });
  }

  /**
   * Reads a column of every passage and of every document and asks the full-text index, and so
   * meets a lost or cut file here and not in the middle of an answer. Cost: some milliseconds per 10,000 passages.
   */
  static async take(parts: SnapshotParts): Promise<Snapshot> {
    const [revisions, rows] = await Promise.all([
      parts.passages.query().select(['document_id', 'revision']).toArrow(),
      parts.documents
        .query()
        .select(['key', 'id', 'revision', 'title', 'uris', 'media_type'])
        .toArrow(),
      parts.passages.query().nearestToText(PROBE).select(['_score']).limit(1).toArrow(),
    ]);
    const counts = countByKey(revisions);
    const documents = listDocuments(counts, rows);
    const found = new Set(documents.map(({ id, revision }) => documentKey(id, revision)));
    const lost = [...counts.keys()].filter((key) => !found.has(key));
    return new Snapshot(parts, documents, lost.map(documentIdOf));
  }

  get passageCount(): number {
    return [...this.listing.values()].reduce((sum, { passages }) => sum + passages, 0);
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
      .limit(1);
    const [document] = decodeDocuments(await rows.toArrow());
    if (document !== undefined) this.#texts.set(key, document);
    return document;
  }

  async search(query: PassageQuery): Promise<Candidate[]> {
    const { documents, terms, vector, depth } = query;
    checkVector(vector, this.#parts.dimension, 'the question');
    if (this.listing.size === 0 || documents?.length === 0) return [];
    const filter = documents && isOneOf('document_id', documents);
    const [byText, nearest] = await Promise.all([
      this.#matchTerms(terms, depth, filter),
      this.#findNearest(vector, depth, filter),
    ]);
    const rowIds = [...new Set([...byText.keys(), ...nearest])];
    const passages = await this.#passages(rowIds);
    return rowIds.map((rowId, index) => ({
      passage: passages[index]!,
      textScore: byText.get(rowId) ?? 0,
    }));
  }

  async listPassages({ documents }: PassageFilter = {}): Promise<EmbeddedPassage[]> {
    if (documents?.length === 0) return [];
    const query = this.#parts.passages.query().select(PASSAGE_COLUMNS);
    if (documents) query.where(isOneOf('document_id', documents));
    const passages = decodePassages(await query.toArrow(), this.#parts.sentenceDimension);
    return passages.sort(byDocumentAndOrdinal);
  }

  /** BM25 by row id. A `MatchQuery` takes a text as words, whatever signs are in it. */
  async #matchTerms(
    terms: readonly string[],
    depth: number,
    filter?: string,
  ): Promise<Map<number, number>> {
    if (terms.length === 0) return new Map();
    const match = new MatchQuery(terms.join(' '), 'terms');
    const query = this.#parts.passages.query().nearestToText(match);
    if (filter) query.where(filter);
    const rows = await query.select(['_score']).withRowId().limit(depth).toArrow();
    const scores: Float32Array = rows.getChild('_score')?.toArray() ?? new Float32Array();
    return new Map(rowIdsOf(rows).map((rowId, index) => [rowId, scores[index]!]));
  }

  /** Row ids by an exact scan. Vectors have unit length, so `dot` orders them as cosine does. */
  async #findNearest(vector: Float32Array, depth: number, filter?: string): Promise<number[]> {
    const query = this.#parts.passages.query().nearestTo(vector).column('vector');
    query.distanceType('dot').bypassVectorIndex();
    if (filter) query.where(filter);
    return rowIdsOf(await query.select(['_distance']).withRowId().limit(depth).toArrow());
  }

  /**
   * The passages of rows, in their order. Decoding a hundred passages costs more than both
   * queries, and neighbouring questions find the same ones: decoded passages are kept.
   */
  async #passages(rowIds: number[]): Promise<EmbeddedPassage[]> {
    const found = rowIds.map((rowId) => this.#decoded.get(rowId));
    const lacking = rowIds.filter((_, index) => found[index] === undefined);
    if (lacking.length === 0) return found as EmbeddedPassage[];
    const query = this.#parts.passages.takeRowIds(lacking).select(PASSAGE_COLUMNS).withRowId();
    const rows = await query.toArrow();
    const fetched = new Map<number, EmbeddedPassage>();
    const decoded = decodePassages(rows, this.#parts.sentenceDimension);
    rowIdsOf(rows).forEach((rowId, index) => {
      fetched.set(rowId, decoded[index]!);
      this.#decoded.set(rowId, decoded[index]!);
    });
    return rowIds.map((rowId, index) => found[index] ?? fetched.get(rowId)!);
  }
}

/** The documents that passages refer to, each at the revision its passages carry. */
function listDocuments(counts: Map<string, number>, documents: ArrowTable): IndexedDocument[] {
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

/** The number of passages of each revision that has any. */
function countByKey(passages: ArrowTable): Map<string, number> {
  const counts = new Map<string, number>();
  for (const batch of passages.batches) {
    const id = stringColumn(batch, 'document_id');
    const revision = stringColumn(batch, 'revision');
    for (let row = 0; row < batch.numRows; row += 1) {
      const key = documentKey(id(row), revision(row));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/** Row ids fit a double: 32 bits of offset under the number of a fragment. */
function rowIdsOf(rows: ArrowTable): number[] {
  const rowIds: BigUint64Array = rows.getChild('_rowid')?.toArray() ?? new BigUint64Array();
  return Array.from(rowIds, Number);
}

function byDocumentAndOrdinal(a: EmbeddedPassage, b: EmbeddedPassage): number {
  return compare(a.documentId, b.documentId) || a.ordinal - b.ordinal;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function passageBytes({ text, vector, sentenceVectors, headingVector }: EmbeddedPassage): number {
  const floats = [vector, headingVector, ...sentenceVectors].reduce(
    (sum, { length }) => sum + length,
    0,
  );
  return PASSAGE_OVERHEAD_BYTES + text.length * 2 + floats * 4;
}

function documentBytes({ text, blocks }: SourceDocument): number {
  return 1 + text.length * 2 + blocks.length * 200;
}
