import { mkdir, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { openLanceStore } from '../../src/adapters/lancedb.ts';
import { readConfig } from '../../src/config.ts';
import { IndexError, UserError } from '../../src/errors.ts';
import { searchTerms } from '../../src/retrieval/passage-terms.ts';
import { type RunningServer, serve } from '../../src/serve.ts';
import { DIMENSION, syntheticEntry } from '../contracts/synthetic-documents.ts';
import { smallCorpus } from '../support/small-corpus.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

interface Started {
  said: string[];
  readiness: unknown;
}

/** A folder like a clone: a corpus, and the index by default in data/index. */
async function clone(files: Parameters<typeof writeFiles>[1] = smallCorpus): Promise<string> {
  const directory = await temporaryDirectory();
  await mkdir(join(directory, 'corpus'));
  await writeFiles(join(directory, 'corpus'), files);
  return directory;
}

const indexOf = (directory: string) => join(directory, 'data', 'index');

/** Starts the server in a folder, looks whether it is ready, and stops it. */
async function start(
  directory: string,
  environment: Record<string, string> = {},
): Promise<Started> {
  const config = readConfig({ PORT: '0', ...environment }, directory);
  const said: string[] = [];
  const log = pino({ level: 'silent' });
  let server: RunningServer | undefined;
  try {
    server = await serve(config, { log, say: (line) => said.push(...line.split('\n')) });
    await server.ready;
    const response = await fetch(`http://127.0.0.1:${server.port}/readyz`);
    return { said, readiness: await response.json() };
  } finally {
    await server?.close(0);
  }
}

const ready = { status: 'ready', documents: 3, passages: 4 };

async function makeForeign(uri: string): Promise<void> {
  const store = await openLanceStore({
    uri,
    fingerprint: '0123456789ab',
    settings: { passageModel: 'another' },
    dimension: DIMENSION,
    sentenceDimension: DIMENSION,
    termsOf: searchTerms,
    create: true,
  });
  await store.replaceDocuments([syntheticEntry('foreign', ['Foreign.'])]);
  await store.close();
}

async function damage(directory: string): Promise<void> {
  const passages = (await readdir(directory)).find((name) => name.startsWith('passages_'))!;
  const versions = join(directory, passages, '_versions');
  for (const name of await readdir(versions)) {
    const { size } = await stat(join(versions, name));
    await truncate(join(versions, name), Math.floor(size / 2));
  }
}

describe('the server starts', () => {
  test('without an index: it makes one, says so, and the next start has nothing to say', async () => {
    const directory = await clone();
    expect(await start(directory)).toEqual({
      said: [
        `Indexing ${join(directory, 'corpus')}`,
        '3 documents added.',
        expect.stringMatching(/^4 passages indexed in \d+\.\d s\.$/),
      ],
      readiness: ready,
    });
    expect(await start(directory)).toEqual({ said: [], readiness: ready });
  });

  test('with a stale index: it brings it up to date', async () => {
    const directory = await clone();
    await start(directory);
    await writeFiles(join(directory, 'corpus'), { 'harbour.md': '# Harbour\n\nAll is new.\n' });
    await rm(join(directory, 'corpus', 'garden'), { recursive: true });
    const { said, readiness } = await start(directory);
    expect(said).toContain('1 document replaced, 1 document removed, 1 document unchanged.');
    expect(readiness).toEqual({ status: 'ready', documents: 2, passages: 2 });
  });

  test('with what a killed run left: it finishes that', async () => {
    const directory = await clone();
    await start(directory);
    const [passages] = (await readdir(indexOf(directory))).filter((name) => /^pass/.test(name));
    await rm(join(indexOf(directory), passages!, '_versions'), { recursive: true });
    await mkdir(join(indexOf(directory), passages!, '_versions'));
    expect((await start(directory)).readiness).toEqual(ready);
  });

  test.each([
    ['one of other settings', makeForeign, /made by other settings/],
    [
      'a damaged one',
      async (uri: string) => {
        await start(join(uri, '..', '..'));
        await damage(uri);
      },
      /is damaged/,
    ],
  ])('with %s in the default place: it makes it anew and says so', async (_, make, reason) => {
    const directory = await clone();
    await make(indexOf(directory));
    const { said, readiness } = await start(directory);
    expect(said[0]).toMatch(reason);
    expect(said[1]).toBe(
      `Being the default index, it is made anew now from ${join(directory, 'corpus')}.`,
    );
    expect(said).toContain('3 documents added.');
    expect(readiness).toEqual(ready);
    const fingerprints = (await readdir(indexOf(directory))).map((name) => name.split(/[_.]/)[1]);
    expect(new Set(fingerprints).size).toBe(1);
    expect((await start(directory)).said).toEqual([]);
  });

  test('with the files that can be read, and names the others', async () => {
    const directory = await clone({ ...smallCorpus, 'bad.md': '---\n\n* * *\n' });
    const { said, readiness } = await start(directory);
    expect(readiness).toEqual(ready);
    expect(said.slice(-2)).toEqual([
      '1 file could not be read:',
      expect.stringMatching(/^ {2}bad\.md holds no text\. Add some/),
    ]);
  });
});

describe('the server does not start', () => {
  const named = (directory: string) => ({ LANCEDB_URI: indexOf(directory) });

  async function refusal(
    directory: string,
    environment: Record<string, string>,
  ): Promise<UserError> {
    const error = await start(directory, environment).then(
      () => undefined,
      (cause: unknown) => cause,
    );
    expect(error).toBeInstanceOf(UserError);
    return error as UserError;
  }

  test('on an index of other settings that it was told to use, and leaves it as it is', async () => {
    const directory = await clone();
    await makeForeign(indexOf(directory));
    const before = (await readdir(indexOf(directory), { recursive: true })).sort();
    const { message } = await refusal(directory, named(directory));
    expect(message).toContain('passage model: "another" there');
    expect(message).toMatch(/Make it anew with: npm run ingest -- --rebuild$/);
    expect((await readdir(indexOf(directory), { recursive: true })).sort()).toEqual(before);
  });

  test('on a damaged index that it was told to use', async () => {
    const directory = await clone();
    await start(directory, named(directory));
    await damage(indexOf(directory));
    const error = await refusal(directory, named(directory));
    expect(error).toBeInstanceOf(IndexError);
    expect(error.message).toMatch(/is damaged\. Make it anew with: npm run ingest -- --rebuild$/);
  });

  test('in a directory of other files, which it leaves alone', async () => {
    const directory = await clone();
    const { message } = await refusal(directory, { LANCEDB_URI: join(directory, 'corpus') });
    expect(message).toMatch(/is not an index; it holds other files/);
    await writeFile(join(directory, 'file'), '');
    const { message: other } = await refusal(directory, { LANCEDB_URI: join(directory, 'file') });
    expect(other).toMatch(/that is a file\. Set LANCEDB_URI to a directory/);
  });

  test('without a document', async () => {
    const empty = await clone({});
    expect((await refusal(empty, {})).message).toMatch(
      /^There is nothing to answer from: .*corpus holds no document that can be read\./,
    );
    const missing = await refusal(empty, { CORPUS_DIR: join(empty, 'nowhere') });
    expect(missing.message).toMatch(/nowhere does not exist\. Set CORPUS_DIR/);
  });
});
