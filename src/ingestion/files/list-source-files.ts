import { resolve } from 'node:path';
import type { DocumentError } from '../../errors.ts';
import { UserError } from '../../errors.ts';
import { inaccessible } from '../file-failures.ts';
import { readIgnoreRules } from './ignore-rules.ts';
import { adviceOn, findRoot, type SourceRoot } from './source-root.ts';
import { isForeign, isWithin, sourcePath, sourceUri } from './source-uri.ts';
import { type FolderContent, walkFolder } from './walk-folder.ts';

/** A file to read, before it is read. */
export interface SourceFile {
  path: string;
  /** See `sourceUri`. */
  uri: string;
}

export interface ListRequest {
  /** Files, folders and patterns; the corpus folder without them. */
  paths?: readonly string[] | undefined;
  corpusDirectory: string;
  /** Patterns in the syntax of `.gitignore`, relative to each folder that is listed. */
  exclude?: readonly string[] | undefined;
  /** Without paths: whether what was ingested from outside the corpus folder counts as gone. */
  removeForeign?: boolean | undefined;
  /** URIs of the index. */
  known: ReadonlySet<string>;
  signal?: AbortSignal | undefined;
}

export interface SourceListing {
  /** By URI, each once. */
  files: SourceFile[];
  /** Folders that cannot be listed. */
  closed: { uri: string; failure: DocumentError }[];
  /** How many files there are of each kind that cannot be read, by the ending of their names. */
  others: Record<string, number>;
  /** Whether a URI that is not among the files is one of a file that has gone. */
  covers: (uri: string) => boolean;
}

/**
 * The files that a run is about. In folders, hidden files and folders, links, what is ignored and
 * files of other kinds are passed over; a file that is named itself is always listed, so that reading
 * it says what is wrong.
 * @throws UserError when a path does not exist or cannot be listed
 */
export async function listSourceFiles(request: ListRequest): Promise<SourceListing> {
  const { paths, known } = request;
  const corpusDirectory = resolve(request.corpusDirectory);
  const isIndexed = (path: string) => known.has(sourceUri(path, corpusDirectory));
  const roots = await Promise.all(
    (paths ?? [corpusDirectory]).map((path) => findRoot(path, { corpusDirectory, isIndexed })),
  );
  const files = new Map<string, SourceFile>();
  const closed: FolderContent['closed'] = [];
  const others: Record<string, number> = {};
  for (const root of roots) {
    const content = await listRoot(root, { ...request, corpusDirectory });
    closed.push(...content.closed);
    for (const [ending, number] of Object.entries(content.others)) {
      others[ending] = (others[ending] ?? 0) + number;
    }
    for (const path of content.files) {
      const uri = sourceUri(path, corpusDirectory);
      files.set(uri, { path, uri });
    }
  }
  const covers = (uri: string) => {
    if (!paths && isForeign(uri)) return request.removeForeign ?? true;
    const path = sourcePath(uri, corpusDirectory);
    if (path === undefined) return false;
    return (
      roots.some((root) => includes(root, path)) && !closed.some((one) => isWithin(path, one.path))
    );
  };
  return {
    files: [...files.values()].sort((left, right) => (left.uri < right.uri ? -1 : 1)),
    closed: closed.map(({ path, cause }) => {
      const uri = sourceUri(path, corpusDirectory);
      return { uri, failure: inaccessible(`The folder ${uri}`, cause) };
    }),
    others,
    covers,
  };
}

async function listRoot(
  root: SourceRoot,
  { corpusDirectory, exclude = [], known, signal }: ListRequest,
): Promise<FolderContent> {
  if (root.kind === 'gone') return { files: [], others: {}, closed: [] };
  if (root.kind === 'file') return { files: [root.path], others: {}, closed: [] };
  const isIgnored = await readIgnoreRules(root.path, corpusDirectory, exclude);
  const content = await walkFolder(root.path, isIgnored, signal).catch(
    (cause: NodeJS.ErrnoException) => {
      const advice = adviceOn(root.path, corpusDirectory);
      const code = cause.code ?? cause.message;
      const reason = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
      throw new UserError(`${root.path} ${reason}. ${advice}`, { cause });
    },
  );
  if (root.kind === 'folder') return content;
  const files = content.files.filter((path) => root.matches(path));
  const wasIndexed = [...known].some((uri) => {
    const path = sourcePath(uri, corpusDirectory);
    return path !== undefined && root.matches(path);
  });
  if (files.length === 0 && !wasIndexed) {
    throw new UserError(`No file matches ${root.given}. ${adviceOn(root.path, corpusDirectory)}`);
  }
  return { files, others: {}, closed: content.closed };
}

function includes(root: SourceRoot, path: string): boolean {
  if (root.kind === 'folder') return isWithin(path, root.path);
  return root.kind === 'pattern' ? root.matches(path) : path === root.path;
}
