import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import {
  connectOpenAiChatModel,
  type OpenAiChatModelOptions,
} from '../../src/adapters/openai-chat-model.ts';
import { ChatModelError } from '../../src/errors.ts';
import type { ChatModel, ChatRequest } from '../../src/ports.ts';
import {
  inTurn,
  type ModelEndpoint,
  type ModelEndpointOptions,
  type ModelHandler,
  startModelEndpoint,
  testKey,
} from '../support/model-endpoint.ts';
import { createGate, type ModelScript } from '../support/model-script.ts';
import { within } from '../support/wait-until.ts';

const endpoints: ModelEndpoint[] = [];
afterEach(async () => {
  await Promise.all(endpoints.splice(0).map((endpoint) => endpoint.close()));
});

async function serve(reply: ModelHandler | ModelScript, options: ModelEndpointOptions = {}) {
  const handler = typeof reply === 'function' ? reply : () => reply;
  const endpoint = await startModelEndpoint(handler, options);
  endpoints.push(endpoint);
  const connect = (other: Partial<OpenAiChatModelOptions> = {}) =>
    connectOpenAiChatModel({
      model: 'some-model',
      baseUrl: endpoint.baseUrl,
      apiKey: testKey,
      ...other,
    });
  return { endpoint, connect, model: await connect() };
}

/** A request whose limits no test comes near unless it sets them. */
const ask = (other: Partial<ChatRequest> = {}): ChatRequest => ({
  messages: [{ role: 'user', content: 'Who?' }],
  mostTokens: 800,
  firstTokenMilliseconds: 20_000,
  replyMilliseconds: 25_000,
  ...other,
});

/** The pieces of a reply and the error that ended it. */
async function read(model: ChatModel, request = ask(), signal?: AbortSignal) {
  const pieces: string[] = [];
  try {
    for await (const piece of model.reply(request, signal)) pieces.push(piece);
  } catch (error) {
    return { pieces, error };
  }
  return { pieces, error: undefined };
}

function expectFailure(error: unknown, failure: ChatModelError['failure'], message: RegExp) {
  expect(error).toBeInstanceOf(ChatModelError);
  const { failure: actual, message: text } = error as ChatModelError;
  expect([actual, text]).toEqual([failure, expect.stringMatching(message)]);
  expect(text).not.toContain(testKey);
  expect(text).not.toContain('provider words');
}

const events = (...chunks: unknown[]) =>
  chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('');
const delta = (fields: object, finish: string | null = null) => ({
  choices: [{ index: 0, delta: fields, finish_reason: finish }],
});
const done = 'data: [DONE]\n\n';
const good: ModelScript = { text: ['Good', ' day.'] };
const instantly = { 'retry-after-ms': '0' };
const error = (fields: object = {}) => ({ error: { message: 'provider words', ...fields } });

