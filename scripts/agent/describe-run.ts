import { type DescribeOptions, describeAnswer, withoutControls, wrap } from '../describe-answer.ts';
import type { AgentRun } from './run-agent.ts';

const widest = 88;

/**
 * A run for a terminal: the model's words, each line marked as its own, then what each search gave.
 * No line of the model's can be taken for a quote.
 */
export function describeRun({ model, words, answers }: AgentRun, options: DescribeOptions): string {
  const columns = Math.max(30, Math.min(options.width ?? widest, widest)) - 2;
  const name = withoutControls(model).replaceAll('\n', ' ');
  const written = withoutControls(words)
    .split('\n')
    .flatMap((line) => wrap(line, columns))
    .map((line) => `┆ ${line}`.trimEnd());
  const head =
    words === ''
      ? [`${name} wrote nothing.`]
      : [`Written by ${name}, not checked against the documents:`, '', ...written];
  const searches = answers.map((answer) =>
    describeAnswer({ ...answer, searched: answer.searched ?? answer.question }, options),
  );
  return [`${head.join('\n')}\n`, 'Found in the documents, word for word:\n', ...searches].join(
    '\n',
  );
}
