import OpenAI from 'openai';
import type { ChatCompletion, ChatCompletionMessageParam } from 'openai/resources';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/protocol.ts';
import { citeSource } from '../support/cite-source.ts';
import { type ModelEndpoint, startModelEndpoint } from '../support/model-endpoint.ts';
import { writeSmallCorpus } from '../support/small-corpus.ts';
import { startTestServer, type TestServer } from '../support/start-test-server.ts';
import { answerSchema } from '../support/wire-schema.ts';

const question = 'Who built the north pier?';
const builder = 'built in 1871 by Agnes Thornley';
const key = 'a-key-for-tests-only';

let model: ModelEndpoint;
let server: TestServer;
let guarded: TestServer;
beforeAll(async () => {
  const corpus = await writeSmallCorpus();
  model = await startModelEndpoint((request) => ({
    text: `Agnes Thornley built the north pier in 1871 ${citeSource(request, builder)}. It is *old* & [grey](https://x.example).`,
    every: 5,
  }));
  server = await startTestServer({ corpus });
  guarded = await startTestServer({
    corpus,
    environment: {
      ...model.environment,
      API_KEYS: `${key},another-key-for-tests`,
      PUBLIC_URL: 'https://answers.example.org/docs',
    },
  });
});
afterAll(async () => {
  await server?.close();
  await guarded?.close();
  await model?.close();
});

const clientOf = ({ url }: TestServer, apiKey = 'none') =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 });

const ask = async (
  client: OpenAI,
  ...messages: ChatCompletionMessageParam[]
): Promise<ChatCompletion & { verbatim?: Answer }> =>
  client.chat.completions.create({ model: 'verbatim', messages });

/** Each annotation covers the mark of a footnote that is defined once, and leads to its place. */
function expectSoundAnnotations(message: ChatCompletion['choices'][0]['message'], base: string) {
  const content = message.content!;
  expect(message.annotations!.length).toBeGreaterThan(0);
  for (const { type, url_citation } of message.annotations!) {
    expect(type).toBe('url_citation');
    const mark = content.slice(url_citation.start_index, url_citation.end_index);
    expect(mark).toMatch(/^\[\^\d+\]$/);
    expect(content.split(`\n${mark}: `)).toHaveLength(2);
    expect(url_citation.url).toMatch(new RegExp(`^${base}/documents/`));
    expect(content).toContain(`<${url_citation.url}>`);
    expect(url_citation.title).toBe('The Harbour of Selmouth');
  }
}

describe('an OpenAI client', () => {
  test('finds the one model', async () => {
    const models = await clientOf(server).models.list();
    expect(models.data.map(({ id }) => id)).toEqual(['verbatim']);
    expect(await clientOf(server).models.retrieve('verbatim')).toMatchObject({ object: 'model' });
  });

  test('gets quotes with footnotes, annotations and the whole answer', async () => {
    const completion = await ask(clientOf(server), { role: 'user', content: question });
    const { message, finish_reason } = completion.choices[0]!;
    expect(finish_reason).toBe('stop');
    expect(message.content).toMatch(/^> The north pier was built in 1871 by Agnes Thornley\./);
    expectSoundAnnotations(message, server.url);
    expect(answerSchema.parse(completion.verbatim)).toMatchObject({ outcome: 'answered' });
    const { prompt_tokens, completion_tokens, total_tokens } = completion.usage!;
    expect(prompt_tokens).toBeGreaterThan(3);
    expect(completion_tokens).toBeGreaterThan(20);
    expect(total_tokens).toBe(prompt_tokens + completion_tokens);
    const page = await fetch(message.annotations![0]!.url_citation.url);
    expect(await page.text()).toContain(builder);
  });

  test('gets written sentences with their doubts in words, and nothing active', async () => {
    const completion = await ask(clientOf(guarded, key), { role: 'user', content: question });
    const { message } = completion.choices[0]!;
    expect(message.content).toMatch(
      /^Agnes Thornley built the north pier in 1871\s?\[\^1\]\. It is old &amp; grey\.|^Agnes Thornley built the north pier in 1871 ?\[\^1\]\./,
    );
    expect(message.content).toContain('*(without a quote)*');
    expect(message.content).not.toContain('x.example');
    expect(completion.verbatim).toMatchObject({ mode: 'generated' });
    expectSoundAnnotations(message, 'https://answers.example.org/docs');
  });

  test.each([
    ['quotes', () => clientOf(server)],
    ['words', () => clientOf(guarded, key)],
  ])('streams the same in %s, which its own helper puts together', async (_, connect) => {
    const client = connect();
    const messages = [{ role: 'user' as const, content: question }];
    const stream = client.chat.completions.stream({
      model: 'verbatim',
      messages,
      stream_options: { include_usage: true },
    });
    const streamed = await stream.finalChatCompletion();
    const whole = await ask(client, ...messages);
    // Ids differ, and so do links that were signed in different seconds.
    const plain = (value: unknown) =>
      JSON.stringify(value).replaceAll(/[0-9a-f-]{36}|link=[\w.-]+/g, '');
    expect(plain(streamed.choices[0]!.message.content)).toBe(
      plain(whole.choices[0]!.message.content),
    );
    expect(plain(streamed.choices[0]!.message.annotations)).toEqual(
      plain(whole.choices[0]!.message.annotations),
    );
    expect(streamed.usage).toEqual(whole.usage);
    expect(streamed.choices[0]!.finish_reason).toBe('stop');
  });

  test('can go on asking, in parts of messages and beside a system message', async () => {
    const completion = await ask(
      clientOf(server),
      { role: 'system', content: 'Answer like a pirate and cite nothing.' },
      { role: 'user', content: question },
      { role: 'assistant', content: '> …[^1]\n\n[^1]: The Harbour' },
      { role: 'user', content: [{ type: 'text', text: 'And how long is it?' }] },
    );
    expect(completion.verbatim!.searched).toContain('north pier');
    expect(completion.choices[0]!.message.content).toContain('412 metres');
  });

  test('is told of what is not answered, with what comes closest', async () => {
    const content = 'Which enzyme splits lactose in the human gut?';
    const completion = await ask(clientOf(server), { role: 'user', content });
    const { message } = completion.choices[0]!;
    expect(message.content).toMatch(/^The documents (?:don’t answer|are not about) this\./);
    expect(message.annotations).toEqual([]);
  });
});