describe('a reply', () => {
  it('comes piece by piece, from one request with the messages and limits', async () => {
    const { model, endpoint } = await serve(good);
    expect(endpoint.requests).toEqual([]);
    const messages = [
      { role: 'system' as const, content: 'Be brief.' },
      { role: 'user' as const, content: 'a\ud800b 😀' },
    ];
    expect(await read(model, ask({ messages }))).toEqual({
      pieces: ['Good', ' day.'],
      error: undefined,
    });
    const [request] = endpoint.requests;
    expect(request?.path).toBe('/v1/chat/completions');
    expect(request?.headers.authorization).toBe(`Bearer ${testKey}`);
    expect(request?.body).toEqual({
      model: 'some-model',
      messages: [messages[0], { role: 'user', content: 'a\ufffdb 😀' }],
      stream: true,
      max_tokens: 800,
      temperature: 0,
    });
  });

  it('gives each piece as soon as it has come', async () => {
    const gate = createGate();
    const { model } = await serve({ text: ['One', gate, ' two'] });
    const reply = model.reply(ask());
    expect(await within('the first piece', reply.next())).toEqual({ value: 'One', done: false });
    await within('the gate', gate.reached);
    gate.release();
    expect((await reply.next()).value).toBe(' two');
    expect((await reply.next()).done).toBe(true);
  });

  it.each(['\n', '\r\n', '\r'])('may come byte by byte, with lines that end in %j', async (end) => {
    const bytes = `${events(delta({ role: 'assistant' }), delta({ content: 'Zürich – 東京 😀' }), delta({}, 'stop'))}${done}`;
    const { model } = await serve({ bytes: bytes.replaceAll('\n', end), byteByByte: true });
    expect(await read(model)).toEqual({ pieces: ['Zürich – 東京 😀'], error: undefined });
  });

  it('needs neither empty lines between events nor a last line break', async () => {
    const lines = events(delta({ content: 'a' }), delta({ content: 'b' }, 'stop'));
    const { model } = await serve({ bytes: lines.replaceAll('\n\n', '\n').trimEnd() });
    expect((await read(model)).pieces).toEqual(['a', 'b']);
  });

  it('may come as one JSON value though a stream was asked for', async () => {
    const value = { choices: [{ message: { content: 'All at once.' }, finish_reason: 'stop' }] };
    const { model } = await serve({ status: 200, body: value });
    expect(await read(model)).toEqual({ pieces: ['All at once.'], error: undefined });
  });

  it('leaves its connection to others', async () => {
    const { model, endpoint } = await serve(good);
    for (let count = 0; count < 10; count++) await read(model);
    expect(endpoint.requests).toHaveLength(10);
    // The next request may be a moment ahead of the connection that becomes free.
    expect(endpoint.connections).toBeLessThanOrEqual(3);
  });

  it('is complete at its end, whatever becomes of the connection', async () => {
    const bytes = events(delta({ content: 'Done.' }, 'stop'));
    const scripts = inTurn({ bytes, ends: 'hang' }, { bytes, ends: 'reset' });
    const { model } = await serve(scripts);
    expect(await read(model)).toEqual({ pieces: ['Done.'], error: undefined });
    expect(await read(model)).toEqual({ pieces: ['Done.'], error: undefined });
  });

  it('is complete by the mark of the end alone', async () => {
    const { model } = await serve({ bytes: `${events(delta({ content: 'Done.' }))}${done}` });
    expect(await read(model)).toEqual({ pieces: ['Done.'], error: undefined });
  });

  it('begins with its first letter, and keeps what a model thinks to itself', async () => {
    const bytes = events(
      delta({ reasoning_content: 'Let me see.' }),
      delta({ reasoning: 'Let me see again.' }),
      delta({ content: '\n\n' }),
      delta({ content: '\nWell' }),
      delta({ content: '\n' }),
      delta({}, 'stop'),
    );
    const { model } = await serve({ bytes });
    expect((await read(model)).pieces).toEqual(['Well', '\n']);
  });

  it('reads content in parts', async () => {
    const content = [
      { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] },
      { type: 'text', text: 'Yes.' },
    ];
    const { model } = await serve({ bytes: events(delta({ content }, 'stop')) });
    expect((await read(model)).pieces).toEqual(['Yes.']);
  });
});

