import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCodeHashes } from '../../scripts/eval/code-hash.ts';
import type { AskedQuestion, EvaluationSet } from '../../scripts/eval/evaluation-set.ts';
import { measureSet } from '../../scripts/eval/measure-set.ts';
import type { SetResult } from '../../scripts/eval/measures.ts';
import { readClapnqSet } from '../../scripts/eval/sets/clapnq-set.ts';
import { readOwnSet } from '../../scripts/eval/sets/own-set.ts';
import { readScifactSet } from '../../scripts/eval/sets/scifact-set.ts';
import { readSquadSet } from '../../scripts/eval/sets/squad-set.ts';
import { composeModels } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { describeChanges, type ExpectedResults, expectFrom } from './expected-results.ts';

const samples = fileURLToPath(new URL('../fixtures/eval', import.meta.url));
const expectedPath = `${samples}/expected.json`;
const expected: ExpectedResults = JSON.parse(readFileSync(expectedPath, 'utf8'));

/** SQuAD's paragraphs are also asked what the other samples ask. */
async function readSamples(): Promise<EvaluationSet[]> {
  const scifact = await readScifactSet(samples);
  const clapnq = await readClapnqSet(samples);
  const foreign: AskedQuestion[] = [...scifact.questions, ...clapnq.questions];
  return [await readOwnSet(), scifact, await readSquadSet(samples, foreign), clapnq];
}

describe('answers to the samples', () => {
  const results = new Map<string, SetResult>();

  beforeAll(async () => {
    const config = readConfig({});
    const models = await composeModels(config);
    const directory = await temporaryDirectory();
    const code = await readCodeHashes();
    const { signal } = new AbortController();
    const parts = { config, models, directory, code, signal, say: () => {} };
    for (const set of await readSamples()) {
      results.set(set.name, (await measureSet(set, parts)).result);
    }
    await models.close();
    // To set the floors anew: VERBATIM_SET_FLOORS=1 npx vitest run tests/eval/floors.test.ts
    if (process.env['VERBATIM_SET_FLOORS']) {
      const text = JSON.stringify(expectFrom([...results.values()]), undefined, 1);
      writeFileSync(expectedPath, `${text}\n`);
    }
  }, 240_000);

  it.each(Object.keys(expected.floors))('are as good as they were: %s', (name) => {
    const result = results.get(name)!;
    const metrics = Object.entries(expected.floors[name]!);
    expect(metrics.length).toBeGreaterThan(0);
    const fallen = metrics.flatMap(([metric, floor]) => {
      const value = result.rows.find((row) => row.metric === metric)?.values.verbatim?.value;
      return value !== undefined && value >= floor ? [] : [`${metric}: ${value} < ${floor}`];
    });
    expect(fallen, describeChanges(result, expected)).toEqual([]);
  });
});
