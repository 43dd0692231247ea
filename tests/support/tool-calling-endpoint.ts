import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ChatBody {
  model: string;
  messages: {
    role: string;
    content: string;
    tool_call_id?: string;
    tool_calls?: { id: string; function: { name: string; arguments: string } }[];
  }[];
  tools?: { type: string; function: { name: string; parameters: Record<string, unknown> } }[];
}

/** What the endpoint does with one request. */
export type ChatStep =
  | { text: string }
  /** Calls of the first tool that the request offers; a string is sent as the arguments it is. */
  | { calls: (Record<string, unknown> | string)[]; id?: string | null }
  | { status: number; message: string }
  /** Sent with status 200, as it is. */
  | { raw: string }
  /** No answer at all. */
  | 'silence';

export interface ToolCallingEndpoint {
  baseUrl: string;
  key: string;
  /** What an environment has to hold to use it. */
  environment: Record<string, string>;
  /** The requests so far. */
  requests: ChatBody[];
  /** Requests whose client went before they were answered. */
  abandoned: number;
  close(): Promise<void>;
}

const key = 'sk-for-tests-only';

/**
 * An OpenAI-compatible endpoint whose model calls tools as a script says.
 * @param script gives the step for each request, by what has been said so far
 */
export async function startToolCallingEndpoint(
  script: (body: ChatBody) => ChatStep,
): Promise<ToolCallingEndpoint> {
  let calls = 0;
  const server = createServer(async (request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) endpoint.abandoned += 1;
    });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body: ChatBody = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const answer = (status: number, text: string) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(text);
    };
    if (request.headers.authorization !== `Bearer ${key}`) {
      answer(401, JSON.stringify({ error: { message: `no ${request.headers.authorization}` } }));
      return;
    }
    endpoint.requests.push(body);
    const step = script(body);
    if (step === 'silence') return;
    if ('raw' in step) answer(200, step.raw);
    else if ('status' in step) {
      answer(step.status, JSON.stringify({ error: { message: step.message } }));
    } else if ('text' in step) {
      answer(200, reply({ content: step.text }));
    } else {
      const name = body.tools?.[0]?.function.name ?? 'no_tool_was_offered';
      const toolCalls = step.calls.map((args) => {
        calls += 1;
        const id = step.id === undefined ? `call-${calls}` : step.id;
        const text = typeof args === 'string' ? args : JSON.stringify(args);
        return { id, type: 'function', function: { name, arguments: text } };
      });
      answer(200, reply({ content: null, tool_calls: toolCalls }));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const endpoint: ToolCallingEndpoint = {
    baseUrl,
    key,
    environment: { CHAT_MODEL: 'scripted', OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: key },
    requests: [],
    abandoned: 0,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return endpoint;
}

const reply = (message: object): string =>
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'scripted',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', ...message } }],
  });
