import { composeIndex, composeIngestion, type Models, type OpenIndex } from './compose.ts';
import type { Config } from './config.ts';
import { IndexError } from './errors.ts';
import { type LockHolder, lockIndex } from './index-lock.ts';
import { ingestDocuments } from './ingestion/ingest-documents.ts';
import type { IngestProgress, IngestReport } from './ingestion/ingest-report.ts';

export interface UpdateOptions {
  onProgress?: (progress: IngestProgress) => void;
  /** Called when an index of other settings, or a damaged one, is thrown away. */
  onRebuild?: (reason: IndexError) => void;
  /** Called when another process writes the index: it is answered from as it is, or waited for. */
  onHeld?: (holder: LockHolder, does: 'answer' | 'wait') => void;
  signal?: AbortSignal;
}

export interface ServingIndex {
  index: OpenIndex;
  /** Undefined where the index was taken as it is. */
  report: IngestReport | undefined;
}

/**
 * Opens the index that a server answers from. An index in a local directory is first brought up to
 * date with the corpus; one that other machines may share, or that another process is just writing,
 * is opened as it is, and what is written is noticed later. Only the program's own default index is
 * rebuilt when it was made by other settings or is damaged.
 * @throws IndexError with the command that helps
 */
export async function openServingIndex(
  config: Config,
  models: Models,
  options: UpdateOptions,
): Promise<ServingIndex> {
  const { onHeld, signal } = options;
  if (!config.index.isLocal) return openAsItIs(config, models);
  let holder: LockHolder | undefined;
  const free = await lockIndex(config, {
    onHeld: (other) => {
      holder = other;
      return 'give-up';
    },
    signal,
  });
  if (free) return await updated(config, models, options).finally(free);
  const open = await openWithDocuments(config, models);
  if (holder) onHeld?.(holder, open ? 'answer' : 'wait');
  if (open) return open;
  const release = await lockIndex(config, { onHeld: () => 'wait', signal });
  return await updated(config, models, options).finally(release);
}

const openAsItIs = async (config: Config, models: Models): Promise<ServingIndex> => ({
  index: await composeIndex(config, models, { create: false }),
  report: undefined,
});

/** Undefined where there is nothing to answer from. */
async function openWithDocuments(
  config: Config,
  models: Models,
): Promise<ServingIndex | undefined> {
  try {
    const open = await openAsItIs(config, models);
    if ((await open.index.store.countPassages()) > 0) return open;
    await open.index.store.close();
    return undefined;
  } catch (error) {
    if (error instanceof IndexError) return undefined;
    throw error;
  }
}

async function updated(
  config: Config,
  models: Models,
  { onProgress, onRebuild, signal }: UpdateOptions,
): Promise<ServingIndex> {
  const { index, rebuilt } = await openOrRebuild(config, models, onRebuild);
  const parts = composeIngestion(models, index.store, config);
  try {
    const report = await ingestDocuments(
      { corpusDirectory: config.corpusDirectory, removeForeign: false },
      { ...parts, onProgress, signal },
    );
    if (rebuilt) await index.finishRebuild();
    return { index, report };
  } catch (error) {
    await index.store.close();
    throw error;
  } finally {
    await parts.reader.close();
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
