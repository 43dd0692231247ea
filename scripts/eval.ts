import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { composeModels } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { projectRoot } from '../src/project-root.ts';
import { readCodeHashes } from './eval/code-hash.ts';
import { measureSet } from './eval/measure-set.ts';
import type { SetResult } from './eval/measures.ts';
import { readSets, setNames } from './eval/read-sets.ts';
import { buildReport } from './eval/report/build-report.ts';
import { describeResult } from './eval/report/describe-result.ts';
import { drawImage } from './eval/report/draw-plot.ts';
import { type EvaluationResult, previousValues } from './eval/result.ts';
import { runCommand, say, UsageError } from './run-command.ts';

const help = `npm run eval                        measure the answers to the project's own questions
npm run eval -- --data DIR          also on the public sets in DIR
npm run eval -- --only SET,SET      only some of: ${setNames.join(', ')}

Writes data/eval/result.json, data/eval/report.html and two of its plots as images. What has not changed since an earlier run is
kept in data/eval. From nothing about 20 minutes on two cores.`;

await runCommand(help, async (args, signal) => {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string' }, only: { type: 'string' } },
  });
  const only = values.only?.split(',').map((name) => name.trim());
  const unknown = only?.find((name) => !setNames.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no set “${unknown}”. There are: ${setNames.join(', ')}.`);
  }
  const directory = join(projectRoot(), 'data', 'eval');
  const code = await readCodeHashes();
  const config = readConfig({});
  const sets = await readSets({ directory: values.data, only });
  const models = await composeModels(config);
  const started = performance.now();
  try {
    const parts = { config, models, directory, code, signal, say };
    const measured: { result: SetResult; key: string }[] = [];
    for (const set of sets) {
      measured.push(await measureSet(set, parts));
      say(`${set.name}: done after ${((performance.now() - started) / 1000).toFixed(0)} s in all`);
    }
    await writeResult(directory, measured, config.minimumConfidence);
    return 0;
  } finally {
    await models.close();
  }
});

/** Sets that were not measured this time keep their figures in the file and in the report. */
async function writeResult(
  directory: string,
  measured: readonly { result: SetResult; key: string }[],
  minimumConfidence: number,
): Promise<void> {
  const path = join(directory, 'result.json');
  const before = await readFile(path, 'utf8')
    .then((text): EvaluationResult => JSON.parse(text))
    .catch(() => undefined);
  const keys = { ...before?.keys };
  const previous = { ...before?.previous };
  for (const { result, key } of measured) {
    const earlier = before?.sets.find(({ name }) => name === result.name);
    if (earlier && keys[result.name] !== key) previous[result.name] = previousValues(earlier);
    keys[result.name] = key;
  }
  const names = new Set(measured.map(({ result }) => result.name));
  const kept = before?.sets.filter(({ name }) => !names.has(name)) ?? [];
  const sets = [...measured.map(({ result }) => result), ...kept].sort(
    (left, right) => setNames.indexOf(left.name) - setNames.indexOf(right.name),
  );
  const result: EvaluationResult = { minimumConfidence, keys, previous, sets };
  await mkdir(directory, { recursive: true });
  await writeFile(path, `${JSON.stringify(result, undefined, 1)}\n`);
  const report = join(directory, 'report.html');
  await writeFile(report, buildReport(result));
  const shown = { ...result, sets: sets.filter(({ name }) => names.has(name)) };
  process.stdout.write(`${describeResult(shown).join('\n')}\n`);
  say(`Wrote ${path} and ${report}`);
  await writeImages(directory, result);
}

/** The curves of abstention, for the documentation. */
async function writeImages(directory: string, { sets }: EvaluationResult): Promise<void> {
  const curves = sets.flatMap((set) => set.curves);
  for (const [name, title] of [
    ['risk-by-coverage', 'Risk by coverage'],
    ['calibration', 'Calibration'],
  ] as const) {
    const curve = curves.find((one) => one.title.startsWith(title));
    if (curve) await writeFile(join(directory, `${name}.svg`), drawImage(curve));
  }
}
