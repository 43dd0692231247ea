import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '@lancedb/lancedb';
import { describe, expect, it } from 'vitest';
import type { Blob } from '../../src/adapters/lancedb/blob-parts.ts';
import { Blobs, type BlobsParts } from '../../src/adapters/lancedb/blobs.ts';
import { seededRandom } from '../contracts/synthetic-documents.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const MEGABYTE = 2 ** 20;

describe('large values', () => {
  it('are kept once, however often they are given', async () => {
    const { uri, open } = await place();
    const [originals, another] = [await open(), await open()];
    const files = [file(1, 3 * MEGABYTE), file(2, 100)];
    await originals.write(files);
    const size = await bytesUnder(uri);
    for (const writer of [originals, another, await open()]) await writer.write(files);
    expect(await bytesUnder(uri)).toBe(size);
    expect(size).toBeLessThan(3.2 * MEGABYTE);
  });

  it('go on in a new table where one is full, and are found by who knew only the first', async () => {
    const { uri, open } = await place({ segmentBytes: 2 * MEGABYTE });
    const [writer, reader] = [await open(), await open()];
    const files = Array.from({ length: 5 }, (_, n) => file(n, 1.5 * MEGABYTE));
    for (const one of files) {
      await writer.write([one]);
      await expectKept(reader, [one]);
    }
    expect(await readdir(uri)).toHaveLength(3);
    await expectKept(reader, files);
  });

  it('give back their space once more than half of it is no longer referred to', async () => {
    const { uri, open } = await place();
    const [writer, reader] = [await open(), await open()];
    const files = Array.from({ length: 10 }, (_, n) => file(n, MEGABYTE + n));
    await writer.write(files);
    await expectKept(reader, files);
    await writer.maintain(keysOf(files.slice(0, 6)), 2000);
    expect(await bytesUnder(uri)).toBeGreaterThan(10 * MEGABYTE);
    const kept = files.slice(0, 3);
    await writer.maintain(keysOf(kept), 2000);
    expect(await bytesUnder(uri)).toBeLessThan(4 * MEGABYTE);
    for (const originals of [writer, reader, await open()]) {
      await expectKept(originals, kept);
      expect(await originals.read(files[5]!.key)).toBeUndefined();
    }
    await reader.write(files);
    await expectKept(writer, files);
  });

  it('stay where they are younger than the documents may be late', async () => {
    const { open } = await place();
    const writer = await open();
    await writer.write([file(1, 10)]);
    await writer.maintain(new Set(), 999);
    await expectKept(writer, [file(1, 10)]);
    await writer.maintain(new Set(), 1000);
    expect(await writer.read('1')).toBeUndefined();
  });

  it('are put together where they came in many small commits', async () => {
    const { uri, open } = await place({ segmentCommits: 6 });
    const writer = await open();
    const files = Array.from({ length: 15 }, (_, n) => file(n, 1000));
    for (const one of files) await writer.write([one]);
    expect(await readdir(uri)).toHaveLength(3);
    await writer.maintain(keysOf(files), 2000);
    await expectKept(await open(), files);
    const fragments = await Promise.all(
      (await readdir(uri)).map(async (name) => (await readdir(join(uri, name, 'data'))).length),
    );
    expect(fragments.reduce((sum, count) => sum + count)).toBeLessThan(6);
  });

  it('are not there in part where a run was killed between two parts, and then are whole', async () => {
    const { uri, open } = await place();
    const one = file(1, 2.5 * MEGABYTE);
    await (await open()).write([one]);
    const table = await (await connect(uri)).openTable('originals_ab_1');
    await table.delete('part = 2');
    expect(await (await open()).read('1')).toBeUndefined();
    const writer = await open();
    await writer.write([one]);
    await expectKept(writer, [one]);
    await writer.maintain(new Set(['1']), 2000);
    await expectKept(await open(), [one]);
  });
});

async function place(options: Partial<BlobsParts> = {}) {
  const uri = await temporaryDirectory();
  const open = async () => {
    const connection = await connect(uri, { readConsistencyInterval: 0 });
    return new Blobs({
      connection,
      kind: 'originals',
      fingerprint: 'ab',
      now: () => 1000,
      ...options,
    });
  };
  return { uri, open };
}

/** Bytes that no compression makes smaller. */
function file(n: number, length: number): Blob {
  const random = seededRandom(n);
  return { key: String(n), bytes: Uint8Array.from({ length }, () => random() * 256) };
}

function keysOf(files: Blob[]): Set<string> {
  return new Set(files.map(({ key }) => key));
}

async function expectKept(originals: Blobs, files: Blob[]): Promise<void> {
  for (const { key, bytes } of files) {
    const read = await originals.read(key);
    expect(read && Buffer.compare(read, bytes), key).toBe(0);
  }
}

async function bytesUnder(directory: string): Promise<number> {
  const names = await readdir(directory, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => stat(join(directory, name))));
  return sizes.filter((entry) => entry.isFile()).reduce((sum, { size }) => sum + size, 0);
}
