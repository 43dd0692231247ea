import cliProgress from 'cli-progress';
import { barLine, plainLine } from './describe-progress.ts';
import type { IngestProgress } from './ingest-report.ts';

export interface ProgressBar {
  update(progress: IngestProgress): void;
  /** Takes the bar off the terminal, so that lines can be written; the next update shows it again. */
  stop(): void;
}

/** Milliseconds between two lines where the output is no terminal. */
const lineInterval = 2000;

/** Columns of a terminal that does not tell. */
const usualColumns = 80;

export interface ProgressBarOptions {
  stream?: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  /** Milliseconds of a monotonic clock. */
  now?: () => number;
}

/** Shows the progress of an ingestion: a bar on a terminal, now and then a line elsewhere. */
export function createProgressBar({
  stream = process.stderr,
  now = () => performance.now(),
}: ProgressBarOptions = {}): ProgressBar {
  const started: Partial<Record<IngestProgress['stage'], number>> = {};
  const elapsed = ({ stage }: IngestProgress) => {
    started[stage] ??= now();
    return now() - started[stage];
  };
  return stream.isTTY ? terminalBar(stream, elapsed) : progressLines(stream, elapsed, now);
}

/** Milliseconds since the first sign of a stage. */
type Elapsed = (progress: IngestProgress) => number;

function terminalBar(
  stream: NodeJS.WritableStream & { columns?: number },
  elapsed: Elapsed,
): ProgressBar {
  const bar = new cliProgress.SingleBar({
    stream,
    format: '{text}',
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
  });
  let shown = false;
  function stop(): void {
    process.off('exit', stop);
    if (shown) bar.stop();
    shown = false;
  }
  return {
    update(progress) {
      // The last column is left free: some terminals go to the next line when it is written.
      const text = barLine(progress, elapsed(progress), (stream.columns ?? usualColumns) - 1);
      if (!shown) {
        bar.start(progress.total, progress.done, { text });
        // Whoever ends the process gets the cursor back.
        process.once('exit', stop);
      }
      shown = true;
      bar.update(progress.done, { text });
    },
    stop,
  };
}

function progressLines(
  stream: NodeJS.WritableStream,
  elapsed: Elapsed,
  now: () => number,
): ProgressBar {
  let next = 0;
  return {
    update(progress) {
      const since = elapsed(progress);
      if (now() < next || progress.uri === '') return;
      next = now() + lineInterval;
      stream.write(`${plainLine(progress, since)}\n`);
    },
    stop() {},
  };
}
