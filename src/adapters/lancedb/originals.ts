import type { Connection, Table } from '@lancedb/lancedb';
import { deleteRows, unhindered } from './commits.ts';
import { openExisting } from './open-existing.ts';
import {
  fetchRows,
  groupsOf,
  listParts,
  type Original,
  PARTS_READ,
  type Part,
  type PartRow,
  partRows,
  readWhole,
  wholeRevisions,
} from './original-parts.ts';
import { originalsSchema, originalsSegment, TABLES_LISTED } from './schema.ts';
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

export interface OriginalsParts {
  connection: Connection;
  fingerprint: string;
  /** Milliseconds since 1970. */
  now: () => number;
  segmentBytes?: number;
  segmentCommits?: number;
}

/**
 * The files that documents were read from, by the hash of their bytes: the same bytes are kept once.
 *
 * They lie in segments, tables that are only added to and deleted from. LanceDB's `optimize` would
 * write a table of large values anew each time, and hold it in memory meanwhile. Here a segment is
 * written anew, part by part, where more than half of it is deleted, and then dropped whole. What is
 * deleted before that is out of reach, but its bytes stay in the file, as with all of LanceDB's rows.
 */
export class Originals {
  readonly #parts: Required<OriginalsParts>;
  /** Revisions that were whole when last looked at; undefined before the first look. */
  #known: Set<string> | undefined;
  #segments: Promise<Segment[]> | undefined;

  constructor(parts: OriginalsParts) {
    this.#parts = { segmentBytes: SEGMENT_BYTES, segmentCommits: SEGMENT_COMMITS, ...parts };
  }

  /** Keeps those that are not kept yet. Cost: one look at all revisions, then the bytes that are new. */
  async write(originals: Original[]): Promise<void> {
    if (originals.length === 0) return;
    this.#known ??= wholeRevisions(await this.#listParts());
    const surely = await this.#stillThere(
      originals.filter(({ revision }) => this.#known?.has(revision)),
    );
    const lacking = new Map(originals.map((original) => [original.revision, original]));
    for (const revision of surely) lacking.delete(revision);
    await this.#append(
      [...lacking.values()].flatMap((original) => partRows(original, this.#parts.now())),
    );
    for (const revision of lacking.keys()) this.#known.add(revision);
  }

  /** Undefined where it is not kept, or a killed run kept it in part. */
  async read(revision: string): Promise<Uint8Array | undefined> {
    const known = await this.#find(revision);
    if (known) return known;
    // Another process may have begun a segment since.
    this.#segments = undefined;
    return this.#find(revision);
  }

  #find(revision: string): Promise<Uint8Array | undefined> {
    return this.#unmoved(async () => {
      for (const { table } of await this.#listSegments()) {
        const bytes = await readWhole(table, revision);
        if (bytes) return bytes;
      }
      return undefined;
    });
  }

  /** Deletes these, whatever their age. */
  async remove(revisions: string[]): Promise<void> {
    if (revisions.length === 0) return;
    const condition = isOneOf('revision', revisions);
    for (const { table } of await this.#listSegments()) await deleteRows(table, condition);
    for (const revision of revisions) this.#known?.delete(revision);
  }

  /**
   * Deletes those that were stored before a time and that nothing refers to, and gives back the
   * space. Cost: where nothing was deleted, a look at the numbers of all parts.
   */
  async maintain(referenced: ReadonlySet<string>, before: number): Promise<void> {
    const old = (await this.#listParts()).filter(
      ({ revision, storedAt }) => !referenced.has(revision) && storedAt <= before,
    );
    await this.remove([...new Set(old.map(({ revision }) => revision))]);
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
    const whole = wholeRevisions(parts);
    const kept = parts.filter(({ revision }) => whole.has(revision));
    for (const group of groupsOf(kept, PARTS_READ)) {
      await this.#append(await fetchRows(table, group), number);
    }
    // Another process has added to it meanwhile: the next run does it again.
    if ((await table.version()) !== version) return;
    const { connection, fingerprint } = this.#parts;
    await connection.dropTable(originalsSegment(fingerprint, number));
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
    const { connection, fingerprint } = this.#parts;
    const table = await connection.createEmptyTable(
      originalsSegment(fingerprint, number),
      originalsSchema(),
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

  async #stillThere(originals: Original[]): Promise<Set<string>> {
    if (originals.length === 0) return new Set();
    const condition = isOneOf(
      'revision',
      originals.map(({ revision }) => revision),
    );
    return wholeRevisions(await this.#listParts(condition));
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
    const { connection, fingerprint } = this.#parts;
    const prefix = originalsSegment(fingerprint, '');
    const names = await connection.tableNames({ limit: TABLES_LISTED });
    const numbers = names
      .filter((name) => name.startsWith(prefix))
      .map((name) => Number(name.slice(prefix.length)))
      .sort((a, b) => a - b);
    const segments: Segment[] = [];
    for (const number of numbers) {
      const table = await openExisting(connection, originalsSegment(fingerprint, number));
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
