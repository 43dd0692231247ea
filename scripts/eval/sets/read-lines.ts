import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { UserError } from '../../../src/errors.ts';

/**
 * The JSON values of a file of one a line, which may be compressed: `NAME.jsonl` or `NAME.jsonl.gz`.
 * @throws UserError that names the file
 */
export async function readJsonLines<T>(path: string): Promise<T[]> {
  return (await readText(path))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

/** A text file, or the compressed one beside it. */
export async function readText(path: string): Promise<string> {
  const plain = await readFile(path).catch(() => undefined);
  if (plain) return plain.toString('utf8');
  const compressed = await readFile(`${path}.gz`).catch(() => undefined);
  if (compressed) return gunzipSync(compressed).toString('utf8');
  throw new UserError(`${path} is not there, compressed or not. Give --data the right folder.`);
}

/** Every nth, so that about so many are left; the same ones every time. */
export function sampleEvenly<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, index) => {
    return items[Math.floor((index * items.length) / count)]!;
  });
}
