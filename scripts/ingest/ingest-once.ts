import { composeIndex, composeIngestion, composeReader, type Models } from '../../src/compose.ts';
import type { Config } from '../../src/config.ts';
import { IndexError } from '../../src/errors.ts';
import { describeHolder, lockIndex } from '../../src/index-lock.ts';
import { ingestDocuments, previewIngestion } from '../../src/ingestion/ingest-documents.ts';
import type { IngestProgress, IngestReport } from '../../src/ingestion/ingest-report.ts';

/** What the command was told to do. */
export interface IngestTask {
  config: Config;
  models: Models;
  paths: readonly string[] | undefined;
  exclude: readonly string[];
  rebuild: boolean;
  signal: AbortSignal;
  onProgress: ((progress: IngestProgress) => void) | undefined;
  /** Facts for a person. */
  say: (line: string) => void;
}

/** Ingests, after any other ingestion into the same index has ended. */
export async function ingestOnce(task: IngestTask): Promise<IngestReport> {
  const { config, models, rebuild, signal, say, onProgress } = task;
  const release = await lockIndex(config, {
    onHeld: (holder) => {
      say(
        `Another ingestion is writing this index (${describeHolder(holder)}). Waiting for its end.`,
      );
      return 'wait';
    },
    signal,
  });
  try {
    const options = { create: true, rebuild, readConsistencySeconds: 0 };
    const { store, finishRebuild } = await composeIndex(config, models, options);
    const parts = composeIngestion(models, store, config);
    try {
      const report = await ingestDocuments(requestOf(task), { ...parts, onProgress, signal });
      if (rebuild) await finishRebuild();
      return report;
    } finally {
      await parts.reader.close();
      await store.close();
    }
  } finally {
    await release?.();
  }
}

/** Finds out what `ingestOnce` would do. An index that is not there yet is an empty one. */
export async function previewOnce(task: IngestTask): Promise<IngestReport> {
  const { signal, onProgress } = task;
  const reader = composeReader();
  const opened = await openToLook(task);
  try {
    const store = opened ?? { listDocuments: async () => [], listFiles: async () => [] };
    return await previewIngestion(requestOf(task), { store, reader, onProgress, signal });
  } finally {
    await reader.close();
    await opened?.close();
  }
}

async function openToLook({ config, models, rebuild }: IngestTask) {
  if (rebuild) return undefined;
  try {
    return (await composeIndex(config, models, { create: false })).store;
  } catch (error) {
    if (error instanceof IndexError && error.reason === 'missing') return undefined;
    throw error;
  }
}

const requestOf = ({ paths, exclude, config: { corpusDirectory } }: IngestTask) => ({
  paths,
  exclude,
  corpusDirectory,
});
