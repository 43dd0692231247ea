import { parseArgs } from 'node:util';
import { openModels } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { describePreview, describeReport } from '../src/ingestion/describe-report.ts';
import { changesOf, type IngestReport } from '../src/ingestion/ingest-report.ts';
import { createProgressBar } from '../src/ingestion/progress-bar.ts';
import { type IngestTask, ingestOnce, previewOnce } from './ingest/ingest-once.ts';
import { watchSources } from './ingest/watch-sources.ts';
import { runCommand, say, UsageError } from './run-command.ts';

const help = `npm run ingest                 make the index equal to the corpus folder
npm run ingest -- PATH …       bring these files and folders up to date, and leave all others alone

A PATH is a file, a folder, or a pattern in quotes such as "reports/**/*.pdf". What has been deleted
under a PATH is removed from the index; what has been moved keeps its address. Unchanged files cost
next to nothing. Hidden files, links and what a file named .verbatimignore lists, in the syntax of
.gitignore, in the corpus folder or the PATH, are passed over.

  --exclude PATTERN    what counts as not there in this run, as in .gitignore; can be repeated
  --dry-run            say what would be done, and write nothing
  --watch              go on: ingest whatever changes, until it is interrupted
  --rebuild            make the index anew from the corpus folder, for example after another embedding
                       model was chosen
  --json               print one JSON object with all that was done and left out
  --quiet              show no progress

Settings from the environment: CORPUS_DIR (corpus), LANCEDB_URI (data/index), KEEP_ORIGINALS (on),
EMBEDDING_MODEL, EMBEDDING_BASE_URL, EMBEDDING_API_KEY.
Exit codes: 0 everything was read, 1 something was left out or failed, 2 wrong usage. Stopping it at
any moment, also by killing it, loses nothing that was finished: run it again to go on.`;

await runCommand(help, ingest, 'Stopped. What was finished is kept; run it again to go on.');

async function ingest(args: string[], signal: AbortSignal): Promise<number> {
  const { values, paths } = readArguments(args);
  const config = readConfig(process.env);
  const models = await openModels(config);
  const bar = createProgressBar();
  const task: IngestTask = {
    config,
    models,
    paths,
    exclude: values.exclude,
    rebuild: values.rebuild,
    signal,
    onProgress: values.quiet ? undefined : (progress) => bar.update(progress),
    say: (line) => {
      bar.stop();
      say(line);
    },
  };
  const tell = (report: IngestReport, seconds: number) => {
    bar.stop();
    if (values.json) printSummary(report, seconds, values['dry-run']);
    else if (values['dry-run']) describePreview(report).forEach(say);
    else describeReport(report, seconds).forEach(say);
    return report.failed.length === 0 ? 0 : 1;
  };
  try {
    if (values['dry-run']) return tell(...(await timed(() => previewOnce(task))));
    if (values.watch) return await watchSources(task, tell);
    return tell(...(await timed(() => ingestOnce(task))));
  } finally {
    bar.stop();
    await models.close();
  }
}

function readArguments(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      rebuild: { type: 'boolean', default: false },
      exclude: { type: 'string', multiple: true, default: [] },
      'dry-run': { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
    },
  });
  if (values.rebuild && positionals.length > 0) {
    throw new UsageError('--rebuild takes no PATH: it makes the whole index anew.');
  }
  if (values['dry-run'] && values.watch) {
    throw new UsageError('--dry-run and --watch do not go together.');
  }
  return { values, paths: positionals.length > 0 ? positionals : undefined };
}

async function timed<T>(action: () => Promise<T>): Promise<[T, number]> {
  const started = performance.now();
  const result = await action();
  return [result, (performance.now() - started) / 1000];
}

/** Of what is unchanged only the number: it would be most of it. */
function printSummary(report: IngestReport, seconds: number, dryRun: boolean): void {
  const unchanged = report.unchanged.length;
  const summary = { ...report, unchanged, changes: changesOf(report), seconds, dryRun };
  process.stdout.write(`${JSON.stringify(summary)}\n`);
}
