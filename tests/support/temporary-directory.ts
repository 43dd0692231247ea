import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

const directories: string[] = [];

// Here and not where a directory is made: what a running test registers is not run.
afterAll(async () => {
  const options = { recursive: true, force: true, maxRetries: 3 };
  await Promise.all(directories.splice(0).map((directory) => rm(directory, options)));
});

/** A directory that goes with the test file. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'verbatim-'));
  directories.push(directory);
  return directory;
}

/** Writes files by their path under a directory, with the folders that they need. */
export async function writeFiles(
  directory: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
}
