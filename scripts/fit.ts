import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { featureNames } from '../src/answering/answer-features.ts';
import { composeAnswering, composeIndex, composeModels, type Models } from '../src/compose.ts';
import { composeIndexing } from '../src/compose-indexing.ts';
import { type Config, readConfig } from '../src/config.ts';
import { UserError } from '../src/errors.ts';
import { projectRoot } from '../src/project-root.ts';
import { passageFeatureNames } from '../src/retrieval/rank-passages.ts';
import { sentenceFeatureNames } from '../src/retrieval/rank-sentences.ts';
import { collectExamples, type FitExample } from './fit/collect-examples.ts';
import { describeConfidence, describeRanking } from './fit/describe-fit.ts';
import { fitListwise, type RankingExample } from './fit/fit-listwise.ts';
import { fitLogistic } from './fit/fit-logistic.ts';
import { indexDocuments } from './fit/index-documents.ts';
import { readSquadShifts } from './fit/read-squad-shifts.ts';
import { runCommand, say } from './run-command.ts';

const targets = ['passages', 'sentences', 'confidence'] as const;
type Target = (typeof targets)[number];

const help = `npm run fit -- --data DIR passages      fit the weights that passages are ranked by
npm run fit -- --data DIR sentences     those of sentences, after the former
npm run fit -- --data DIR confidence    those of the confidence, after both

DIR holds squadshifts/*.jsonl.gz. Each prints what weights of the other sets give on a set, and writes
weights fitted on all of them into src/.`;

/**
 * SquadShifts has nothing to fit this one on: its posts and reviews have no titles, and the passages
 * of an article share one. On SciFact 2 gave +.005 nDCG, on CLAPnq one more gold passage first.
 */
const headingWeight = 2;

await runCommand(help, async (args, signal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { data: { type: 'string' } },
  });
  const target = targets.find((name) => name === positionals[0]);
  if (!values.data || !target) throw new UserError(help);
  const directory = join(projectRoot(), 'data', 'fit');
  const config = readConfig({ LANCEDB_URI: directory });
  const models = await composeModels(config);
  const documents = await readSquadShifts(values.data);
  const { store } = await openFitIndex(config, models, directory);
  try {
    await indexDocuments(documents, { store, ...composeIndexing(models) }, { signal, say });
    const examples: FitExample[] = [];
    for await (const example of collectExamples(
      documents,
      composeAnswering(config, models, store),
    )) {
      signal.throwIfAborted();
      examples.push(example);
      if (examples.length % 1000 === 0) say(`${examples.length} questions asked`);
    }
    await fitTarget(target, examples);
    return 0;
  } finally {
    await store.close();
    await models.close();
  }
});

async function openFitIndex(config: Config, models: Models, directory: string) {
  const options = { create: true, readConsistencySeconds: 0 };
  return composeIndex(config, models, options).catch(async () => {
    await rm(directory, { recursive: true, force: true });
    return composeIndex(config, models, options);
  });
}

async function fitTarget(target: Target, examples: readonly FitExample[]): Promise<void> {
  if (target === 'confidence') {
    for (const line of describeConfidence(examples)) process.stdout.write(`${line}\n`);
    await writeConfidenceWeights(examples);
    return;
  }
  const rankings = examples.map((example) => ({ set: example.set, ...example[target] }));
  for (const line of describeRanking(rankings)) process.stdout.write(`${line}\n`);
  await (target === 'passages' ? writePassageWeights(rankings) : writeSentenceWeights(rankings));
}

async function writePassageWeights(rankings: readonly RankingExample[]): Promise<void> {
  const fitted = passageFeatureNames.filter((name) => name !== 'headingSimilarity');
  const rows = rankings.map(({ rows, right }) => {
    return { rows: rows.map((row) => row.slice(0, fitted.length)), right };
  });
  const weights = fitListwise(rows);
  await writeWeights('src/retrieval/passage-weights.json', [
    ...fitted.map((name, index) => [name, weights[index]!] as const),
    ['headingSimilarity', headingWeight],
  ]);
}

async function writeSentenceWeights(rankings: readonly RankingExample[]): Promise<void> {
  const weights = fitListwise(rankings);
  const entries = sentenceFeatureNames.map((name, index) => [name, weights[index]!] as const);
  await writeWeights('src/retrieval/sentence-weights.json', entries);
}

async function writeConfidenceWeights(examples: readonly FitExample[]): Promise<void> {
  const judged = examples.flatMap(({ judged }) => judged);
  const { weights, bias } = fitLogistic(
    judged.map(({ features }) => features),
    judged.map(({ right }) => right),
  );
  const entries = featureNames.map((name, index) => [name, weights[index]!] as const);
  await writeWeights('src/answering/confidence-weights.json', [['bias', bias], ...entries]);
}

async function writeWeights(
  path: string,
  entries: readonly (readonly [string, number])[],
): Promise<void> {
  const rounded = entries.map(([name, weight]) => [name, Math.round(weight * 1000) / 1000]);
  await writeFile(
    join(projectRoot(), path),
    `${JSON.stringify(Object.fromEntries(rounded), undefined, 2)}\n`,
  );
  say(`Wrote ${path}`);
}
