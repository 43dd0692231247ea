import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChatMessage } from '../../src/ports.ts';
import type { ModelScript } from './model-script.ts';
import { createPacer } from './pacer.ts';
import { performScript } from './perform-script.ts';
import { waitUntil } from './wait-until.ts';

export interface ModelRequest {
  /** With the query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
  messages: ChatMessage[];
  model: string;
  stream: boolean;
  /** Its place among the requests, from 0. */
  index: number;
  /** Whether the client went before the reply had ended. */
  abandoned: boolean;
}

export type ModelHandler = (request: ModelRequest) => ModelScript | Promise<ModelScript>;

export interface ModelEndpoint {
  baseUrl: string;
  /** What an environment has to hold to use it. */
  environment: Record<'CHAT_MODEL' | 'OPENAI_BASE_URL' | 'OPENAI_API_KEY', string>;
  /** All that came so far, those that were refused for their key too. */
  requests: ModelRequest[];
  /** Connections opened so far. */
  connections: number;
  /** What is done with later requests. */
  reply: ModelHandler;
  /** The last of so many requests, as soon as they have come. */
  waitForRequest(count?: number): Promise<ModelRequest>;
  /** The requests that were abandoned, as soon as they are so many. */
  waitForAbandoned(count?: number): Promise<ModelRequest[]>;
  close(): Promise<void>;
}

export interface ModelEndpointOptions {
  /** Requests with another key are refused with status 401; any will do where it is `any`. */
  key?: string;
  port?: number;
}

export const testKey = 'sk-for-tests-only-0123456789';

/** Follows scripts in turn, and the last of them from then on. */
export function inTurn(...scripts: [ModelScript, ...ModelScript[]]): ModelHandler {
  let next = 0;
  return () => scripts[Math.min(next++, scripts.length - 1)]!;
}

/** An OpenAI-compatible endpoint for chat completions that does what a test tells it. */
export async function startModelEndpoint(
  reply: ModelHandler,
  { key = testKey, port = 0 }: ModelEndpointOptions = {},
): Promise<ModelEndpoint> {
  const pacer = createPacer();
  const server = createServer(async (incoming, response) => {
    const request = await readRequest(incoming, endpoint.requests.length);
    let broken = false;
    response.on('close', () => {
      request.abandoned = !broken && !response.writableFinished;
    });
    endpoint.requests.push(request);
    const script = isAdmitted(incoming.headers, key) ? await endpoint.reply(request) : refusal;
    broken = 'reset' === ('silent' in script ? script.silent : 'ends' in script && script.ends);
    await performScript(script, request, response, pacer);
  });
  server.on('connection', () => {
    endpoint.connections += 1;
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const abandoned = () => endpoint.requests.filter((request) => request.abandoned);
  const endpoint: ModelEndpoint = {
    baseUrl,
    environment: { CHAT_MODEL: 'scripted', OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: testKey },
    requests: [],
    connections: 0,
    reply,
    async waitForRequest(count = 1) {
      const label = `${count} request(s) to the model`;
      await waitUntil(label, () => endpoint.requests.length >= count);
      return endpoint.requests[count - 1]!;
    },
    async waitForAbandoned(count = 1) {
      await waitUntil(`${count} abandoned request(s)`, () => abandoned().length >= count);
      return abandoned();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return endpoint;
}

/** Its words must not come near a client. */
const refusal: ModelScript = {
  status: 401,
  body: { error: { message: 'provider words about a key', code: 'invalid_api_key' } },
};

function isAdmitted({ authorization, 'api-key': bare }: IncomingHttpHeaders, key: string) {
  return key === 'any' || authorization === `Bearer ${key}` || bare === key;
}

async function readRequest(incoming: IncomingMessage, index: number): Promise<ModelRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return {
    path: incoming.url ?? '',
    headers: incoming.headers,
    body,
    messages: body.messages,
    model: body.model,
    stream: body.stream === true,
    index,
    abandoned: false,
  };
}