describe('the wire forms of servers', () => {
  /** A public address whose requests go to the scripted endpoint instead. */
  const redirect =
    (endpoint: ModelEndpoint): typeof fetch =>
    (input, init) => {
      const { pathname, search } = new URL(String(input));
      return fetch(new URL(`${pathname}${search}`, endpoint.baseUrl), init);
    };
  const azureChunks = `${events(
    { choices: [], prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }] },
    { choices: [{ content_filter_results: {}, ...delta({ content: 'Hi' }).choices[0] }] },
    delta({}, 'stop'),
  )}${done}`;

  it('Azure’s v1 address', async () => {
    const { connect, endpoint } = await serve({ bytes: azureChunks });
    const baseUrl = 'https://res.openai.azure.com/openai/v1/';
    const model = await connect({ baseUrl, fetch: redirect(endpoint) });
    expect(model.host).toBe('res.openai.azure.com');
    expect((await read(model)).pieces).toEqual(['Hi']);
    const [request] = endpoint.requests;
    expect(request?.path).toBe('/openai/v1/chat/completions');
    expect(request?.headers['api-key']).toBe(testKey);
    expect(request?.headers.authorization).toBeUndefined();
    expect(request?.body).toMatchObject({ max_completion_tokens: 800 });
    expect(request?.body).not.toHaveProperty('temperature');
    expect(request?.body).not.toHaveProperty('max_tokens');
  });

  it('Azure’s address of a deployment, with its version on every request', async () => {
    const { connect, endpoint } = await serve(
      inTurn({ status: 500, headers: instantly }, { bytes: azureChunks }),
    );
    const deployment = 'openai/deployments/name';
    const baseUrl = `https://res.openai.azure.com/${deployment}?api-version=2024-10-21`;
    const model = await connect({ baseUrl, fetch: redirect(endpoint) });
    expect((await read(model)).pieces).toEqual(['Hi']);
    expect(endpoint.requests.map(({ path }) => path)).toEqual(
      new Array(2).fill(`/${deployment}/chat/completions?api-version=2024-10-21`),
    );
    expect(endpoint.requests[0]?.headers['api-key']).toBe(testKey);
  });

  it('OpenAI’s', async () => {
    const chunk = { ...delta({ role: 'assistant', content: '', refusal: null }), usage: null };
    const bytes = `${events(chunk, delta({ content: 'Hi' }), delta({}, 'stop'))}${done}`;
    const { endpoint } = await serve({ bytes });
    const fetch = redirect(endpoint);
    const model = await connectOpenAiChatModel({ model: 'm', apiKey: testKey, fetch });
    expect(model.host).toBe('api.openai.com');
    expect((await read(model)).pieces).toEqual(['Hi']);
    expect(endpoint.requests[0]?.path).toBe('/v1/chat/completions');
    expect(endpoint.requests[0]?.headers.authorization).toBe(`Bearer ${testKey}`);
    expect(Object.keys(endpoint.requests[0]?.body ?? {})).toEqual([
      'model',
      'messages',
      'stream',
      'max_completion_tokens',
    ]);
  });

  const usage = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };
  it.each([
    [
      'Ollama’s, with the role and a thought on chunks',
      events(
        delta({ role: 'assistant', content: '', reasoning: 'Hm' }),
        delta({ role: 'assistant', content: 'Hi' }),
        delta({ role: 'assistant', content: '' }, 'stop'),
      ) + done,
    ],
    [
      'vLLM’s, with a chunk for the role and one for the usage',
      events(
        delta({ role: 'assistant', content: '' }),
        delta({ content: 'Hi', reasoning_content: null }),
        delta({ content: '' }, 'stop'),
        { choices: [], usage },
      ) + done,
    ],
    [
      'llama.cpp’s, with pings before the first chunk and timings on the last',
      `:\n\n: ping\n\n${events(
        delta({ role: 'assistant', content: null }),
        delta({ content: 'Hi' }),
        { ...delta({}, 'stop'), timings: { predicted_n: 2, predicted_ms: 40.5 } },
      )}${done}`,
    ],
  ])('%s', async (_, bytes) => {
    const { connect, endpoint } = await serve({ bytes }, { key: 'any' });
    const model = await connect({ apiKey: undefined });
    expect(await read(model)).toEqual({ pieces: ['Hi'], error: undefined });
    expect(endpoint.requests[0]?.path).toBe('/v1/chat/completions');
    expect(endpoint.requests[0]?.body).toMatchObject({ max_tokens: 800, temperature: 0 });
  });

  it('a query of any address', async () => {
    const { connect, endpoint } = await serve(good);
    const model = await connect({ baseUrl: `${endpoint.baseUrl}?tenant=a%20b&empty=` });
    expect((await read(model)).pieces).toHaveLength(2);
    expect(endpoint.requests[0]?.path).toBe('/v1/chat/completions?tenant=a%20b&empty=');
  });
});

