import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readFile, rename, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { openFeedbackFile } from '../../src/adapters/feedback-file.ts';
import { FeedbackError } from '../../src/errors.ts';
import type { FeedbackRecord, FeedbackStore } from '../../src/ports.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const clock = () => new Date('2026-03-04T05:06:07.089Z');
const time = '2026-03-04T05:06:07.089Z';

let path: string;
let store: FeedbackStore;
beforeEach(async () => {
  path = join(await temporaryDirectory(), 'some', 'folder', 'feedback.jsonl');
  store = openFeedbackFile({ path, clock });
});

const answersOf = (records: readonly FeedbackRecord[]) => records.map(({ answer }) => answer);

describe('a feedback file', () => {
  test('is made with its folder by the first record, for its owner alone', async () => {
    expect(await store.read()).toEqual({ records: [], unreadable: 0 });
    await expect(stat(path)).rejects.toThrow('ENOENT');
    await store.add({ answer: 'a', helpful: true, comment: 'Good.', model: 'm' });
    expect(await readFile(path, 'utf8')).toBe(
      `{"time":"${time}","answer":"a","helpful":true,"comment":"Good.","model":"m"}\n`,
    );
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('gives the latest of each answer, newest first', async () => {
    await store.add({ answer: 'a', helpful: true });
    await store.add({ answer: 'b', helpful: true, comment: 'kept' });
    await store.add({ answer: 'a', helpful: false, comment: 'on second thoughts' });
    await store.add({ answer: 'c', helpful: true, question: 'Why?' });
    expect(await store.read()).toEqual({
      records: [
        { time, answer: 'c', helpful: true, question: 'Why?' },
        { time, answer: 'a', helpful: false, comment: 'on second thoughts' },
        { time, answer: 'b', helpful: true, comment: 'kept' },
      ],
      unreadable: 0,
    });
  });

  const oddText = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('\n', '\r\n', '\u0085', '\u2028', '\u2029', '\0', '\ud83d', '\udcff', '"}'),
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((parts) => parts.join('x'));

  test('gives back any text as it came, and holds a line a record', async () => {
    const feedback = fc.record(
      {
        answer: fc.uuid(),
        helpful: fc.boolean(),
        comment: oddText,
        question: oddText,
        model: oddText,
      },
      { requiredKeys: ['answer', 'helpful'] },
    );
    const lists = fc.uniqueArray(feedback, { selector: ({ answer }) => answer, minLength: 1 });
    await fc.assert(
      fc.asyncProperty(lists, async (list) => {
        const own = join(await temporaryDirectory(), 'feedback.jsonl');
        const odd = openFeedbackFile({ path: own, clock });
        for (const one of list) await odd.add(one);
        const expected = list.map((one) => ({ time, ...one })).reverse();
        expect(await odd.read()).toEqual({ records: expected, unreadable: 0 });
        const lines = (await readFile(own, 'utf8')).split(/\r\n|[\n\r\u0085\u2028\u2029]/);
        expect(lines).toHaveLength(list.length + 1);
      }),
      { numRuns: 60 },
    );
  });

  test('keeps every record of many written at once', async () => {
    const comment = 'long '.repeat(400).trim();
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        store.add({ answer: `answer-${index}`, helpful: true, comment }),
      ),
    );
    const { records, unreadable } = await store.read();
    expect({ count: records.length, unreadable }).toEqual({ count: 200, unreadable: 0 });
    expect(records.every((record) => record.comment === comment)).toBe(true);
  });

  test('keeps every record of several processes', async () => {
    const code = await writerProcess();
    const names = ['north', 'south', 'east'];
    await Promise.all(names.map((name) => runWriter(code, [path, name, '150'])));
    const { records, unreadable } = await store.read();
    expect({ count: records.length, unreadable }).toEqual({ count: 450, unreadable: 0 });
    for (const name of names) {
      const own = records.filter(({ answer }) => answer.startsWith(name));
      expect(own).toHaveLength(150);
      for (const { comment } of own) expect(comment).toBe(`${name} `.repeat(300).trim());
    }
  });

  test('may be moved away while it is in use', async () => {
    await store.add({ answer: 'old', helpful: true });
    await rename(path, `${path}.1`);
    await store.add({ answer: 'new', helpful: true });
    expect(answersOf((await store.read()).records)).toEqual(['new']);
    expect(answersOf((await openFeedbackFile({ path: `${path}.1` }).read()).records)).toEqual([
      'old',
    ]);
  });
});

describe('a damaged feedback file', () => {
  test('loses no more than the line that was cut off, also where records follow', async () => {
    for (const answer of ['a', 'b']) await store.add({ answer, helpful: true });
    const { size } = await stat(path);
    await truncate(path, size - 9);
    expect(await store.read()).toMatchObject({ records: [{ answer: 'a' }], unreadable: 1 });
    await store.add({ answer: 'c', helpful: false });
    const { records, unreadable } = await store.read();
    expect({ answers: answersOf(records), unreadable }).toEqual({
      answers: ['c', 'a'],
      unreadable: 1,
    });
  });

  test('leaves out what is no record, and counts it', async () => {
    await store.add({ answer: 'a', helpful: true });
    const strange = [
      'text',
      'null',
      '[]',
      '{}',
      '{"answer":"b","helpful":true}',
      `{"time":"${time}","answer":"b","helpful":"yes"}`,
      `{"time":"yesterday","answer":"b","helpful":true}`,
      Buffer.from([0xff, 0xfe, 0x00]),
    ];
    for (const line of strange) {
      await appendFile(path, line);
      await appendFile(path, '\n\n');
    }
    await store.add({ answer: 'c', helpful: true });
    const { records, unreadable } = await store.read();
    expect(answersOf(records)).toEqual(['c', 'a']);
    expect(unreadable).toBe(strange.length);
  });
});

describe('a feedback file that cannot be used', () => {
  const failure = (message: string) =>
    expect.objectContaining({
      name: 'FeedbackError',
      message: expect.stringContaining(message),
      cause: expect.any(Error),
    });

  test('is named with the reason, for writing and for reading', async () => {
    await mkdir(path, { recursive: true });
    const added = store.add({ answer: 'a', helpful: true });
    await expect(added).rejects.toBeInstanceOf(FeedbackError);
    await expect(added).rejects.toEqual(failure(`cannot be written to ${path}: EISDIR`));
    await expect(store.read()).rejects.toEqual(failure(`${path} cannot be read: EISDIR`));
  });

  test('is one below a file, too', async () => {
    const file = join(await temporaryDirectory(), 'file');
    await writeFile(file, '');
    const below = openFeedbackFile({ path: join(file, 'feedback.jsonl') });
    await expect(below.add({ answer: 'a', helpful: true })).rejects.toEqual(failure('ENOTDIR'));
  });

  test('is one that has grown too large, and a new one can be begun', async () => {
    await store.add({ answer: 'a', helpful: true });
    // Sparse: takes no room on the disk.
    await truncate(path, 256 * 1024 * 1024);
    await expect(store.add({ answer: 'b', helpful: true })).rejects.toEqual(
      failure('has 268435456 bytes; move it away'),
    );
    await rename(path, `${path}.1`);
    await store.add({ answer: 'b', helpful: true });
    expect(answersOf((await store.read()).records)).toEqual(['b']);
  });
});

/** `feedback-writer-process.ts` with what it imports, in one piece. */
async function writerProcess(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'feedback-writer-process.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  return outputFiles[0]!.text;
}

async function runWriter(code: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '-', ...args], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  child.stdin.end(code);
  const [exitCode] = await once(child, 'exit');
  expect(exitCode).toBe(0);
}
