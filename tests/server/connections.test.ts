import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddingEndpoint, startEmbeddingEndpoint } from '../support/embedding-endpoint.ts';
import { readEvents } from '../support/event-stream.ts';
import { smallCorpus } from '../support/small-corpus.ts';
import { startTestServer, type TestServer } from '../support/start-test-server.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { waitUntil, within } from '../support/wait-until.ts';
import { answerSchema, problemSchema } from '../support/wire-schema.ts';

// A model over HTTP that answers only when it is told to makes every moment of an answer last.

const question = 'Who built the north pier?';

let endpoint: EmbeddingEndpoint;
let corpus: string;
beforeAll(async () => {
  endpoint = await startEmbeddingEndpoint();
  corpus = await temporaryDirectory();
  await writeFiles(corpus, smallCorpus);
});
afterAll(() => endpoint?.close());

async function start(environment: Record<string, string> = {}): Promise<TestServer> {
  const server = await startTestServer({
    corpus,
    environment: { ...endpoint.environment, LOG_QUESTIONS: 'on', ...environment },
  });
  // The starters are found in the background; their questions would be counted with ours.
  await (await fetch(`${server.url}/api/starters`)).text();
  return server;
}

const ask = (server: TestServer, accept: string, signal?: AbortSignal) =>
  fetch(`${server.url}/api/ask`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: accept },
    body: JSON.stringify({ question }),
    ...(signal ? { signal } : {}),
  });

const linesOf = (server: TestServer) => server.log.filter(({ path }) => path === '/api/ask');

const forms = ['application/json', 'text/event-stream'];

describe('while it answers', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server?.close());

  test.each(forms)('a client that goes takes its work along: %s', async (accept) => {
    endpoint.hold();
    const abandoned = endpoint.abandoned;
    const lines = linesOf(server).length;
    const client = new AbortController();
    const asked = ask(server, accept, client.signal).then((response) => response.text());
    asked.catch(() => {});
    await waitUntil('the question at the model', () => endpoint.waiting === 1);
    client.abort();
    await expect(asked).rejects.toThrow('abort');
    await waitUntil('the end of the request to the model', () => endpoint.abandoned > abandoned);
    endpoint.release();
    await waitUntil('the line of the request', () => linesOf(server).length > lines);
    const line = linesOf(server).at(-1);
    expect(line).toMatchObject({ level: 30, aborted: true, question });
    expect(line).not.toHaveProperty('err');
    expect(line).not.toHaveProperty('status');
  });

  test('a model that fails is told of without its words, and logged', async () => {
    endpoint.failWith(403);
    try {
      const response = await ask(server, 'application/json');
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('5');
      const problem = problemSchema.parse(await response.json());
      expect(problem.type).toBe('/problems/unavailable');
      expect(JSON.stringify(problem)).not.toMatch(/provider|embedding|sk-|403|\.ts/i);

      const stream = await ask(server, 'text/event-stream');
      expect(stream.status).toBe(200);
      const events = await readEvents(stream);
      expect(events.map(({ event }) => event)).toEqual(['answer-start', 'answer-error']);
      const last = problemSchema.parse(JSON.parse(events[1]!.data));
      expect(last).toEqual({ ...problem, instance: last.instance });

      await waitUntil('both lines of the log', () =>
        linesOf(server).some(({ id }) => id === last.instance),
      );
      for (const instance of [problem.instance, last.instance]) {
        expect(server.log.find(({ id }) => id === instance)).toMatchObject({
          level: 50,
          problem: '/problems/unavailable',
          err: { message: expect.stringContaining('refused the key') },
        });
      }
    } finally {
      endpoint.failWith(undefined);
    }
    expect((await ask(server, 'application/json')).status).toBe(200);
  });

  test('the question is in the log where the operator wants it there', async () => {
    const answer = answerSchema.parse(await (await ask(server, 'application/json')).json());
    await waitUntil('the line of the answer', () =>
      server.log.some((line) => line['answer'] === answer.id),
    );
    expect(server.log.find((line) => line['answer'] === answer.id)).toMatchObject({ question });
  });
});

describe('when it is stopped', () => {
  test('running answers and streams are finished, and new ones refused', async () => {
    const server = await start();
    endpoint.hold();
    const answers = forms.map((accept) => ask(server, accept));
    await waitUntil('both questions at the model', () => endpoint.waiting === 2);
    const closing = server.close(10_000);
    await expect(ask(server, 'application/json')).rejects.toThrow('fetch failed');
    endpoint.release();
    const [json, stream] = await Promise.all(answers);
    expect(answerSchema.parse(await json?.json()).outcome).toBe('answered');
    expect((await readEvents(stream!)).at(-1)?.event).toBe('answer-end');
    await within('the end of the server, once nothing runs', closing, 1000);
    expect(server.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  test('what does not finish in time is cut off', async () => {
    const server = await start();
    endpoint.hold();
    const cut = forms.map((accept) => ask(server, accept).then((response) => response.text()));
    const outcomes = Promise.allSettled(cut);
    await waitUntil('both questions at the model', () => endpoint.waiting === 2);
    await within('the end of the server', server.close(20), 2000);
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    endpoint.release();
  });
});

describe('when its index', () => {
  test('is deleted under it, says so to clients in few words and to the log in full', async () => {
    const directory = await temporaryDirectory();
    const server = await start({ LANCEDB_URI: join(directory, 'index') });
    try {
      await rm(join(directory, 'index'), { recursive: true });
      const response = await ask(server, 'application/json');
      const problem = problemSchema.parse(await response.json());
      expect(problem).toMatchObject({ status: 503, type: '/problems/unavailable' });
      expect(JSON.stringify(problem)).not.toMatch(/lance|index|\.ts|\/tmp|object at location/i);
      await waitUntil('the line of the log', () =>
        linesOf(server).some(({ id }) => id === problem.instance),
      );
      const line = server.log.find(({ id }) => id === problem.instance);
      expect(line).toMatchObject({ level: 50, err: { stack: expect.stringContaining('lance') } });
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    } finally {
      await server.close();
    }
  });

  test('has a newer version of a document, still shows the one that was cited', async () => {
    const directory = await temporaryDirectory();
    const own = join(directory, 'corpus');
    const environment = { LANCEDB_URI: join(directory, 'index'), CORPUS_DIR: own };
    await writeFiles(own, smallCorpus);
    const before = await start(environment);
    const answer = answerSchema.parse(await (await ask(before, 'application/json')).json());
    await before.close();
    const changed = smallCorpus['harbour.md']!.replace('Agnes Thornley', 'Ruth Amory');
    await writeFiles(own, { 'harbour.md': changed });
    const after = await start(environment);
    try {
      const { url, spans, document } = answer.citations[0]!;
      const page = await (await fetch(`${after.url}${url}`)).text();
      expect(page).toContain(`<mark id="quote">${spans[0]?.text}</mark>`);
      expect(page).toContain('Agnes Thornley');
      expect(page).toContain('The document has changed since.');
      const old = `${after.url}/api/documents/${document.id}?revision=${document.revision}`;
      expect(await (await fetch(old)).json()).toMatchObject({ current: false });
      const now = answerSchema.parse(await (await ask(after, 'application/json')).json());
      expect(now.citations[0]?.quote).toContain('Ruth Amory');
    } finally {
      await after.close();
    }
  });
});
