import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
