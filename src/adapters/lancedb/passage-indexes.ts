import { Index, type Table } from '@lancedb/lancedb';
import { indexText } from './schema.ts';

/** The names that LanceDB gives indexes of columns. */
const TEXT_INDEX = 'terms_idx';
const VECTOR_INDEX = 'vector_idx';
const DOCUMENT_INDEX = 'document_id_idx';

/**
 * Passages from which the nearest are looked for in an index instead of among all. A scan reads
 * every vector, 1.5 KB each. docs/scale.md has what both cost, from 1,000 to 200,000 passages.
 */
export const APPROXIMATE_FROM = 25_000;

/** Passages from which those of some documents are found by an index of document ids. */
const LOOKED_UP_FROM = 10_000;

/**
 * The share of an index's partitions that a query looks through. On 100,000 passages (vectors of real
 * ones, mixed; 316 partitions) the 10 nearest of all were among those found in 84 % of cases with 10
 * partitions, 92 % with 20, 96 % with 40 and 98.7 % with 80.
 */
const PROBED_SHARE = 1 / 4;

const LEAST_PROBED = 16;

/** Rows of a partition, of which LanceDB wants so many to find its centre. */
const LEAST_PARTITION = 256;

/** From more partitions on, LanceDB finds their centres in steps, which leaves some empty. */
const MOST_PARTITIONS = 256;

/** So many times the passages asked for are compared by their whole vectors. */
export const REFINE_FACTOR = 4;

/** Of the rows in the index of vectors, so many may lie outside it. `optimize` takes them in. */
const SCANNED_SHARE = 1 / 3;

/** Dimensions that LanceDB packs bits of; for others vectors are kept whole in the index. */
const PACKED_DIMENSIONS = 8;

const INDEX_TIMEOUT_SECONDS = 600;

export interface IndexSizes {
  dimension: number;
  /** Passages from which there is an index of vectors. */
  approximateFrom: number;
}

/**
 * Makes the indexes anew over all rows, that of vectors only where many are outside it: it takes
 * longest, and gives the same distances to rows in and outside of it. Of the vectors one bit a dimension is kept (RaBitQ), which
 * is a thirtieth of the vectors themselves, and enough to choose those that are compared exactly. An
 * index over whole vectors (IVF_FLAT) finds as many at the same speed but is as large as they are,
 * in memory too; with product quantisation (IVF_PQ) it took minutes to build.
 *
 * An index of vectors is trained on a sample, and LanceDB's `optimize` joins partitions that it finds
 * small: another publication, or maintenance, may find another few of the farthest. What is found
 * is then compared exactly, and full-text scores depend on the rows alone.
 */
export async function indexPassages(
  passages: Table,
  { dimension, approximateFrom }: IndexSizes,
): Promise<void> {
  await indexText(passages);
  const count = await passages.countRows();
  const names = new Set((await passages.listIndices()).map(({ name }) => name));
  const options = { replace: true, waitTimeoutSeconds: INDEX_TIMEOUT_SECONDS };
  if (count >= LOOKED_UP_FROM) {
    await passages.createIndex('document_id', { config: Index.btree(), ...options });
  } else if (names.has(DOCUMENT_INDEX)) await passages.dropIndex(DOCUMENT_INDEX);
  if (count < approximateFrom) {
    if (names.has(VECTOR_INDEX)) await passages.dropIndex(VECTOR_INDEX);
  } else if (!names.has(VECTOR_INDEX) || (await isOutgrown(passages))) {
    await passages.createIndex('vector', { config: vectorIndex(count, dimension), ...options });
  }
}

/** Rows that came after the index of vectors was made are found by a scan, until there are many. */
async function isOutgrown(passages: Table): Promise<boolean> {
  const stats = await passages.indexStats(VECTOR_INDEX);
  return !stats || stats.numUnindexedRows > stats.numIndexedRows * SCANNED_SHARE;
}

/** Whether the full-text index has every row: scores would else depend on which it has. */
export async function isTextIndexed(passages: Table): Promise<boolean> {
  return (await passages.indexStats(TEXT_INDEX))?.numUnindexedRows === 0;
}

export async function hasVectorIndex(passages: Table): Promise<boolean> {
  return (await passages.listIndices()).some(({ name }) => name === VECTOR_INDEX);
}

/**
 * How many partitions a query looks through.
 * @param share of the passages that it may find: what is near among few is farther away
 */
export function probesFor(count: number, share = 1): number {
  const partitions = partitionsFor(count);
  const probed = Math.max(LEAST_PROBED, Math.ceil((partitions * PROBED_SHARE) / share));
  return Math.min(partitions, probed);
}

function vectorIndex(count: number, dimension: number): Index {
  const options = { distanceType: 'dot', numPartitions: partitionsFor(count) } as const;
  return dimension % PACKED_DIMENSIONS === 0 ? Index.ivfRq(options) : Index.ivfFlat(options);
}

function partitionsFor(count: number): number {
  const most = Math.min(MOST_PARTITIONS, Math.round(Math.sqrt(count)));
  return Math.max(1, Math.min(most, Math.floor(count / LEAST_PARTITION)));
}
