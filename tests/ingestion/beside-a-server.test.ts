import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { lockIndex } from '../../src/index-lock.ts';
import type { DocumentList, Readiness } from '../../src/protocol.ts';
import { type RunningServer, serve } from '../../src/serve.ts';
import { runCommand } from '../support/run-command.ts';
import { smallCorpus } from '../support/small-corpus.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { waitUntil } from '../support/wait-until.ts';

async function clone(): Promise<string> {
  const directory = await temporaryDirectory();
  await writeFiles(join(directory, 'corpus'), smallCorpus);
  return directory;
}

async function start(directory: string): Promise<{ server: RunningServer; said: string[] }> {
  const said: string[] = [];
  const config = readConfig({ PORT: '0' }, directory);
  const log = pino({ level: 'silent' });
  return { server: await serve(config, { log, say: (line) => said.push(line) }), said };
}

async function get<T>({ port }: RunningServer, path: string): Promise<T> {
  return (await (await fetch(`http://127.0.0.1:${port}${path}`)).json()) as T;
}

const urisOf = async (server: RunningServer) =>
  (await get<DocumentList>(server, '/api/documents')).documents.map(({ uri }) => uri);

test('a server answers on while its index is written, and then from what was added', async () => {
  const directory = await clone();
  const { server } = await start(directory);
  try {
    await server.ready;
    await writeFiles(join(directory, 'corpus'), {
      'new.md': '# New\n\nThe tower was built in 1999.',
    });
    let ended = false;
    const ingesting = runCommand('ingest', ['--quiet'], { directory }).finally(() => {
      ended = true;
    });
    let looks = 0;
    while (!ended) {
      expect((await get<Readiness>(server, '/readyz')).status).toBe('ready');
      expect(await urisOf(server)).toContain('harbour.md');
      looks += 1;
    }
    expect(looks).toBeGreaterThan(3);
    expect(await ingesting).toMatchObject({ code: 0 });
    const notices = async () => (await urisOf(server)).includes('new.md');
    await waitUntil('the new document', notices, 15_000);
  } finally {
    await server.close(0);
  }
}, 90_000);

test('a server that starts while its index is written answers from what there is', async () => {
  const directory = await clone();
  expect((await runCommand('ingest', ['--quiet'], { directory })).code).toBe(0);
  await writeFiles(join(directory, 'corpus'), { 'new.md': 'New text.' });
  const release = await lockIndex(readConfig({}, directory), { onHeld: () => 'wait' });
  const { server, said } = await start(directory);
  try {
    await server.ready;
    expect(said[0]).toMatch(
      /^Another process is writing the index \(process \d+ on .*\)\. Answering/,
    );
    expect(await urisOf(server)).not.toContain('new.md');
    expect(await get(server, '/readyz')).toMatchObject({ status: 'ready', documents: 3 });
  } finally {
    await server.close(0);
    await release?.();
  }
}, 90_000);

test('a server without a document waits for the other to end', async () => {
  const directory = await clone();
  const release = await lockIndex(readConfig({}, directory), { onHeld: () => 'wait' });
  const { server, said } = await start(directory);
  try {
    await waitUntil('the waiting server', () => /Waiting for its end\.$/.test(said[0] ?? ''));
    expect(await get(server, '/readyz')).toMatchObject({ status: 'starting' });
    await release?.();
    await server.ready;
    expect(await urisOf(server)).toHaveLength(3);
  } finally {
    await release?.();
    await server.close(0);
  }
}, 90_000);
