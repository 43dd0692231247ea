import { readerVersion } from '../documents/reader-version.ts';
import { DocumentError } from '../errors.ts';
import { embedPassages } from '../passages/embed-passages.ts';
import { type LookedAtFile, lookAtFile, recordOf } from './files/look-at-file.ts';
import { IndexWriter } from './index-writer.ts';
import type { IngestParts, IngestRun } from './ingest-run.ts';
import type { PlannedReading } from './plan-changes.ts';
import { createTally, type ProgressTally } from './progress-tally.ts';
import { markFailing, type PlannedSource, readPlanned } from './read-planned.ts';
import type { ReadSource } from './reading/source-reader.ts';

/**
 * Reads, embeds, writes and notes what a plan says, and shows readers all of it at the end. Reading
 * goes on while the model works, and so does writing. What is ready is written also where a later
 * document stops the run.
 */
export async function indexReadings(
  readings: readonly PlannedReading[],
  run: IngestRun,
  parts: IngestParts,
): Promise<void> {
  const { store, keepOriginals = true, clock = () => performance.now() } = parts;
  const published = run.documents.reduce((sum, { passages }) => sum + passages, 0);
  const writer = new IndexWriter({ store, keepOriginals, clock }, published);
  const tally = createTally(readings, run, parts);
  try {
    for await (const source of readPlanned(readings, run, parts)) {
      tally.begin(source.file);
      await indexOne(source, { run, parts, writer, tally });
      tally.end();
    }
  } finally {
    await writer.finish();
  }
}

interface Workplace {
  run: IngestRun;
  parts: IngestParts;
  writer: IndexWriter;
  tally: ProgressTally;
}

async function indexOne({ planned, file, read }: PlannedSource, place: Workplace): Promise<void> {
  const { run, parts, writer, tally } = place;
  if (read instanceof DocumentError) {
    if (planned.kind === 'rename') return await moveUnread(planned, place);
    const failing = markFailing(planned, read, run);
    tally.fail(failing.length);
    return await writer.note(failing.map((one) => noted(one, run)));
  }
  if (read.document.revision !== planned.revision) return await lookAgain(file, place);
  const passages = await embed(read, parts, tally);
  const seen = planned.uris.map((uri) => run.files.get(uri)).filter((one) => one !== undefined);
  await writer.add({
    document: read.document,
    passages,
    path: file.path,
    bytes: file.size,
    records: seen.map((one) => noted(one, run)),
    renames: planned.kind === 'rename',
  });
  report(planned, passages.length, run);
}

function embed(
  { document, passages }: ReadSource,
  { embedders, signal }: IngestParts,
  tally: ProgressTally,
) {
  const onPassage = () => tally.embed(passages.length);
  return embedPassages(document, passages, embedders, { signal, onPassage });
}

/** The record of a file, which need not be written again at the end. */
function noted(file: LookedAtFile, { files }: IngestRun) {
  files.set(file.uri, { ...file, isRecorded: true, inDoubt: false });
  return recordOf(file);
}

function report(
  { kind, uris, from }: PlannedReading,
  passages: number,
  { report }: IngestRun,
): void {
  report.passages += passages;
  if (kind === 'add') report.added.push(uris[0] ?? '');
  else if (kind === 'replace') report.replaced.push(uris[0] ?? '');
  else report.moved.push({ from, to: uris });
}

/** What is indexed already and cannot be read under its new name stays as it was read. */
async function moveUnread({ id, uris, from }: PlannedReading, { run, parts }: Workplace) {
  await parts.store.moveDocuments([{ id, uris }]);
  for (const uri of uris) {
    const file = run.files.get(uri);
    if (file) run.files.set(uri, { ...file, inDoubt: false });
  }
  run.report.moved.push({ from, to: uris });
}

/** A file that has changed since it was looked at; the next plan has its new content. */
async function lookAgain(
  { path, uri }: LookedAtFile,
  { run, parts: { now = Date.now, signal } }: Workplace,
): Promise<void> {
  const record = run.records.get(uri);
  run.files.set(uri, await lookAtFile({ path, uri }, { record, readerVersion, now, signal }));
}