describe('the host', () => {
  it.each([
    ['http://localhost:11434/v1', undefined],
    ['http://127.0.0.1:8080/v1', undefined],
    ['http://127.1.2.3/v1', undefined],
    ['http://[::1]:8000/v1', undefined],
    ['http://host.docker.internal:11434/v1', 'host.docker.internal:11434'],
    ['https://models.example.org/v1', 'models.example.org'],
    ['http://127.0.0.1.example.org/v1', '127.0.0.1.example.org'],
    ['http://10.0.0.7:8000/v1', '10.0.0.7:8000'],
  ])('of %s is %s', async (baseUrl, host) => {
    expect((await connectOpenAiChatModel({ model: 'm', baseUrl })).host).toBe(host);
  });
});

describe('parameters that an endpoint refuses', () => {
  /** Refuses as OpenAI does, or as a server that only has a message. */
  const refusing =
    (names: string[], describe: (name: string) => ModelScript): ModelHandler =>
    ({ body }) => {
      const name = names.find((candidate) => candidate in body);
      return name === undefined ? good : describe(name);
    };
  const byParam = (param: string): ModelScript => ({
    status: 400,
    body: error({ param, code: 'unsupported_parameter' }),
  });
  const byMessage = (name: string): ModelScript => ({
    status: 422,
    body: { error: { message: `Extra field ${name} is not permitted` } },
  });

  it.each([byParam, byMessage])('are left out or replaced, also later', async (describe) => {
    const { model, endpoint } = await serve(refusing(['max_tokens', 'temperature'], describe));
    expect((await read(model)).pieces).toHaveLength(2);
    expect(endpoint.requests).toHaveLength(3);
    expect((await read(model)).pieces).toHaveLength(2);
    expect(endpoint.requests).toHaveLength(4);
    expect(endpoint.requests[3]?.body).toMatchObject({ max_completion_tokens: 800, stream: true });
    expect(endpoint.requests[3]?.body).not.toHaveProperty('temperature');
  });

  it('are all left out where it comes to that', async () => {
    const names = ['max_tokens', 'temperature', 'max_completion_tokens', 'stream'];
    const { model, endpoint } = await serve(refusing(names, byParam));
    expect((await read(model)).pieces).toEqual(['Good day.']);
    expect(Object.keys(endpoint.requests.at(-1)?.body ?? {})).toEqual(['model', 'messages']);
  });

  it.each([
    ['another parameter', error({ param: 'model' })],
    ['nothing by name', error()],
    ['a prompt that is too long', { error: { message: 'max_tokens is too large: 800' } }],
  ])('do not include %s', async (_, body) => {
    const { model, endpoint } = await serve({ status: 400, body });
    const { error: failure } = await read(model);
    expectFailure(failure, 'refused', /refused the request for the model "some-model"/);
    expect(endpoint.requests).toHaveLength(1);
  });
});

