import type { FileRecord } from '../ports.ts';
import type { UnreadableReason } from '../protocol.ts';

/**
 * Milliseconds within which a file may change twice and keep its time: some file systems count in
 * steps of two seconds.
 */
const timeStep = 2000;

/** Whether a file may still change without its time telling so. */
export const unsettled = (modifiedAt: number, now: number): boolean => now - modifiedAt < timeStep;

/** What the file system says, and not the content; so it is looked at each time. */
const ofTheMoment: readonly UnreadableReason[] = ['inaccessible', 'not-a-file', 'too-large'];

/** What a record tells of a file that has its size and its time. */
export interface RecalledFile {
  revision: string;
  failure?: NonNullable<FileRecord['failure']>;
  isRecorded: true;
}

/**
 * What is known of a file by its record; undefined where its content has to be looked at. A record
 * with the time 0 was made too soon after the file was written. What older readers could not read
 * is tried again.
 */
export function recallFile(
  { size, modifiedAt }: { size: number; modifiedAt: number },
  record: FileRecord | undefined,
  readerVersion: number,
): RecalledFile | undefined {
  if (record === undefined || record.revision === undefined) return undefined;
  if (record.modifiedAt === 0 || record.size !== size || record.modifiedAt !== modifiedAt) {
    return undefined;
  }
  const { revision, failure } = record;
  const holds =
    failure && failure.reader === readerVersion && !ofTheMoment.includes(failure.reason);
  return holds ? { revision, failure, isRecorded: true } : { revision, isRecorded: true };
}
