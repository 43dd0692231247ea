import cliProgress from 'cli-progress';
import type { IngestProgress } from './ingest-documents.ts';

export interface ProgressBar {
  update(progress: IngestProgress): void;
  /** Takes the bar off the terminal, so that lines can be written; the next update shows it again. */
  stop(): void;
}

/** Milliseconds between two lines where the output is no terminal. */
const lineInterval = 2000;

export interface ProgressBarOptions {
  stream?: NodeJS.WritableStream & { isTTY?: boolean };
  /** Milliseconds of a monotonic clock. */
  now?: () => number;
}

/** Shows the progress of an ingestion: a bar on a terminal, now and then a line elsewhere. */
export function createProgressBar({
  stream = process.stderr,
  now = () => performance.now(),
}: ProgressBarOptions = {}): ProgressBar {
  return stream.isTTY ? terminalBar(stream) : progressLines(stream, now);
}

function terminalBar(stream: NodeJS.WritableStream): ProgressBar {
  const bar = new cliProgress.SingleBar({
    stream,
    format: '{text}',
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
  });
  let started = false;
  function stop(): void {
    process.off('exit', stop);
    if (started) bar.stop();
    started = false;
  }
  return {
    update(progress) {
      const text = describeProgress(progress);
      if (!started) {
        bar.start(progress.total, progress.done, { text });
        // Whoever ends the process gets the cursor back.
        process.once('exit', stop);
      }
      started = true;
      bar.update(progress.done, { text });
    },
    stop,
  };
}

function progressLines(stream: NodeJS.WritableStream, now: () => number): ProgressBar {
  let next = 0;
  return {
    update(progress) {
      if (now() < next) return;
      next = now() + lineInterval;
      stream.write(`${describeProgress(progress)}\n`);
    },
    stop() {},
  };
}

function describeProgress({ done, total, uri, passages }: IngestProgress): string {
  const passage = passages === 0 ? '' : `, passage ${passages}`;
  return `Document ${done + 1} of ${total}: ${uri}${passage}`;
}
