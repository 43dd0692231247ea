import { beforeEach, expect, test } from 'vitest';
import { IndexWriter, type ReadyDocument } from '../../src/ingestion/index-writer.ts';
import type { PassageStore } from '../../src/ports.ts';
import { syntheticEntry } from '../contracts/synthetic-documents.ts';

/** What the writer asked of the store, in order. */
let calls: string[];
let time: number;
let publication: number;
beforeEach(() => {
  calls = [];
  time = 0;
  publication = 0;
});

const store = {
  replaceDocuments: async (entries, options) => {
    expect(options).toEqual({ publish: false });
    calls.push(`write ${entries.map(({ document }) => document.id).join(' ')}`);
  },
  publish: async () => {
    calls.push('publish');
    time += publication;
  },
  recordFiles: async (seen) => {
    calls.push(`note ${seen.map(({ uri, revision }) => `${uri}${revision ? '' : '?'}`).join(' ')}`);
  },
} as Partial<PassageStore> as PassageStore;

const openWriter = (published = 0) =>
  new IndexWriter({ store, keepOriginals: false, clock: () => time }, published);

function ready(id: string, passages: number, parts: Partial<ReadyDocument> = {}): ReadyDocument {
  const entry = syntheticEntry(
    id,
    Array.from({ length: passages }, (_, index) => `Text ${index}.`),
  );
  const records = [{ uri: `${id}.md`, size: 1, modifiedAt: 1, revision: entry.document.revision }];
  return { ...entry, path: `/${id}.md`, bytes: 1, records, renames: false, ...parts };
}

test('documents are written together, noted after that, and shown at the end', async () => {
  const writer = openWriter();
  for (const id of ['a', 'b', 'c']) await writer.add(ready(id, 2));
  expect(calls).toEqual([]);
  await writer.finish();
  expect(calls).toEqual(['write a b c', 'note a.md b.md c.md', 'publish']);
});

test('nothing is shown where nothing was written', async () => {
  await openWriter().finish();
  expect(calls).toEqual([]);
});

test('a title that changes is in doubt until its passages are written', async () => {
  const writer = openWriter();
  await writer.add(ready('a', 1, { renames: true }));
  await writer.finish();
  expect(calls).toEqual(['note a.md?', 'write a', 'note a.md', 'publish']);
});

test('large files are written by themselves', async () => {
  const writer = openWriter();
  await writer.add(ready('a', 1, { bytes: 20_000_000 }));
  await writer.add(ready('b', 1));
  await writer.finish();
  expect(calls.filter((call) => /write/.test(call))).toEqual(['write a', 'write b']);
});

test('readers are shown what is new when it is more than a quarter of what they see', async () => {
  const writer = openWriter(4000);
  for (const id of ['a', 'b', 'c']) await writer.add(ready(id, 520));
  await writer.finish();
  expect(calls.filter((call) => !/note/.test(call))).toEqual([
    'write a',
    'write b',
    'publish',
    'write c',
    'publish',
  ]);
});

test('or after a minute, unless to publish takes more than a twentieth of the time', async () => {
  const writer = openWriter(1_000_000);
  publication = 6000;
  for (const [id, at] of [
    ['a', 61_000],
    ['b', 130_000],
    ['c', 200_000],
  ] as const) {
    time = at;
    await writer.add(ready(id, 520));
    await writer.note([]);
  }
  await writer.finish();
  expect(calls.filter((call) => !/note/.test(call))).toEqual([
    'write a',
    'publish',
    'write b',
    'write c',
    'publish',
  ]);
});
