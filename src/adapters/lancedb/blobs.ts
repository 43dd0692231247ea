import type { Connection, Table } from '@lancedb/lancedb';
import {
  type Blob,
  fetchRows,
  groupsOf,
  listParts,
  PARTS_READ,
  type Part,
  type PartRow,
  partRows,
  readWhole,
  wholeKeys,
} from './blob-parts.ts';
import { deleteRows, unhindered } from './commits.ts';
import { openExisting } from './open-existing.ts';
import { type BlobKind, blobsSchema, blobsSegment, TABLES_LISTED } from './schema.ts';
import { isOneOf } from './sql.ts';

/** Bytes written in one commit. */
const COMMIT_BYTES = 8 * 2 ** 20;

/** A segment of so many bytes takes no more. */
const SEGMENT_BYTES = 256 * 2 ** 20;

/** Or of so many commits, each of which every read opens. */
const SEGMENT_COMMITS = 400;

/** Bytes that a table has beside its rows; a segment is not written anew for these. */
const SLACK_BYTES = 2 ** 20;

interface Segment {
  number: number;
  table: Table;
}

export interface BlobsParts {
  connection: Connection;
  kind: BlobKind;
  fingerprint: string;
  /** Milliseconds since 1970. */
  now: () => number;
  segmentBytes?: number;
  segmentCommits?: number;
}

/**
 * Large values by the hash of what is in them: the same is kept once.
 *
 * They lie in segments, tables that are only added to and deleted from. LanceDB's `optimize` would
 * write a table anew each time, and hold it in memory meanwhile (600 texts of 1 MB: 2.1 GB). Here a
 * segment is written anew, part by part, where more than half of it is deleted, and then dropped
 * whole. What is deleted before that is out of reach, but its bytes stay in the file, as with all of
 * LanceDB's rows.
 */
export class Blobs {
  readonly #parts: Required<BlobsParts>;
  /** Keys that were whole when last looked at; undefined before the first look. */
  #known: Set<string> | undefined;
  #segments: Promise<Segment[]> | undefined;

  constructor(parts: BlobsParts) {
    this.#parts = { segmentBytes: SEGMENT_BYTES, segmentCommits: SEGMENT_COMMITS, ...parts };
  }

  /** Keeps those that are not kept yet. Cost: one look at all keys, then the bytes that are new. */
  async write(blobs: Blob[]): Promise<void> {
    if (blobs.length === 0) return;
    this.#known ??= wholeKeys(await this.#listParts());
    const surely = await this.#stillThere(blobs.filter(({ key }) => this.#known?.has(key)));
    const lacking = new Map(blobs.map((blob) => [blob.key, blob]));
    for (const key of surely) lacking.delete(key);
    await this.#append([...lacking.values()].flatMap((blob) => partRows(blob, this.#parts.now())));
    for (const key of lacking.keys()) this.#known.add(key);
  }

  /** Undefined where it is not kept, or a killed run kept it in part. */
  async read(key: string): Promise<Uint8Array | undefined> {
    const known = await this.#find(key);
    if (known) return known;
    // Another process may have begun a segment since.
    this.#segments = undefined;
    return this.#find(key);
  }

