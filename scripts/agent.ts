import { parseArgs } from 'node:util';
import { createQuoteTool } from '../src/adapters/langchain.ts';
import { quoteSource } from '../src/answering/quote-source.ts';
import { readConfig } from '../src/config.ts';
import type { Answer } from '../src/protocol.ts';
import { chatSettings } from './agent/chat-settings.ts';
import { describeRun } from './agent/describe-run.ts';
import { OpenAiChatModel } from './agent/openai-chat-model.ts';
import { runAgent } from './agent/run-agent.ts';
import { describeOptions } from './describe-answer.ts';
import { questionArgument } from './question-argument.ts';
import { runCommand, say } from './run-command.ts';
import { withDocuments } from './with-documents.ts';

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
  const question = questionArgument(positionals);
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
      values.json ? `${JSON.stringify(run, undefined, 2)}\n` : describeRun(run, describeOptions()),
    );
    return run.answers.some(isReply) ? 0 : 3;
  });
}

function isReply({ answered, outcome }: Answer): boolean {
  return answered || outcome === 'conversation';
}
