import { DocumentError } from '../errors.ts';

/** A file that is not there any more, or may not be read. */
export function inaccessible(uri: string, cause: unknown): DocumentError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new DocumentError(
    'inaccessible',
    `${uri} cannot be read (${code}). Check that it exists and its permissions.`,
    { cause },
  );
}

/** Reading a pipe or a device may never end. */
export const notAFile = (uri: string): DocumentError =>
  new DocumentError('not-a-file', `${uri} is not a file. Give a file or a folder.`);

export const tooLarge = (uri: string, bytes: number, most: number): DocumentError =>
  new DocumentError(
    'too-large',
    `${uri} has ${(bytes / 1e6).toFixed(1)} MB, and at most ${most / 1e6} MB can be read. Split it into several files.`,
  );

/** A reader that was stopped because of a file, or fell over it. */
export type ReaderEnd =
  | { kind: 'time'; milliseconds: number }
  | { kind: 'memory'; bytes: number }
  /** A signal, or an exit code. */
  | { kind: 'crash'; how: string };

export function tooComplex(uri: string, end: ReaderEnd): DocumentError {
  const advice = 'Split it into smaller files or save it in a simpler format, or take it out.';
  const what = {
    time: () =>
      `takes longer than ${Math.round((end as { milliseconds: number }).milliseconds / 1000)} s to read`,
    memory: () =>
      `needs more than ${Math.round((end as { bytes: number }).bytes / 2 ** 20)} MB of memory to be read`,
    crash: () => `makes the program that reads it end (${(end as { how: string }).how})`,
  }[end.kind]();
  return new DocumentError('too-complex', `${uri} ${what}. ${advice}`);
}
