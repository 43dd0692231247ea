import { readFileSync } from 'node:fs';
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
import { composeModels, type Models } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

interface Expected {
  /** For each set, the least that its metrics may be. */
  floors: Record<string, Record<string, number>>;
  /** For each set, the ids of the questions that failed when the floors were set. */
  failing: Record<string, string[]>;
}

const samples = fileURLToPath(new URL('../fixtures/eval', import.meta.url));
const expected: Expected = JSON.parse(readFileSync(`${samples}/expected.json`, 'utf8'));

/** The questions of the other samples, which SQuAD's paragraphs do not answer. */
async function readSamples(): Promise<EvaluationSet[]> {
  const scifact = await readScifactSet(samples);
  const clapnq = await readClapnqSet(samples);
  const foreign: AskedQuestion[] = [...scifact.questions, ...clapnq.questions];
  return [await readOwnSet(), scifact, await readSquadSet(samples, foreign), clapnq];
}

/** The questions that fail now and did not, and those that did and do not. */
function describeChanges({ name, failures }: SetResult): string {
  const before = new Set(expected.failing[name]);
  const now = new Set(failures.map(({ id }) => id));
  const worse = failures.filter(({ id }) => !before.has(id));
  const better = [...before].filter((id) => !now.has(id));
  return [
    `${name}: ${worse.length} questions fail that did not:`,
    ...worse.map(
      ({ id, question, cause, expected: wanted, got }) =>
        `  ${id} ${cause}: ${question}\n    expected: ${wanted}\n    got: ${got}`,
    ),
    `and ${better.length} no longer fail: ${better.join(', ')}`,
  ].join('\n');
}

describe('answers to the samples', () => {
  let models: Models;
  const results = new Map<string, SetResult>();

  beforeAll(async () => {
    const config = readConfig({});
    models = await composeModels(config);
    const directory = await temporaryDirectory();
    const { signal } = new AbortController();
    const code = await readCodeHashes();
    const parts = { config, models, directory, code, signal, say: () => {} };
    for (const set of await readSamples()) {
      const { result } = await measureSet(set, parts);
      results.set(set.name, result);
    }
    return () => models.close();
  });

  it.each(Object.keys(expected.floors))('%s is as good as it was', (name) => {
    const result = results.get(name)!;
    const values = new Map(
      result.rows.map(({ metric, values }) => [metric, values.verbatim?.value ?? Number.NaN]),
    );
    for (const [metric, floor] of Object.entries(expected.floors[name]!)) {
      expect(
        values.get(metric),
        `“${metric}” fell below its floor.\n${describeChanges(result)}`,
      ).toBeGreaterThanOrEqual(floor);
    }
  });
});
