import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readableExtensions } from '../src/documents/read-document.ts';
import { projectRoot } from '../src/project-root.ts';
import type { SeedFile } from './fuzz/mutate-file.ts';
import { createTally, type FuzzResult, isDefect, runFuzz } from './fuzz/run-fuzz.ts';
import { runCommand, say, UsageError } from './run-command.ts';

const help = `npm run fuzz -- --data DIR --count N    read N mutations of the files in DIR, 1000 if none is named
npm run fuzz -- --data DIR --minutes M  read mutations for M minutes
  --seed S       another sequence of mutations (1)
  --from N       begin with this mutation of the sequence (0)
  --only TEXT    mutate the files whose names hold TEXT
  --processes N  how many read side by side (2)
  --limit S      seconds of the processor’s time that one file may take (60)

Every mutation has to become a sound document or a refusal with a reason. What does not is kept in
data/fuzz; npm run read -- FILE shows it again, and --seed and --from make it again.
Exit codes: 0 no defect, 1 defects, 2 wrong usage.`;

await runCommand(help, fuzz);

async function fuzz(args: string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      count: { type: 'string' },
      minutes: { type: 'string' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      only: { type: 'string', default: '' },
      processes: { type: 'string', default: '2' },
      limit: { type: 'string', default: '60' },
    },
  });
  if (!values.data) throw new UsageError('Name the folder of files with --data DIR.');
  const minutes = values.minutes === undefined ? undefined : number('minutes', values.minutes);
  const count = number('count', values.count ?? (minutes === undefined ? '1000' : `${2 ** 31}`));
  const files = await readSeedFiles(values.data, values.only);
  const started = performance.now();
  const tally = createTally();
  let done = 0;
  let defects = 0;
  let slowest: FuzzResult | undefined;
  const peak = await runFuzz(
    {
      files,
      seed: values.seed,
      from: number('from', values.from),
      count,
      processes: Math.max(1, number('processes', values.processes)),
      limit: number('limit', values.limit) * 1000,
      until: started + (minutes ?? Number.POSITIVE_INFINITY) * 60_000,
      signal,
    },
    async (result) => {
      done += 1;
      tally.add(result);
      if (result.milliseconds > (slowest?.milliseconds ?? 0)) slowest = result;
      if (done % 500 === 0) say(`${done} mutations read, ${defects} defects`);
      if (!isDefect(result.outcome)) return;
      defects += 1;
      say(await keepDefect(result, values.seed));
    },
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(
    `${[
      ...tally.describe(),
      '',
      `${done} mutations of ${files.length} files in ${seconds} s, seed ${values.seed}: ${defects} defects.`,
      `Most memory of a process: ${peak.megabytes.toFixed(0)} MB, after ${peak.name}.`,
      ...(slowest
        ? [
            `Slowest: ${slowest.file.name}, mutation ${slowest.index}, ${slowest.milliseconds.toFixed(0)} ms.`,
          ]
        : []),
    ].join('\n')}\n`,
  );
  return defects === 0 ? 0 : 1;
}

function number(name: string, value: string): number {
  const number = Number(value);
  if (!(number >= 0) || value.trim() === '') {
    throw new UsageError(`--${name} takes a number of at least 0, and not “${value}”.`);
  }
  return number;
}

async function readSeedFiles(folder: string, only: string): Promise<SeedFile[]> {
  const names = (await readdir(folder)).filter((name) => name.includes(only)).sort();
  const readable = names.filter((name) => readableExtensions.includes(extname(name).toLowerCase()));
  if (readable.length === 0) throw new UsageError(`${folder} holds no file that can be read.`);
  return Promise.all(
    readable.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })),
  );
}

/** Keeps the bytes of a defect. */
async function keepDefect({ index, file, outcome }: FuzzResult, seed: string): Promise<string> {
  const folder = join(projectRoot(), 'data', 'fuzz');
  const path = join(folder, `${seed}-${index}-${outcome.kind}-${file.name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path, file.bytes);
  return `${outcome.kind}: ${'what' in outcome ? outcome.what : ''} (${path})`;
}
