import { parseArgs } from 'node:util';
import { answerQuestion } from '../src/answering/answer-question.ts';
import { composeAnswering, composeModels, composeWriter } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { openServingIndex } from '../src/index-lifecycle.ts';
import { describeFailures } from '../src/ingestion/describe-report.ts';
import { createProgressBar } from '../src/ingestion/progress-bar.ts';
import type { Answer } from '../src/protocol.ts';
import { longestQuestion } from '../src/server/read-ask-request.ts';
import { describeAnswer } from './describe-answer.ts';
import { runCommand, say, UsageError } from './run-command.ts';

const help = `npm run ask -- "question"            answer with quotes and where they stand
npm run ask -- --json "question"     the same as JSON on standard output

Settings from the environment: CORPUS_DIR (corpus), LANCEDB_URI (data/index), MIN_CONFIDENCE,
EMBEDDING_MODEL, EMBEDDING_BASE_URL, EMBEDDING_API_KEY, CHAT_MODEL, OPENAI_BASE_URL,
OPENAI_API_KEY, UNSUPPORTED, NO_COLOR.
Exit codes: 0 answered, at least in part, 1 error, 2 wrong usage, 3 the documents don’t answer it.`;

await runCommand(help, ask);

async function ask(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const question = readQuestion(positionals);
  const config = readConfig(process.env);
  const models = await composeModels(config);
  const bar = createProgressBar();
  try {
    let indexing = false;
    const { index, report } = await openServingIndex(config, models, {
      signal,
      onProgress: (progress) => {
        if (!indexing) say(`Indexing ${config.corpusDirectory}`);
        indexing = true;
        bar.update(progress);
      },
      onRebuild: (reason) =>
        say(`${reason.message}\nBeing the default index, it is made anew now.`),
    }).finally(() => bar.stop());
    if (report && report.failed.length > 0) {
      say(describeFailures(report).join('\n'));
    }
    try {
      const answering = {
        ...composeAnswering(config, models, index.store),
        writer: await composeWriter(config, models),
      };
      const answer = await finalAnswer(answerQuestion({ question }, answering, { signal }));
      process.stdout.write(
        values.json
          ? `${JSON.stringify(answer, undefined, 2)}\n`
          : describeAnswer(answer, { colour: wantsColour(), width: process.stdout.columns }),
      );
      return answer.answered || answer.outcome === 'conversation' ? 0 : 3;
    } finally {
      await index.store.close();
    }
  } finally {
    await models.close();
  }
}

function readQuestion(words: string[]): string {
  const question = words.join(' ').trim();
  if (!/[\p{L}\p{N}]/u.test(question)) {
    throw new UsageError('There is no question. Put one in quotation marks.');
  }
  if (question.length > longestQuestion) {
    throw new UsageError(
      `The question has ${question.length} characters; at most ${longestQuestion} can be asked.`,
    );
  }
  return question;
}

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
