import { existsSync } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { readableExtensions } from '../../documents/read-document.ts';
import { UserError } from '../../errors.ts';
import { isWithin } from './source-uri.ts';

/** What one PATH stands for. Paths are absolute. */
export type SourceRoot =
  | { kind: 'folder'; path: string }
  | { kind: 'file'; path: string }
  /** Of a file that is indexed, but there no more. */
  | { kind: 'gone'; path: string }
  | { kind: 'pattern'; given: string; path: string; matches: (path: string) => boolean };

export interface RootOptions {
  corpusDirectory: string;
  /** Whether a path is one of the index. */
  isIndexed: (path: string) => boolean;
}

/**
 * Finds out what a PATH names: what is there by this name; else a pattern, where it is one; else a
 * file that was indexed and has gone.
 * @throws UserError when it is none of these
 */
export async function findRoot(
  given: string,
  { corpusDirectory, isIndexed }: RootOptions,
): Promise<SourceRoot> {
  const path = resolve(given);
  try {
    return { kind: (await stat(path)).isDirectory() ? 'folder' : 'file', path };
  } catch (cause) {
    const scanned = picomatch.scan(given);
    if (scanned.isGlob) return patternRoot(given, scanned);
    if (isGone(cause) && isIndexed(path)) return { kind: 'gone', path };
    const { code, message } = cause as NodeJS.ErrnoException;
    const isLink = await lstat(path).then(
      (status) => status.isSymbolicLink(),
      () => false,
    );
    const missing = isLink ? 'is a link that leads nowhere' : 'does not exist';
    const reason = isGone(cause) ? missing : `cannot be read (${code ?? message})`;
    throw new UserError(`${path} ${reason}. ${adviceOn(path, corpusDirectory)}`, { cause });
  }
}

/** What to give instead of a path that cannot be listed. */
export function adviceOn(path: string, corpusDirectory: string): string {
  const kinds = `files of these kinds: ${readableExtensions.join(', ')}`;
  return path === resolve(corpusDirectory)
    ? `Set CORPUS_DIR to a folder with ${kinds}.`
    : `Give a file or a folder with ${kinds}.`;
}

function patternRoot(given: string, { base, glob }: { base: string; glob: string }): SourceRoot {
  const folder = resolve(base);
  const matchesWithin = picomatch(glob);
  const matches = (path: string) =>
    isWithin(path, folder) && matchesWithin(relative(folder, path).split(sep).join('/'));
  return { kind: 'pattern', given, path: folder, matches };
}

const isGone = (cause: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '');

/** The folders and files to watch for what paths name; of a pattern, the folder that it begins in. */
export const watchedFolders = (paths: readonly string[]): string[] =>
  paths.map((path) => {
    const { isGlob, base } = picomatch.scan(path);
    return resolve(isGlob && !existsSync(path) ? base : path);
  });
