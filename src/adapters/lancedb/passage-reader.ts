import { MatchQuery, type Table } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';
import { LRUCache } from 'lru-cache';
import type { EmbeddedPassage } from '../../passages/passage.ts';
import type { Candidate, PassageFilter, PassageQuery } from '../../ports.ts';
import { stringColumn } from './columns.ts';
import { checkVector, decodePassages, documentKey, PASSAGE_COLUMNS } from './rows.ts';
import { isOneOf } from './sql.ts';

/** Bytes of a decoded passage beside its text and vectors: objects, headings and spans. */
const PASSAGE_OVERHEAD_BYTES = 1024;

/** Any word, to see that the full-text index answers. */
const PROBE = new MatchQuery('verbatim', 'terms');

export interface PassageReaderParts {
  /** Pinned to one version; what it holds never changes. */
  passages: Table;
  dimension: number;
  sentenceDimension: number;
  /** Bytes of decoded passages to keep. */
  cacheBytes: number;
}

/**
 * One version of the passages. The two queries of a search, and the passages they name, belong
 * together.
 */
export class PassageReader {
  /** The number of passages of each revision of a document that has any, by `documentKey`. */
  readonly counts: ReadonlyMap<string, number>;
  readonly #parts: PassageReaderParts;
  readonly #decoded: LRUCache<number, EmbeddedPassage>;

  private constructor(parts: PassageReaderParts, counts: Map<string, number>) {
    this.#parts = parts;
    this.counts = counts;
    this.#decoded = new LRUCache({ maxSize: parts.cacheBytes, sizeCalculation: passageBytes });
  }

  /**
   * Reads a column of every passage and asks the full-text index, and so meets a lost or cut file
   * here and not in the middle of an answer. Cost: some milliseconds per 10,000 passages.
   */
  static async take(parts: PassageReaderParts): Promise<PassageReader> {
    const { passages } = parts;
    const [revisions] = await Promise.all([
      passages.query().select(['document_id', 'revision']).toArrow(),
      passages.query().nearestToText(PROBE).select(['_score']).limit(1).toArrow(),
    ]);
    return new PassageReader(parts, countByKey(revisions));
  }

  async search(query: PassageQuery): Promise<Candidate[]> {
    const { documents, terms, vector, depth } = query;
    checkVector(vector, this.#parts.dimension, 'the question');
    if (this.counts.size === 0 || documents?.length === 0) return [];
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
