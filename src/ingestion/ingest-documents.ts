import { readerVersion } from '../documents/reader-version.ts';
import { listSourceFiles, type SourceListing } from './files/list-source-files.ts';
import { type LookedAtFile, lookAtFile, recordOf } from './files/look-at-file.ts';
import { indexReadings } from './index-readings.ts';
import { emptyReport, type IngestReport } from './ingest-report.ts';
import type { IngestParts, IngestRun, PreviewParts } from './ingest-run.ts';
import { mapLimited } from './map-limited.ts';
import { type Plan, planChanges } from './plan-changes.ts';
import { previewReadings } from './preview-readings.ts';

/** Files looked at side by side: the disk is waited for, and the hash is computed by one thread. */
const lookedAtOnce = 8;
/** Milliseconds of looking that nobody needs to be told of. */
const quietLooking = 1000;
/** Each kind of file that one content bears is tried in a round; a file that goes on changing ends it. */
const mostRounds = 20;

export interface IngestRequest {
  /** Files, folders and patterns; without them the index is made equal to the corpus folder. */
  paths?: readonly string[] | undefined;
  corpusDirectory: string;
  /** Patterns of what counts as not there, as in `.gitignore`. */
  exclude?: readonly string[] | undefined;
  /** Without paths: also remove documents that were ingested from outside the corpus folder. */
  removeForeign?: boolean;
}

/**
 * Brings the index up to date with files. A file that its record still describes costs a stat; one
 * that cannot be read leaves its earlier version in the index. Each document changes at once, and a
 * run that is stopped, or killed, is completed by the next.
 *
 * Memory does not depend on the number of files but for what is known of each, about a kilobyte.
 * @throws UserError when a path cannot be listed
 */
export async function ingestDocuments(
  request: IngestRequest,
  parts: IngestParts,
): Promise<IngestReport> {
  const run = await beginRun(request, parts);
  await makeChanges(run, parts);
  listFailures(run);
  await noteFiles(run, parts);
  return run.report;
}

/**
 * Finds out what `ingestDocuments` would do: reads what is new, embeds nothing and writes nothing.
 * @throws UserError when a path cannot be listed
 */
export async function previewIngestion(
  request: IngestRequest,
  parts: PreviewParts,
): Promise<IngestReport> {
  const run = await beginRun(request, parts);
  await previewChanges(run, parts);
  listFailures(run);
  return run.report;
}

async function beginRun(
  { paths, corpusDirectory, exclude, removeForeign }: IngestRequest,
  parts: PreviewParts,
): Promise<IngestRun> {
  const { store, signal } = parts;
  const [documents, recorded] = await Promise.all([store.listDocuments(), store.listFiles()]);
  const records = new Map(recorded.map((record) => [record.uri, record]));
  const known = new Set([...documents.flatMap(({ uris }) => uris), ...records.keys()]);
  const listing = await listSourceFiles({
    paths,
    corpusDirectory,
    exclude,
    removeForeign,
    known,
    signal,
  });
  const report = { ...emptyReport(), others: listing.others };
  const files = await lookAtFiles(listing, records, parts);
  return { listing, files, documents, records, report };
}

async function lookAtFiles(
  { files }: SourceListing,
  records: IngestRun['records'],
  { signal, now = Date.now, clock = () => performance.now(), onProgress }: PreviewParts,
): Promise<Map<string, LookedAtFile>> {
  const total = files.length;
  const started = clock();
  const looked = await mapLimited(files, lookedAtOnce, async (file, done) => {
    signal?.throwIfAborted();
    const { uri } = file;
    const seen = await lookAtFile(file, { record: records.get(uri), readerVersion, now, signal });
    if (clock() - started > quietLooking) {
      const share = { done, total, bytesDone: done, bytesTotal: total };
      onProgress?.({ stage: 'looking', ...share, uri, passages: 0, failed: 0 });
    }
    return seen;
  });
  return new Map(looked.map((file) => [file.uri, file]));
}

