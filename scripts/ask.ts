import { parseArgs } from 'node:util';
import { answerQuestion } from '../src/answering/answer-question.ts';
import type { AnsweringContext } from '../src/answering/answering-context.ts';
import { lastAnswer } from '../src/answering/last-answer.ts';
import { buildQuestionPool } from '../src/answering/suggestions/build-question-pool.ts';
import type { QuestionPool } from '../src/answering/suggestions/question-pool.ts';
import { composeWriter } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { describeAnswer, describeOptions } from './describe-answer.ts';
import { questionArgument } from './question-argument.ts';
import { runCommand } from './run-command.ts';
import { withDocuments } from './with-documents.ts';

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
  const question = questionArgument(positionals);
  const config = readConfig(process.env);
  return withDocuments(config, signal, async (answering) => {
    const writer = await composeWriter(config, answering);
    const questionPool = (documents: readonly string[]) => poolOf(documents, answering, signal);
    const context = { ...answering, writer, questionPool };
    const events = answerQuestion({ question }, context, { signal });
    const answer = await lastAnswer(events);
    process.stdout.write(
      values.json
        ? `${JSON.stringify(answer, undefined, 2)}\n`
        : describeAnswer(answer, describeOptions()),
    );
    return answer.answered || answer.outcome === 'conversation' ? 0 : 3;
  });
}

/** Enough for three; about a quarter of a second. */
const mostTried = 24;

/** What the documents shown lead on to; nothing where each try is a request to another host. */
async function poolOf(
  documents: readonly string[],
  { passageEmbedder, ...answering }: AnsweringContext,
  signal: AbortSignal,
): Promise<QuestionPool | undefined> {
  if (passageEmbedder) return undefined;
  return buildQuestionPool({ ...answering, passageEmbedder }, { documents, mostTried, signal });
}
