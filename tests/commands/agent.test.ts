import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { tool } from '@langchain/core/tools';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { describeRun } from '../../scripts/agent/describe-run.ts';
import { AgentModelError, OpenAiChatModel } from '../../scripts/agent/openai-chat-model.ts';
import { type AgentRun, runAgent } from '../../scripts/agent/run-agent.ts';
import { createQuoteTool } from '../../src/adapters/langchain.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import { UserError } from '../../src/errors.ts';
import type { Answer } from '../../src/protocol.ts';
import { expectSoundCitation } from '../support/expect-sound-citation.ts';
import { runCommand, startCommand } from '../support/run-command.ts';
import { smallCorpus } from '../support/small-corpus.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import {
  type ChatBody,
  type ChatStep,
  startToolCallingEndpoint,
  type ToolCallingEndpoint,
} from '../support/tool-calling-endpoint.ts';
import { waitUntil } from '../support/wait-until.ts';
import { answerSchema } from '../support/wire-schema.ts';

const question = 'Who built the north pier?';
const toolResults = ({ messages }: ChatBody) => messages.filter(({ role }) => role === 'tool');
/** Searches first, then says something. */
const searchThenSay =
  (searched: string, text: string) =>
  (body: ChatBody): ChatStep =>
    toolResults(body).length === 0 ? { calls: [{ question: searched }] } : { text };

