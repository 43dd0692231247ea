import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QuestionPool } from '../../src/answering/suggestions/question-pool.ts';
import type { Answer } from '../../src/protocol.ts';
import { backgroundPool } from '../../src/server/background-pool.ts';
import { readEvents } from '../support/event-stream.ts';
import { openTestIndex } from '../support/open-test-index.ts';
import { smallCorpus, writeSmallCorpus } from '../support/small-corpus.ts';
import { startTestServer, type TestServer, untilSuggesting } from '../support/start-test-server.ts';
import { waitUntil } from '../support/wait-until.ts';
import { answerSchema, eventSchema } from '../support/wire-schema.ts';

const question = 'When does the ferry leave?';

describe('the next questions over HTTP', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ corpus: await writeSmallCorpus() });
    await untilSuggesting(server);
  });
  afterAll(() => server?.close());

  const post = (path: string, body: unknown, accept = 'application/json') =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: accept },
      body: JSON.stringify(body),
    });

  test('come with the answer as JSON and at the end of its stream', async () => {
    const answer = answerSchema.parse(await (await post('/api/ask', { question })).json());
    expect(answer.suggestions?.join(' ')).toContain('north pier');
    const streamed = await readEvents(await post('/api/ask', { question }, 'text/event-stream'));
    const events = streamed.map(({ event, data }) =>
      eventSchema.parse({ event, data: JSON.parse(data) }),
    );
    expect(events.at(-1)).toMatchObject({
      event: 'answer-end',
      data: { suggestions: answer.suggestions },
    });
  });

  test('are answered when they are asked', async () => {
    const { suggestions = [] } = (await (await post('/api/ask', { question })).json()) as Answer;
    for (const suggested of suggestions) {
      const next = (await (await post('/api/ask', { question: suggested })).json()) as Answer;
      expect({ suggested, outcome: next.outcome }).toEqual({ suggested, outcome: 'answered' });
    }
  });

  test('are left out for clients of OpenAI', async () => {
    const messages = [{ role: 'user', content: question }];
    const response = await post('/v1/chat/completions', { model: 'verbatim', messages });
    const { verbatim } = (await response.json()) as { verbatim: Answer };
    expect(verbatim).toMatchObject({ question, answered: true });
    expect(verbatim).not.toHaveProperty('suggestions');
  });

  test('are in the log as a number, once', () => {
    const lines = server.log.filter(({ msg }) => msg === 'the next questions are known');
    expect(lines).toEqual([
      expect.objectContaining({ questions: expect.any(Number), milliseconds: expect.any(Number) }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('pier');
  });
});

describe('the pool that is made in the background', () => {
  const log = pino({ level: 'silent' });
  const documentsOf = (pool: QuestionPool) =>
    new Set(pool.flatMap(({ places }) => places.map(({ documentId }) => documentId)));

  test('is not waited for, and is of the documents as they are', async () => {
    const index = await openTestIndex(smallCorpus);
    const stopping = new AbortController();
    try {
      const { store } = index.context;
      const questionPool = backgroundPool(index.context, { log, signal: stopping.signal });
      expect(await questionPool()).toBeUndefined();
      const made = async () => (await questionPool()) !== undefined;
      await waitUntil('the first pool', made);
      const first = (await questionPool())!;
      expect(await questionPool()).toBe(first);
      const [gone = ''] = documentsOf(first);

      await store.removeDocuments([gone]);
      await waitUntil('the change', async () => (await questionPool()) !== first);
      await waitUntil('the second pool', made);
      expect(documentsOf((await questionPool())!)).not.toContain(gone);
    } finally {
      stopping.abort();
      await index.close();
    }
  });

  test('is tried again a minute after it failed, and asking never fails', async () => {
    const index = await openTestIndex(smallCorpus);
    const errors: string[] = [];
    const failing = pino({}, { write: (line: string) => errors.push(JSON.parse(line).msg) });
    let time = 0;
    let isBroken = true;
    const { store } = index.context;
    // The real store, whose list cannot be read for a while.
    const context = {
      ...index.context,
      store: {
        ...store,
        listDocuments: async () => {
          if (isBroken) throw new Error('the list cannot be read');
          return store.listDocuments();
        },
      },
    };
    const stopping = new AbortController();
    try {
      const options = { log: failing, signal: stopping.signal, now: () => time };
      const questionPool = backgroundPool(context, options);
      expect(await questionPool()).toBeUndefined();
      await waitUntil('the error', () => errors.length > 0);
      isBroken = false;
      time = 59_999;
      expect(await questionPool()).toBeUndefined();
      time = 60_001;
      await waitUntil('the pool', async () => (await questionPool()) !== undefined);
      expect(errors).toEqual([
        'the next questions could not be found',
        'the next questions are known',
      ]);
    } finally {
      stopping.abort();
      await index.close();
    }
  });
});
