import { embedPassages, type PassageEmbedders } from '../../src/passages/embed-passages.ts';
import type { SentencePacker } from '../../src/passages/sentence-packer.ts';
import { splitPassages } from '../../src/passages/split-passages.ts';
import type { PassageStore } from '../../src/ports.ts';
import type { FitDocument } from './read-squad-shifts.ts';

const passagesPerWrite = 2000;

export interface IndexParts {
  store: PassageStore;
  packer: SentencePacker;
  embedders: PassageEmbedders;
}

/** Adds documents to the index, those that it has at the same revision aside. */
export async function indexDocuments(
  documents: readonly FitDocument[],
  { store, packer, embedders }: IndexParts,
  { signal, say }: { signal: AbortSignal; say: (line: string) => void },
): Promise<void> {
  const known = new Set((await store.listDocuments()).map(({ id, revision }) => id + revision));
  let batch: Parameters<PassageStore['replaceDocuments']>[0] = [];
  let waiting = 0;
  for (const [index, { document }] of documents.entries()) {
    signal.throwIfAborted();
    if (!known.has(document.id + document.revision)) {
      const pieces = await splitPassages(document, packer);
      const passages = await embedPassages(document, pieces, embedders, { signal });
      batch.push({ document, passages });
      waiting += passages.length;
    }
    if (waiting >= passagesPerWrite || index === documents.length - 1) {
      await store.replaceDocuments(batch);
      say(`${index + 1} of ${documents.length} documents indexed`);
      batch = [];
      waiting = 0;
    }
  }
}