describe('a request without a reply', () => {
  it.each([
    [401, 'refused', /refused the key \(status 401\).*OPENAI_API_KEY/],
    [403, 'refused', /refused the key \(status 403\).*OPENAI_API_KEY/],
    [404, 'refused', /has no model "some-model".*CHAT_MODEL.*OPENAI_BASE_URL/],
    [400, 'refused', /refused the request for the model "some-model".*CHAT_MODEL/],
    [418, 'refused', /answered with status 418.*OPENAI_BASE_URL/],
    [402, 'over-limit', /over its limit \(status 402\)/],
  ] as const)('fails at once on status %i', async (status, failure, message) => {
    const { model, endpoint } = await serve({ status });
    const { pieces, error: reason } = await read(model);
    expect(pieces).toEqual([]);
    expectFailure(reason, failure, message);
    expect((reason as ChatModelError).message).toContain(endpoint.baseUrl);
    expect((reason as ChatModelError).cause).toBeInstanceOf(Error);
    expect(endpoint.requests).toHaveLength(1);
  });

  it('says that a key is asked for where none was given', async () => {
    const { connect } = await serve(good);
    const { error: reason } = await read(await connect({ apiKey: undefined }));
    expectFailure(reason, 'refused', /asks for a key.*OPENAI_API_KEY/);
  });

  it.each([429, 500, 503])('is tried again after status %i', async (status) => {
    const { model, endpoint } = await serve(inTurn({ status, headers: instantly }, good));
    expect((await read(model)).pieces).toEqual(['Good', ' day.']);
    expect(endpoint.requests).toHaveLength(2);
  });

  it('is tried again without Retry-After, after a wait that grows', async () => {
    const { model, endpoint } = await serve(inTurn({ status: 429 }, good));
    const begin = performance.now();
    expect((await read(model)).error).toBeUndefined();
    expect(performance.now() - begin).toBeGreaterThan(370);
    expect(endpoint.requests).toHaveLength(2);
  });

  it('waits as long as Retry-After says', async () => {
    const script: ModelScript = { status: 503, headers: { 'retry-after': '1' } };
    const { model } = await serve(inTurn(script, good));
    const begin = performance.now();
    expect((await read(model)).error).toBeUndefined();
    expect(performance.now() - begin).toBeGreaterThan(990);
  });

  it.each(['3600', new Date(Date.now() + 3_600_000).toUTCString()])(
    'fails at once where Retry-After is longer than the time: %s',
    async (retryAfter) => {
      const { model } = await serve({ status: 429, headers: { 'retry-after': retryAfter } });
      const { error: reason } = await within('the failure', read(model), 5_000);
      expectFailure(reason, 'over-limit', /over its limit \(status 429\)/);
    },
  );

  it('fails at once where the quota is used up', async () => {
    const body = error({ code: 'insufficient_quota', type: 'insufficient_quota' });
    const { model, endpoint } = await serve({ status: 429, body, headers: instantly });
    expectFailure((await read(model)).error, 'over-limit', /raise the limit or credit/);
    expect(endpoint.requests).toHaveLength(1);
  });

  it.each([
    [500, 'unavailable', /failed \(status 500\)/],
    [429, 'over-limit', /over its limit/],
  ] as const)('fails after three attempts with status %i', async (status, failure, message) => {
    const { model, endpoint } = await serve({ status, headers: instantly });
    expectFailure((await read(model)).error, failure, message);
    expect(endpoint.requests).toHaveLength(3);
  });

  it('heeds the advice not to try again', async () => {
    const { model, endpoint } = await serve({
      status: 500,
      headers: { 'x-should-retry': 'false' },
    });
    expectFailure((await read(model)).error, 'unavailable', /failed/);
    expect(endpoint.requests).toHaveLength(1);
  });

  it.each([
    ['before the reply', { silent: 'reset' }],
    ['before the first piece', { text: [], ends: 'reset' }],
  ] as const)('is tried again where the connection breaks %s', async (_, broken) => {
    const { model, endpoint } = await serve(inTurn(broken, good));
    expect((await read(model)).pieces).toEqual(['Good', ' day.']);
    expect(endpoint.requests).toHaveLength(2);
  });

  it('names the address of a server that is gone', async () => {
    const { model, endpoint } = await serve(good);
    await endpoint.close();
    endpoints.pop();
    const { error: reason } = await read(model, ask({ firstTokenMilliseconds: 100 }));
    expectFailure(reason, 'unavailable', /cannot be reached \(ECONNREFUSED\).*OPENAI_BASE_URL/);
  });

  it.each([
    ['an answer', { silent: 'hang' }],
    ['a first piece', { text: [], ends: 'hang' }],
    ['more than pings', { bytes: ':\n\n: ping\n\n', ends: 'hang' }],
  ] as const)('is given up that does not come to %s in time', async (_, script) => {
    const { model, endpoint } = await serve(script);
    const { error: reason } = await read(model, ask({ firstTokenMilliseconds: 60 }));
    expectFailure(reason, 'slow', /gave no text for 0\.06 s.*CHAT_FIRST_TOKEN_SECONDS/);
    await endpoint.waitForAbandoned();
    expect(endpoint.requests).toHaveLength(1);
  });

  it('is slow where its attempts together are', async () => {
    const { model, endpoint } = await serve(
      inTurn({ status: 500, headers: instantly }, { silent: 'hang' }),
    );
    const { error: reason } = await read(model, ask({ firstTokenMilliseconds: 300 }));
    expectFailure(reason, 'slow', /gave no text/);
    await endpoint.waitForAbandoned();
  });
});

