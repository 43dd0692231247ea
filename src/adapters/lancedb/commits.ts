import type { Table } from '@lancedb/lancedb';

/** How often a step is tried that another process hinders. */
export const ATTEMPTS = 10;

/** What LanceDB says then: a lost race of commits, or a tag moved back by the other. */
const HINDERED = /commit conflict|write contention|tagged version/i;

/** Runs a step that can be repeated until no other process commits in the middle of it. */
export async function unhindered<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await step();
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Error)) throw error;
      if (!HINDERED.test(error.message)) throw error;
    }
  }
}

/** A deletion commits a new version even where no row matches. */
export async function deleteRows(table: Table, condition: string): Promise<void> {
  if ((await table.countRows(condition)) > 0) await unhindered(() => table.delete(condition));
}

/** Merges small fragments. Removes no version: that has to wait for the tags. */
export async function compact(table: Table): Promise<void> {
  await unhindered(() => table.optimize({ cleanupOlderThan: new Date(0) }));
}

/** The version that a tag of a table is on; undefined where there is no such tag. */
export async function taggedVersion(table: Table, tag: string): Promise<number | undefined> {
  return (await (await table.tags()).list())[tag]?.version;
}

/** Puts a tag on a version, from wherever it is. */
export async function moveTag(table: Table, tag: string, version: number): Promise<void> {
  const tags = await table.tags();
  if (tag in (await tags.list())) await tags.update(tag, version);
  else await tags.create(tag, version);
}
