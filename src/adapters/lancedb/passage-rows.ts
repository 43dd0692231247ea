import type { Table } from '@lancedb/lancedb';
import type { EmbeddedPassage } from '../../passages/passage.ts';
import type { DocumentEntry } from '../../ports.ts';
import { unhindered } from './commits.ts';
import { KnownKeys, type RevisionKey } from './known-keys.ts';
import { passageRow } from './rows.ts';
import { isOneOf } from './sql.ts';
import { listStoredTexts } from './stored-texts.ts';

/**
 * The rows of the passages table as they are written. New documents are added and replaced ones
 * added and then deleted, each in a commit that does not grow with the table: LanceDB's merge reads
 * all of it, so that a large index would cost the square of its size (at 40,000 passages it took a
 * second for 500, and adding takes 0.15).
 */
export class PassageRows {
  readonly #table: Table;
  readonly #termsOf: (passage: EmbeddedPassage) => readonly string[];
  readonly #known: KnownKeys;

  constructor(table: Table, termsOf: (passage: EmbeddedPassage) => readonly string[]) {
    this.#table = table;
    this.#termsOf = termsOf;
    this.#known = new KnownKeys(table, 'document_id');
  }

  /**
   * Writes all passages of documents, which readers do not see yet. Those of a revision
   * that is replaced are deleted after the new ones are there; what is killed between the two has
   * both, and `finishReplacements` mends it.
   */
  async write(entries: DocumentEntry[]): Promise<void> {
    const table = this.#table;
    const known = this.#known;
    await known.refresh();
    const isThere = ({ document: { id, revision } }: DocumentEntry) =>
      known.revisionsOf(id).has(revision);
    const filled = entries.filter(({ passages }) => passages.length > 0);
    const again = filled.filter(isThere);
    if (again.length > 0) await this.#writeAgain(again);
    const added = filled.filter((entry) => !isThere(entry));
    const replaced = entries.filter((entry) => !again.includes(entry)).flatMap(replacedBy(known));
    if (added.length > 0) {
      const { version } = await unhindered(() => table.add(this.#rowsOf(added)));
      known.added(version, revisionsIn(added));
    }
    await this.#deleteRevisions(replaced);
  }

  /** The same revision, such as after a file was read anew. Cost: reads the whole table. */
  async #writeAgain(entries: DocumentEntry[]): Promise<void> {
    const known = this.#known;
    // Of another revision, where a run was killed before it deleted that. Merging would take its
    // passages for those of this one, as they have the same ids.
    await this.#deleteRevisions(entries.flatMap(replacedBy(known)));
    const where = isOneOf(
      'document_id',
      entries.map(({ document }) => document.id),
    );
    const { version } = await unhindered(() =>
      this.#table
        .mergeInsert('id')
        .whenMatchedUpdateAll()
        .whenNotMatchedInsertAll()
        .whenNotMatchedBySourceDelete({ where })
        .execute(this.#rowsOf(entries)),
    );
    known.added(version, revisionsIn(entries));
  }

  /** Passages of these revisions, and of no others. */
  async #deleteRevisions(keys: RevisionKey[]): Promise<void> {
    if (keys.length === 0) return;
    const known = this.#known;
    const ids = [...new Set(keys.map(({ id }) => id))];
    const revisions = new Set(keys.map(({ revision }) => revision));
    const met = ids.flatMap((id) => [...known.revisionsOf(id)].filter((one) => revisions.has(one)));
    if (met.length > keys.length) {
      // Documents have swapped their contents.
      for (const key of keys) await this.#deleteRevisions([key]);
      return;
    }
    const where = `${isOneOf('document_id', ids)} AND ${isOneOf('revision', [...revisions])}`;
    const { version } = await unhindered(() => this.#table.delete(where));
    known.removed(version, keys);
  }

  /** Deletes what a run that was killed in the middle of a replacement had not yet. */
  async finishReplacements(documents: Table): Promise<void> {
    await this.#known.refresh();
    const several = new Set(this.#known.withSeveral());
    if (several.size === 0) return;
    const texts = (await listStoredTexts(documents))
      .filter(({ id, revision }) => this.#known.revisionsOf(id).has(revision))
      .sort((a, b) => a.storedAt - b.storedAt);
    const newest = new Map(texts.map(({ id, revision }) => [id, revision]));
    await this.#deleteRevisions(
      [...several].flatMap((id) =>
        [...this.#known.revisionsOf(id)]
          .filter((revision) => revision !== newest.get(id))
          .map((revision) => ({ id, revision })),
      ),
    );
  }

  #rowsOf(entries: DocumentEntry[]): Record<string, unknown>[] {
    return entries.flatMap(({ passages }) =>
      passages.map((passage) => passageRow(passage, this.#termsOf(passage))),
    );
  }
}

const revisionsIn = (entries: DocumentEntry[]): RevisionKey[] =>
  entries.map(({ document: { id, revision } }) => ({ id, revision }));

/** The revisions whose passages go when a document's come. */
const replacedBy =
  (known: KnownKeys) =>
  ({ document: { id, revision }, passages }: DocumentEntry): RevisionKey[] =>
    [...known.revisionsOf(id)]
      .filter((other) => other !== revision || passages.length === 0)
      .map((other) => ({ id, revision: other }));
