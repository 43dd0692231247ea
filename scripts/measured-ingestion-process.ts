// What `bench-folder` starts: one ingestion in a process of its own, so that its memory is its own.
import { composeIndex, composeIngestion, composeModels, type Models } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { ingestDocuments } from '../src/ingestion/ingest-documents.ts';
import { createFakeEmbedder } from './bench-folder/fake-embedder.ts';
import type { IngestionMeasures } from './bench-folder/measure-ingestion.ts';
import { recordCalls } from './bench-folder/record-calls.ts';

const [folder, index, kind, replays] = process.argv.slice(2) as [string, string, string, string?];
const config = readConfig({ CORPUS_DIR: folder, LANCEDB_URI: index });
const fake: Models = {
  sentenceEmbedder: createFakeEmbedder(),
  passageEmbedder: undefined,
  load: async () => {},
  close: async () => {},
};
const models = kind === 'fake' ? fake : await composeModels(config);
const recorded = kind === 'fake' ? undefined : recordCalls(models.sentenceEmbedder);
const own = recorded ? { ...models, sentenceEmbedder: recorded.embedder } : models;
const started = performance.now();
const options = { create: true, readConsistencySeconds: 0 };
const { store } = await composeIndex(config, own, options);
const parts = composeIngestion(own, store, config);
const report = await ingestDocuments({ corpusDirectory: folder }, parts);
await parts.reader.close();
await store.close();
const ended = performance.now();
const measures: IngestionMeasures = {
  milliseconds: ended - started,
  // The clock of `performance` starts with the process.
  withStart: ended,
  added: report.added.length,
  unchanged: report.unchanged.length,
  failed: report.failed.map(({ message }) => message),
  passages: report.passages,
  ...(recorded && replays && { replayMilliseconds: await recorded.replay() }),
};
await models.close();
process.send?.(measures);
