import type { Connection, Table } from '@lancedb/lancedb';

/** Undefined also for a directory that a killed run left before its first commit. */
export async function openExisting(
  connection: Connection,
  name: string,
): Promise<Table | undefined> {
  try {
    return await connection.openTable(name);
  } catch (error) {
    if (error instanceof Error && /was not found/i.test(error.message)) {
      return undefined;
    }
    throw error;
  }
}