const planFor = ({ files, documents, listing }: IngestRun): Plan =>
  planChanges({ files: [...files.values()], documents, covers: listing.covers });

/** Plans and reads until there is nothing left to read; what fails or changes alters the plan. */
async function makeChanges(run: IngestRun, parts: IngestParts): Promise<void> {
  const { store, signal } = parts;
  for (let round = 1; ; round += 1) {
    const plan = planFor(run);
    if (round === 1) reportUnchanged(plan, run);
    signal?.throwIfAborted();
    if (plan.moves.length > 0) await store.moveDocuments(plan.moves);
    reportMoves(plan, run);
    if (plan.readings.length > 0 && round < mostRounds) {
      await indexReadings(plan.readings, run, parts);
      run.documents = await store.listDocuments();
      continue;
    }
    // Last, as an id that is removed could be given anew by what a stopped run has still to add.
    if (plan.removals.length > 0) await store.removeDocuments(plan.removals.map(({ id }) => id));
    reportRemovals(plan, run);
    for (const { uris } of plan.readings) reportRestless(uris, run);
    if (plan.moves.length + plan.removals.length > 0) run.documents = await store.listDocuments();
    return;
  }
}

/** The same without writing: what was read well once is not read again. */
async function previewChanges(run: IngestRun, parts: PreviewParts): Promise<void> {
  const readable = new Set<string>();
  for (;;) {
    const plan = planFor(run);
    const unread = plan.readings.filter(({ uris }) => !readable.has(uris.join('\n')));
    if (unread.length > 0) {
      await previewReadings(unread, run, parts, readable);
      continue;
    }
    reportUnchanged(plan, run);
    reportMoves(plan, run);
    reportRemovals(plan, run);
    for (const { kind, uris, from } of plan.readings) {
      if (kind === 'add') run.report.added.push(uris[0] ?? '');
      else if (kind === 'replace') run.report.replaced.push(uris[0] ?? '');
      else run.report.moved.push({ from, to: uris });
    }
    return;
  }
}

/** Of what this run is about, those whose files can be read. */
function reportUnchanged({ unchanged }: Plan, { files, report }: IngestRun): void {
  const current = unchanged.filter(({ uris }) =>
    uris.some((uri) => files.get(uri)?.fails === false),
  );
  report.unchanged = current.map(({ uris }) => uris[0] ?? '');
}

function reportMoves({ moves }: Plan, { report }: IngestRun): void {
  report.moved.push(...moves.map(({ from, uris: to }) => ({ from, to })));
}

function reportRemovals({ removals }: Plan, { report }: IngestRun): void {
  report.removed.push(...removals.map(({ id, from }) => from[0] ?? id));
}

function reportRestless(uris: readonly string[], { report, files }: IngestRun): void {
  for (const uri of uris) {
    const message = `${uri} changes while it is read. Run it again when the file is finished.`;
    report.failed.push({ uri, reason: 'inaccessible', message, kept: false });
    files.delete(uri);
  }
}

function listFailures({ files, listing, documents, report }: IngestRun): void {
  const places = new Set(documents.flatMap(({ uris }) => uris));
  for (const { uri, failure, isRecorded } of files.values()) {
    if (!failure) continue;
    if (isRecorded) report.failedBefore += 1;
    const { reason, message } = failure;
    report.failed.push({ uri, reason, message, kept: places.has(uri) });
  }
  for (const { uri, failure } of listing.closed) {
    const { reason, message } = failure;
    const kept = [...places].some((place) => place.startsWith(`${uri}/`));
    report.failed.push({ uri, reason, message, kept });
  }
}

/** Notes what was seen and not noted yet, forgets what has gone, and tidies up. */
async function noteFiles(
  { files, records, listing }: IngestRun,
  { store }: IngestParts,
): Promise<void> {
  const seen = [...files.values()].filter(({ isRecorded }) => !isRecorded).map(recordOf);
  const gone = [...records.keys()].filter((uri) => !files.has(uri) && listing.covers(uri));
  if (seen.length + gone.length > 0) await store.recordFiles(seen, gone);
  await store.maintain();
}
