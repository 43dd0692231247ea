import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddingEndpoint, startEmbeddingEndpoint } from '../support/embedding-endpoint.ts';
import { readEvents } from '../support/event-stream.ts';
import { smallCorpus, writeSmallCorpus } from '../support/small-corpus.ts';
import {
  type LaunchedServer,
  launchTestServer,
  type TestServer,
  untilSuggesting,
} from '../support/start-test-server.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { waitUntil, within } from '../support/wait-until.ts';
import { answerSchema, problemSchema } from '../support/wire-schema.ts';

// A model over HTTP that answers only when it is told to makes every moment of an answer last.

const question = 'Who built the north pier?';

let endpoint: EmbeddingEndpoint;
let corpus: string;
beforeAll(async () => {
  endpoint = await startEmbeddingEndpoint();
  corpus = await writeSmallCorpus();
});
afterAll(() => endpoint?.close());

const launch = (environment: Record<string, string> = {}): Promise<LaunchedServer> =>
  launchTestServer({
    corpus,
    environment: { ...endpoint.environment, LOG_QUESTIONS: 'on', ...environment },
  });

async function start(environment: Record<string, string> = {}): Promise<TestServer> {
  const server = await launch(environment);
  await server.ready;
  // Starters and suggestions are found in the background; their questions would be counted with ours.
  await untilSuggesting(server);
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
      // Without its random id, which may well have the digits.
      const words = JSON.stringify({ ...problem, instance: undefined });
      expect(words).not.toMatch(/provider|embedding|sk-|403|\.ts/i);

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

describe('while it starts', () => {
  test('it says how far it is, then answers', async () => {
    endpoint.hold();
    const server = await launch();
    try {
      const readiness = async () => (await fetch(`${server.url}/readyz`)).json();
      await waitUntil('the first request to the model', () => endpoint.waiting === 1);
      expect(await readiness()).toEqual({ status: 'starting' });
      endpoint.release();
      endpoint.hold();
      await waitUntil('the passages of the first document', () => endpoint.waiting === 1);
      const indexing = await fetch(`${server.url}/readyz`);
      expect(indexing.status).toBe(503);
      expect(await indexing.json()).toEqual({
        status: 'indexing',
        done: 0,
        total: 3,
        uri: 'garden/guide.md',
        passages: 0,
        failed: 0,
      });
      const early = await ask(server, 'application/json');
      expect(early.status).toBe(503);
      expect(early.headers.get('retry-after')).toBe('2');
      expect(problemSchema.parse(await early.json()).type).toBe('/problems/not-ready');
      endpoint.release();
      await server.ready;
      expect(await readiness()).toMatchObject({ status: 'ready', documents: 3 });
    } finally {
      await server.close();
    }
  });

  test('it can be stopped, and what it was at is given up', async () => {
    endpoint.hold();
    const server = await launch();
    await waitUntil('the first request to the model', () => endpoint.waiting === 1);
    endpoint.release();
    endpoint.hold();
    await waitUntil('the passages of the first document', () => endpoint.waiting === 1);
    const outcome = expect(server.ready).rejects.toThrow('abort');
    await within('the end of the server', server.close(), 1500);
    await outcome;
    endpoint.release();
  });

  test('it finds the starters by itself, and answers also where that fails', async () => {
    const directory = await temporaryDirectory();
    const own = join(directory, 'corpus');
    const text = 'The ferry timetable changes in winter. A ferry leaves at seven.';
    await writeFiles(own, { 'boats.md': `# Boats\n\n## Ferry timetable\n\n${text}\n` });
    const environment = { LANCEDB_URI: join(directory, 'index'), CORPUS_DIR: own };
    const first = await launch(environment);
    await first.ready;
    const isStarter = (sent: string) => sent.includes('Ferry timetable') && !sent.includes(text);
    await waitUntil('a starter at the model', () => endpoint.texts.some(isStarter));
    await first.close();

    endpoint.hold();
    const second = await launch(environment);
    try {
      await waitUntil('the first request to the model', () => endpoint.waiting === 1);
      endpoint.failWith(403);
      endpoint.release();
      await second.ready;
      await waitUntil('the error in the log', () => second.log.some(({ level }) => level === 50));
      expect(second.log.find(({ level }) => level === 50)).toMatchObject({
        msg: 'the starter questions could not be found',
        err: { message: expect.stringContaining('refused the key') },
      });
      endpoint.failWith(undefined);
      expect((await ask(second, 'application/json')).status).toBe(200);
      expect((await fetch(`${second.url}/api/starters`)).status).toBe(200);
    } finally {
      endpoint.failWith(undefined);
      await second.close();
    }
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
