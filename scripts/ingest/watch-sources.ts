import { basename, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { watch } from 'chokidar';
import { UserError } from '../../src/errors.ts';
import { watchedFolders } from '../../src/ingestion/files/source-root.ts';
import type { IngestReport } from '../../src/ingestion/ingest-report.ts';
import { changesOf } from '../../src/ingestion/ingest-report.ts';
import { type IngestTask, ingestOnce } from './ingest-once.ts';

/** Milliseconds of quiet after a change: what is copied or saved comes in several steps. */
const quietMilliseconds = 500;

/**
 * Ingests, and again whenever something changes, until the signal aborts. An error is told, and the
 * next change tries again. Each time the whole of the sources is looked at, which costs a stat a file.
 * @param tell shows what a run did
 * @returns the exit code of the last run
 */
export async function watchSources(
  task: IngestTask,
  tell: (report: IngestReport, seconds: number) => number,
): Promise<number> {
  const { signal, say, config } = task;
  const folders = watchedFolders(task.paths ?? [config.corpusDirectory]);
  const watcher = watch(folders, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path) =>
      basename(path).startsWith('.') &&
      basename(path) !== '.verbatimignore' &&
      !folders.includes(resolve(path)),
  });
  let wake = () => {};
  watcher.on('all', () => wake());
  watcher.on('error', (error) => say(`Watching failed: ${(error as Error).message}`));
  signal.addEventListener('abort', () => wake());
  let code = 0;
  try {
    for (let round = 1; !signal.aborted; round += 1) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      code = await ingestAgain({ ...task, rebuild: task.rebuild && round === 1 }, round, tell);
      if (round === 1) say('Watching for changes. Press Ctrl-C to stop.');
      await changed;
      await setTimeout(quietMilliseconds, undefined, { signal }).catch(() => {});
    }
  } finally {
    await watcher.close();
  }
  return code;
}

/** Only the first run says that nothing changed. */
async function ingestAgain(
  task: IngestTask,
  round: number,
  tell: (report: IngestReport, seconds: number) => number,
): Promise<number> {
  const started = performance.now();
  try {
    const report = await ingestOnce(task);
    if (round > 1 && changesOf(report) === 0) return report.failed.length === 0 ? 0 : 1;
    return tell(report, (performance.now() - started) / 1000);
  } catch (error) {
    if (task.signal.aborted || (!(error instanceof UserError) && round === 1)) throw error;
    task.say(error instanceof UserError ? error.message : String(error));
    return 1;
  }
}
