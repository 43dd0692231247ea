import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { compareImages } from './compare-images.ts';

const folder = fileURLToPath(new URL('./baselines/', import.meta.url));
/** Where what was seen is left beside what was expected, for whoever has to judge it. */
const seen = join(tmpdir(), 'verbatim-baselines');
/** Of all pixels. Hinting and compositing differ a little from machine to machine. */
const tolerance = 0.004;

/**
 * Compares a screenshot with the reviewed one of that name. With `UPDATE_BASELINES=1` it becomes
 * the baseline: look at it before you commit it.
 */
export async function expectBaseline(name: string, actual: Buffer): Promise<void> {
  const path = join(folder, `${name}.png`);
  if (process.env['UPDATE_BASELINES'] === '1') return save(path, actual);
  expect(existsSync(path), `${path} is missing; make it with UPDATE_BASELINES=1`).toBe(true);
  const { share, picture, sizes } = compareImages(actual, await readFile(path));
  if (share > tolerance) {
    await save(join(seen, `${name}.png`), actual);
    if (picture) await save(join(seen, `${name}-difference.png`), picture);
  }
  expect(sizes, name).toBe('');
  expect(share, `${name} looks different; see ${seen}`).toBeLessThanOrEqual(tolerance);
}

async function save(path: string, picture: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, picture);
}
