import { parseArgs } from 'node:util';
import { createQuoteTool } from '../src/adapters/langchain.ts';
import { quoteSource } from '../src/answering/quote-source.ts';
import { readConfig } from '../src/config.ts';
import type { Answer } from '../src/protocol.ts';
import { longestQuestion } from '../src/server/read-ask-request.ts';
import { chatSettings } from './agent/chat-settings.ts';
import { describeRun } from './agent/describe-run.ts';
import { OpenAiChatModel } from './agent/openai-chat-model.ts';
import { runAgent } from './agent/run-agent.ts';
import { withDocuments } from './agent/with-documents.ts';
import { runCommand, say, UsageError } from './run-command.ts';

const help = `npm run agent -- "question"          let a model search the documents and answer
npm run agent -- --json "question"   the same as JSON on standard output

An example of LangChain's createAgent with the documents as its tool. The model's words are not
checked; the quotes below them stand in the documents. npm run ask needs no model.

Settings from the environment: CHAT_MODEL (needed), OPENAI_BASE_URL, OPENAI_API_KEY, and those of
npm run ask.
Exit codes: 0 answered, at least in part, 1 error, 2 wrong usage, 3 the documents don’t answer it.`;

await runCommand(help, agent);

async function agent(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const question = readQuestion(positionals);
  const config = readConfig(process.env);
  const { host, ...endpoint } = chatSettings(config);
  const model = await OpenAiChatModel.connect(endpoint);
  return withDocuments(config, signal, async (answering) => {
    say(
      `Asking ${endpoint.model} at ${host}, which gets the question and the quotes found for it.`,
    );
    const quoteTool = createQuoteTool(quoteSource(answering));
    const run = await runAgent(question, model, quoteTool, signal);
    process.stdout.write(
      values.json
        ? `${JSON.stringify(run, undefined, 2)}\n`
        : describeRun(run, { colour: wantsColour(), width: process.stdout.columns }),
    );
    return run.answers.some(isReply) ? 0 : 3;
  });
}

function isReply({ answered, outcome }: Answer): boolean {
  return answered || outcome === 'conversation';
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

/** See https://no-color.org: any value that is not empty switches colour off. */
function wantsColour(): boolean {
  return process.stdout.isTTY === true && !process.env['NO_COLOR'];
}