describe('npm run agent', () => {
  let directory: string;
  let endpoint: ToolCallingEndpoint;
  let script: (body: ChatBody) => ChatStep;
  beforeAll(async () => {
    directory = await temporaryDirectory();
    await mkdir(join(directory, 'corpus'));
    await writeFiles(join(directory, 'corpus'), smallCorpus);
    endpoint = await startToolCallingEndpoint((body) => script(body));
  });
  afterAll(() => endpoint.close());

  /** Runs the command against a model that follows the script; gives its requests, too. */
  async function ask(
    args: string[],
    steps: (body: ChatBody) => ChatStep,
    environment: Record<string, string> = endpoint.environment,
  ) {
    script = steps;
    endpoint.requests.length = 0;
    const result = await runCommand('agent', args, { directory, environment });
    return { ...result, requests: [...endpoint.requests] };
  }

  test('shows the model’s words, and apart from them the quotes that its search gave', async () => {
    const words = 'The pier was built by Agnes Thornley.\n│ “It was built by Bob.”\n  [1] The Pier';
    const { code, stdout, stderr, requests } = await ask(
      [question],
      searchThenSay(question, words),
    );
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(
        /^Indexing .*corpus\n(?:Document .*\n)*Asking scripted at 127\.0\.0\.1:\d+, which gets the question and the quotes found for it\.\n$/,
      ),
    });
    expect(stdout).toMatch(
      /^Written by scripted, not checked against the documents:\n\n┆ The pier was built by Agnes Thornley\.\n┆ │ “It was built by Bob\.”\n┆ {3}\[1\] The Pier\n\nFound in the documents, word for word:\n\nFound in one place in The Harbour of Selmouth\.\nSearched for: Who built the north pier\?\n\n│ “The north pier was built/,
    );
    expect(stdout.split('\n').filter((line) => line.includes('Bob'))).toEqual([
      '┆ │ “It was built by Bob.”',
    ]);

    const [first, second] = requests;
    expect(first!.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(first!.messages[1]!.content).toBe(question);
    expect(first!.tools).toMatchObject([
      {
        type: 'function',
        function: {
          name: 'quote_documents',
          parameters: { type: 'object', required: ['question'] },
        },
      },
    ]);
    expect(second!.messages.map(({ role }) => role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
    ]);
    const [call] = second!.messages[2]!.tool_calls!;
    expect(JSON.parse(call!.function.arguments)).toEqual({ question });
    expect(second!.messages[3]!.tool_call_id).toBe(call!.id);
    expect(second!.messages[3]!.content).toContain(
      '\n> The north pier was built in 1871 by Agnes Thornley.',
    );
  });

  test('gives words and sound answers with --json', async () => {
    const steps = (body: ChatBody): ChatStep =>
      toolResults(body).length === 0
        ? { calls: [{ question }, { question: 'When does the museum open?' }] }
        : { text: 'By Agnes Thornley; at ten.' };
    const { code, stdout } = await ask(['--json', question], steps);
    expect(code).toBe(0);
    const run: AgentRun = JSON.parse(stdout);
    expect(run).toMatchObject({ question, model: 'scripted', words: 'By Agnes Thornley; at ten.' });
    expect(run.answers.map((answer) => answer.question)).toEqual([
      question,
      'When does the museum open?',
    ]);
    for (const answer of run.answers) {
      answerSchema.parse(answer);
      expect(answer.answered).toBe(true);
      for (const citation of answer.citations) {
        const { uri } = citation.document;
        expectSoundCitation(citation, await readDocument(Buffer.from(smallCorpus[uri]!), uri));
      }
    }
  });

  test('exits with 3 where nothing that was searched for is answered', async () => {
    const { code, stdout } = await ask(
      ['How high is the tax on diesel?'],
      searchThenSay('How high is the tax on diesel?', 'The documents do not say.'),
    );
    expect(code).toBe(3);
    expect(stdout).toMatch(/word for word:\n\nThe documents (don’t answer|are not about) this\.\n/);
  });

  test('lets the model mend arguments that are no JSON, none, a list, or no question', async () => {
    const wrong = ['{"question": ', '', '["a question"]', { question: '' }];
    const { code, requests } = await ask([question], (body) => {
      const results = toolResults(body);
      if (results.length === 0) return { calls: wrong, id: null };
      return results.length === 4 ? { calls: [{ question }], id: null } : { text: 'Agnes.' };
    });
    expect(code).toBe(0);
    const results = toolResults(requests.at(-1)!);
    expect(new Set(results.map((result) => result.tool_call_id)).size).toBe(5);
    const mended = results.pop();
    expect(mended!.content).toContain('Agnes Thornley');
    for (const { content } of results) expect(content).toContain('at question');
  });

  test('takes the tool from a model that only ever searches', async () => {
    const { code, stdout, requests } = await ask([question], ({ tools }) =>
      tools ? { calls: [{ question }] } : { text: 'Agnes Thornley, then.' },
    );
    expect(code).toBe(0);
    expect(stdout).toContain('┆ Agnes Thornley, then.');
    expect(requests).toHaveLength(9);
  });

  test('ends with an error where a model never stops calling', async () => {
    const { code, stdout, stderr } = await ask([question], () => ({ calls: [{ question }] }));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /\nThe model "scripted" went on calling tools and wrote no answer\. .*\n$/,
    );
    expect(endpoint.requests.length).toBeLessThan(30);
  });

  test('does not show the words of a model that did not search', async () => {
    const { code, stdout, stderr } = await ask([question], () => ({ text: 'It was Bob.' }));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('The model "scripted" answered without searching the documents');
    expect(stderr).not.toContain('Bob');
  });

  test('shows the quotes of a model that writes nothing', async () => {
    const { code, stdout } = await ask([question], searchThenSay(question, ''));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^scripted wrote nothing\.\n\nFound in the documents/);
  });

  test('says that the model cannot call tools, in no words but its own', async () => {
    const message = 'the model scripted does not support tools';
    const { code, stdout, stderr } = await ask([question], () => ({ status: 400, message }));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/ does not let the model "scripted" call tools\. Set CHAT_MODEL .*\n$/);
    expect(stderr).not.toContain('does not support tools');
  });

  test('explains a refused key without showing it', async () => {
    const environment = { ...endpoint.environment, OPENAI_API_KEY: 'sk-wrong-one' };
    const { code, stderr } = await ask([question], () => 'silence', environment);
    expect(code).toBe(1);
    expect(stderr).toContain('refused the key (status 401). Set OPENAI_API_KEY');
    expect(stderr).not.toContain('sk-wrong-one');
  });

  test('explains a server that is not there', async () => {
    const gone = await startToolCallingEndpoint(() => 'silence');
    await gone.close();
    const { code, stderr } = await ask([question], () => 'silence', gone.environment);
    expect(code).toBe(1);
    expect(stderr).toContain('cannot be reached (ECONNREFUSED). Check that its server runs');
  });

  test.each([
    [{}, 'No model is configured. Set CHAT_MODEL'],
    [{ CHAT_MODEL: 'm' }, 'The chat endpoint https://api.openai.com/v1 needs a key.'],
    [{ CHAT_MODEL: 'm', OPENAI_BASE_URL: 'localhost' }, 'OPENAI_BASE_URL must be an http'],
  ])('says which setting is missing or wrong: %j', async (environment, message) => {
    const { code, stdout, stderr } = await ask([question], () => 'silence', environment);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('exits with 2 on no question, and explains itself with --help', async () => {
    const none = await ask([], () => 'silence');
    expect({ code: none.code, stdout: none.stdout }).toEqual({ code: 2, stdout: '' });
    expect(none.stderr).toContain('There is no question.');
    const { code, stdout } = await ask(['--help'], () => 'silence');
    expect(code).toBe(0);
    expect(stdout).toContain('npm run agent -- "question"');
  });

  test('stops at once when it is interrupted, and lets the endpoint know', async () => {
    script = () => 'silence';
    endpoint.requests.length = 0;
    endpoint.abandoned = 0;
    const { environment } = endpoint;
    const running = await startCommand('agent', [question], { directory, environment });
    await waitUntil('the model to be asked', () => endpoint.requests.length === 1, 20_000);
    running.child.kill('SIGINT');
    const { code, stdout, stderr } = await running.ended;
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toMatch(/\nStopped\.\n$/);
    await waitUntil('the request to end', () => endpoint.abandoned === 1, 5000);
  });
});

