import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Config } from './config.ts';

/** Hidden, so that the index does not take it for one of its tables. */
const lockName = '.writer';
/** Milliseconds between two signs of life of who holds the lock. */
const heartbeat = 5000;
/** Milliseconds without one after which it is taken to have died on another machine. */
const longestSilence = 60_000;
/** Milliseconds between two looks of who waits. */
const lookInterval = 250;

const holderSchema = z.object({
  pid: z.int(),
  host: z.string(),
  /** ISO 8601. */
  since: z.string(),
  token: z.string(),
});

/** Who writes the index. */
export type LockHolder = z.infer<typeof holderSchema>;

export interface LockOptions {
  /** Called once with who holds it, before it is waited for; 'give-up' does not wait. */
  onHeld: (holder: LockHolder) => 'wait' | 'give-up';
  signal?: AbortSignal | undefined;
}

/** Locks that this process holds: after a restart another process may have had its number. */
const ownTokens = new Set<string>();

/**
 * Keeps two ingestions from working at one index in a local directory. Who was killed holds it no
 * longer: its process is gone or, on another machine, has been silent for a minute. In an object
 * store there is no lock; there the store itself refuses the second of two conflicting changes.
 * @returns what releases it; undefined where it is held and is not to be waited for
 */
export async function lockIndex(
  { index }: Pick<Config, 'index'>,
  { onHeld, signal }: LockOptions,
): Promise<(() => Promise<void>) | undefined> {
  if (!index.isLocal) return async () => {};
  const path = join(index.uri, lockName);
  let told = false;
  for (;;) {
    signal?.throwIfAborted();
    const release = await tryLock(index.uri, path);
    if (release) return release;
    const holder = await readHolder(path);
    if (holder === undefined) continue;
    if (!told && onHeld(holder) === 'give-up') return undefined;
    told = true;
    await setTimeout(lookInterval, undefined, signal ? { signal } : {});
  }
}

/** Says who holds it, for people. */
export const describeHolder = ({ pid, host, since }: LockHolder): string =>
  `process ${pid} on ${host}, since ${since.slice(0, 16).replace('T', ' ')} UTC`;

async function tryLock(
  directory: string,
  path: string,
): Promise<(() => Promise<void>) | undefined> {
  const token = randomUUID();
  const own: LockHolder = {
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    token,
  };
  try {
    await mkdir(directory, { recursive: true });
    const file = await open(path, 'wx');
    await file.writeFile(JSON.stringify(own)).finally(() => file.close());
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A place that cannot be written to is for the store to explain.
    return code === 'EEXIST' && (await isFile(path)) ? undefined : async () => {};
  }
  ownTokens.add(token);
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, heartbeat);
  beat.unref();
  return async () => {
    clearInterval(beat);
    ownTokens.delete(token);
    if ((await parseHolder(path))?.token === token) await rm(path, { force: true });
  };
}

/** Who holds it; undefined where nobody does any more, and then it is free. */
async function readHolder(path: string): Promise<LockHolder | undefined> {
  const holder = await parseHolder(path);
  const silence = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => undefined,
  );
  if (silence === undefined) return undefined;
  // One that is just being written has no content yet.
  const isDead = holder === undefined ? silence > heartbeat : hasDied(holder);
  if (!isDead && silence < longestSilence) return holder ?? unknownHolder;
  // Looked at again at the last moment: another may have taken it over meanwhile.
  if ((await parseHolder(path))?.token === holder?.token) await rm(path, { force: true });
  return undefined;
}

const unknownHolder: LockHolder = { pid: 0, host: 'an unknown machine', since: '', token: '' };

function hasDied({ pid, host, token }: LockHolder): boolean {
  if (host !== hostname()) return false;
  if (pid === process.pid) return !ownTokens.has(token);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

async function parseHolder(path: string): Promise<LockHolder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (status) => status.isFile(),
    () => false,
  );