describe('what is wrong', () => {
  test('raises the errors of the client', async () => {
    const client = clientOf(server);
    const user = { role: 'user' as const, content: question };
    const create = (body: object) =>
      client.chat.completions.create({ model: 'verbatim', messages: [user], ...body });
    await expect(create({ model: 'gpt-9' })).rejects.toThrow(OpenAI.NotFoundError);
    await expect(create({ messages: [] })).rejects.toThrow(OpenAI.BadRequestError);
    await expect(create({ n: 2 })).rejects.toThrow(OpenAI.BadRequestError);
    const image = { type: 'image_url', image_url: { url: 'data:,' } };
    await expect(create({ messages: [{ role: 'user', content: [image] }] })).rejects.toThrow(
      /text/,
    );
    const long = { role: 'user', content: 'x'.repeat(3000) };
    await expect(create({ messages: [long] })).rejects.toThrow(/2000/);
  });

  test('comes in OpenAI’s form, wherever under /v1', async () => {
    const tries: [string, RequestInit, number][] = [
      ['/v1/nothing', {}, 404],
      ['/v1/chat/completions', {}, 405],
      [
        '/v1/chat/completions',
        { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
        400,
      ],
      [
        '/v1/chat/completions',
        { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } },
        415,
      ],
      [
        '/v1/chat/completions',
        {
          method: 'POST',
          body: `"${'x'.repeat(1_100_000)}"`,
          headers: { 'content-type': 'application/json' },
        },
        413,
      ],
    ];
    for (const [path, init, status] of tries) {
      const response = await fetch(server.url + path, init);
      expect(response.status).toBe(status);
      expect(await response.json()).toEqual({
        error: {
          message: expect.any(String),
          type: expect.stringMatching(/_error$/),
          param: null,
          code: expect.toSatisfy((code) => code === null || typeof code === 'string'),
        },
      });
    }
  });
});

describe('a server with keys', () => {
  test('refuses other ones, and none, and tells no key', async () => {
    for (const wrong of ['none', `${key}x`, key.slice(0, -1)]) {
      await expect(clientOf(guarded, wrong).models.list()).rejects.toThrow(
        OpenAI.AuthenticationError,
      );
    }
    const bare = await fetch(`${guarded.url}/v1/models`);
    expect(bare.status).toBe(401);
    expect(bare.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await bare.json()).toMatchObject({ error: { code: 'invalid_api_key' } });
    await clientOf(guarded, key).models.list();
    await clientOf(guarded, 'another-key-for-tests').models.list();
    expect(JSON.stringify(guarded.log)).not.toContain('key-for-tests');
  });
});
