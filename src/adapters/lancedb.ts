import type { Connection } from '@lancedb/lancedb';
import { IndexError } from '../errors.ts';
import type { EmbeddedPassage } from '../passages/passage.ts';
import type { PassageStore } from '../ports.ts';
import { Blobs } from './lancedb/blobs.ts';
import { FileRecords } from './lancedb/file-records.ts';
import { connectTo, explained, irreplaceable } from './lancedb/location.ts';
import { APPROXIMATE_FROM } from './lancedb/passage-indexes.ts';
import type { IndexSettings } from './lancedb/schema.ts';
import type { Snapshot } from './lancedb/snapshot.ts';
import { SnapshotSource } from './lancedb/snapshot-source.ts';
import { dropTables, openTables } from './lancedb/tables.ts';
import { Writer } from './lancedb/writer.ts';

export type { IndexSettings } from './lancedb/schema.ts';

/** A reader may be an hour behind before the files it reads are removed. */
const GRACE_MILLISECONDS = 3_600_000;

/** Bytes of decoded passages kept: some 6,000 passages of five sentences at 384 dimensions. */
const CACHE_BYTES = 64 * 2 ** 20;

const READ_CONSISTENCY_SECONDS = 5;

export interface LanceStoreOptions {
  /** A directory, or `s3://`, `gs://`, `az://`, `db://`. */
  uri: string;
  /** Hexadecimal; what the tables are named after. */
  fingerprint: string;
  /** What the fingerprint was made of, to say what differs. Plain JSON values. */
  settings: IndexSettings;
  /** Of the passages' vectors. */
  dimension: number;
  /** Of the sentences' vectors. */
  sentenceDimension: number;
  /** The terms that a passage's full text is found by, stemmed as those of questions are. */
  termsOf: (passage: EmbeddedPassage) => readonly string[];
  /** Make the index where there is none, and finish what an interrupted run left. */
  create: boolean;
  /**
   * Also where there is an index of other settings: the new one is made beside it and shown to
   * readers by `dropForeignTables`. A damaged index of the same settings is thrown away.
   */
  rebuild?: boolean;
  /** How old the state that is read may be; 0 looks for a newer one before every read. */
  readConsistencySeconds?: number;
  /** Passed to LanceDB, which also reads its vendors' environment variables. */
  storageOptions?: Record<string, string>;
  graceMilliseconds?: number;
  /** Passages from which the nearest are found by an index, and not among all. */
  approximateFrom?: number;
  cacheBytes?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
}

export interface LanceStore extends PassageStore {
  /**
   * Ends a rebuild: shows the index to readers, then removes those of all other fingerprints.
   * Without a rebuild it only removes them.
   */
  dropForeignTables(): Promise<void>;
}

/**
 * Opens an index in LanceDB. Every method throws `IndexError` where the database fails. Passages
 * and documents are shared with later callers: do not change them.
 */
export async function openLanceStore(options: LanceStoreOptions): Promise<LanceStore> {
  const { uri, create, rebuild = false } = options;
  const connection = await connectTo(uri, create || rebuild, options.storageOptions);
  try {
    return await explained(uri, async () => {
      try {
        return await explained(uri, () => openIndex(connection, options));
      } catch (error) {
        if (!rebuild || !isDamage(error)) throw error;
        await dropTables(connection, { of: options.fingerprint });
        return openIndex(connection, options);
      }
    });
  } catch (error) {
    connection.close();
    throw rebuild && isDamage(error) ? irreplaceable(uri, error) : error;
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof IndexError && error.reason === 'damaged';
}

async function openIndex(connection: Connection, options: LanceStoreOptions): Promise<LanceStore> {
  const { rebuild = false, now = Date.now } = options;
  const { readConsistencySeconds = READ_CONSISTENCY_SECONDS, cacheBytes = CACHE_BYTES } = options;
  const { graceMilliseconds = GRACE_MILLISECONDS, approximateFrom = APPROXIMATE_FROM } = options;
  const create = options.create || rebuild;
  const tables = await openTables(connection, options, { create, rebuild });
  const { fingerprint } = options;
  const originals = new Blobs({ connection, kind: 'originals', fingerprint, now });
  const texts = new Blobs({ connection, kind: 'texts', fingerprint, now });
  const source = new SnapshotSource({
    ...options,
    connection,
    tables,
    originals,
    texts,
    repairing: create,
    cacheBytes,
    approximateFrom,
    maximumAge: readConsistencySeconds * 1000,
    now,
  });
  const unpublished = tables.state === 'beside another';
  const { dimension, termsOf } = options;
  const writer = new Writer({
    ...tables,
    originals,
    texts,
    dimension,
    approximateFrom,
    termsOf,
    now,
    graceMilliseconds,
    unpublished,
  });
  if (create && tables.state === 'published') {
    await writer.announcePlaces();
    await writer.publish();
  }
  await source.refresh();
  const files = new FileRecords(connection, fingerprint);
  const oldest = () => new Date(now() - graceMilliseconds);
  return storeOf(connection, options, { source, writer, files, oldest });
}

interface StoreParts {
  source: SnapshotSource;
  writer: Writer;
  files: FileRecords;
  /** The time before which replaced versions are removed. */
  oldest: () => Date;
}

function storeOf(
  connection: Connection,
  { uri, fingerprint }: LanceStoreOptions,
  { source, writer, files, oldest }: StoreParts,
): LanceStore {
  const read = <T>(use: (snapshot: Snapshot) => T | Promise<T>): Promise<T> =>
    explained(uri, async () => use(await source.current()));
  const write = (change: () => Promise<void>): Promise<void> =>
    explained(uri, async () => {
      await change();
      await source.refresh();
    });

  return {
    listDocuments: () => read(({ listing }) => [...listing.values()]),
    readDocument: (id, revision) => read((snapshot) => snapshot.readDocument(id, revision)),
    search: (query) => read((snapshot) => snapshot.search(query)),
    listPassages: (filter) => read((snapshot) => snapshot.listPassages(filter)),
    countPassages: () => read(({ passageCount }) => passageCount),
    version: () => read(({ version }) => version),
    readOriginal: (id, revision) => read((snapshot) => snapshot.readOriginal(id, revision)),
    listFiles: () => explained(uri, () => files.list()),
    // Readers see none of it before it is published, so nothing is looked at.
    replaceDocuments: (entries, { publish = true } = {}) =>
      publish
        ? write(() => writer.replaceDocuments(entries, true))
        : explained(uri, () => writer.replaceDocuments(entries, false)),
    publish: () => write(() => writer.publish()),
    moveDocuments: (moves) => write(() => writer.moveDocuments(moves)),
    recordFiles: (seen, gone) => explained(uri, () => files.record(seen, gone)),
    removeDocuments: (ids) => write(() => writer.removeDocuments(ids)),
    maintain: () =>
      write(async () => {
        const { listing, lost } = await source.refresh();
        await writer.maintain(listing, lost);
        await files.maintain(oldest());
      }),
    dropForeignTables: () =>
      write(async () => {
        await writer.finishRebuild();
        await dropTables(connection, { allBut: fingerprint });
      }),
    async close() {
      connection.close();
    },
  };
}
