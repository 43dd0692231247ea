import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isReadable, readableExtensions } from '../documents/read-document.ts';
import { UserError } from '../errors.ts';

/** A file to read, before it is read. */
export interface SourceFile {
  path: string;
  /** Relative to the corpus folder with `/` between folders, or a `file:` URL outside of it. */
  uri: string;
}

/**
 * The files under the given paths that can be read, by URI, each once. Hidden files and folders and
 * links are passed over in folders, as are files of other kinds; a file that is named itself is
 * always listed, so that reading it says what is wrong.
 * @throws UserError when a path does not exist or cannot be listed
 */
export async function listSourceFiles(
  paths: readonly string[],
  corpusDirectory: string,
): Promise<SourceFile[]> {
  const listed = await Promise.all(
    paths.map((path) => listPath(resolve(path), resolve(corpusDirectory))),
  );
  const byUri = new Map(
    listed.flat().map((path) => {
      const uri = sourceUri(path, corpusDirectory);
      return [uri, { path, uri }];
    }),
  );
  return [...byUri.values()].sort((left, right) => (left.uri < right.uri ? -1 : 1));
}

async function listPath(path: string, corpusDirectory: string): Promise<string[]> {
  const kinds = `files of these kinds: ${readableExtensions.join(', ')}`;
  const advice =
    path === corpusDirectory
      ? `Set CORPUS_DIR to a folder with ${kinds}.`
      : `Give a file or a folder with ${kinds}.`;
  const status = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw unreadablePath(path, cause, advice);
  });
  if (!status.isDirectory()) return [path];
  const options = { withFileTypes: true, recursive: true } as const;
  const entries = await readdir(path, options).catch((cause: NodeJS.ErrnoException) => {
    throw unreadablePath(path, cause, advice);
  });
  return entries
    .filter((entry) => entry.isFile() && isReadable(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !relative(path, file)
          .split(sep)
          .some((part) => part.startsWith('.')),
    );
}

function unreadablePath(path: string, cause: NodeJS.ErrnoException, advice: string): UserError {
  const reason =
    cause.code === 'ENOENT' ? 'does not exist' : `cannot be read (${cause.code ?? cause.message})`;
  return new UserError(`${cause.path ?? path} ${reason}. ${advice}`, { cause });
}

export function sourceUri(path: string, corpusDirectory: string): string {
  const within = relative(corpusDirectory, path);
  const outside =
    within === '' || within === '..' || within.startsWith(`..${sep}`) || isAbsolute(within);
  return outside ? pathToFileURL(path).href : within.split(sep).join('/');
}
