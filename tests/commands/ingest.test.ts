import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeIndex, composeIngestion, composeModels, type Models } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { ingestDocuments } from '../../src/ingestion/ingest-documents.ts';
import type { PassageStore } from '../../src/ports.ts';
import { type EmbeddingEndpoint, startEmbeddingEndpoint } from '../support/embedding-endpoint.ts';
import { runCommand, startCommand } from '../support/run-command.ts';
import { smallCorpus } from '../support/small-corpus.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { waitUntil, within } from '../support/wait-until.ts';

async function clone(files: Parameters<typeof writeFiles>[1] = smallCorpus): Promise<string> {
  const directory = await temporaryDirectory();
  await mkdir(join(directory, 'corpus'));
  await writeFiles(join(directory, 'corpus'), files);
  return directory;
}

describe('npm run ingest', () => {
  test('reports what it did, a line a fact, and what it could not read', async () => {
    const directory = await clone();
    const ingest = (...args: string[]) => runCommand('ingest', args, { directory });
    const first = await ingest();
    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(first.stderr).toMatch(
      /^Document 1 of 3: garden\/guide\.md\n3 documents added\.\n4 passages indexed in \d+\.\d s\.\n$/,
    );

    const corpus = join(directory, 'corpus');
    await writeFiles(corpus, { 'harbour.md': Uint8Array.from([0xff]), 'new.md': 'New text.' });
    await rm(join(corpus, 'garden'), { recursive: true });
    const second = await ingest();
    expect(second.code).toBe(1);
    expect(second.stderr.split('\n').slice(1)).toEqual([
      '1 document added, 1 document removed, 1 document unchanged.',
      expect.stringMatching(/^1 passage indexed in /),
      '1 file could not be read:',
      expect.stringMatching(/^ {2}harbour\.md is not .* Its earlier version stays in the index\.$/),
      '',
    ]);
  });

  test('exits with 2 where a rebuild would lose what is not named, and touches nothing', async () => {
    const directory = await clone();
    const { code, stderr } = await runCommand('ingest', ['--rebuild', 'corpus'], { directory });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^--rebuild takes no PATH: it makes the whole index anew\.\n\nnpm run/);
    expect(await readdir(directory)).toEqual(['corpus']);
  });
});

describe('with another embedding model', () => {
  let endpoint: EmbeddingEndpoint;
  beforeAll(async () => {
    endpoint = await startEmbeddingEndpoint();
  });
  afterAll(() => endpoint?.close());

  const question = 'Who built the north pier?';

  test('documents and questions go to it, and an index of another model is refused', async () => {
    const directory = await clone();
    const named = { LANCEDB_URI: join(directory, 'own') };
    const environment = { ...endpoint.environment, ...named };
    const ingested = await runCommand('ingest', [], { directory, environment });
    expect(ingested).toMatchObject({ code: 0 });
    expect(endpoint.texts.join('\n')).toContain('Agnes Thornley');
    const asked = await runCommand('ask', ['--json', question], { directory, environment });
    expect(asked.code).toBe(0);
    expect(JSON.parse(asked.stdout).citations[0].quote).toContain('Agnes Thornley');
    expect(endpoint.texts).toContain(question);

    const sent = endpoint.texts.length;
    const other = { ...environment, EMBEDDING_MODEL: 'nine' };
    const refused = await runCommand('ask', [question], { directory, environment: other });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /was made by other settings \(passage model: "openai:eight" there, "openai:nine" here\)\. Make it anew with: npm run ingest -- --rebuild\n$/,
    );
    expect(endpoint.texts.slice(sent)).toEqual(['dimension']);

    const rebuilt = await runCommand('ingest', ['--rebuild'], { directory, environment: named });
    expect(rebuilt).toMatchObject({ code: 0, stderr: expect.stringMatching(/3 documents added/) });
    const again = await runCommand('ask', [question], { directory, environment: named });
    expect(again).toMatchObject({ code: 0, stderr: '' });
  });

  test('a key that it refuses is told of without showing it', async () => {
    const directory = await clone();
    const environment = { ...endpoint.environment, EMBEDDING_API_KEY: 'sk-wrong-and-secret' };
    const { code, stdout, stderr } = await runCommand('ingest', [], { directory, environment });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^The embedding endpoint \S+ refused the key \(status 401\)\. Set EMBEDDING_API_KEY .*\n$/,
    );
    expect(stderr).not.toMatch(/secret|provider/);
  });

  test('SIGINT ends it with 130 and keeps the documents that were finished', async () => {
    const directory = await clone();
    const { environment } = endpoint;
    endpoint.hold();
    const running = await startCommand('ingest', [], { directory, environment });
    const held = async (text: RegExp) => {
      await waitUntil(`${text} at the model`, () => text.test(endpoint.texts.at(-1) ?? ''));
      await waitUntil('a held answer', () => endpoint.waiting === 1);
    };
    await held(/^dimension$/);
    for (const text of [/hedges|roses/, /ferry|pier/i]) {
      endpoint.release();
      endpoint.hold();
      await held(text);
    }
    running.child.kill('SIGINT');
    const { code, stderr } = await within('the end of the ingestion', running.ended);
    endpoint.release();
    expect(code).toBe(130);
    expect(stderr).toMatch(/\nStopped\. What was finished is kept; run it again to go on\.\n$/);
    const next = await runCommand('ingest', [], { directory, environment });
    expect(next.stderr).toContain('2 documents added, 1 document unchanged.');
  });
});

