import { type LanceStoreOptions, openLanceStore } from '../../src/adapters/lancedb.ts';
import { searchTerms } from '../../src/retrieval/passage-terms.ts';
import { type SyntheticEntry, syntheticEntry } from '../contracts/synthetic-documents.ts';

/** Documents that change together, so that a mix of two generations would show. */
export function generation(n: number): (SyntheticEntry & { original: Uint8Array })[] {
  return ['a', 'b', 'c'].map((id) => ({
    ...syntheticEntry(
      id,
      Array.from({ length: 4 + ((n * 5) % 7) }, (_, index) => `Generation${n} number ${index}.`),
    ),
    original: new TextEncoder().encode(`File of ${id} in generation ${n}.`),
  }));
}

/** Replaces the documents by later and later generations until the process is killed. */
export async function writeUntilKilled(
  options: Omit<LanceStoreOptions, 'termsOf'>,
  first: number,
): Promise<void> {
  // A function does not come along as JSON.
  const store = await openLanceStore({ ...options, termsOf: searchTerms });
  for (let n = first; ; n += 1) {
    process.stdout.write(`${n}\n`);
    // In two steps, so that it may be killed between them.
    await store.replaceDocuments(generation(n), { publish: false });
    await store.publish();
    if (n % 3 === 0) await store.maintain();
  }
}
