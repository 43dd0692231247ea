import { DocumentError } from '../errors.ts';
import type { IngestRun, PreviewParts } from './ingest-run.ts';
import type { PlannedReading } from './plan-changes.ts';
import { createTally } from './progress-tally.ts';
import { markFailing, readPlanned } from './read-planned.ts';

/** Reads what would be indexed, to see what cannot be. Adds to `readable` what can, by its places. */
export async function previewReadings(
  readings: readonly PlannedReading[],
  run: IngestRun,
  parts: PreviewParts,
  readable: Set<string>,
): Promise<void> {
  const tally = createTally(readings, run, parts);
  for await (const { planned, file, read } of readPlanned(readings, run, parts)) {
    tally.begin(file);
    if (read instanceof DocumentError && planned.kind !== 'rename') {
      tally.fail(markFailing(planned, read, run).length);
    } else readable.add(planned.uris.join('\n'));
    if (!(read instanceof DocumentError)) run.report.passages += read.passages.length;
    tally.end();
  }
}
