import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLanceStore } from '../../../src/adapters/lancedb.ts';
import { searchTerms } from '../../../src/retrieval/passage-terms.ts';
import { restrictStore } from '../../../src/server/access/restrict-store.ts';
import { DIMENSION, syntheticEntry } from '../../contracts/synthetic-documents.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

it('a restricted store has the files of its documents alone, and none that was left out', async () => {
  const store = await openLanceStore({
    uri: join(await temporaryDirectory(), 'index'),
    fingerprint: 'ab',
    settings: {},
    dimension: DIMENSION,
    sentenceDimension: DIMENSION,
    termsOf: searchTerms,
    create: true,
  });
  const original = Uint8Array.from([1, 2, 3]);
  const entries = ['open', 'closed'].map((id) => ({ ...syntheticEntry(id, ['Text.']), original }));
  await store.replaceDocuments(entries);
  const failure = { reason: 'encrypted', message: 'It is locked.' } as const;
  const file = { uri: 'secret.pdf', size: 1, modifiedAt: 1, revision: undefined, failure };
  await store.recordFiles([file]);
  const restricted = restrictStore(store, ['open']);
  expect(await restricted.readOriginal('open')).toEqual(original);
  expect(await restricted.readOriginal('closed')).toBeUndefined();
  const { revision } = entries[1]!.document;
  expect(await restricted.readOriginal('open', revision)).toBeUndefined();
  expect(await restricted.listFiles()).toEqual([]);
  expect(await store.listFiles()).toEqual([file]);
  for (const write of [
    () => restricted.publish(),
    () => restricted.moveDocuments([{ id: 'open', uris: ['x'] }]),
    () => restricted.recordFiles([file]),
    () => restricted.replaceDocuments(entries),
  ]) {
    await expect(write()).rejects.toThrow('can only be read');
  }
  await store.close();
});
