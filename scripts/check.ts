import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { composeModels } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { projectRoot } from '../src/project-root.ts';
import { createSentenceChecker } from '../src/writing/create-sentence-checker.ts';
import { makePairs } from './check/check-pairs.ts';
import {
  type CheckedPair,
  checkPairs,
  isWrong,
  type KindResult,
  measureKinds,
  wilsonBounds,
} from './check/measure-check.ts';
import { readParaphrases, truePairs } from './check/paraphrases.ts';
import { readTrueStatements } from './check/true-statements.ts';
import { runCommand, say, UsageError } from './run-command.ts';

const help = `npm run check -- --data DIR             measure the check of written sentences
npm run check -- --data DIR --wrong     and print the pairs that it gets wrong
npm run check -- --data DIR --wrong KIND  those of one kind: true, number, date, …

DIR holds clapnq/answerable.jsonl. Takes about half a minute.`;

await runCommand(help, async (args, signal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { data: { type: 'string' }, wrong: { type: 'boolean' } },
  });
  if (!values.data) throw new UsageError('Where is the data?');
  const statements = await readTrueStatements(values.data);
  const path = join(projectRoot(), 'tests', 'fixtures', 'check-paraphrases.jsonl');
  const parts = [
    ['Looked at while the check was made', makePairs(statements.filter((one) => one.developed))],
    ['Kept back', makePairs(statements.filter((one) => !one.developed))],
    ['Paraphrases', truePairs(await readParaphrases(path))],
  ] as const;
  const models = await composeModels(readConfig({}));
  try {
    const all: CheckedPair[] = [];
    for (const [title, pairs] of parts) {
      const { embedTexts } = models.sentenceEmbedder;
      const checked = await checkPairs(pairs, createSentenceChecker(embedTexts), signal);
      all.push(...checked);
      process.stdout.write(`${describe(title, measureKinds(checked)).join('\n')}\n\n`);
      if (values.wrong) process.stdout.write(`${wrongOnes(checked, positionals[0]).join('\n')}\n`);
    }
    say(
      `Comparing words took ${median(all.map((pair) => pair.milliseconds)).toFixed(2)} ms, median`,
    );
    return 0;
  } finally {
    await models.close();
  }
});

function describe(title: string, results: readonly KindResult[]): string[] {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(7);
  return [
    `${title}: ${results[0]!.count} true sentences`,
    'kind             pairs   wrong           (95 %)        asked',
    ...results
      .filter(({ count }) => count > 0)
      .map(({ kind, count, wrong, asked }) => {
        const { low, high } = wilsonBounds(wrong, count);
        const bounds = `(${percent(low)} –${percent(high)})`;
        return `${kind.padEnd(14)} ${String(count).padStart(7)} ${percent(wrong / count)} ${bounds} ${percent(asked / count)}`;
      }),
  ];
}

function wrongOnes(checked: readonly CheckedPair[], only: string | undefined): string[] {
  return checked
    .filter((pair) => isWrong(pair) && (only === undefined || pair.kind === only))
    .map(
      ({ kind, sentence, original, evidence, check }) =>
        `${kind}: ${check.support} ${check.doubts.join(', ')}\n  ${sentence}\n  of: ${original}\n  ${evidence.sentences.join('\n  ')}\n`,
    );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
