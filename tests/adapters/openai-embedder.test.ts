import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  connectOpenAiEmbedder,
  type OpenAiEmbedderOptions,
} from '../../src/adapters/openai-embedder.ts';
import { EmbeddingError } from '../../src/errors.ts';

const KEY = 'sk-test-0123456789';

interface EmbeddingRequest {
  input: string[];
  model: string;
  encoding_format: string;
}

type Reply = (
  request: EmbeddingRequest,
  response: ServerResponse,
  incoming: IncomingMessage,
) => void | Promise<void>;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** A server that answers its first requests by the script and all later ones by its last reply. */
async function serve(...script: Reply[]) {
  const requests: EmbeddingRequest[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request = JSON.parse(Buffer.concat(chunks).toString('utf8')) as EmbeddingRequest;
    const reply = script[Math.min(requests.length, script.length - 1)]!;
    requests.push(request);
    headers.push(incoming.headers);
    await reply(request, response, incoming);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  closers.push(close);
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const connect = (options: Partial<OpenAiEmbedderOptions> = {}) =>
    connectOpenAiEmbedder({ model: 'some-model', baseUrl, apiKey: KEY, maxRetries: 0, ...options });
  return { baseUrl, requests, headers, connect, close };
}

/** Tells texts apart by their length: [length, 1, 0]. */
const vectorOf = (text: string) => [text.length, 1, 0];

const json =
  (value: unknown, status = 200, headers: Record<string, string> = {}): Reply =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof value === 'string' ? value : JSON.stringify(value));
  };

const embed: Reply = (request, response, incoming) =>
  json({
    data: request.input.map((text, index) => ({ index, embedding: vectorOf(text) })),
  })(request, response, incoming);

const refuse = (status: number, headers?: Record<string, string>) =>
  json({ error: { message: `provider words about ${KEY}` } }, status, headers);

