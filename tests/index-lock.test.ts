import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { describeHolder, type LockHolder, lockIndex } from '../src/index-lock.ts';
import { temporaryDirectory } from './support/temporary-directory.ts';

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await temporaryDirectory();
  path = join(directory, 'index', '.writer');
  await mkdir(join(directory, 'index'));
});

const lock = (onHeld: (holder: LockHolder) => 'wait' | 'give-up' = () => 'give-up') =>
  lockIndex(readConfig({ LANCEDB_URI: join(directory, 'index') }), { onHeld });

const holder = (parts: Partial<LockHolder>): string =>
  JSON.stringify({
    pid: 1,
    host: hostname(),
    since: '2026-01-31T12:30:00.000Z',
    token: 'x',
    ...parts,
  });

describe('the lock of an index', () => {
  test('is given to one at a time, who is told to the next', async () => {
    const release = await lock();
    const seen: LockHolder[] = [];
    const second = await lock((other) => {
      seen.push(other);
      return 'give-up';
    });
    expect(second).toBeUndefined();
    expect(seen).toMatchObject([{ pid: process.pid, host: hostname() }]);
    await release?.();
    expect(await lock()).toBeDefined();
  });

  test('is waited for', async () => {
    const release = await lock();
    let told = 0;
    const waiting = lock(() => {
      told += 1;
      void release?.();
      return 'wait';
    });
    expect(await waiting).toBeDefined();
    expect(told).toBe(1);
  });

  test.each([
    ['a process that has gone', async () => ({ pid: await goneProcess() })],
    ['this process before it was started anew', async () => ({ pid: process.pid })],
  ])('is free where it was held by %s', async (_, parts) => {
    await writeFile(path, holder(await parts()));
    const release = await lock();
    expect(release).toBeDefined();
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  test('is held by another machine until that has been silent for a minute', async () => {
    await writeFile(path, holder({ host: 'elsewhere' }));
    expect(await lock()).toBeUndefined();
    const before = new Date(Date.now() - 61_000);
    await utimes(path, before, before);
    expect(await lock()).toBeDefined();
  });

  test('that another has taken over is not released', async () => {
    const release = await lock();
    await writeFile(path, holder({ host: 'elsewhere' }));
    await release?.();
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ host: 'elsewhere' });
  });

  test('left empty by one that was killed while it took it is free after some seconds', async () => {
    await writeFile(path, '');
    expect(await lock()).toBeUndefined();
    const before = new Date(Date.now() - 6000);
    await utimes(path, before, before);
    expect(await lock()).toBeDefined();
  });

  test('does not hinder where there is none: in an object store, or at a place that is no folder', async () => {
    const onHeld = () => 'give-up' as const;
    for (const uri of ['s3://bucket/index', join(path, 'file')]) {
      await writeFile(path, '');
      expect(await lockIndex(readConfig({ LANCEDB_URI: uri }), { onHeld })).toBeDefined();
    }
  });
});

test('its holder is described for people', () => {
  const one: LockHolder = { pid: 7, host: 'box', since: '2026-01-31T12:30:00.000Z', token: 'x' };
  expect(describeHolder(one)).toBe('process 7 on box, since 2026-01-31 12:30 UTC');
});

async function goneProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}
