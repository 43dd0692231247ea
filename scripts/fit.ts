import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { featureNames } from '../src/answering/answer-features.ts';
import {
  composeAnswering,
  composeIndex,
  composeIngestion,
  composeModels,
  type Models,
} from '../src/compose.ts';
import { type Config, readConfig } from '../src/config.ts';
import { readDocument } from '../src/documents/read-document.ts';
import { UserError } from '../src/errors.ts';
import type { IngestParts } from '../src/ingestion/ingest-documents.ts';
import { embedPassages } from '../src/passages/embed-passages.ts';
import { splitPassages } from '../src/passages/split-passages.ts';
import type { PassageStore } from '../src/ports.ts';
import { projectRoot } from '../src/project-root.ts';
import { sentenceFeatureNames } from '../src/retrieval/rank-sentences.ts';
import { collectExamples, type FitExample, type IndexedGroup } from './fit/collect-examples.ts';
import { describeFit } from './fit/describe-fit.ts';
import { fitListwise } from './fit/fit-listwise.ts';
import { fitLogistic } from './fit/fit-logistic.ts';
import { type FitGroup, readSquadShifts } from './fit/read-squad-shifts.ts';
import { runCommand, say } from './run-command.ts';

const help = `npm run fit -- --data DIR sentences     fit the weights that sentences are ranked by
npm run fit -- --data DIR confidence    fit the weights of the confidence, after the former

DIR holds squadshifts/*.jsonl.gz. Both write their weights into src/.`;

/** Enough for stable weights, and indexed in a few minutes. */
const groupsPerSet = 45;
const passagesPerWrite = 400;

await runCommand(help, async (args, signal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { data: { type: 'string' } },
  });
  const [target] = positionals;
  if (!values.data || (target !== 'sentences' && target !== 'confidence'))
    throw new UserError(help);
  const directory = join(projectRoot(), 'data', 'fit');
  const config = readConfig({ LANCEDB_URI: directory });
  const models = await composeModels(config);
  const groups = firstOfEachSet(await readSquadShifts(values.data));
  const { store } = await openFitIndex(config, models, directory);
  try {
    const indexed = await indexGroups(groups, composeIngestion(models, store), signal);
    const context = composeAnswering(config, models, store);
    const examples: FitExample[] = [];
    for await (const example of collectExamples(indexed, context)) {
      signal.throwIfAborted();
      examples.push(example);
      if (examples.length % 1000 === 0) say(`${examples.length} questions asked`);
    }
    for (const line of describeFit(examples)) process.stdout.write(`${line}\n`);
    if (target === 'sentences') await writeSentenceWeights(examples);
    else await writeConfidenceWeights(examples);
    return 0;
  } finally {
    await store.close();
    await models.close();
  }
});

function firstOfEachSet(groups: readonly FitGroup[]): FitGroup[] {
  const taken = new Map<string, number>();
  return groups.filter(({ set }) => {
    const count = (taken.get(set) ?? 0) + 1;
    taken.set(set, count);
    return count <= groupsPerSet;
  });
}

async function openFitIndex(config: Config, models: Models, directory: string) {
  const options = { create: true, readConsistencySeconds: 0 };
  return composeIndex(config, models, options).catch(async () => {
    await rm(directory, { recursive: true, force: true });
    return composeIndex(config, models, options);
  });
}

/** Indexes each paragraph as a document, so that one can be left out of a question. */
async function indexGroups(
  groups: readonly FitGroup[],
  { store, packer, embedders }: IngestParts,
  signal: AbortSignal,
): Promise<IndexedGroup[]> {
  const known = new Set((await store.listDocuments()).map((document) => document.id));
  let batch: Parameters<PassageStore['replaceDocuments']>[0] = [];
  const indexed: IndexedGroup[] = [];
  for (const [position, group] of groups.entries()) {
    const documentIds: string[] = [];
    for (const [index, { text }] of group.paragraphs.entries()) {
      signal.throwIfAborted();
      const document = readDocument(Buffer.from(text), `${group.set}/${position}-${index}.txt`);
      documentIds.push(document.id);
      if (known.has(document.id)) continue;
      const passages = await splitPassages(document, packer);
      batch.push({ document, passages: await embedPassages(document, passages, embedders) });
    }
    indexed.push({ ...group, documentIds });
    if (batch.length >= passagesPerWrite || position === groups.length - 1) {
      if (batch.length > 0) await store.replaceDocuments(batch);
      batch = [];
      say(`${position + 1} of ${groups.length} groups indexed`);
    }
  }
  return indexed;
}

async function writeSentenceWeights(examples: readonly FitExample[]): Promise<void> {
  const answerable = examples.filter((example) => example.answerable);
  const weights = fitListwise(answerable.map(({ ranking }) => ranking));
  // Only the ratios rank, and thresholds elsewhere are in units of the similarity.
  const [unit] = weights as [number];
  const entries = sentenceFeatureNames.map(
    (name, index) => [name, weights[index]! / unit] as const,
  );
  await writeWeights('src/retrieval/sentence-weights.json', entries);
}

async function writeConfidenceWeights(examples: readonly FitExample[]): Promise<void> {
  const { weights, bias } = fitLogistic(
    examples.map(({ features }) => features),
    examples.map(({ right }) => right),
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