async function failureOf(promise: Promise<unknown>): Promise<EmbeddingError> {
  const error = await promise.then(
    () => expect.fail('should have been rejected'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EmbeddingError);
  const { message } = error as EmbeddingError;
  expect(message).not.toContain(KEY);
  expect(message).not.toContain('provider words');
  return error as EmbeddingError;
}

function expectUnit(vector: Float32Array, direction: number[]) {
  const length = Math.hypot(...direction);
  expect(Array.from(vector)).toEqual(direction.map((part) => expect.closeTo(part / length, 6)));
}

describe('connectOpenAiEmbedder', () => {
  it('learns the dimension from one probe and gives unit vectors', async () => {
    const { connect, requests, headers } = await serve(embed);
    const embedder = await connect();
    expect(embedder.id).toBe('openai:some-model');
    expect(embedder.dimension).toBe(3);
    expect(requests).toHaveLength(1);

    expectUnit(await embedder.embedQuestion('four'), [4, 1, 0]);
    expect(requests[1]).toEqual({
      model: 'some-model',
      input: ['four'],
      encoding_format: 'float',
    });
    expect(headers[1]?.authorization).toBe(`Bearer ${KEY}`);
  });

  it('needs no key where the address is one of its own', async () => {
    const { connect, headers } = await serve(embed);
    await connect({ apiKey: undefined });
    expect(headers[0]?.authorization).not.toContain(KEY);
  });

  it('asks nothing for no texts', async () => {
    const { connect, requests } = await serve(embed);
    const embedder = await connect();
    expect(await embedder.embedTexts([])).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  it('sends batches limited by number and length, and keeps the order of the texts', async () => {
    const backwards: Reply = (request, response, incoming) =>
      json({
        data: request.input.map((text, index) => ({ index, embedding: vectorOf(text) })).reverse(),
      })(request, response, incoming);
    const { connect, requests } = await serve(backwards);
    const embedder = await connect({ batchSize: 3 });
    const lengths = [1, 2, 3, 4, 59_997, 6, 70_000, 8];

    const vectors = await embedder.embedTexts(lengths.map((length) => 'x'.repeat(length)));

    for (const [index, length] of lengths.entries()) expectUnit(vectors[index]!, [length, 1, 0]);
    expect(requests.slice(1).map(({ input }) => input.map((text) => text.length))).toEqual([
      [1, 2, 3],
      [4],
      [59_997],
      [6],
      [70_000],
      [8],
    ]);
  });

  it('sends nothing that endpoints cannot take: empty texts, half surrogate pairs', async () => {
    const { connect, requests } = await serve(embed);
    const embedder = await connect();
    await embedder.embedTexts(['', 'a\ud800b', '😀']);
    expect(requests[1]?.input).toEqual([' ', 'a\ufffdb', '😀']);
  });

  it('reads base64 from servers that send it whatever they are asked for', async () => {
    const base64: Reply = (request, response, incoming) => {
      const encode = (text: string) =>
        Buffer.from(Float32Array.from(vectorOf(text)).buffer).toString('base64');
      const data = request.input.map((text, index) => ({ index, embedding: encode(text) }));
      return json({ data })(request, response, incoming);
    };
    const { connect } = await serve(base64);
    const embedder = await connect();
    expect(embedder.dimension).toBe(3);
    expectUnit(await embedder.embedQuestion('12345'), [5, 1, 0]);
  });

  it('takes the order of the answer where a server gives no index', async () => {
    const { connect } = await serve((request, response, incoming) =>
      json({ data: request.input.map((text) => ({ embedding: vectorOf(text) })) })(
        request,
        response,
        incoming,
      ),
    );
    const [first, second] = await (await connect()).embedTexts(['1', '22']);
    expectUnit(first!, [1, 1, 0]);
    expectUnit(second!, [2, 1, 0]);
  });

  it.each([429, 500, 503])('tries again after status %i', async (status) => {
    const { connect, requests } = await serve(refuse(status, { 'retry-after-ms': '1' }), embed);
    await connect({ maxRetries: 1 });
    expect(requests).toHaveLength(2);
  });

  it('tries again after Retry-After: 0', async () => {
    const { connect, requests } = await serve(refuse(429, { 'retry-after': '0' }), embed);
    await connect({ maxRetries: 1 });
    expect(requests).toHaveLength(2);
  });

  it.each([
    [401, /refused the key \(status 401\).*EMBEDDING_API_KEY.*OPENAI_API_KEY/],
    [403, /refused the key \(status 403\)/],
    [404, /has no model "some-model".*EMBEDDING_MODEL.*EMBEDDING_BASE_URL/],
    [400, /refused the request for the model "some-model".*EMBEDDING_MODEL/],
    [418, /answered with status 418.*EMBEDDING_BASE_URL/],
    [429, /over its limit \(status 429\)/],
    [503, /failed \(status 503\)/],
  ])('says what to change on status %i', async (status, message) => {
    const { connect, baseUrl } = await serve(refuse(status));
    const error = await failureOf(connect());
    expect(error.message).toMatch(message);
    expect(error.message).toContain(baseUrl);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it('says that a key is asked for where none was given', async () => {
    const { connect } = await serve(refuse(401));
    const error = await failureOf(connect({ apiKey: undefined }));
    expect(error.message).toMatch(/asks for a key.*EMBEDDING_API_KEY/);
  });

  it.each([
    ['a web page', '<html><title>Welcome</title></html>', 'text/html', /perhaps a web page/],
    ['broken JSON', '{"data": [', 'application/json', /broken JSON/],
    ['no answer', '', 'application/json', /broken JSON/],
    ['other JSON', '{"models": []}', 'application/json', /instead of vectors/],
    ['null', 'null', 'application/json', /instead of vectors/],
    ['no vectors', '{"data": []}', 'application/json', /0 vectors for 1 texts/],
    ['words', '{"data": [{"embedding": ["a"]}]}', 'application/json', /not a vector/],
    ['odd base64', '{"data": [{"embedding": "AAAA"}]}', 'application/json', /not a vector/],
    [
      'an infinite number',
      '{"data": [{"embedding": [1e999]}]}',
      'application/json',
      /not a vector/,
    ],
    ['zeros', '{"data": [{"embedding": [0, 0]}]}', 'application/json', /not a vector/],
    ['null entries', '{"data": [null]}', 'application/json', /not a vector/],
    [
      'a wrong index',
      '{"data": [{"index": 7, "embedding": [1]}]}',
      'application/json',
      /which text/,
    ],
  ])('explains an answer of %s', async (_, body, type, message) => {
    const { connect } = await serve(json(body, 200, { 'content-type': type }));
    const error = await failureOf(connect());
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/EMBEDDING_BASE_URL.*EMBEDDING_MODEL/);
  });

  it('notices two vectors for one text', async () => {
    const twice = json({
      data: [
        { index: 0, embedding: [1] },
        { index: 0, embedding: [1] },
      ],
    });
    const { connect } = await serve(json({ data: [{ embedding: [1] }] }), twice);
    const embedder = await connect();
    expect((await failureOf(embedder.embedTexts(['a', 'b']))).message).toMatch(/which text/);
  });

  it('notices a changed dimension', async () => {
    const { connect } = await serve(embed, json({ data: [{ index: 0, embedding: [1, 2] }] }));
    const embedder = await connect();
    const error = await failureOf(embedder.embedQuestion('who?'));
    expect(error.message).toMatch(/vectors of 2 numbers .* gave 3 .*EMBEDDING_MODEL/);
  });

  it('names the address of a server that is gone', async () => {
    const { connect, close, baseUrl } = await serve(embed);
    await close();
    const error = await failureOf(connect());
    expect(error.message).toMatch(/cannot be reached \(ECONNREFUSED\).*EMBEDDING_BASE_URL/);
    expect(error.message).toContain(baseUrl);
  });

  it('names the address whose host has no entry', async () => {
    const noSuchHost = Object.assign(new Error('no entry'), { code: 'ENOTFOUND' });
    const error = await failureOf(
      connectOpenAiEmbedder({
        model: 'm',
        baseUrl: 'http://embeddings.invalid/v1?token=secret',
        fetch: () => Promise.reject(new TypeError('fetch failed', { cause: noSuchHost })),
        maxRetries: 0,
      }),
    );
    expect(error.message).toContain('http://embeddings.invalid/v1 cannot be reached (ENOTFOUND)');
    expect(error.message).not.toContain('secret');
  });

  it('explains a connection that breaks in the middle of an answer', async () => {
    const { connect } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"data"', () => response.destroy());
    });
    expect((await failureOf(connect())).message).toMatch(/cannot be reached/);
  });

  it.each([
    ['never begins', () => {}],
    [
      'never ends',
      (_: EmbeddingRequest, response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"data"');
      },
    ],
  ])('gives up on an answer that %s', async (_, reply: Reply) => {
    const { connect } = await serve(reply);
    const error = await failureOf(connect({ timeoutMs: 50 }));
    expect(error.message).toMatch(/did not answer in time.*EMBEDDING_BASE_URL/);
  });

  it('rejects with the reason of a signal aborted before or during a request', async () => {
    const abort = new AbortController();
    const reason = new Error('the browser went away');
    const { connect, requests } = await serve(embed, () => abort.abort(reason));
    const embedder = await connect();

    await expect(embedder.embedQuestion('who?', AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(requests).toHaveLength(1);
    await expect(embedder.embedTexts(['who?'], abort.signal)).rejects.toBe(reason);
    expect(requests).toHaveLength(2);
  });

  it('does not wait for the next attempt once a signal aborts', async () => {
    const abort = new AbortController();
    const reason = new Error('the browser went away');
    const { connect } = await serve(embed, (request, response, incoming) => {
      response.on('close', () => setImmediate(() => abort.abort(reason)));
      return refuse(429, { 'retry-after': '3600' })(request, response, incoming);
    });
    const embedder = await connect({ maxRetries: 1 });
    await expect(embedder.embedQuestion('who?', abort.signal)).rejects.toBe(reason);
  });

  it('needs a key at the default address, before it sends anything', async () => {
    const error = await failureOf(connectOpenAiEmbedder({ model: 'm', fetch: neverFetch }));
    expect(error.message).toMatch(/needs a key.*EMBEDDING_API_KEY.*EMBEDDING_BASE_URL/);
  });

  it.each(['', 'two words', 'line\n', 'schlüssel'])(
    'refuses the key %j unshown',
    async (apiKey) => {
      const error = await failureOf(
        connectOpenAiEmbedder({ model: 'm', apiKey, fetch: neverFetch }),
      );
      expect(error.message).toMatch(/Correct EMBEDDING_API_KEY/);
      if (apiKey) expect(`${error.message} ${error.cause}`).not.toContain(apiKey);
    },
  );

  it.each(['', 'localhost:8080', 'ftp://host/v1', 'http://user:hidden@host/v1'])(
    'refuses the address %j',
    async (baseUrl) => {
      const error = await failureOf(
        connectOpenAiEmbedder({ model: 'm', baseUrl, fetch: neverFetch }),
      );
      expect(error.message).toMatch(/Change EMBEDDING_BASE_URL/);
      expect(error.message).not.toContain('hidden');
    },
  );
});

const neverFetch: typeof fetch = () => expect.fail('nothing should be sent');
