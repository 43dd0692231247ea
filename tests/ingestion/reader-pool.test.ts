import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DocumentError } from '../../src/errors.ts';
import { ReaderPool } from '../../src/ingestion/reading/reader-pool.ts';
import { projectRoot } from '../../src/project-root.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { waitUntil, within } from '../support/wait-until.ts';

/** Inside the project, where the packages are found. */
const built = join(projectRoot(), 'dist', `hostile-${process.pid}`);
const entry = join(built, 'reader.js');
let directory: string;
/** Short for the file that never ends; on a busy machine the others take their time to fail. */
const milliseconds = (bytes: number) => (bytes === 1 ? 2000 : 25_000);
/** One for all tests, as a process takes some time to start. */
let pool: ReaderPool;
beforeAll(async () => {
  await esbuild.build({
    entryPoints: [join(import.meta.dirname, '..', 'support', 'hostile-reader.ts')],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    outdir: built,
    entryNames: 'reader',
    logLevel: 'error',
  });
  directory = await temporaryDirectory();
  const memoryBytes = 220 * 2 ** 20;
  pool = new ReaderPool({ entry, parallel: 2, memoryBytes, milliseconds });
});
afterAll(() => pool?.close());
afterAll(() => rm(built, { recursive: true, force: true }));

async function read(name: string, text = 'A text.', signal?: AbortSignal) {
  await writeFiles(directory, { [name]: text });
  const request = { path: join(directory, name), uri: name, id: 'own-id', uris: [name, 'z'] };
  return pool.read(request, signal);
}

async function failure(reading: Promise<unknown>): Promise<DocumentError> {
  const error = await reading.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(DocumentError);
  return error as DocumentError;
}

test('a file is read and split in another process, under the id and the places given', async () => {
  const { document, passages } = await read('a.md', '# Title\n\nOne. Two.\n');
  expect(document).toMatchObject({ id: 'own-id', uris: ['a.md', 'z'], title: 'Title' });
  expect(passages).toMatchObject([{ id: 'own-id/0', documentId: 'own-id', text: 'One. Two.' }]);
});

test('what a reader says of a file comes as it said it', async () => {
  expect(await failure(read('none.md', ' '))).toMatchObject({
    reason: 'empty',
    message: expect.stringMatching(/^none\.md /),
  });
  await rm(join(directory, 'none.md'));
  const request = { path: join(directory, 'none.md'), uri: 'none.md', id: 'a', uris: ['none.md'] };
  expect(await failure(pool.read(request))).toMatchObject({ reason: 'inaccessible' });
});

test('what was read is not kept by its reader', async () => {
  v8.setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = vm.runInNewContext('gc');
  const refer = async (name: string) => new WeakRef((await read(name)).document);
  const documents = [await refer('first.md'), await refer('second.md')];
  await read('last.md');
  // A reference holds until the turn of the event loop in which it was made is over.
  await waitUntil('what was read to be gone', () => {
    collectGarbage();
    return documents.every((document) => document.deref() === undefined);
  });
});

describe('a file that takes its reader down', () => {
  test.each([
    ['a.loop', /^a\.loop takes longer than 2 s to read\. Split it/],
    ['a.heap', /^a\.heap needs more than 220 MB of memory to be read\. Split it/],
    ['a.buffers', /^a\.buffers needs more than 220 MB of memory/],
    ['a.segfault', /^a\.segfault makes the program that reads it end \(SIGSEGV\)/],
    ['a.exit', /^a\.exit makes the program that reads it end \(exit code 0\)/],
    ['a.later', /^a\.later makes the program that reads it end \(exit code 1\)/],
    ['a.undefined', /^a\.undefined cannot be taken apart \(undefined\)/],
    ['a.unsent', /^a\.unsent cannot be taken apart \(broken\)/],
  ])('is named, and another is read: %s', async (name, message) => {
    const [bad, good] = await Promise.all([
      failure(read(name, name === 'a.loop' ? 'x' : 'A text.')),
      read(`${name}.md`),
    ]);
    expect(bad).toMatchObject({
      reason: 'too-complex',
      message: expect.stringMatching(message),
    });
    expect(good.document.text).toBe('A text.');
  });

  test('is not blamed for what others left behind', async () => {
    for (let index = 0; index < 5; index += 1) await read(`${index}.leak`);
  });
});

test('a process that does not start is no fault of a file', async () => {
  const broken = new ReaderPool({ entry: join(built, 'nothing.js') });
  const request = { path: join(directory, 'a.md'), uri: 'a.md', id: 'a', uris: ['a.md'] };
  const error = await broken.read(request).catch((cause: unknown) => cause);
  expect(error).not.toBeInstanceOf(DocumentError);
  expect(String(error)).toMatch(/does not start \(exit code 1\)\. Run: npm run build/);
});

test('a signal ends a file that is being read at once', async () => {
  const stop = new AbortController();
  const reading = read('c.loop', 'A text.', stop.signal);
  setImmediate(() => stop.abort(new Error('stopped')));
  await expect(within('the end of reading', reading)).rejects.toThrow('stopped');
});

test('a reader in an endless loop does not outlive a parent that is killed', async () => {
  await writeFiles(directory, { 'd.loop': 'A text.' });
  const request = { path: join(directory, 'd.loop'), uri: 'd.loop', id: 'd', uris: ['d.loop'] };
  const script = `
    const reader = require('node:child_process').fork(${JSON.stringify(entry)}, ['500000000'], {
      serialization: 'advanced',
    });
    reader.once('message', () => {
      reader.send(${JSON.stringify(request)});
      setTimeout(() => console.log(reader.pid), 200);
    });`;
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await within(
    'the reader at work',
    new Promise<number>((resolve) => parent.stdout.once('data', (text) => resolve(Number(text)))),
  );
  const lives = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  expect(lives()).toBe(true);
  parent.kill('SIGKILL');
  await waitUntil('the end of the reader', () => !lives());
});
