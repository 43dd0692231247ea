import type { Connection } from '@lancedb/lancedb';
import { damaged } from './location.ts';
import { Snapshot, type SnapshotParts } from './snapshot.ts';
import type { IndexTables } from './tables.ts';
import { publishedVersion } from './writer.ts';

export interface SnapshotSourceParts extends Omit<SnapshotParts, 'passages' | 'documents'> {
  /** Whether documents whose text is lost are to be passed over, for `maintain` to remove. */
  repairing: boolean;
  /** For messages. */
  uri: string;
  connection: Connection;
  tables: IndexTables;
  /** How old a snapshot may be before a newer one is looked for, in milliseconds. */
  maximumAge: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Gives the state that readers see, and takes a new snapshot only when that has changed. */
export class SnapshotSource {
  readonly #parts: SnapshotSourceParts;
  #snapshot: { taken: Snapshot; tableVersion: number; checkedAt: number } | undefined;
  #refreshing: Promise<Snapshot> | undefined;

  constructor(parts: SnapshotSourceParts) {
    this.#parts = parts;
  }

  /** Cost: nothing within the maximum age, else the reading of a tag. */
  async current(): Promise<Snapshot> {
    const { maximumAge, now } = this.#parts;
    const known = this.#snapshot;
    if (known && now() - known.checkedAt < maximumAge) return known.taken;
    return this.refresh();
  }

  /** The state as it is now. Callers at the same time share one look, begun after they asked. */
  async refresh(): Promise<Snapshot> {
    await this.#refreshing?.catch(() => undefined);
    this.#refreshing ??= this.#look().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #look(): Promise<Snapshot> {
    const { uri, repairing, connection, tables, now } = this.#parts;
    const checkedAt = now();
    const tableVersion = await this.#tableVersion();
    if (this.#snapshot?.tableVersion === tableVersion) {
      this.#snapshot.checkedAt = checkedAt;
      return this.#snapshot.taken;
    }
    const passages = await connection.openTable(tables.passages.name, [], {
      version: tableVersion,
    });
    const { documents } = tables;
    const taken = await Snapshot.take({ ...this.#parts, passages, documents });
    if (taken.lost.length > 0 && !repairing) {
      // Texts go after the passages that refer to them, so a removal may have overtaken us.
      if ((await this.#tableVersion()) !== tableVersion) return this.#look();
      throw damaged(uri);
    }
    this.#snapshot = { taken, tableVersion, checkedAt };
    return taken;
  }

  /** Before the first publication only the writer itself gets here, and reads its own rows. */
  async #tableVersion(): Promise<number> {
    const { passages } = this.#parts.tables;
    return (await publishedVersion(passages)) ?? (await passages.version());
  }
}
