import cliProgress from 'cli-progress';
import type { IngestProgress } from './ingest-documents.ts';

export interface ProgressBar {
  update(progress: IngestProgress): void;
  stop(): void;
}

/** Milliseconds between two lines where the output is no terminal. */
const lineInterval = 2000;

/** Shows the progress of an ingestion on standard error: a bar on a terminal, lines elsewhere. */
export function createProgressBar(): ProgressBar {
  const bar = new cliProgress.SingleBar({
    stream: process.stderr,
    format: 'Indexing {value} of {total} documents · {uri} · passage {passages}',
    clearOnComplete: true,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: lineInterval,
    gracefulExit: false,
  });
  let started = false;
  return {
    update({ done, total, uri, passages }) {
      if (!started) bar.start(total, done, { uri, passages });
      started = true;
      bar.update(done, { uri, passages });
    },
    stop: () => bar.stop(),
  };
}
