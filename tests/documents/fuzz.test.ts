import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SeedFile } from '../../scripts/fuzz/mutate-file.ts';
import { isDefect, mutationOf } from '../../scripts/fuzz/run-fuzz.ts';
import { type Outcome, tryReading } from '../../scripts/fuzz/try-reading.ts';
import { packZip } from '../../scripts/fuzz/zip-file.ts';
import { formats } from '../../src/documents/formats.ts';

const folder = join('tests', 'fixtures', 'documents');
const files = readdirSync(folder).map((name) => ({
  name,
  bytes: readFileSync(join(folder, name)),
}));
const seed = 'tests';
/** For each format. */
const mutations = 30;

describe('mutations of real files', () => {
  it('are the same from the same seed and number', () => {
    const same = (first: SeedFile, second: SeedFile) =>
      first.name === second.name && first.bytes.equals(second.bytes);
    for (let index = 0; index < mutations; index += 1) {
      const mutation = mutationOf(files, seed, index);
      expect(same(mutation, mutationOf(files, seed, index))).toBe(true);
      expect(same(mutation, mutationOf(files, 'another', index))).toBe(false);
    }
  });

  it.each(formats)('of $name become sound documents or refusals', async ({ extensions }) => {
    const seeds = files.filter(({ name }) => extensions.includes(extname(name)));
    const outcomes: Outcome[] = [];
    for (let index = 0; index < mutations; index += 1) {
      const outcome = await tryReading(mutationOf(seeds, seed, index));
      expect(isDefect(outcome), `mutation ${index}: ${JSON.stringify(outcome)}`).toBe(false);
      outcomes.push(outcome);
    }
    const kinds = new Set(outcomes.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['read', 'refused']);
  });
});

describe('tryReading', () => {
  it('tells a document that is sound from a refusal', async () => {
    const read = (name: string, content: string) =>
      tryReading({ name, bytes: Buffer.from(content) });
    expect(await read('a.md', '# Words')).toEqual({ kind: 'read' });
    expect(await read('a.md', '')).toEqual({ kind: 'refused', reason: 'empty' });
    expect(await read('a.unknown', 'x')).toEqual({ kind: 'refused', reason: 'unsupported' });
    const archive = packZip([{ name: 'a', content: Buffer.from('a') }]);
    expect(await tryReading({ name: 'a.md', bytes: archive })).toMatchObject({ kind: 'refused' });
  });
});
