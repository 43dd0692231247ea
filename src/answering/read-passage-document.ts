import type { Retriever } from '../retrieval/retrieve.ts';
import type { DocumentReader } from './cite-sentences.ts';

/** Reads a passage's document at the revision that the passage belongs to. */
export function readPassageDocument({ store }: Pick<Retriever, 'store'>): DocumentReader {
  return async (passage) => {
    const document = await store.readDocument(passage.documentId, passage.revision);
    if (document) return document;
    throw new Error(`The index has no text of ${passage.documentId} at ${passage.revision}.`);
  };
}
