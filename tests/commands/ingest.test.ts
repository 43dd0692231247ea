import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { lockIndex } from '../../src/index-lock.ts';
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

/** Milliseconds: each starts several processes, one after the other. */
const timeout = 90_000;

describe('npm run ingest', { timeout }, () => {
  test('reports what it did, a line a fact, and what it could not read', async () => {
    const directory = await clone();
    const ingest = (...args: string[]) => runCommand('ingest', args, { directory });
    const first = await ingest();
    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(first.stderr).toMatch(
      /^Document 1 of 3: garden\/guide\.md\n(?:Document .*\n)*3 documents added\.\n4 passages indexed in \d+\.\d s\.\n$/,
    );

    const corpus = join(directory, 'corpus');
    await writeFiles(corpus, { 'harbour.md': '* * *\n', 'new.md': 'New text.' });
    await rm(join(corpus, 'garden'), { recursive: true });
    const second = await ingest();
    expect(second.code).toBe(1);
    expect(second.stderr.replace(/^(?:Document .*\n)+/, '').split('\n')).toEqual([
      '1 document added, 1 document removed, 1 document unchanged.',
      expect.stringMatching(/^1 passage indexed in /),
      '1 file could not be read:',
      expect.stringMatching(
        /^ {2}harbour\.md holds no text\. .* Its earlier version stays in the index\.$/,
      ),
      '',
    ]);
  });

  test('says what it would do and does not, and sums up for programs', async () => {
    const directory = await clone({ ...smallCorpus, 'none.txt': ' ' });
    const preview = await runCommand('ingest', ['--dry-run', '--quiet'], { directory });
    expect(preview).toMatchObject({ code: 1, stdout: '' });
    expect(preview.stderr.split('\n')).toEqual([
      '  add      garden/guide.md',
      '  add      harbour.md',
      '  add      museum/guide.md',
      '3 documents to add.',
      '1 file could not be read:',
      expect.stringMatching(/^ {2}none\.txt holds no text\./),
      'This was a dry run: nothing was written.',
      '',
    ]);
    expect(await readdir(directory)).toEqual(['corpus']);
    const args = ['--json', '--quiet', '--exclude', 'garden/', 'corpus'];
    const { code, stdout, stderr } = await runCommand('ingest', args, { directory });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      added: ['harbour.md', 'museum/guide.md'],
      failed: [{ uri: 'none.txt', reason: 'empty', kept: false }],
      changes: 2,
      dryRun: false,
    });
  });

  test('waits for another that writes the same index, and says who that is', async () => {
    const directory = await clone();
    const release = await lockIndex(readConfig({}, directory), { onHeld: () => 'wait' });
    const second = await startCommand('ingest', ['--quiet'], { directory });
    await second.says(
      new RegExp(`^Another ingestion is writing this index \\(process ${process.pid} on .*Waiting`),
    );
    await release?.();
    const { code, stderr } = await second.ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(/\n3 documents added\.\n/);
    expect(
      (await readdir(join(directory, 'data/index'))).filter((name) => /^\./.test(name)),
    ).toEqual([]);
  });

  test('goes on to watch, and ends with what is done when it is interrupted', async () => {
    const directory = await clone();
    const running = await startCommand('ingest', ['--watch', '--quiet'], { directory });
    await running.says(/3 documents added\.[\s\S]*Watching for changes\. Press Ctrl-C to stop\.\n/);
    await writeFiles(join(directory, 'corpus'), { 'deep/new.md': 'New text.' });
    await running.says(/1 document added, 3 documents unchanged\./);
    await rm(join(directory, 'corpus/harbour.md'));
    await running.says(/1 document removed, 3 documents unchanged\./);
    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 0, signal: null });
  });

  test('exits with 2 where a rebuild would lose what is not named, and touches nothing', async () => {
    const directory = await clone();
    const { code, stderr } = await runCommand('ingest', ['--rebuild', 'corpus'], { directory });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^--rebuild takes no PATH: it makes the whole index anew\.\n\nnpm run/);
    expect(await readdir(directory)).toEqual(['corpus']);
  });
});

describe('with another embedding model', { timeout }, () => {
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
      const isHeld = () => text.test(endpoint.texts.at(-1) ?? '');
      await waitUntil(`${text} at the model`, isHeld, 20_000);
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
