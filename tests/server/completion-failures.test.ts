import OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddingEndpoint, startEmbeddingEndpoint } from '../support/embedding-endpoint.ts';
import { writeSmallCorpus } from '../support/small-corpus.ts';
import {
  launchTestServer,
  type TestServer,
  untilSuggesting,
} from '../support/start-test-server.ts';
import { waitUntil } from '../support/wait-until.ts';

// A model over HTTP that answers only when it is told to makes every moment of an answer last.

const body = {
  model: 'verbatim',
  messages: [{ role: 'user' as const, content: 'Who built the north pier?' }],
};
const path = '/v1/chat/completions';

let endpoint: EmbeddingEndpoint;
let corpus: string;
beforeAll(async () => {
  endpoint = await startEmbeddingEndpoint();
  corpus = await writeSmallCorpus();
});
afterEach(() => endpoint.release());
afterAll(() => endpoint?.close());

const launch = () => launchTestServer({ corpus, environment: endpoint.environment });
const clientOf = ({ url }: TestServer) =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey: 'none', maxRetries: 0 });
const linesOf = ({ log }: TestServer) => log.filter((line) => line['path'] === path);

describe('a completion', () => {
  let server: TestServer;
  beforeAll(async () => {
    const launched = await launch();
    await launched.ready;
    server = launched;
    // Starters and suggestions are found in the background; their questions would be counted with ours.
    await untilSuggesting(server);
  });
  afterAll(() => server?.close());

  test.each([false, true])(
    'takes its work along when the client goes; stream: %s',
    async (stream) => {
      endpoint.hold();
      const abandoned = endpoint.abandoned;
      const lines = linesOf(server).length;
      const client = new AbortController();
      const asked = fetch(server.url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...body, stream }),
        signal: client.signal,
      }).then((response) => response.text());
      asked.catch(() => {});
      await waitUntil('the question at the model', () => endpoint.waiting === 1);
      client.abort();
      await expect(asked).rejects.toThrow('abort');
      await waitUntil('the end of the request to the model', () => endpoint.abandoned > abandoned);
      endpoint.release();
      await waitUntil('the line of the request', () => linesOf(server).length > lines);
      const line = linesOf(server).at(-1);
      expect(line).toMatchObject({ level: 30, aborted: true });
      expect(line).not.toHaveProperty('err');
    },
  );

  test('that fails is told of in OpenAI’s form without the provider’s words, also in its middle', async () => {
    endpoint.failWith(403);
    try {
      const whole = await clientOf(server)
        .chat.completions.create(body)
        .catch((error) => error);
      expect(whole).toBeInstanceOf(OpenAI.InternalServerError);
      expect(whole).toMatchObject({
        status: 503,
        type: 'server_error',
        code: 'service_unavailable',
      });

      const stream = await clientOf(server).chat.completions.create({ ...body, stream: true });
      const chunks: OpenAI.ChatCompletionChunk[] = [];
      const broken = await (async () => {
        for await (const chunk of stream) chunks.push(chunk);
      })().catch((error) => error);
      expect(chunks.map(({ choices }) => choices[0]?.delta.role)).toEqual(['assistant']);
      expect(broken).toBeInstanceOf(OpenAI.APIError);
      expect(broken).toMatchObject({ type: 'server_error', code: 'service_unavailable' });
      for (const { error } of [whole, broken]) {
        expect(JSON.stringify(error)).not.toMatch(/provider|embedding|sk-|403|\.ts/i);
      }

      const raw = await fetch(server.url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...body, stream: true }),
      });
      const text = await raw.text();
      expect(text).toMatch(/\ndata: \{"error":\{[^\n]*\}\}\n\n$/);
      expect(text).not.toContain('[DONE]');
    } finally {
      endpoint.failWith(undefined);
    }
    await clientOf(server).chat.completions.create(body);
  });
});

describe('a server that still indexes', () => {
  test('says so, and when to come again', async () => {
    endpoint.hold();
    const server = await launch();
    try {
      await waitUntil('the first request to the model', () => endpoint.waiting === 1);
      const early = await clientOf(server)
        .chat.completions.create(body)
        .catch((error) => error);
      expect(early).toBeInstanceOf(OpenAI.InternalServerError);
      expect(early).toMatchObject({ status: 503, type: 'server_error', code: 'service_not_ready' });
      expect(early.headers.get('retry-after')).toBe('2');
      expect((await clientOf(server).models.list()).data).toHaveLength(1);
      endpoint.release();
      await server.ready;
      await clientOf(server).chat.completions.create(body);
    } finally {
      endpoint.release();
      await server.close();
    }
  });
});
