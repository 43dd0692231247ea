import { mkdir, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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
import { UserError } from '../../src/errors.ts';
import { type IngestRequest, ingestDocuments } from '../../src/ingestion/ingest-documents.ts';
import type { IngestReport } from '../../src/ingestion/ingest-report.ts';
import type { IngestParts } from '../../src/ingestion/ingest-run.ts';
import type { SourceReader } from '../../src/ingestion/reading/source-reader.ts';
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
let indexDirectory: string;
let index: OpenIndex;
beforeEach(async () => {
  const directory = await temporaryDirectory();
  corpus = join(directory, 'corpus');
  indexDirectory = join(directory, 'index');
  await mkdir(corpus);
  const config = readConfig({ CORPUS_DIR: corpus, LANCEDB_URI: indexDirectory });
  index = await composeIndex(config, models, { create: true, readConsistencySeconds: 0 });
  return () => index.store.close();
});

/** A clock by which no file was written just now; such files are looked at twice. */
const later = () => Date.now() + 60_000;

const ingest = (request: Partial<IngestRequest> = {}, parts: Partial<IngestParts> = {}) =>
  ingestDocuments(
    { corpusDirectory: corpus, ...request },
    { ...composeIngestion(models, index.store, readConfig({})), reader, now: later, ...parts },
  );

const uris = async () =>
  (await index.store.listDocuments()).flatMap((document) => document.uris).sort();

/** Every version of every table on disk, so that any commit shows. */
const tableVersions = async () =>
  (await readdir(indexDirectory, { recursive: true }))
    .filter((path) => path.includes('_versions'))
    .sort();

const nothing: IngestReport = {
  added: [],
  replaced: [],
  moved: [],
  unchanged: [],
  removed: [],
  failed: [],
  failedBefore: 0,
  others: {},
  passages: 0,
};

const one = '# One\n\nThe first sentence. The second sentence.\n';
const two = '# Two\n\nAnother sentence.\n';
const three = '# Three\n\nA third sentence.\n';
const four = '# Four\n\nAnd a fourth one.\n';

describe('a run without a path', () => {
  test('makes the index equal to the corpus', async () => {
    await writeFiles(corpus, { 'one.md': one, 'two.txt': two, 'deep/er/one.md': three });
    expect(await ingest()).toEqual({
      ...nothing,
      added: ['deep/er/one.md', 'one.md', 'two.txt'],
      passages: 3,
    });
    await rm(join(corpus, 'deep'), { recursive: true });
    await writeFiles(corpus, { 'two.txt': `${two}And more.\n`, 'three.md': four });
    expect(await ingest()).toEqual({
      ...nothing,
      added: ['three.md'],
      replaced: ['two.txt'],
      unchanged: ['one.md'],
      removed: ['deep/er/one.md'],
      passages: 2,
    });
    expect(await uris()).toEqual(['one.md', 'three.md', 'two.txt']);
  });

  test('changes nothing the second time, on disk neither, and embeds nothing', async () => {
    await writeFiles(corpus, { 'one.md': one, 'two.txt': two });
    await ingest();
    const before = { version: await index.store.version(), tables: await tableVersions() };
    const seen: unknown[] = [];
    const onProgress = (progress: unknown) => seen.push(progress);
    expect(await ingest({}, { onProgress })).toEqual({
      ...nothing,
      unchanged: ['one.md', 'two.txt'],
    });
    expect(seen).toEqual([]);
    expect({ version: await index.store.version(), tables: await tableVersions() }).toEqual(before);
  });

  test('replaces a document whose bytes changed, even where its text did not', async () => {
    await writeFiles(corpus, { 'one.md': one });
    await ingest();
    const [before] = await index.store.listDocuments();
    await writeFiles(corpus, { 'one.md': `${one}\n\n` });
    expect(await ingest()).toEqual({ ...nothing, replaced: ['one.md'], passages: 1 });
    const [after] = await index.store.listDocuments();
    expect(after?.id).toBe(before?.id);
    expect(after?.revision).not.toBe(before?.revision);
  });

  test('empties the index where the corpus is empty', async () => {
    await writeFiles(corpus, { 'one.md': one });
    await ingest();
    await rm(join(corpus, 'one.md'));
    expect(await ingest()).toEqual({ ...nothing, removed: ['one.md'] });
    expect(await index.store.countPassages()).toBe(0);
  });

  test('removes nothing where the corpus is not there', async () => {
    await writeFiles(corpus, { 'one.md': one });
    await ingest();
    await rm(corpus, { recursive: true });
    await expect(ingest()).rejects.toThrow(/does not exist\. Set CORPUS_DIR to a folder/);
    expect(await uris()).toEqual(['one.md']);
  });

  test('keeps what was ingested from elsewhere only when it is asked to', async () => {
    const elsewhere = await temporaryDirectory();
    await writeFiles(elsewhere, { 'other.md': two });
    await writeFiles(corpus, { 'one.md': one });
    await ingest({ paths: [elsewhere] });
    const other = pathToFileURL(join(elsewhere, 'other.md')).href;
    expect(await ingest({ removeForeign: false })).toMatchObject({
      added: ['one.md'],
      removed: [],
    });
    expect(await uris()).toEqual([other, 'one.md']);
    expect(await ingest()).toMatchObject({ removed: [other] });
  });
});

describe('a run with paths', () => {
  test('adds and replaces only what they name', async () => {
    await writeFiles(corpus, { 'one.md': one, 'two.md': two, 'more/three.md': three });
    await ingest();
    await writeFiles(corpus, { 'two.md': `${two}Changed.\n`, 'more/four.md': four });
    await rm(join(corpus, 'one.md'));
    expect(await ingest({ paths: [join(corpus, 'more')] })).toEqual({
      ...nothing,
      added: ['more/four.md'],
      unchanged: ['more/three.md'],
      passages: 1,
    });
    expect(await uris()).toEqual(['more/four.md', 'more/three.md', 'one.md', 'two.md']);
  });

  test('reads a file that is named twice once', async () => {
    await writeFiles(corpus, { 'one.md': one });
    const paths = [corpus, join(corpus, 'one.md'), join(corpus, '.', 'x', '..', 'one.md')];
    expect((await ingest({ paths })).added).toEqual(['one.md']);
  });

  test('changes nothing where one of them does not exist', async () => {
    await writeFiles(corpus, { 'one.md': one });
    const missing = join(corpus, 'missing');
    const failed = ingest({ paths: [join(corpus, 'one.md'), missing] });
    await expect(failed).rejects.toThrow(UserError);
    await expect(failed).rejects.toThrow(`${missing} does not exist. Give a file or a folder`);
    expect(await uris()).toEqual([]);
  });
});

describe('what is listed', () => {
  test('is every readable file in every folder, also one that is named like a file', async () => {
    await writeFiles(corpus, {
      'folder.md/inner.md': one,
      [`${'a/'.repeat(40)}deep.TXT`]: two,
      'x/same.md': three,
      'y/same.md': four,
      'Ümläut 文書 #1.md': `${one}Third.`,
      'a%20b.md': `${two}Third.`,
      '..dots.md': one,
      '.hidden.md': one,
      '.git/notes.md': one,
      'picture.png': one,
      'no-extension': one,
    });
    await symlink(join(corpus, 'x/same.md'), join(corpus, 'link.md'));
    await symlink(corpus, join(corpus, 'loop'));
    const report = await ingest();
    expect(report).toMatchObject({ failed: [], others: { '.png': 1, '': 1 } });
    expect(report.added.sort()).toEqual(
      [
        'folder.md/inner.md',
        `${'a/'.repeat(40)}deep.TXT`,
        'x/same.md',
        'y/same.md',
        'Ümläut 文書 #1.md',
        'a%20b.md',
      ].sort(),
    );
    const ids = (await index.store.listDocuments()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(6);
    expect(ids.filter((id) => id !== encodeURIComponent(id))).toEqual([]);
  });

  test('is also a hidden file or a link that is named itself', async () => {
    await writeFiles(corpus, { 'real.md': one, '..dots.md': two });
    await symlink(join(corpus, 'real.md'), join(corpus, 'link.md'));
    const paths = [join(corpus, 'link.md'), join(corpus, '..dots.md')];
    expect((await ingest({ paths })).added).toEqual(['..dots.md', 'link.md']);
  });

  test('is a corpus that is a link to a folder', async () => {
    const directory = await temporaryDirectory();
    await writeFiles(directory, { 'real/one.md': one });
    await symlink(join(directory, 'real'), join(directory, 'link'));
    const report = await ingest({ corpusDirectory: join(directory, 'link') });
    expect(report.added).toEqual(['one.md']);
  });
});

describe('a file that cannot be read', () => {
  const bad: Record<string, [content: string | Uint8Array, reason: RegExp]> = {
    'an empty file': ['', /^bad\.md holds no text/],
    'a file of white space': [' \n\t\n', /^bad\.md holds no text/],
    'a file of marks': ['---\n\n* * *\n', /^bad\.md holds no text/],
    'a binary file': [Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), /^bad\.md .*picture/],
  };
  test.each(Object.entries(bad))(
    'keeps no other from being indexed: %s',
    async (_, [content, reason]) => {
      await writeFiles(corpus, { 'a.md': one, 'bad.md': content, 'z.md': two });
      const report = await ingest();
      expect(report.added).toEqual(['a.md', 'z.md']);
      expect(report.failed).toEqual([
        {
          uri: 'bad.md',
          kept: false,
          reason: expect.any(String),
          message: expect.stringMatching(reason),
        },
      ]);
    },
  );

  test('keeps its earlier version in the index', async () => {
    await writeFiles(corpus, { 'one.md': one, 'two.md': two });
    await ingest();
    const before = await index.store.version();
    await writeFiles(corpus, { 'one.md': Uint8Array.from([0xff, 0xfe, 0xfd]) });
    for (const request of [{}, { paths: [join(corpus, 'one.md')] }]) {
      const report = await ingest(request);
      expect(report).toMatchObject({ replaced: [], removed: [] });
      expect(report.failed).toMatchObject([{ uri: 'one.md', kept: true }]);
    }
    expect(await index.store.version()).toBe(before);
    expect(await uris()).toEqual(['one.md', 'two.md']);
  });

  test('is one of 200 MB, which is not even read', async () => {
    await writeFiles(corpus, { 'a.md': one });
    const file = await open(join(corpus, 'huge.txt'), 'w');
    await file.truncate(200_000_000);
    await file.close();
    const before = process.memoryUsage().rss;
    const report = await ingest();
    expect(report.added).toEqual(['a.md']);
    expect(report.failed).toMatchObject([
      {
        reason: 'too-large',
        message: expect.stringMatching(/^huge\.txt has 200\.0 MB, and at most 100 MB/),
      },
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
  });

  test('is one of another kind or no file at all, where it is named itself', async () => {
    await writeFiles(corpus, { 'picture.png': 'text' });
    const paths = [join(corpus, 'picture.png'), '/dev/null'];
    const reasons = (await ingest({ paths })).failed.map(({ message }) => message);
    expect(reasons).toEqual([
      expect.stringMatching(/null is not a file/),
      expect.stringMatching(/^picture\.png is of a kind that cannot be read\. Readable are \.md/),
    ]);
  });

  test('is a link that leads nowhere', async () => {
    await symlink(join(corpus, 'gone.md'), join(corpus, 'link.md'));
    await expect(ingest({ paths: [join(corpus, 'link.md')] })).rejects.toThrow(
      /link\.md is a link that leads nowhere\. Give a file/,
    );
    expect(await ingest()).toEqual(nothing);
  });

  test.skipIf(process.getuid?.() === 0)('is one without permission', async () => {
    await writeFiles(corpus, { 'a.md': one });
    await writeFile(join(corpus, 'secret.md'), two, { mode: 0 });
    const report = await ingest();
    expect(report.added).toEqual(['a.md']);
    expect(report.failed).toMatchObject([
      { reason: 'inaccessible', message: expect.stringMatching(/^secret\.md .*\(EACCES\)/) },
    ]);
  });
});

describe('naughty strings', () => {
  test('are documents, each whole and in its place', async () => {
    const file = join(import.meta.dirname, '..', 'fixtures', 'blns.json');
    const strings = JSON.parse(await readFile(file, 'utf8')) as string[];
    // All of them stand in two files; to read each as a file of its own would take its time.
    const alone = strings.filter((_, position) => position % 5 === 0);
    const files = alone.map((text, position) => [`${position}.txt`, text] as const);
    await writeFiles(corpus, Object.fromEntries(files));
    await writeFiles(corpus, { 'all.md': strings.join('\n\n'), 'all.txt': strings.join('\n\n') });
    const report = await ingest();
    const distinct = new Set(alone.filter((text) => /[\p{L}\p{N}]/u.test(text)));
    const wordless = files.filter(([, text]) => !/[\p{L}\p{N}]/u.test(text));
    expect(report.failed.map(({ uri }) => uri).sort()).toEqual(wordless.map(([uri]) => uri).sort());
    expect(report.added).toHaveLength(distinct.size + 1);
    const texts = new Map<string, string>();
    for (const { id, uris } of await index.store.listDocuments()) {
      texts.set(uris[0]!, (await index.store.readDocument(id))!.text);
    }
    for (const passage of await index.store.listPassages()) {
      const document = await index.store.readDocument(passage.documentId);
      for (const { spans } of passage.sentences) {
        for (const { start, end } of spans) {
          expect(document?.text.slice(start, end).trim()).not.toBe('');
        }
      }
    }
    expect(texts.get('20.txt')?.trim()).toBe(alone[20]?.trim());
  }, 120_000);
});

describe('a run that is stopped', () => {
  test('keeps the documents that were finished and none in part', async () => {
    await writeFiles(corpus, { 'a.md': one, 'b.md': two, 'c.md': three, 'd.md': four });
    const stop = new AbortController();
    const onProgress = ({ done }: { done: number }) => {
      if (done === 2) stop.abort();
    };
    await expect(ingest({}, { onProgress, signal: stop.signal })).rejects.toThrow('abort');
    expect(await uris()).toEqual(['a.md', 'b.md']);
    expect((await ingest()).added).toEqual(['c.md', 'd.md']);
  });
});
