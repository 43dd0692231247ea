import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isReadable } from '../../documents/read-document.ts';
import type { IsIgnored } from './ignore-rules.ts';

/** What a folder holds, all folders in it included. */
export interface FolderContent {
  /** Absolute paths of the files of kinds that can be read. */
  files: string[];
  /** The number of files of each other kind, by the ending of their names; '' for none. */
  others: Record<string, number>;
  /** Folders in it that cannot be listed. */
  closed: { path: string; cause: NodeJS.ErrnoException }[];
}

const countOther = ({ others }: FolderContent, name: string): void => {
  const ending = extname(name).toLowerCase();
  others[ending] = (others[ending] ?? 0) + 1;
};

/**
 * Lists a folder. Hidden files and folders, links, devices and what is ignored are passed over.
 *
 * tinyglobby would take a folder that cannot be listed for an empty one, and so its documents for
 * deleted ones.
 * @throws NodeJS.ErrnoException where the folder itself cannot be listed
 */
export async function walkFolder(
  folder: string,
  isIgnored: IsIgnored,
  signal?: AbortSignal,
): Promise<FolderContent> {
  const content: FolderContent = { files: [], others: {}, closed: [] };
  const waiting: { path: string; entries: Dirent[] }[] = [
    { path: folder, entries: await readdir(folder, { withFileTypes: true }) },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    signal?.throwIfAborted();
    for (const entry of next.entries) {
      const path = join(next.path, entry.name);
      if (entry.name.startsWith('.') || isIgnored(path, entry.isDirectory())) continue;
      if (entry.isFile() && isReadable(entry.name)) content.files.push(path);
      else if (entry.isFile()) countOther(content, entry.name);
      else if (entry.isDirectory()) {
        try {
          waiting.push({ path, entries: await readdir(path, { withFileTypes: true }) });
        } catch (cause) {
          content.closed.push({ path, cause: cause as NodeJS.ErrnoException });
        }
      }
    }
  }
  return content;
}
