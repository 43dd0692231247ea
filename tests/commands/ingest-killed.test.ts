import { createHash } from 'node:crypto';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeIndex, type Models, openModels } from '../../src/compose.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { revisionOf } from '../../src/documents/read-document.ts';
import { IndexError } from '../../src/errors.ts';
import type { PassageStore } from '../../src/ports.ts';
import { runCommand, startCommand } from '../support/run-command.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

/** `VERBATIM_KILLS=50 npx vitest run tests/commands/ingest-killed.test.ts` kills as often. */
const kills = Number(process.env['VERBATIM_KILLS'] ?? 2);
const seed = Number(process.env['VERBATIM_SEED'] ?? 7);

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'documents');

let models: Models;
beforeAll(async () => {
  models = await openModels(readConfig({}));
});
afterAll(() => models?.close());

const generation = (number: number, documents = 12, sections = 6): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: documents }, (_, document) => [
      `generated/${document}.md`,
      Array.from(
        { length: sections },
        (_, part) => `## Part ${part}\n\nGeneration ${number} of document ${document}.\n`,
      ).join('\n'),
    ]),
  );

/** What becomes of a corpus of all formats, some of it broken, in turn. */
const changes: ((corpus: string) => Promise<void>)[] = [
  async (corpus) => {
    await mkdir(corpus, { recursive: true });
    await cp(fixtures, join(corpus, 'all'), { recursive: true });
    await writeFiles(corpus, generation(0));
    await writeFiles(corpus, { 'named by its file.txt': 'A title comes from the name.' });
  },
  async (corpus) => {
    await writeFiles(corpus, generation(1));
    await mkdir(join(corpus, 'moved'), { recursive: true });
    await rename(join(corpus, 'all/lindvik.pdf'), join(corpus, 'moved/pier.pdf'));
    await rename(join(corpus, 'named by its file.txt'), join(corpus, 'and now by another.txt'));
    await cp(join(corpus, 'all/lindvik.docx'), join(corpus, 'moved/copy.docx'));
    await rm(join(corpus, 'all/lindvik.csv'));
    await writeFiles(corpus, { 'all/lindvik.md': '\n', 'new.md': 'All is new.' });
  },
  async (corpus) => {
    await writeFiles(corpus, generation(2));
    await rename(join(corpus, 'generated/1.md'), join(corpus, 'generated/one.md'));
    await rename(join(corpus, 'generated/2.md'), join(corpus, 'generated/1.md'));
    await rename(join(corpus, 'and now by another.txt'), join(corpus, 'named by its file.txt'));
    await rm(join(corpus, 'all/lindvik.docx'));
    await rename(join(corpus, 'moved/pier.pdf'), join(corpus, 'all/lindvik.pdf'));
    await cp(join(fixtures, 'lindvik.csv'), join(corpus, 'all/lindvik.csv'));
    await cp(join(fixtures, 'lindvik.md'), join(corpus, 'all/lindvik.md'));
  },
  async (corpus) => {
    await rm(join(corpus, 'generated/one.md'));
    await cp(join(corpus, 'moved/copy.docx'), join(corpus, 'all/lindvik.docx'));
    await rm(join(corpus, 'moved'), { recursive: true });
  },
];

const configOf = (directory: string): Config => readConfig({}, directory);

async function withStore<T>(config: Config, use: (store: PassageStore) => Promise<T>): Promise<T> {
  const { store } = await composeIndex(config, models, { create: false });
  return use(store).finally(() => store.close());
}

/** All that an index holds, and that is to be the same however often its making was stopped. */
const contentOf = (directory: string) =>
  withStore(configOf(directory), async (store) => {
    const listed = (await store.listDocuments()).sort((a, b) => (a.id < b.id ? -1 : 1));
    const documents = [];
    for (const document of listed) {
      const original = await store.readOriginal(document.id);
      const kept = original && revisionOf(original) === document.revision;
      documents.push({ ...document, ...(await store.readDocument(document.id)), kept });
    }
    const passages = (await store.listPassages()).map(
      ({ vector, headingVector, sentenceVectors, ...passage }) => {
        const hash = createHash('sha256');
        for (const one of [vector, headingVector, ...sentenceVectors]) hash.update(one);
        return { ...passage, vectors: hash.digest('hex') };
      },
    );
    const files = (await store.listFiles())
      .map(({ modifiedAt: _, ...file }) => file)
      .sort((a, b) => (a.uri < b.uri ? -1 : 1));
    return { documents, passages, files };
  });

/** Whatever a reader sees is whole: each document's passages are of its revision and in its text. */
async function expectWhole(directory: string): Promise<void> {
  await withStore(configOf(directory), async (store) => {
    const listed = await store.listDocuments();
    const passages = await store.listPassages();
    for (const { id, revision, passages: number } of listed) {
      const own = passages.filter(({ documentId }) => documentId === id);
      expect(own.map(({ ordinal }) => ordinal)).toEqual(own.map((_, index) => index));
      expect(own).toHaveLength(number);
      const { text, revision: stored } = (await store.readDocument(id))!;
      expect(stored).toBe(revision);
      for (const { revision: theirs, sentences } of own) {
        expect(theirs).toBe(revision);
        for (const { start, end } of sentences.flatMap(({ spans }) => spans)) {
          expect(text.slice(start, end).trim()).not.toBe('');
        }
      }
    }
    expect(passages).toHaveLength(listed.reduce((sum, document) => sum + document.passages, 0));
  }).catch((error: unknown) => {
    // Killed before there was anything.
    if (!(error instanceof IndexError && error.reason === 'missing')) throw error;
  });
}

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function randomNumbers(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test(
  `an ingestion that is killed ${kills} times ends as one that is not`,
  async () => {
    const random = randomNumbers(seed);
    const [killed, undisturbed] = [await temporaryDirectory(), await temporaryDirectory()];
    const corpusOf = (directory: string) => join(directory, 'corpus');
    let change = 0;
    let longest = 0;
    const makeChange = async () => {
      await changes[change]!(corpusOf(killed));
      await changes[change]!(corpusOf(undisturbed));
      // From the third on they come in turn: the last leads to the second.
      change = change + 1 < changes.length ? change + 1 : 1;
      const started = performance.now();
      const { code, stderr } = await runCommand('ingest', [], { directory: undisturbed });
      expect(code, stderr).toBe(1);
      longest = performance.now() - started;
    };
    await makeChange();
    let interrupted = 0;
    for (let kill = 1; kill <= kills; kill += 1) {
      const running = await startCommand('ingest', [], { directory: killed });
      const moment = setTimeout(random() * longest * 1.1).then(() => running.child.kill('SIGKILL'));
      const { signal, code, stderr } = await running.ended;
      await moment;
      await expectWhole(killed);
      if (signal === 'SIGKILL') interrupted += 1;
      else {
        expect(code, stderr).toBe(1);
        expect(await contentOf(killed)).toEqual(await contentOf(undisturbed));
        await makeChange();
      }
    }
    const last = await runCommand('ingest', [], { directory: killed });
    expect(last.code, last.stderr).toBe(1);
    expect(await contentOf(killed)).toEqual(await contentOf(undisturbed));
    expect(interrupted).toBeGreaterThan(kills / 4);
  },
  60_000 + kills * 20_000,
);
