import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { readingLimits } from '../../documents/reading-limits.ts';
import { DocumentError } from '../../errors.ts';
import type { FileRecord } from '../../ports.ts';
import { inaccessible, notAFile, tooLarge } from '../file-failures.ts';
import type { SeenFile } from '../plan-changes.ts';
import { recallFile, unsettled } from '../recall-file.ts';
import type { SourceFile } from './list-source-files.ts';

/** A file whose content is known, or why not. */
export interface LookedAtFile extends SeenFile, SourceFile {
  /** In bytes; 0 where that cannot be had. */
  size: number;
  /** Milliseconds since 1970. */
  modifiedAt: number;
  failure?: FileRecord['failure'];
  /** Whether its record says all of this. */
  isRecorded: boolean;
}

export interface LookOptions {
  record: FileRecord | undefined;
  /** Of the program's readers. */
  readerVersion: number;
  /** Milliseconds since 1970. */
  now: () => number;
  signal?: AbortSignal | undefined;
}

/**
 * Finds out a file's content. Cost: a stat where its record still holds, else the reading of the
 * whole file, a megabyte a millisecond and more. Throws nothing but the signal's reason.
 */
export async function lookAtFile(
  file: SourceFile,
  { record, readerVersion, now, signal }: LookOptions,
): Promise<LookedAtFile> {
  const inDoubt = record !== undefined && isInDoubt(record);
  let status = { size: 0, modifiedAt: 0 };
  try {
    status = await statFile(file);
    const recalled = recallFile(status, record, readerVersion);
    if (recalled) return { ...file, ...status, ...recalled, fails: 'failure' in recalled };
    const revision = await hashFile(file.path, signal);
    const modifiedAt = unsettled(status.modifiedAt, now()) ? 0 : status.modifiedAt;
    const isRecorded =
      record?.revision === revision &&
      record.modifiedAt === modifiedAt &&
      record.size === status.size &&
      record.failure === undefined;
    const seen = { ...file, ...status, modifiedAt, revision, fails: false, isRecorded };
    return inDoubt ? { ...seen, inDoubt } : seen;
  } catch (cause) {
    signal?.throwIfAborted();
    const { reason, message } =
      cause instanceof DocumentError ? cause : inaccessible(file.uri, cause);
    const failure = { reason, message };
    const isRecorded = record?.failure?.message === message && record.size === status.size;
    return { ...file, ...status, revision: undefined, fails: true, failure, isRecorded };
  }
}

async function statFile({ path, uri }: SourceFile): Promise<{ size: number; modifiedAt: number }> {
  const status = await stat(path);
  if (!status.isFile()) throw notAFile(uri);
  const { size, mtimeMs: modifiedAt } = status;
  if (size > readingLimits.bytes) throw tooLarge(uri, size, readingLimits.bytes);
  return { size, modifiedAt };
}

/** SHA-256 in hexadecimal, as `revisionOf` has it, without holding the file. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { signal })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Noted before a document is stored under another title, see `IndexWriter`. */
const isInDoubt = ({ revision, failure }: FileRecord): boolean =>
  revision === undefined && failure === undefined;

export function recordOf({ uri, size, modifiedAt, revision, failure }: LookedAtFile): FileRecord {
  return { uri, size, modifiedAt, revision, ...(failure && { failure }) };
}
