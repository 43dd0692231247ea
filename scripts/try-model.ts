import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerQuestion } from '../src/answering/answer-question.ts';
import type { AnsweringContext } from '../src/answering/answering-context.ts';
import type { WritingReport } from '../src/answering/model-turn.ts';
import { composeWriter } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { UserError } from '../src/errors.ts';
import { projectRoot } from '../src/project-root.ts';
import type { Answer } from '../src/protocol.ts';
import { foldText } from './eval/metrics/fold-text.ts';
import { runCommand, say, UsageError } from './run-command.ts';
import { describeTrial, type Trial, type TrialQuestion } from './try-model/describe-trial.ts';
import { withDocuments } from './with-documents.ts';

const help = `npm run try-model              asks the configured model the project's own questions
npm run try-model -- FILE      asks it those of a file: a JSON object a line, with question and,
                               if known, answerable, must_quote and after (earlier questions)

Reports whether its citations exist, what its quotes support, and what it declines. Needs CHAT_MODEL
and OPENAI_BASE_URL or OPENAI_API_KEY; the questions and passages are sent there.`;

await runCommand(help, tryModel);

async function tryModel(args: string[], signal: AbortSignal): Promise<number> {
  if (args.length > 1 || args[0]?.startsWith('-')) throw new UsageError('One file at most.');
  const own = join(projectRoot(), 'tests', 'fixtures', 'nbr-questions.jsonl');
  const questions = await readQuestions(args[0] ?? own);
  const config = readConfig(process.env);
  const { chat } = config;
  if (!chat) throw new UserError('There is no model to try. Set CHAT_MODEL.');
  return withDocuments(config, signal, async (answering) => {
    const writer = await composeWriter(config, answering);
    const trials: Trial[] = [];
    for (const [at, question] of questions.entries()) {
      trials.push(await tryQuestion(question, { ...answering, writer }, signal));
      say(`${at + 1} of ${questions.length}  ${trials.at(-1)!.answer.outcome}`);
    }
    process.stdout.write(describeTrial(chat.model, trials));
    return 0;
  });
}

async function readQuestions(path: string): Promise<TrialQuestion[]> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new UserError(`${path} cannot be read (${cause.code}).`, { cause });
  });
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, at) => {
    try {
      const question = JSON.parse(line) as TrialQuestion;
      if (typeof question.question === 'string') return question;
    } catch {
      // Told below, as what has no question is.
    }
    throw new UserError(`Line ${at + 1} of ${path} is no JSON object with a question.`);
  });
}

async function tryQuestion(
  asked: TrialQuestion,
  context: AnsweringContext,
  signal: AbortSignal,
): Promise<Trial> {
  const { question, after = [], must_quote = [] } = asked;
  const history = after.map((content) => ({ role: 'user' as const, content }));
  let report: WritingReport | undefined;
  const began = performance.now();
  let first: number | undefined;
  const caller = {
    signal,
    onWritten: (written: WritingReport) => {
      report = written;
    },
  };
  const events = answerQuestion({ question, history }, context, caller);
  for (;;) {
    const { value, done } = await events.next();
    if (!done) {
      if (value.event === 'answer-delta') first ??= performance.now() - began;
      continue;
    }
    const milliseconds = performance.now() - began;
    const missing = must_quote.filter((wanted) => !isQuoted(wanted, value));
    return { asked, answer: value, report, missing, first: first ?? milliseconds, milliseconds };
  }
}

function isQuoted(wanted: string, { citations }: Answer): boolean {
  return citations.some(({ quote }) => foldText(quote).includes(foldText(wanted)));
}