describe('what is no reply', () => {
  const tools = [{ index: 0, id: 'c', function: { name: 'search', arguments: '{}' } }];
  const html = '<!doctype html><title>provider words</title>';
  const page = { bytes: html, headers: { 'content-type': 'text/html' } };
  it.each<[string, ModelScript, RegExp]>([
    ['a web page', page, /a web page.*OPENAI_BASE_URL/],
    ['broken JSON', { bytes: 'data: {"choices": [\n\n' }, /broken JSON/],
    ['broken JSON as a whole', { status: 200, body: '{"choices": [' }, /broken JSON/],
    ['an error', { bytes: events(error()) }, /reported an error/],
    ['an error as a whole', { status: 200, body: error() }, /reported an error/],
    ['plain text', { bytes: 'provider words' }, /an empty reply/],
    ['nothing', { bytes: '' }, /an empty reply.*OPENAI_BASE_URL and CHAT_MODEL/],
    ['no choices', { bytes: `${events({ choices: [] })}${done}` }, /an empty reply/],
    ['null', { bytes: `data: null\n\n${done}` }, /an empty reply/],
    ['only spaces', { text: [' ', '\n'] }, /an empty reply/],
    ['tools', { bytes: events(delta({ tool_calls: tools }, 'tool_calls')) }, /called tools/],
    ['tools that stop', { bytes: events(delta({ tool_calls: tools }, 'stop')) }, /called tools/],
    ['a refusal', { bytes: events(delta({ refusal: 'provider words' }, 'stop')) }, /declined/],
    ['thoughts alone', { text: [], finish: 'length' }, /nothing but thoughts.*CHAT_REPLY_TOKENS/],
  ])('is unreadable: %s', async (_, script, message) => {
    const { model, endpoint } = await serve(script);
    const { pieces, error: reason } = await read(model);
    expect(pieces).toEqual([]);
    expectFailure(reason, 'unreadable', message);
    expect(endpoint.requests).toHaveLength(1);
  });

  it('is refused where a filter held it back', async () => {
    const { model } = await serve({ text: [], finish: 'content_filter' });
    expectFailure((await read(model)).error, 'refused', /filter of contents/);
  });

  it('is not kept in memory where a line has no end', async () => {
    function* endless() {
      yield 'data: ';
      for (;;) yield 'x'.repeat(10_000);
    }
    const { model, endpoint } = await serve({ bytes: endless() });
    expectFailure((await read(model)).error, 'unreadable', /something without end/);
    await endpoint.waitForAbandoned();
  });
});

