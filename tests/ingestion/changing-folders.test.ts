import { mkdir, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  composeIndex,
  composeIngestion,
  composeModels,
  composeReader,
  type Models,
  type OpenIndex,
} from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { type IngestRequest, ingestDocuments } from '../../src/ingestion/ingest-documents.ts';
import type { IngestParts } from '../../src/ingestion/ingest-run.ts';
import type { ReadRequest, SourceReader } from '../../src/ingestion/reading/source-reader.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

let models: Models;
let reader: SourceReader;
beforeAll(async () => {
  reader = composeReader();
  models = await composeModels(readConfig({}));
});
afterAll(async () => {
  await reader?.close();
  await models?.close();
});

let corpus: string;
let index: OpenIndex;
/** What was read, in the order of the requests. */
let read: string[];
beforeEach(async () => {
  corpus = await temporaryDirectory();
  read = [];
  const config = readConfig({ LANCEDB_URI: join(await temporaryDirectory(), 'index') });
  index = await composeIndex(config, models, { create: true, readConsistencySeconds: 0 });
  return () => index.store.close();
});

/** A clock by which no file was written just now; such files are looked at twice. */
const later = () => Date.now() + 60_000;

const ingest = (request: Partial<IngestRequest> = {}, parts: Partial<IngestParts> = {}) =>
  ingestDocuments(
    { corpusDirectory: corpus, ...request },
    {
      ...composeIngestion(models, index.store, readConfig({})),
      reader: {
        ...reader,
        parallel: 1,
        read: (one: ReadRequest, signal?: AbortSignal) => {
          read.push(one.uri);
          return reader.read(one, signal);
        },
      },
      now: later,
      ...parts,
    },
  );

