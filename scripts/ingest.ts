import { parseArgs } from 'node:util';
import { composeIndex, composeIngestion, composeModels } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { describeReport } from '../src/ingestion/describe-report.ts';
import { ingestDocuments } from '../src/ingestion/ingest-documents.ts';
import { createProgressBar } from '../src/ingestion/progress-bar.ts';
import { runCommand, say, UsageError } from './run-command.ts';

const help = `npm run ingest                 make the index equal to the corpus folder
npm run ingest -- PATH …       add or replace these files and folders, and remove nothing
npm run ingest -- --rebuild    make the index anew from the corpus folder, for example after another
                               embedding model was chosen

Settings from the environment: CORPUS_DIR (corpus), LANCEDB_URI (data/index), EMBEDDING_MODEL,
EMBEDDING_BASE_URL, EMBEDDING_API_KEY.
Exit codes: 0 everything was read, 1 something was not, 2 wrong usage.`;

await runCommand(help, ingest, 'Stopped. What was finished is kept; run it again to go on.');

async function ingest(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { rebuild: { type: 'boolean', default: false } },
  });
  if (values.rebuild && positionals.length > 0) {
    throw new UsageError('--rebuild takes no PATH: it makes the whole index anew.');
  }
  const config = readConfig(process.env);
  const models = await composeModels(config);
  const { store, finishRebuild } = await composeIndex(config, models, {
    create: true,
    rebuild: values.rebuild,
    readConsistencySeconds: 0,
  });
  const bar = createProgressBar();
  const started = performance.now();
  try {
    const report = await ingestDocuments(
      {
        paths: positionals.length > 0 ? positionals : undefined,
        corpusDirectory: config.corpusDirectory,
      },
      {
        ...composeIngestion(models, store),
        signal,
        onProgress: (progress) => bar.update(progress),
      },
    ).finally(() => bar.stop());
    if (values.rebuild) await finishRebuild();
    describeReport(report, (performance.now() - started) / 1000).forEach(say);
    return report.failed.length === 0 ? 0 : 1;
  } finally {
    await store.close();
    await models.close();
  }
}
