import { join } from 'node:path';
import { composeIndex, type Models } from '../../src/compose.ts';
import { composeIndexing } from '../../src/compose-indexing.ts';
import type { Config } from '../../src/config.ts';
import { documentId } from '../../src/documents/document-id.ts';
import type { PassageStore } from '../../src/ports.ts';
import { type CodeHashes, hashOf } from './code-hash.ts';
import { dropStale } from './drop-stale.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import { prepareDocument } from './prepare-document.ts';
import { createProgress } from './progress.ts';

/** Fewer, larger writes: each one brings the full-text index up to date. */
const passagesPerWrite = 2000;

interface IndexParts {
  models: Models;
  signal: AbortSignal;
  say: (line: string) => void;
}

/** Changes with the settings of the index, the documents and the code that reads and cuts them. */
export function indexKey(set: EvaluationSet, fingerprint: string, code: CodeHashes): string {
  const documents = set.documents.flatMap(({ uri, content }) => [uri, content]);
  return hashOf([fingerprint, code.indexing, ...documents]);
}

/**
 * Opens the index of a set, made by the shipped parts in a LanceDB of its own. What an interrupted
 * run has indexed is kept.
 */
export async function openSetIndex(
  set: EvaluationSet,
  { folder, key }: { folder: string; key: string },
  { config, ...parts }: IndexParts & { config: Config },
): Promise<PassageStore> {
  const path = join(folder, `${set.name}-${key}`);
  await dropStale(folder, set.name, key);
  const ownConfig = { ...config, index: { uri: path, isDefault: false, isLocal: true } };
  const options = { create: true, readConsistencySeconds: 0 };
  const { store } = await composeIndex(ownConfig, parts.models, options);
  try {
    const known = new Set((await store.listDocuments()).map(({ id }) => id));
    const lacking = set.documents.filter(({ uri }) => !known.has(documentId(uri)));
    if (lacking.length > 0) await indexDocuments(set.name, lacking, store, parts);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function indexDocuments(
  name: string,
  documents: EvaluationSet['documents'],
  store: PassageStore,
  { models, signal, say }: IndexParts,
): Promise<void> {
  const parts = { ...composeIndexing(models), signal };
  const progress = createProgress(`${name}: documents indexed`, documents.length, say);
  let batch: Parameters<PassageStore['replaceDocuments']>[0] = [];
  let waiting = 0;
  for (const [index, document] of documents.entries()) {
    signal.throwIfAborted();
    const prepared = await prepareDocument(document, parts);
    batch.push(prepared);
    waiting += prepared.passages.length;
    if (waiting >= passagesPerWrite || index === documents.length - 1) {
      await store.replaceDocuments(batch);
      batch = [];
      waiting = 0;
    }
    progress(index + 1);
  }
  await store.maintain();
}