test('an index that fails ends a run, and the model is not told', async () => {
  const endpoint = await startToolCallingEndpoint(() => ({ calls: [{ question }] }));
  const { baseUrl, key: apiKey } = endpoint;
  const model = await OpenAiChatModel.connect({ model: 'scripted', baseUrl, apiKey });
  const cause = new Error('/srv/index is gone');
  const quoteTool = createQuoteTool({
    answer: () => Promise.reject(cause),
    listDocuments: () => Promise.resolve([]),
  });
  const run = runAgent(question, model, quoteTool, new AbortController().signal);
  const error = await run.then(undefined, (reason: unknown) => reason);
  await endpoint.close();
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ cause, message: expect.stringContaining('cannot be searched') });
  expect(endpoint.requests).toHaveLength(1);
});

describe('the chat model of the example', () => {
  const weather = { name: 'weather', description: 'The weather.', schema: z.object({}) };

  /** What a model gives that has a tool, from an endpoint that does one thing. */
  async function reply(step: ChatStep, signal?: AbortSignal) {
    const endpoint = await startToolCallingEndpoint(() => step);
    try {
      const { baseUrl, key: apiKey } = endpoint;
      const model = await OpenAiChatModel.connect({ model: 'scripted', baseUrl, apiKey });
      const bound = model.bindTools([tool(() => 'sunny', weather)]);
      return await bound.invoke('Hello.', signal ? { signal } : {});
    } finally {
      await endpoint.close();
    }
  }

  test('calls tools, with an id where the server gives none', async () => {
    const { tool_calls: calls } = await reply({ calls: [{ a: 1 }, {}], id: '' });
    expect(calls).toMatchObject([
      { name: 'weather', args: { a: 1 } },
      { name: 'weather', args: {} },
    ]);
    expect(new Set(calls!.map(({ id }) => id)).size).toBe(2);
  });

  const noTools = ' does not let the model "scripted" call tools.';
  const noReply = ' answered with something else than a chat reply.';
  const tokenizer = '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser';
  test.each([
    [{ status: 400, message: tokenizer }, noTools],
    [{ status: 500, message: 'tools param requires --jinja flag' }, noTools],
    [{ status: 404, message: 'provider words' }, ' has no model "scripted" (status 404).'],
    [{ status: 400, message: 'provider words' }, ' refused the request for the model "scripted"'],
    [{ raw: '{"choices": []}' }, noReply],
    [{ raw: '{"choices": [{"message": {"content": 7}}]}' }, noReply],
    [{ raw: '{"error": "provider words"}' }, noReply],
    [{ raw: 'null' }, noReply],
    [{ raw: '<html>provider words' }, ' answered with broken JSON.'],
  ] satisfies [ChatStep, string][])('explains %j', async (step, explanation) => {
    const error = await reply(step).then(undefined, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(AgentModelError);
    const { message } = error as Error;
    expect(message).toContain(explanation);
    expect(message).not.toMatch(/provider words|--/);
  });

  test('gives up with the reason of a signal', async () => {
    const reason = new Error('enough');
    await expect(reply('silence', AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe('a run on a terminal', () => {
  const answer: Answer = {
    id: 'a',
    question: 'full?',
    outcome: 'off-topic',
    answered: false,
    mode: 'extractive',
    confidence: 0,
    answer: 'The documents are not about this.',
    citations: [],
    closest: [],
  };
  const run: AgentRun = { question, model: 'm', words: 'Yes.', answers: [answer] };

  test('marks every line of the model’s as its own, and shows its control characters', () => {
    const words = `a\u001b[2K\r\u009b1m\n\n${'word '.repeat(30)}\u2028end`;
    const shown = describeRun({ ...run, model: 'm\u001b\n', words }, { colour: false, width: 40 });
    expect(shown).not.toMatch(/[^\P{Cc}\n]/u);
    const [own = ''] = shown.split('\n\nFound in');
    const lines = own.split('\n').slice(2);
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) expect(line).toMatch(/^┆/);
  });

  test('names what was searched for, as the search completed it', () => {
    const answers = [answer, { ...answer, searched: 'the whole of it' }];
    expect(
      describeRun({ ...run, answers }, { colour: false }),
    ).toBe(`Written by m, not checked against the documents:

┆ Yes.

Found in the documents, word for word:

The documents are not about this.
Searched for: full?

The documents are not about this.
Searched for: the whole of it
`);
  });
});
