import type { Table } from '@lancedb/lancedb';
import { stringColumn } from './columns.ts';

export interface RevisionKey {
  id: string;
  revision: string;
}

/**
 * The keys of the revisions that a table has rows of, kept in memory, so that a writer knows what is
 * new without LanceDB's merge, which reads all rows to find that out, each time.
 */
export class KnownKeys {
  readonly #table: Table;
  readonly #idColumn: string;
  /** Revisions by document id. */
  #revisions = new Map<string, Set<string>>();
  /** Of the table, when they were read; undefined before. */
  #version: number | undefined;

  /** @param idColumn where the document's id is; its revision is in `revision` */
  constructor(table: Table, idColumn: string) {
    this.#table = table;
    this.#idColumn = idColumn;
  }

  /** Cost: a look at the version; two columns of the table where another process has changed it. */
  async refresh(): Promise<void> {
    const version = await this.#table.version();
    if (version === this.#version) return;
    const query = this.#table.query().select([this.#idColumn, 'revision']);
    this.#revisions = new Map();
    for (const batch of (await query.toArrow()).batches) {
      const id = stringColumn(batch, this.#idColumn);
      const revision = stringColumn(batch, 'revision');
      for (let row = 0; row < batch.numRows; row += 1) this.#add(id(row), revision(row));
    }
    // Another process may have committed since: then its rows are read the next time.
    this.#version = version;
  }

  /** Empty where the table has none of the document. */
  revisionsOf(id: string): ReadonlySet<string> {
    return this.#revisions.get(id) ?? none;
  }

  /** Documents of which the table has more than one revision. */
  withSeveral(): string[] {
    return [...this.#revisions].flatMap(([id, { size }]) => (size > 1 ? [id] : []));
  }

  /**
   * Notes what a commit of ours has added.
   * @param version that the commit made
   */
  added(version: number, documents: RevisionKey[]): void {
    for (const { id, revision } of documents) this.#add(id, revision);
    this.#committed(version);
  }

  removed(version: number, keys: RevisionKey[]): void {
    for (const { id, revision } of keys) {
      const revisions = this.#revisions.get(id);
      revisions?.delete(revision);
      if (revisions?.size === 0) this.#revisions.delete(id);
    }
    this.#committed(version);
  }

  /** Where there is a version between, another process has committed. */
  #committed(version: number): void {
    this.#version = version === (this.#version ?? 0) + 1 ? version : undefined;
  }

  #add(id: string, revision: string): void {
    const revisions = this.#revisions.get(id);
    if (revisions) revisions.add(revision);
    else this.#revisions.set(id, new Set([revision]));
  }
}

const none: ReadonlySet<string> = new Set();
