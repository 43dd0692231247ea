import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { composeModels } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { projectRoot } from '../src/project-root.ts';
import { describeFolderBench, type FolderBench } from './bench-folder/describe-folder-bench.ts';
import { generateFolder } from './bench-folder/generate-folder.ts';
import { measureAnswers } from './bench-folder/measure-answers.ts';
import { bytesUnder, measureIngestion } from './bench-folder/measure-ingestion.ts';
import { embedRealPassages } from './bench-folder/real-passages.ts';
import { runCommand, say, UsageError } from './run-command.ts';

const help = `npm run bench-folder          measure ingestion and answers at scale; write data/bench-folder.json
  --documents N     generate a folder of so many documents, with vectors that cost nothing (20000; 0: none)
  --real N          ingest so many documents with the built-in model, too (200)
  --sizes N,N,…     answer over indexes of so many passages (1000,10000,50000,200000; 0: none)
  --embedded N      passages of which those are made by mixing (5000)
  --questions N     asked of each (100)
  --output FILE     write the figures there
  --data DIR        take these from SciFact in DIR, as npm run eval does, and not from made-up prose

About half an hour on two cores, and 3 GB in the folder of temporary files.`;

interface Parts {
  directory: string;
  signal: AbortSignal;
}

await runCommand(help, async (args, signal) => {
  const given = readArguments(args);
  const directory = await mkdtemp(join(tmpdir(), 'verbatim-bench-folder-'));
  const parts = { directory, signal };
  try {
    const result: FolderBench = {
      machine: { cores: availableParallelism(), node: process.version, platform: process.platform },
    };
    if (given.documents > 0) result.folder = await benchFolder(given.documents, parts);
    if (given.real > 0) result.real = await benchReal(given.real, parts);
    if (given.sizes.length > 0) result.answers = await benchAnswers(given, parts);
    process.stdout.write(`${describeFolderBench(result).join('\n')}\n`);
    await mkdir(dirname(given.output), { recursive: true });
    await writeFile(given.output, `${JSON.stringify(result, undefined, 2)}\n`);
    say(`Wrote ${given.output}`);
    return 0;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

interface Given {
  documents: number;
  real: number;
  sizes: number[];
  embedded: number;
  questions: number;
  data: string | undefined;
  output: string;
}

function readArguments(args: string[]): Given {
  const { values } = parseArgs({
    args,
    options: {
      documents: { type: 'string', default: '20000' },
      real: { type: 'string', default: '200' },
      sizes: { type: 'string', default: '1000,10000,50000,200000' },
      embedded: { type: 'string', default: '5000' },
      questions: { type: 'string', default: '100' },
      data: { type: 'string' },
      output: { type: 'string', default: join(projectRoot(), 'data', 'bench-folder.json') },
    },
  });
  const sizes = values.sizes
    .split(',')
    .map((size) => count('sizes', size))
    .filter((size) => size > 0);
  return {
    documents: count('documents', values.documents),
    real: count('real', values.real),
    sizes: sizes.sort((left, right) => left - right),
    embedded: Math.max(1, count('embedded', values.embedded)),
    questions: Math.max(1, count('questions', values.questions)),
    data: values.data,
    output: values.output,
  };
}

function count(option: string, value: string): number {
  if (/^\d{1,7}$/.test(value)) return Number(value);
  throw new UsageError(`--${option} takes a number, and was given “${value}”.`);
}

async function benchFolder(documents: number, { directory, signal }: Parts) {
  const folder = join(directory, 'folder');
  const index = join(directory, 'index');
  say(`Writing ${documents} documents`);
  const generated = await generateFolder(folder, documents);
  say('Ingesting them');
  const ingestion = { folder, index, embedder: 'fake', signal } as const;
  const first = await measureIngestion(ingestion);
  const indexBytes = await bytesUnder(index);
  say('Again');
  const again = await measureIngestion(ingestion);
  await rm(folder, { recursive: true });
  await rm(index, { recursive: true });
  return { generated, first, again, indexBytes };
}

async function benchReal(documents: number, { directory, signal }: Parts) {
  const folder = join(directory, 'real');
  await generateFolder(folder, documents, 3);
  say(`Ingesting ${documents} documents with the built-in model`);
  const index = join(directory, 'real-index');
  return measureIngestion({ folder, index, embedder: 'real', signal });
}

async function benchAnswers(given: Given, { directory, signal }: Parts) {
  const config = readConfig({});
  const models = await composeModels(config);
  try {
    say(`Embedding ${given.embedded} passages`);
    const counts = { passages: given.embedded, questions: given.questions };
    const real = await embedRealPassages(given.data, counts, { models, signal });
    const uri = join(directory, 'answers');
    const { sizes } = given;
    const { passages, questions } = real;
    return await measureAnswers({
      config,
      models,
      uri,
      sizes,
      real: passages,
      questions,
      signal,
      say,
    });
  } finally {
    await models.close();
  }
}
