import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A file's URI: relative to the corpus folder with `/` between folders, or a `file:` URL outside. */
export function sourceUri(path: string, corpusDirectory: string): string {
  const within = relative(corpusDirectory, path);
  return within === '' || isOutside(within)
    ? pathToFileURL(path).href
    : within.split(sep).join('/');
}

/** The absolute path of a URI; undefined where it is none of this machine. */
export function sourcePath(uri: string, corpusDirectory: string): string | undefined {
  if (!isForeign(uri)) return resolve(corpusDirectory, ...uri.split('/'));
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** Whether a URI is of a file outside of the corpus folder. A file in it may be called `file:a.md`. */
export const isForeign = (uri: string): boolean => uri.startsWith('file://');

/** Whether a path is a folder or lies in it. Both absolute. */
export function isWithin(path: string, folder: string): boolean {
  return !isOutside(relative(folder, path));
}

function isOutside(relativePath: string): boolean {
  return relativePath === '..' || relativePath.startsWith(`..${sep}`) || isAbsolute(relativePath);
}
