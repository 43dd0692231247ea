import type { Connection, Table } from '@lancedb/lancedb';
import type { FileRecord } from '../../ports.ts';
import type { UnreadableReason } from '../../protocol.ts';
import { column, stringColumn } from './columns.ts';
import { compact, deleteRows, unhindered } from './commits.ts';
import { openExisting } from './open-existing.ts';
import { filesSchema, tableNames } from './schema.ts';
import { isOneOf } from './sql.ts';

/** What ingestions have seen of files: one row a file, found and written anew by its URI. */
export class FileRecords {
  readonly #connection: Connection;
  readonly #name: string;
  #table: Table | undefined;
  /** Of the records that the table had at `#version`. */
  #uris = new Set<string>();
  #version: number | undefined;

  constructor(connection: Connection, fingerprint: string) {
    this.#connection = connection;
    this.#name = tableNames(fingerprint).files;
  }

  async list(): Promise<FileRecord[]> {
    const table = await this.#open();
    if (table === undefined) return [];
    return (await table.query().toArrow()).batches.flatMap((batch) => {
      const uri = stringColumn(batch, 'uri');
      const size: Float64Array = column(batch, 'size').toArray();
      const modifiedAt: Float64Array = column(batch, 'modified_at').toArray();
      const revision = stringColumn(batch, 'revision');
      const reason = stringColumn(batch, 'reason');
      const message = stringColumn(batch, 'message');
      const reader = column(batch, 'reader');
      return Array.from({ length: batch.numRows }, (_, row): FileRecord => {
        const failure = {
          reason: reason(row) as UnreadableReason,
          message: message(row),
          ...(reader.get(row) !== null && { reader: reader.get(row) as number }),
        };
        return {
          uri: uri(row),
          size: size[row]!,
          modifiedAt: modifiedAt[row]!,
          revision: revision(row) || undefined,
          ...(failure.reason && { failure }),
        };
      });
    });
  }

  async record(seen: FileRecord[], gone: string[] = []): Promise<void> {
    if (seen.length > 0) {
      const table = await this.#openOrCreate();
      const uris = await this.#knownUris(table);
      const rows = distinct(seen).map(fileRow);
      const added = rows.filter(({ uri }) => !uris.has(uri));
      const changed = rows.filter(({ uri }) => uris.has(uri));
      if (added.length > 0) await this.#commit(() => table.add(added));
      if (changed.length > 0) {
        await this.#commit(() => table.mergeInsert('uri').whenMatchedUpdateAll().execute(changed));
      }
      for (const { uri } of added) uris.add(uri);
    }
    const table = gone.length > 0 && (await this.#open());
    if (table) await deleteRows(table, isOneOf('uri', gone));
  }

  /** What is new is added, as a merge reads the whole table. Read again where others have written. */
  async #knownUris(table: Table): Promise<Set<string>> {
    const version = await table.version();
    if (version === this.#version) return this.#uris;
    this.#uris = new Set();
    for (const batch of (await table.query().select(['uri']).toArrow()).batches) {
      const uri = stringColumn(batch, 'uri');
      for (let row = 0; row < batch.numRows; row += 1) this.#uris.add(uri(row));
    }
    this.#version = version;
    return this.#uris;
  }

  async #commit(step: () => Promise<{ version: number }>): Promise<void> {
    const { version } = await unhindered(step);
    this.#version = version === (this.#version ?? 0) + 1 ? version : undefined;
  }

  async maintain(cleanupOlderThan: Date): Promise<void> {
    const table = await this.#open();
    if (table === undefined) return;
    await compact(table);
    await unhindered(() => table.optimize({ cleanupOlderThan }));
  }

  async #open(): Promise<Table | undefined> {
    this.#table ??= await openExisting(this.#connection, this.#name);
    return this.#table;
  }

  async #openOrCreate(): Promise<Table> {
    const table = await this.#open();
    if (table) return table;
    const options = { mode: 'create', existOk: true } as const;
    this.#table = await this.#connection.createEmptyTable(this.#name, filesSchema(), options);
    return this.#table;
  }
}

/** The last record of each file: LanceDB refuses two rows for one. */
function distinct(records: FileRecord[]): FileRecord[] {
  return [...new Map(records.map((record) => [record.uri, record])).values()];
}

function fileRow({ uri, size, modifiedAt, revision, failure }: FileRecord) {
  return {
    uri,
    size,
    modified_at: modifiedAt,
    revision: revision ?? '',
    reason: failure?.reason ?? '',
    message: failure?.message ?? '',
    reader: failure?.reader ?? null,
  };
}
