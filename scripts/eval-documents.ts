import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeResults, meetsGoals } from './eval-documents/describe-results.ts';
import { type FileResult, measureFile } from './eval-documents/measure-file.ts';
import { runCommand, say, UsageError } from './run-command.ts';

const help = `npm run eval-documents -- --data DIR              read every file of DIR/documents and compare its words
npm run eval-documents -- --data DIR --only TEXT  the files whose names hold TEXT
npm run eval-documents -- --data DIR --words      also the words that are missing and that are not there

A file’s text is compared with the text that was reviewed against its pages, where there is one in
tests/fixtures/eval/documents, or else with what pdftotext (poppler-utils) or pandoc reads of it, where
they are installed.
Exit codes: 0 all goals are reached, 1 some are not, 2 wrong usage.`;

await runCommand(help, async (args, signal) => {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      only: { type: 'string', default: '' },
      words: { type: 'boolean', default: false },
    },
  });
  if (!values.data) throw new UsageError('Name the folder with --data DIR.');
  const folder = join(values.data, 'documents');
  const files = (await readdir(folder)).filter((name) => name.includes(values.only)).sort();
  if (files.length === 0) throw new UsageError(`${folder} holds no file “${values.only}”.`);
  const results: FileResult[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    results.push(await measureFile(join(folder, file)));
  }
  if (values.words) for (const line of results.flatMap(describeWords)) say(line);
  process.stdout.write(`${describeResults(results).join('\n')}\n`);
  return meetsGoals(results) ? 0 : 1;
});

function describeWords({ file, comparison, beyond = [], refused }: FileResult): string[] {
  const missing = comparison?.missing ?? [];
  return [
    ...(refused ? [refused.message] : []),
    ...(missing.length > 0 ? [`${file} misses, in this order: ${missing.join(' … ')}`] : []),
    ...(beyond.length > 0 ? [`${file} has, and the document has not: ${beyond.join(' ')}`] : []),
  ];
}