const listed = async () =>
  (await index.store.listDocuments())
    .map(({ id, title, uris }) => ({ id, title, uris }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

describe('a file that is moved', () => {
  test('keeps its id and is not read again', async () => {
    await writeFiles(corpus, { 'a.md': '# Own title\n\nA text.' });
    await ingest();
    const [{ id } = { id: '' }] = await listed();
    await mkdir(join(corpus, 'new'));
    await rename(join(corpus, 'a.md'), join(corpus, 'new/b.md'));
    read = [];
    expect(await ingest()).toMatchObject({
      added: [],
      removed: [],
      moved: [{ from: ['a.md'], to: ['new/b.md'] }],
    });
    expect(read).toEqual([]);
    expect(await listed()).toEqual([{ id, title: 'Own title', uris: ['new/b.md'] }]);
    expect((await index.store.readDocument(id))?.uris).toEqual(['new/b.md']);
  });

  test('gets the title of its new name where it has none of its own, in its passages too', async () => {
    await writeFiles(corpus, { 'old name.txt': 'A text.' });
    await ingest();
    const [{ id } = { id: '' }] = await listed();
    await rename(join(corpus, 'old name.txt'), join(corpus, 'new name.txt'));
    await ingest();
    expect(await listed()).toEqual([{ id, title: 'New name', uris: ['new name.txt'] }]);
    expect(await index.store.listPassages()).toMatchObject([{ id: `${id}/0`, title: 'New name' }]);
  });

  test('and then is stopped in the middle is read again', async () => {
    await writeFiles(corpus, { 'old name.txt': 'A text.' });
    await ingest();
    await rename(join(corpus, 'old name.txt'), join(corpus, 'new name.txt'));
    const store = Object.create(index.store) as typeof index.store;
    store.replaceDocuments = async () => {
      throw new Error('stopped here');
    };
    await expect(ingest({}, { store })).rejects.toThrow('stopped here');
    read = [];
    await ingest();
    expect(read).toEqual(['new name.txt']);
    read = [];
    await ingest();
    expect(read).toEqual([]);
  });
});

test('the same content is indexed once, and stays under the names that are left', async () => {
  await writeFiles(corpus, { 'b.md': '# One\n\nA text.', 'a/c.md': '# One\n\nA text.' });
  expect((await ingest()).added).toEqual(['a/c.md']);
  expect(await listed()).toMatchObject([{ uris: ['a/c.md', 'b.md'] }]);
  await rm(join(corpus, 'a'), { recursive: true });
  await ingest();
  expect(await listed()).toMatchObject([{ uris: ['b.md'] }]);
});

describe('what fails', () => {
  test('is not tried again while it is unchanged, and is left out each time', async () => {
    await writeFiles(corpus, { 'bad.md': '***', 'good.md': 'A text.' });
    const first = await ingest();
    read = [];
    const second = await ingest();
    expect(read).toEqual([]);
    expect(second.failed).toEqual(first.failed);
    expect(second.failed).toMatchObject([{ uri: 'bad.md', reason: 'empty', kept: false }]);
    await writeFiles(corpus, { 'bad.md': 'Now it is good.' });
    expect(await ingest()).toMatchObject({ added: ['bad.md'], failed: [] });
    expect((await index.store.listFiles()).filter(({ failure }) => failure)).toEqual([]);
  });

  test('is tried again by a program that can read more', async () => {
    await writeFiles(corpus, { 'bad.md': '***' });
    await ingest();
    const [record] = await index.store.listFiles();
    const failure = { ...record!.failure!, reader: 0 };
    await index.store.recordFiles([{ ...record!, failure }]);
    read = [];
    await ingest();
    expect(read).toEqual(['bad.md']);
  });

  test('is read once where it lies there many times', async () => {
    const copies = Array.from({ length: 40 }, (_, number) => [`${number}.md`, '***']);
    await writeFiles(corpus, Object.fromEntries(copies));
    const { failed } = await ingest();
    expect(read).toHaveLength(1);
    expect(failed).toHaveLength(40);
    expect(failed.map(({ uri, message }) => message.startsWith(`${uri} `))).not.toContain(false);
  });
});

test('a file with the same size and time is not opened, and one written just now is', async () => {
  await writeFiles(corpus, { 'a.md': 'Text one.' });
  const time = new Date();
  await utimes(join(corpus, 'a.md'), time, time);
  await ingest({}, { now: () => time.getTime() + 1000 });
  await writeFiles(corpus, { 'a.md': 'Text two.' });
  await utimes(join(corpus, 'a.md'), time, time);
  expect((await ingest()).replaced).toEqual(['a.md']);
  await writeFiles(corpus, { 'a.md': 'Text six.' });
  await utimes(join(corpus, 'a.md'), time, time);
  expect((await ingest()).unchanged).toEqual(['a.md']);
});

test('a file that changes between the look and the reading is taken as it is then', async () => {
  await writeFiles(corpus, { 'a.md': 'Text one.' });
  let changes = 0;
  await ingest(
    {},
    {
      reader: {
        parallel: 1,
        close: async () => {},
        read: async (one, signal) => {
          changes += 1;
          if (changes === 1) await writeFiles(corpus, { 'a.md': 'Text number two.' });
          return reader.read(one, signal);
        },
      },
    },
  );
  expect(await index.store.listPassages()).toMatchObject([{ text: 'Text number two.' }]);
  expect(changes).toBe(2);
});

describe('a run with paths', () => {
  beforeEach(async () => {
    await writeFiles(corpus, {
      'in/a.md': 'Text a.',
      'in/deep/b.md': 'Text b.',
      'in/c.txt': 'Text c.',
      'out/d.md': 'Text d.',
    });
    await ingest();
  });

  test('removes what has gone under them, and nothing else', async () => {
    await rm(join(corpus, 'in/a.md'));
    await rm(join(corpus, 'out'), { recursive: true });
    expect((await ingest({ paths: [join(corpus, 'in')] })).removed).toEqual(['in/a.md']);
    expect((await ingest({ paths: [join(corpus, 'out/d.md')] })).removed).toEqual(['out/d.md']);
    await expect(ingest({ paths: [join(corpus, 'out/d.md')] })).rejects.toThrow(/does not exist/);
  });

  test('takes a pattern for the files that match, and for those that have gone', async () => {
    await rm(join(corpus, 'in/deep/b.md'));
    await rm(join(corpus, 'in/c.txt'));
    await writeFiles(corpus, { 'in/new.md': 'New.', 'in/new.txt': 'Also new.' });
    expect(await ingest({ paths: [join(corpus, 'in/**/*.md')] })).toMatchObject({
      added: ['in/new.md'],
      removed: ['in/deep/b.md'],
    });
    await expect(ingest({ paths: [join(corpus, '*.none')] })).rejects.toThrow(/^No file matches /);
  });
});

test('what an ignore file or --exclude names counts as not there', async () => {
  await writeFiles(corpus, {
    'a.md': 'Text a.',
    'drafts/b.md': 'Text b.',
    'drafts/kept.md': 'Text c.',
    'x.tmp.md': 'Text d.',
    '.verbatimignore': '# Not ready\ndrafts/*\n!drafts/kept.md\n',
  });
  expect((await ingest({ exclude: ['*.tmp.md'] })).added).toEqual(['a.md', 'drafts/kept.md']);
  expect((await ingest({ exclude: ['drafts'] })).removed).toEqual(['drafts/kept.md']);
  const within = await ingest({ paths: [join(corpus, 'drafts')] });
  expect(within.added).toEqual(['drafts/kept.md']);
});
