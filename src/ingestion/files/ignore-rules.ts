import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { UserError } from '../../errors.ts';
import { isWithin } from './source-uri.ts';

/** Holds what is passed over in its folder, as `.gitignore` does. */
export const ignoreFileName = '.verbatimignore';

/** Whether a file or folder is passed over. Paths are absolute. */
export type IsIgnored = (path: string, isDirectory: boolean) => boolean;

/**
 * Reads the rules for a folder that is listed: of its own ignore file, of that in the corpus folder
 * where it lies in there, and those given, which are relative to the folder.
 * @throws UserError where an ignore file cannot be read
 */
export async function readIgnoreRules(
  folder: string,
  corpusDirectory: string,
  exclude: readonly string[],
): Promise<IsIgnored> {
  const places = new Set([folder, ...(isWithin(folder, corpusDirectory) ? [corpusDirectory] : [])]);
  const rules: { place: string; rule: Ignore }[] = [
    { place: folder, rule: ignore().add([...exclude]) },
  ];
  for (const place of places) {
    const text = await readRules(join(place, ignoreFileName));
    if (text !== undefined) rules.push({ place, rule: ignore().add(text) });
  }
  return (path, isDirectory) =>
    rules.some(({ place, rule }) => {
      const within = relative(place, path).split(sep).join('/');
      return within !== '' && rule.ignores(isDirectory ? `${within}/` : within);
    });
}

async function readRules(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    // Without the rules, files would be indexed that must not be.
    throw new UserError(`${path} cannot be read (${code}). Make it a text file that may be read.`, {
      cause,
    });
  }
}
