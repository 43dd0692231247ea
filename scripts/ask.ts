import { parseArgs } from 'node:util';
import { answerQuestion } from '../src/answering/answer-question.ts';
import { composeAnswering, composeModels } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { UserError } from '../src/errors.ts';
import { openServingIndex } from '../src/index-lifecycle.ts';
import type { Answer } from '../src/protocol.ts';
import { describeAnswer } from './describe-answer.ts';
import { runCommand, say } from './run-command.ts';

const help = `npm run ask -- "question"            answer with quotes and where they stand
npm run ask -- --json "question"     the same as JSON on standard output`;

await runCommand(help, async (args, signal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const question = positionals.join(' ').trim();
  if (!/[\p{L}\p{N}]/u.test(question)) {
    throw new UserError(
      `There is no question. Put one in quotation marks:\n  npm run ask -- "What is this about?"`,
    );
  }
  const config = readConfig(process.env);
  const models = await composeModels(config);
  let indexing = false;
  const { index } = await openServingIndex(config, models, {
    signal,
    onProgress: () => {
      if (!indexing) say(`Indexing ${config.corpusDirectory}`);
      indexing = true;
    },
    onRebuild: (reason) => say(reason.message),
  });
  try {
    const answer = await finalAnswer(
      answerQuestion({ question }, composeAnswering(config, models, index.store), signal),
    );
    process.stdout.write(
      values.json
        ? `${JSON.stringify(answer, undefined, 2)}\n`
        : describeAnswer(answer, { colour: wantsColour(), width: process.stdout.columns }),
    );
    return answer.answered || answer.outcome === 'conversation' ? 0 : 3;
  } finally {
    await index.store.close();
    await models.close();
  }
});

async function finalAnswer(events: AsyncGenerator<unknown, Answer>): Promise<Answer> {
  for (;;) {
    const { value, done } = await events.next();
    if (done) return value;
  }
}

/** See https://no-color.org: any value that is not empty switches colour off. */
function wantsColour(): boolean {
  return process.stdout.isTTY === true && !process.env['NO_COLOR'];
}
