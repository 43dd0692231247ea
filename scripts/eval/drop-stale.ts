import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes from a folder of caches those of a set that have another key. */
export async function dropStale(folder: string, set: string, key: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const stale = name.startsWith(`${set}-`) && !name.startsWith(`${set}-${key}`);
    if (stale) await rm(join(folder, name), { recursive: true, force: true });
  }
}