  #find(key: string): Promise<Uint8Array | undefined> {
    return this.#unmoved(async () => {
      for (const { table } of await this.#listSegments()) {
        const bytes = await readWhole(table, key);
        if (bytes) return bytes;
      }
      return undefined;
    });
  }

  /** Deletes these, whatever their age. */
  async remove(keys: string[]): Promise<void> {
    if (keys.length === 0) return;
    const condition = isOneOf('key', keys);
    for (const { table } of await this.#listSegments()) await deleteRows(table, condition);
    for (const key of keys) this.#known?.delete(key);
  }

  /**
   * Deletes those that were stored before a time and that nothing refers to, and gives back the
   * space. Cost: where nothing was deleted, a look at the numbers of all parts.
   */
  async maintain(referenced: ReadonlySet<string>, before: number): Promise<void> {
    const old = (await this.#listParts()).filter(
      ({ key, storedAt }) => !referenced.has(key) && storedAt <= before,
    );
    await this.remove([...new Set(old.map(({ key }) => key))]);
    for (const segment of await this.#listSegments()) {
      if (await this.#isWasteful(segment)) await this.#rewrite(segment);
    }
  }

  /** More than half of it is deleted; or it is full of commits, and small. */
  async #isWasteful({ table }: Segment): Promise<boolean> {
    const live = (await listParts(table)).reduce((sum, { length }) => sum + length, 0);
    const { totalBytes, fragmentStats } = await table.stats();
    if (totalBytes > 2 * live + SLACK_BYTES || live === 0) return true;
    const { segmentBytes, segmentCommits } = this.#parts;
    return fragmentStats.numFragments >= segmentCommits && live < segmentBytes / 2;
  }

  /** Copies first, so that a kill leaves some twice and none lost. */
  async #rewrite({ number, table }: Segment): Promise<void> {
    const version = await table.version();
    const parts = await listParts(table);
    const whole = wholeKeys(parts);
    const kept = parts.filter(({ key }) => whole.has(key));
    for (const group of groupsOf(kept, PARTS_READ)) {
      await this.#append(await fetchRows(table, group), number);
    }
    // Another process has added to it meanwhile: the next run does it again.
    if ((await table.version()) !== version) return;
    const { connection, kind, fingerprint } = this.#parts;
    await connection.dropTable(blobsSegment(kind, fingerprint, number));
    this.#segments = undefined;
  }

  async #append(rows: PartRow[], butNotTo?: number): Promise<void> {
    let group: PartRow[] = [];
    let bytes = 0;
    const write = async () => {
      const written = group;
      group = [];
      bytes = 0;
      if (written.length === 0) return;
      await this.#unmoved(async () => {
        const { table } = await this.#openSegment(butNotTo);
        await unhindered(() => table.add(written as unknown as Record<string, unknown>[]));
      });
    };
    for (const row of rows) {
      if (bytes + row.bytes.length > COMMIT_BYTES) await write();
      group.push(row);
      bytes += row.bytes.length;
    }
    await write();
  }

  /** The last segment, or a new one where that is full or must not be taken. */
  async #openSegment(butNotThis: number | undefined): Promise<Segment> {
    const segments = await this.#listSegments();
    const last = segments.at(-1);
    if (last && last.number !== butNotThis && !(await this.#isFull(last))) return last;
    const number = (last?.number ?? 0) + 1;
    const { connection, kind, fingerprint } = this.#parts;
    const table = await connection.createEmptyTable(
      blobsSegment(kind, fingerprint, number),
      blobsSchema(),
      { mode: 'create', existOk: true },
    );
    const segment = { number, table };
    segments.push(segment);
    return segment;
  }

  async #isFull({ table }: Segment): Promise<boolean> {
    const { segmentBytes, segmentCommits } = this.#parts;
    const { totalBytes, fragmentStats } = await table.stats();
    return totalBytes >= segmentBytes || fragmentStats.numFragments >= segmentCommits;
  }

  async #stillThere(blobs: Blob[]): Promise<Set<string>> {
    if (blobs.length === 0) return new Set();
    const condition = isOneOf(
      'key',
      blobs.map(({ key }) => key),
    );
    return wholeKeys(await this.#listParts(condition));
  }

  async #listParts(condition?: string): Promise<Part[]> {
    return this.#unmoved(async () => {
      const segments = await this.#listSegments();
      return (await Promise.all(segments.map(({ table }) => listParts(table, condition)))).flat();
    });
  }

  /** By number. Looked for once, and again where one was dropped by another process. */
  #listSegments(): Promise<Segment[]> {
    this.#segments ??= this.#findSegments();
    return this.#segments;
  }

  async #findSegments(): Promise<Segment[]> {
    const { connection, kind, fingerprint } = this.#parts;
    const prefix = blobsSegment(kind, fingerprint, '');
    const names = await connection.tableNames({ limit: TABLES_LISTED });
    const numbers = names
      .filter((name) => name.startsWith(prefix))
      .map((name) => Number(name.slice(prefix.length)))
      .sort((a, b) => a - b);
    const segments: Segment[] = [];
    for (const number of numbers) {
      const table = await openExisting(connection, blobsSegment(kind, fingerprint, number));
      if (table) segments.push({ number, table });
    }
    return segments;
  }

  /** Runs a step again, on the segments that there are then, where one of them had been dropped. */
  async #unmoved<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof Error) || !/not found/i.test(error.message)) throw error;
      this.#segments = undefined;
      return step();
    }
  }
}
