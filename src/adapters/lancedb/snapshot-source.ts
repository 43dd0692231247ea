import type { Connection } from '@lancedb/lancedb';
import type { Blobs } from './blobs.ts';
import { taggedVersion } from './commits.ts';
import { damaged } from './location.ts';
import { PassageReader, type PassageReaderParts } from './passage-reader.ts';
import { Snapshot } from './snapshot.ts';
import type { IndexTables } from './tables.ts';
import { PLACED, publishedVersion } from './writer.ts';

export interface SnapshotSourceParts extends Omit<PassageReaderParts, 'passages'> {
  /** Whether documents whose text is lost are to be passed over, for `maintain` to remove. */
  repairing: boolean;
  /** For messages. */
  uri: string;
  connection: Connection;
  tables: IndexTables;
  originals: Blobs;
  texts: Blobs;
  /** How old a snapshot may be before a newer one is looked for, in milliseconds. */
  maximumAge: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** What tells readers that the documents have changed. */
interface Seen {
  /** Of the passages. */
  published: number;
  /** Of the documents, undefined where none was ever moved. */
  placed: number | undefined;
}

interface Taken {
  snapshot: Snapshot;
  reader: PassageReader;
  seen: Seen;
  checkedAt: number;
}

/** Gives the state that readers see, and takes a new snapshot only when that has changed. */
export class SnapshotSource {
  readonly #parts: SnapshotSourceParts;
  #taken: Taken | undefined;
  #refreshing: Promise<Snapshot> | undefined;

  constructor(parts: SnapshotSourceParts) {
    this.#parts = parts;
  }

  /** Cost: nothing within the maximum age, else the reading of two tags. */
  async current(): Promise<Snapshot> {
    const { maximumAge, now } = this.#parts;
    const known = this.#taken;
    if (known && now() - known.checkedAt < maximumAge) return known.snapshot;
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
    const { uri, repairing, tables, originals, texts, now } = this.#parts;
    const checkedAt = now();
    const seen = await this.#see();
    const known = this.#taken;
    if (known && isSame(known.seen, seen)) {
      known.checkedAt = checkedAt;
      return known.snapshot;
    }
    const sameReader = known?.seen.published === seen.published && known.reader;
    const reader = sameReader || (await this.#read(seen.published));
    const { documents } = tables;
    const snapshot = await Snapshot.take({ uri, reader, documents, originals, texts });
    if (snapshot.lost.length > 0 && !repairing) {
      // Texts go after the passages that refer to them, so a removal may have overtaken us.
      if (!isSame(await this.#see(), seen)) return this.#look();
      throw damaged(uri);
    }
    this.#taken = { snapshot, reader, seen, checkedAt };
    return snapshot;
  }

  async #read(version: number): Promise<PassageReader> {
    const { connection, tables } = this.#parts;
    const passages = await connection.openTable(tables.passages.name, [], { version });
    return PassageReader.take({ ...this.#parts, passages });
  }

  /** Before the first publication only the writer itself gets here, and reads its own rows. */
  async #see(): Promise<Seen> {
    const { passages, documents } = this.#parts.tables;
    const placed = await taggedVersion(documents, PLACED);
    const published = (await publishedVersion(passages)) ?? (await passages.version());
    return { published, placed };
  }
}

function isSame(a: Seen, b: Seen): boolean {
  return a.published === b.published && a.placed === b.placed;
}
