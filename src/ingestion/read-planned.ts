import { readerVersion } from '../documents/reader-version.ts';
import { DocumentError } from '../errors.ts';
import type { LookedAtFile } from './files/look-at-file.ts';
import type { IngestRun, PreviewParts } from './ingest-run.ts';
import type { PlannedReading } from './plan-changes.ts';
import { readAhead } from './reading/read-ahead.ts';
import type { ReadSource } from './reading/source-reader.ts';

/** UTF-16 units of documents that may wait to be embedded; a passage counts for its objects. */
const room = 4_000_000;
const passageWeight = 1000;

export interface PlannedSource {
  planned: PlannedReading;
  file: LookedAtFile;
  /** What was read, or why it cannot be. */
  read: ReadSource | DocumentError;
}

/**
 * Reads what a plan says ahead of whoever takes it, in the order in which it is ready.
 * @throws the reader's own errors, and the signal's reason when it aborts
 */
export async function* readPlanned(
  readings: readonly PlannedReading[],
  { files }: IngestRun,
  { reader, signal }: PreviewParts,
): AsyncGenerator<PlannedSource, void> {
  const ready = readAhead(readings, {
    read: ({ id, uris }, stop) => {
      const { path, uri } = files.get(uris[0] ?? '') as LookedAtFile;
      return reader.read({ path, uri, id, uris }, stop);
    },
    parallel: reader.parallel,
    weigh: ({ document, passages }) => document.text.length + passages.length * passageWeight,
    room,
    signal,
  });
  for await (const one of ready) {
    const planned = one.job;
    const file = files.get(planned.uris[0] ?? '') as LookedAtFile;
    if ('result' in one) yield { planned, file, read: one.result };
    else if (one.error instanceof DocumentError) yield { planned, file, read: one.error };
    else throw one.error;
  }
}

/**
 * Files that one reading has shown to be unreadable: the one that was read and its copies of the
 * same kind. They are marked as such.
 */
export function markFailing(
  { uris }: PlannedReading,
  { reason, message }: DocumentError,
  { files }: IngestRun,
): LookedAtFile[] {
  const first = uris[0] ?? '';
  const kind = extensionOf(first);
  return uris
    .map((uri) => files.get(uri))
    .filter((file) => file !== undefined && extensionOf(file.uri) === kind)
    .map((file) => {
      const { uri } = file as LookedAtFile;
      const own = message.startsWith(first) ? uri + message.slice(first.length) : message;
      const failure = { reason, message: own, reader: readerVersion };
      const failing = { ...(file as LookedAtFile), fails: true, failure };
      files.set(uri, failing);
      return failing;
    });
}

const extensionOf = (uri: string): string => /\.[^./]+$/.exec(uri)?.[0].toLowerCase() ?? '';
