import { type LanceStoreOptions, openLanceStore } from '../../src/adapters/lancedb.ts';
import { searchTerms } from '../../src/retrieval/passage-terms.ts';
import { type SyntheticEntry, syntheticEntry } from '../contracts/synthetic-documents.ts';

/** Documents that change together, so that a mix of two generations would show. */
export function generation(n: number): SyntheticEntry[] {
  return ['a', 'b', 'c'].map((id) =>
    syntheticEntry(
      id,
      Array.from({ length: 4 + ((n * 5) % 7) }, (_, index) => `Generation${n} number ${index}.`),
    ),
  );
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
    await store.replaceDocuments(generation(n));
    if (n % 3 === 0) await store.maintain();
  }
}