describe('a reply that breaks off', () => {
  const begun = delta({ content: 'Begun' });
  it.each<[string, ModelScript, RegExp]>([
    ['by a broken connection', { text: ['Begun'], ends: 'reset' }, /broke off/],
    ['without a mark of its end', { bytes: events(begun) }, /broke off/],
    ['with broken JSON', { bytes: `${events(begun)}data: {\n\n` }, /broken JSON/],
    ['with an error', { bytes: events(begun, error()) }, /reported an error/],
    ['at its greatest length', { text: ['Begun'], finish: 'length' }, /greatest length.*800/],
    ['by a filter', { text: ['Begun'], finish: 'content_filter' }, /filter of contents/],
    ['to call tools', { text: ['Begun'], finish: 'tool_calls' }, /called tools/],
    ['by the server', { text: ['Begun'], finish: 'abort' }, /broke off/],
  ])('is interrupted %s, and not tried again', async (_, script, message) => {
    const { model, endpoint } = await serve(script);
    const { pieces, error: reason } = await read(model);
    expect(pieces).toEqual(['Begun']);
    expectFailure(reason, 'interrupted', message);
    expect(endpoint.requests).toHaveLength(1);
  });

  it('is interrupted where it falls silent', async () => {
    const { model, endpoint } = await serve({ text: ['Begun'], ends: 'hang' });
    const { pieces, error: reason } = await read(model, ask({ firstTokenMilliseconds: 150 }));
    expect(pieces).toEqual(['Begun']);
    expectFailure(reason, 'interrupted', /gave no more text for 0\.15 s/);
    await endpoint.waitForAbandoned();
  });

  it('is interrupted where it takes too long as a whole', async () => {
    function* endless() {
      for (;;) yield 'word ';
    }
    const { model, endpoint } = await serve({ text: endless(), tokensPerSecond: 100 });
    const limits = { firstTokenMilliseconds: 5_000, replyMilliseconds: 300 };
    const { pieces, error: reason } = await read(model, ask(limits));
    expect(pieces.length).toBeGreaterThan(3);
    expectFailure(reason, 'interrupted', /not finished its reply after 0\.3 s.*CHAT_REPLY_SECONDS/);
    await endpoint.waitForAbandoned();
  });

  it('is not silent while its reader is busy', async () => {
    const { model } = await serve({ text: ['One', ' two'] });
    const pieces: string[] = [];
    for await (const piece of model.reply(ask({ firstTokenMilliseconds: 200 }))) {
      pieces.push(piece);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(pieces).toEqual(['One', ' two']);
  });

  it('lives while it thinks aloud, within the time of the whole', async () => {
    function* think(times: number) {
      for (let count = 0; count < times; count++) yield events(delta({ reasoning: '.' }));
      yield events(delta({ content: 'So.' }, 'stop'));
    }
    const { model } = await serve(
      inTurn(
        { bytes: think(50), partsPerSecond: 50 },
        { bytes: think(Number.POSITIVE_INFINITY), partsPerSecond: 50 },
      ),
    );
    const firstTokenMilliseconds = 500;
    expect((await read(model, ask({ firstTokenMilliseconds }))).pieces).toEqual(['So.']);
    const limits = { firstTokenMilliseconds, replyMilliseconds: 1_000 };
    expectFailure((await read(model, ask(limits))).error, 'slow', /not finished.*after 1 s/);
  });
});

describe('output without end', () => {
  it.each([
    ['in words', 'word ', 400],
    ['in one piece', 'word '.repeat(10_000), 400],
    ['in a wide script', '東京', 100],
    ['in letters beyond the first plane', '😀', 200],
  ])('is cut %s, and the request ends', async (_, piece, letters) => {
    function* endless() {
      for (;;) yield piece;
    }
    const { model, endpoint } = await serve({ text: endless() });
    const { pieces, error: reason } = await read(model, ask({ mostTokens: 50 }));
    expect(pieces.join('')).toHaveLength(letters);
    expectFailure(reason, 'interrupted', /greatest length of a reply, 50 tokens/);
    await endpoint.waitForAbandoned();
  });

  it.each(['thoughts', 'spaces'])('is cut that is %s', async (kind) => {
    function* endless() {
      const fields = kind === 'thoughts' ? { reasoning_content: 'Hm, ' } : { content: '    ' };
      for (;;) yield events(delta(fields));
    }
    const { model, endpoint } = await serve({ bytes: endless() });
    const { error: reason } = await read(model, ask({ mostTokens: 50 }));
    expectFailure(reason, 'unreadable', /nothing but thoughts in 50 tokens/);
    await endpoint.waitForAbandoned();
  });

  it('is no reply that keeps to its limit, in pieces of whatever size', async () => {
    const text = 'It entered into force in 2017 [S3]. '.repeat(20);
    const { model } = await serve({ text, every: 1 });
    const { pieces, error: reason } = await read(model, ask({ mostTokens: 180 }));
    expect(reason).toBeUndefined();
    expect(pieces.join('')).toBe(text);
  });
});

describe('a caller who goes', () => {
  const gone = new Error('the browser went away');

  it('ends the request before it is sent', async () => {
    const { model, endpoint } = await serve(good);
    expect((await read(model, ask(), AbortSignal.abort(gone))).error).toBe(gone);
    expect(endpoint.requests).toEqual([]);
  });

  it.each<[string, ModelScript]>([
    ['while no answer has begun', { silent: 'hang' }],
    ['while no piece has come', { text: [], ends: 'hang' }],
    ['while the next attempt is waited for', { status: 429, headers: { 'retry-after': '15' } }],
  ])('ends it at once by a signal %s', async (_, script) => {
    const { model, endpoint } = await serve(script);
    const abort = new AbortController();
    const reading = read(model, ask(), abort.signal);
    await endpoint.waitForRequest();
    abort.abort(gone);
    expect((await within('the end', reading, 5_000)).error).toBe(gone);
    if (!('status' in script)) await endpoint.waitForAbandoned();
    expect(endpoint.requests).toHaveLength(1);
  });

  it('ends it at once by a signal, even while it looks at a piece', async () => {
    const { model, endpoint } = await serve({ text: ['One', ' two'], ends: 'hang' });
    const abort = new AbortController();
    const reply = model.reply(ask(), abort.signal);
    expect((await reply.next()).value).toBe('One');
    abort.abort(gone);
    await endpoint.waitForAbandoned();
    await expect(reply.next()).rejects.toBe(gone);
    expect((await reply.next()).done).toBe(true);
  });

  it('ends it at once by leaving the loop', async () => {
    const { model, endpoint } = await serve({ text: ['One'], ends: 'hang' });
    for await (const piece of model.reply(ask())) {
      expect(piece).toBe('One');
      break;
    }
    await endpoint.waitForAbandoned();
  });

  it('ends it at once by returning while a piece is awaited', async () => {
    const { model, endpoint } = await serve({ text: ['One'], ends: 'hang' });
    const reply = model.reply(ask());
    await reply.next();
    const next = reply.next();
    const ended = { value: undefined, done: true };
    expect(await within('the return', reply.return(), 5_000)).toEqual(ended);
    expect(await next).toEqual(ended);
    await endpoint.waitForAbandoned();
  });

  it('sends nothing for a reply that is returned unread', async () => {
    const { model, endpoint } = await serve(good);
    expect((await model.reply(ask()).return()).done).toBe(true);
    expect(endpoint.requests).toEqual([]);
  });

  it('leaves nothing behind at its signal', async () => {
    const { model } = await serve(inTurn(good, { status: 401 }, { text: ['One'], ends: 'hang' }));
    const { signal } = new AbortController();
    const timers = countTimers();
    await read(model, ask(), signal);
    await read(model, ask(), signal);
    for await (const _ of model.reply(ask(), signal)) break;
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(countTimers()).toBeLessThanOrEqual(timers);
  });
});

describe('many replies at once', () => {
  it('keep their pieces apart and in order', async () => {
    const { model } = await serve(({ messages }) => ({
      text: Array.from({ length: 20 }, (_, index) => `${messages[0]?.content}.${index} `),
      tokensPerSecond: 200,
    }));
    const names = Array.from({ length: 40 }, (_, index) => `reply-${index}`);
    const replies = await Promise.all(
      names.map((content) => read(model, ask({ messages: [{ role: 'user', content }] }))),
    );
    for (const [index, { pieces, error: reason }] of replies.entries()) {
      expect(reason).toBeUndefined();
      expect(pieces).toEqual(Array.from({ length: 20 }, (_, piece) => `reply-${index}.${piece} `));
    }
  });
});

describe('settings that cannot be used', () => {
  const failureOf = (options: OpenAiChatModelOptions) =>
    connectOpenAiChatModel(options).then(
      () => expect.fail('should have been rejected'),
      (reason: unknown) => reason,
    );

  it('are no key at the default address', async () => {
    expectFailure(await failureOf({ model: 'm' }), 'refused', /needs a key.*OPENAI_API_KEY/);
  });

  it.each(['', 'two words', 'schlüssel'])('are the key %j, unshown', async (apiKey) => {
    const reason = await failureOf({ model: 'm', apiKey });
    expectFailure(reason, 'refused', /Correct OPENAI_API_KEY/);
    if (apiKey) expect(String(reason)).not.toContain(apiKey);
  });

  it.each(['localhost:8080', 'http://user:hidden@host/v1'])(
    'are the address %j',
    async (baseUrl) => {
      const reason = await failureOf({ model: 'm', baseUrl });
      expectFailure(reason, 'refused', /Change OPENAI_BASE_URL/);
      expect(String(reason)).not.toContain('hidden');
    },
  );
});

const countTimers = () =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