describe('an ingestion that is killed', () => {
  const documents = 40;
  const sections = 14;
  let models: Models;
  let directory: string;
  let reader: PassageStore;
  beforeAll(async () => {
    models = await composeModels(readConfig({}));
    directory = await clone(generation(0));
    const config = readConfig({}, directory);
    const { store } = await composeIndex(config, models, { create: true });
    await ingestDocuments(
      { corpusDirectory: config.corpusDirectory },
      composeIngestion(models, store, config),
    );
    await store.close();
    const opened = await composeIndex(config, models, { create: false, readConsistencySeconds: 0 });
    reader = opened.store;
  });
  afterAll(async () => {
    await reader?.close();
    await models?.close();
  });

  test('leaves the earlier index answering, and the next run goes on', async () => {
    const index = join(directory, 'data', 'index');
    const versionsOf = async (table: string) => {
      const name = (await readdir(index)).find((entry) => entry.startsWith(table))!;
      return (await readdir(join(index, name, '_versions'))).length;
    };
    const moments: Record<string, () => Promise<() => Promise<boolean>>> = {
      'the texts of the first documents are written': async () => {
        const before = await versionsOf('documents_');
        return async () => (await versionsOf('documents_')) > before;
      },
      'their passages are written': async () => {
        const before = await versionsOf('passages_');
        return async () => (await versionsOf('passages_')) > before;
      },
    };
    await writeFiles(join(directory, 'corpus'), generation(1));
    const early = await startCommand('ingest', [], { directory });
    await early.says(/Document 1 of 40/);
    early.child.kill('SIGKILL');
    expect((await early.ended).signal).toBe('SIGKILL');
    expect(await readGenerations()).toEqual({ 0: documents });

    for (const [moment, begin] of Object.entries(moments)) {
      const reached = await begin();
      const running = await startCommand('ingest', [], { directory });
      await waitUntil(moment, reached, 20_000);
      running.child.kill('SIGKILL');
      expect((await running.ended).signal).toBe('SIGKILL');
      const seen = await readGenerations();
      expect((seen[0] ?? 0) + (seen[1] ?? 0)).toBe(documents);
    }

    const last = await runCommand('ingest', [], { directory });
    expect(last.code).toBe(0);
    expect(await readGenerations()).toEqual({ 1: documents });
    // Four ingestions, of which two are waited for to their middle.
  }, 60_000);

  function generation(number: number): Record<string, string> {
    const section = (document: number, part: number) =>
      `## Part ${part}\n\nGeneration ${number} of ${document}.\n`;
    return Object.fromEntries(
      Array.from({ length: documents }, (_, document) => [
        `${document}.md`,
        Array.from({ length: sections }, (_, part) => section(document, part)).join('\n'),
      ]),
    );
  }

  /** How many documents are seen in each generation; each has to be whole, text and passages. */
  async function readGenerations(): Promise<Record<number, number>> {
    const counts: Record<number, number> = {};
    const passages = await reader.listPassages();
    for (const { id } of await reader.listDocuments()) {
      const own = passages.filter(({ documentId }) => documentId === id);
      const numbers = new Set(own.map(({ text }) => Number(/Generation (\d)/.exec(text)?.[1])));
      expect(own).toHaveLength(sections);
      expect(numbers.size).toBe(1);
      const [number] = numbers;
      const { text } = (await reader.readDocument(id))!;
      expect(text.match(new RegExp(`Generation ${number} of`, 'g'))).toHaveLength(sections);
      counts[number!] = (counts[number!] ?? 0) + 1;
    }
    return counts;
  }
});
