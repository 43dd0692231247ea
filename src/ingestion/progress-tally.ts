import type { LookedAtFile } from './files/look-at-file.ts';
import type { IngestProgress } from './ingest-report.ts';
import type { IngestRun, PreviewParts } from './ingest-run.ts';
import type { PlannedReading } from './plan-changes.ts';

/** Counts what is done and tells it. */
export interface ProgressTally {
  begin(file: LookedAtFile): void;
  /** One more passage of so many of the file at work is embedded. */
  embed(passages: number): void;
  fail(files: number): void;
  end(): void;
}

export function createTally(
  readings: readonly PlannedReading[],
  { files }: IngestRun,
  { onProgress }: PreviewParts,
): ProgressTally {
  const sizeOf = ({ uris }: PlannedReading) => files.get(uris[0] ?? '')?.size ?? 0;
  const progress: IngestProgress = {
    stage: 'indexing',
    done: 0,
    total: readings.length,
    bytesDone: 0,
    bytesTotal: readings.reduce((sum, reading) => sum + sizeOf(reading), 0),
    uri: '',
    passages: 0,
    failed: 0,
  };
  let before = 0;
  let size = 0;
  const tell = () => onProgress?.({ ...progress });
  if (readings.length > 0) tell();
  return {
    begin(file) {
      before = progress.bytesDone;
      size = file.size;
      progress.uri = file.uri;
      tell();
    },
    embed(passages) {
      progress.passages += 1;
      progress.bytesDone = Math.min(before + size, progress.bytesDone + size / passages);
      tell();
    },
    fail(count) {
      progress.failed += count;
    },
    end() {
      progress.done += 1;
      progress.bytesDone = before + size;
      tell();
    },
  };
}
