import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Connection, connect, Session } from '@lancedb/lancedb';
import { IndexError } from '../../errors.ts';

/**
 * What LanceDB keeps of indexes and of the descriptions of files. Its own limits are 6 GB and 1 GB, and
 * it keeps what belongs to versions that are no longer read: an ingestion that publishes many times
 * would fill them.
 */
const INDEX_CACHE_BYTES = 256n * 2n ** 20n;
const METADATA_CACHE_BYTES = 64n * 2n ** 20n;

/** How many of the files found in the way are named in a message. */
const NAMED_FILES = 3;

/** What LanceDB and its object stores say when the place, not its content, is the trouble. */
const UNREACHABLE =
  /permission ?denied|access ?denied|unauthori[sz]ed|forbidden|credential|read-only file system|no space left|too many open files|timed? ?out|connect error|connection (?:refused|reset)|dns|error sending request|no such bucket|failed to connect|failed to resolve/i;

/**
 * Connects to the place of an index. A local directory is looked at first, because LanceDB creates
 * what is missing and takes a directory of other files for an empty database.
 */
export async function connectTo(
  uri: string,
  create: boolean,
  storageOptions: Record<string, string> | undefined,
): Promise<Connection> {
  const directory = localDirectory(uri);
  if (directory !== undefined) await checkDirectory(uri, directory, create);
  try {
    // Handles on the newest version see every commit at once; readers pin versions themselves.
    return await connect(
      uri,
      { readConsistencyInterval: 0, ...(storageOptions && { storageOptions }) },
      new Session(INDEX_CACHE_BYTES, METADATA_CACHE_BYTES),
    );
  } catch (error) {
    throw unreachable(uri, error);
  }
}

/** Runs an action on the database; what LanceDB throws becomes an `IndexError` that helps. */
export async function explained<T>(uri: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw explain(uri, error);
  }
}

export function missing(uri: string): IndexError {
  return new IndexError('missing', `There is no index at ${uri}. Make it with: npm run ingest`);
}

export function damaged(uri: string, cause?: unknown): IndexError {
  return new IndexError(
    'damaged',
    `The index at ${uri} is damaged. Make it anew with: npm run ingest -- --rebuild`,
    { cause },
  );
}

/** For damage that a rebuild meets again. */
export function irreplaceable(uri: string, cause: unknown): IndexError {
  const message = `The index at ${uri} is damaged and cannot be replaced. Delete it, then run: npm run ingest`;
  return new IndexError('damaged', message, { cause });
}

/** Only errors of the native module are about the index; ours and programming errors pass. */
function explain(uri: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'GenericFailure') {
    return error;
  }
  if (/commit conflict|write contention/i.test(error.message)) return busy(uri, error);
  return UNREACHABLE.test(error.message) ? unreachable(uri, error) : damaged(uri, error);
}

function unreachable(uri: string, cause: unknown): IndexError {
  const message = `The index at ${uri} cannot be reached. Check LANCEDB_URI, its credentials and access rights, and the network.`;
  return new IndexError('unreachable', message, { cause });
}

function busy(uri: string, cause: unknown): IndexError {
  const message = `The index at ${uri} is being changed by another process. Try again when that has finished.`;
  return new IndexError('unreachable', message, { cause });
}

/** The path of a URI without a scheme or with `file://`; undefined for anything else. */
function localDirectory(uri: string): string | undefined {
  if (uri.startsWith('file://')) return fileURLToPath(uri);
  return uri.includes('://') ? undefined : uri;
}

async function checkDirectory(uri: string, directory: string, create: boolean): Promise<void> {
  let names: string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && create) return;
    if (code === 'ENOENT') throw missing(uri);
    if (code !== 'ENOTDIR') throw unreachable(uri, error);
    const message = `The index cannot be at ${uri}: that is a file. Set LANCEDB_URI to a directory.`;
    throw new IndexError('unreachable', message, { cause: error });
  }
  const visible = names.filter((name) => !name.startsWith('.'));
  if (visible.length > 0 && !visible.some((name) => name.endsWith('.lance'))) {
    const found = visible.slice(0, NAMED_FILES).join(', ');
    const message = `The directory ${uri} is not an index; it holds other files (${found}). Set LANCEDB_URI to an empty directory.`;
    throw new IndexError('unreachable', message);
  }
}
