import { composeIndex, composeIngestion, type Models, type OpenIndex } from './compose.ts';
import type { Config } from './config.ts';
import { IndexError } from './errors.ts';
import {
  type IngestProgress,
  type IngestReport,
  ingestDocuments,
} from './ingestion/ingest-documents.ts';

export interface UpdateOptions {
  onProgress?: (progress: IngestProgress) => void;
  /** Called when an index of other settings, or a damaged one, is thrown away. */
  onRebuild?: (reason: IndexError) => void;
  signal?: AbortSignal;
}

/**
 * Opens the index that a server answers from. An index in a local directory is first brought up to
 * date with the corpus; one that other machines may share is opened as it is. Only the program's
 * own default index is rebuilt when it was made by other settings or is damaged.
 * @throws IndexError with the command that helps
 */
export async function openServingIndex(
  config: Config,
  models: Models,
  { onProgress, onRebuild, signal }: UpdateOptions,
): Promise<{ index: OpenIndex; report: IngestReport | undefined }> {
  if (!config.index.isLocal) {
    return { index: await composeIndex(config, models, { create: false }), report: undefined };
  }
  const { index, rebuilt } = await openOrRebuild(config, models, onRebuild);
  try {
    const report = await ingestDocuments(
      { corpusDirectory: config.corpusDirectory, removeForeign: false },
      { ...composeIngestion(models, index.store), onProgress, signal },
    );
    if (rebuilt) await index.finishRebuild();
    return { index, report };
  } catch (error) {
    await index.store.close();
    throw error;
  }
}

async function openOrRebuild(
  config: Config,
  models: Models,
  onRebuild: ((reason: IndexError) => void) | undefined,
): Promise<{ index: OpenIndex; rebuilt: boolean }> {
  try {
    return { index: await composeIndex(config, models, { create: true }), rebuilt: false };
  } catch (error) {
    const replaceable =
      error instanceof IndexError && (error.reason === 'foreign' || error.reason === 'damaged');
    if (!replaceable || !config.index.isDefault) throw error;
    onRebuild?.(error);
    return {
      index: await composeIndex(config, models, { create: true, rebuild: true }),
      rebuilt: true,
    };
  }
}
