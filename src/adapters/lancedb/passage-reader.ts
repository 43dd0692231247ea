import { MatchQuery, type Table } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';
import { LRUCache } from 'lru-cache';
import type { EmbeddedPassage } from '../../passages/passage.ts';
import type { Candidate, PassageFilter, PassageQuery } from '../../ports.ts';
import { stringColumn } from './columns.ts';
import { type Find, findWithin, type Hit, rowIdsOf } from './find-within.ts';
import { hasVectorIndex, probesFor, REFINE_FACTOR } from './passage-indexes.ts';
import { checkVector, decodePassages, documentIdOf, documentKey, PASSAGE_COLUMNS } from './rows.ts';
import { type Scope, scopeOf } from './scope.ts';
import { isOneOf } from './sql.ts';

/** Bytes of a decoded passage beside its text and vectors: objects, headings and spans. */
const PASSAGE_OVERHEAD_BYTES = 1024;

/** Passages of the documents asked for that are compared one by one also where there is an index. */
const FEW_PASSAGES = 10_000;

/** Any word, to see that the full-text index answers. */
const PROBE = new MatchQuery('verbatim', 'terms');

export interface PassageReaderParts {
  /** Pinned to one version; what it holds never changes. */
  passages: Table;
  dimension: number;
  sentenceDimension: number;
  /** Bytes of decoded passages to keep. */
  cacheBytes: number;
  /** Passages from which an index of vectors is used, where there is one. */
  approximateFrom: number;
}

/**
 * One version of the passages. The two queries of a search, and the passages they name, belong
 * together.
 */
export class PassageReader {
  /** The number of passages of each revision of a document that has any, by `documentKey`. */
  readonly counts: ReadonlyMap<string, number>;
  readonly #parts: PassageReaderParts;
  /** The number of passages of each document. */
  readonly #sizes: ReadonlyMap<string, number>;
  readonly #passageCount: number;
  readonly #hasVectorIndex: boolean;
  readonly #decoded: LRUCache<number, EmbeddedPassage>;

  private constructor(
    parts: PassageReaderParts,
    counts: Map<string, number>,
    hasVectorIndex: boolean,
  ) {
    this.#parts = parts;
    this.counts = counts;
    this.#hasVectorIndex = hasVectorIndex;
    this.#sizes = new Map([...counts].map(([key, count]) => [documentIdOf(key), count]));
    this.#passageCount = [...counts.values()].reduce((sum, count) => sum + count, 0);
    this.#decoded = new LRUCache({ maxSize: parts.cacheBytes, sizeCalculation: passageBytes });
  }

  /**
   * Reads a column of every passage and asks the indexes, and so meets a lost or cut file
   * here and not in the middle of an answer. Cost: some milliseconds per 10,000 passages.
   */
  static async take(parts: PassageReaderParts): Promise<PassageReader> {
    const { passages } = parts;
    const count = await passages.countRows();
    const isApproximate = count >= parts.approximateFrom && (await hasVectorIndex(passages));
    const [revisions] = await Promise.all([
      passages.query().select(['document_id', 'revision']).toArrow(),
      passages.query().nearestToText(PROBE).select(['_score']).limit(1).toArrow(),
      isApproximate &&
        passages
          .query()
          .nearestTo(probe(parts))
          .distanceType('dot')
          .select(['_distance'])
          .limit(1)
          .toArrow(),
    ]);
    return new PassageReader(parts, countByKey(revisions), isApproximate);
  }

  async search(query: PassageQuery): Promise<Candidate[]> {
    const { documents, terms, vector, depth } = query;
    checkVector(vector, this.#parts.dimension, 'the question');
    const scope = documents && scopeOf(documents, this.#sizes, this.#passageCount);
    if (this.#passageCount === 0 || scope?.passages === 0) return [];
    const [byText, nearest] = await Promise.all([
      this.#matchTerms(terms, depth, scope),
      this.#findNearest(vector, depth, scope),
    ]);
    const scores = new Map(byText.map(({ rowId, value }) => [rowId, value]));
    const rowIds = [...new Set([...scores.keys(), ...nearest.map(({ rowId }) => rowId)])];
    const passages = await this.#passages(rowIds);
    return rowIds.map((rowId, index) => ({
      passage: passages[index]!,
      textScore: scores.get(rowId) ?? 0,
    }));
  }

  async listPassages({ documents }: PassageFilter = {}): Promise<EmbeddedPassage[]> {
    if (documents?.length === 0) return [];
    const query = this.#parts.passages.query().select(PASSAGE_COLUMNS);
    if (documents) query.where(isOneOf('document_id', documents));
    const passages = decodePassages(await query.toArrow(), this.#parts.sentenceDimension);
    return passages.sort(byDocumentAndOrdinal);
  }

  /** BM25. A `MatchQuery` takes a text as words, whatever signs are in it. */
  async #matchTerms(terms: readonly string[], depth: number, scope?: Scope): Promise<Hit[]> {
    if (terms.length === 0) return [];
    const match = new MatchQuery(terms.join(' '), 'terms');
    const find: Find = (columns, limit, where) => {
      const query = this.#parts.passages.query().nearestToText(match);
      if (where) query.where(where);
      return query
        .select(['_score', ...columns])
        .withRowId()
        .limit(limit)
        .toArrow();
    };
    return findWithin(find, '_score', depth, scope);
  }

  /**
   * By an exact scan, or by the index where there is one and many passages are in question. Vectors
   * have unit length, so `dot` orders them as cosine does.
   */
  async #findNearest(vector: Float32Array, depth: number, scope?: Scope): Promise<Hit[]> {
    const find: Find = (columns, limit, where) => {
      const query = this.#parts.passages.query().nearestTo(vector).column('vector');
      query.distanceType('dot');
      const share = where && scope ? scope.share : 1;
      if (this.#isApproximate(share)) {
        query.nprobes(probesFor(this.#passageCount, share)).refineFactor(REFINE_FACTOR);
      } else query.bypassVectorIndex();
      if (where) query.where(where);
      return query
        .select(['_distance', ...columns])
        .withRowId()
        .limit(limit)
        .toArrow();
    };
    return findWithin(find, '_distance', depth, scope);
  }

  #isApproximate(share: number): boolean {
    return this.#hasVectorIndex && (share === 1 || share * this.#passageCount >= FEW_PASSAGES);
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

/** Any vector of unit length, to see that the index of vectors answers. */
function probe({ dimension }: PassageReaderParts): Float32Array {
  const vector = new Float32Array(dimension);
  vector[0] = 1;
  return vector;
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
