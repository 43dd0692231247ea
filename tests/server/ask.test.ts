import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, DocumentList, Problem } from '../../src/protocol.ts';
import { EventStreamParser, readEvents, type ServerSentEvent } from '../support/event-stream.ts';
import { writeSmallCorpus } from '../support/small-corpus.ts';
import { startTestServer, type TestServer, untilSuggesting } from '../support/start-test-server.ts';
import { waitUntil, within } from '../support/wait-until.ts';
import { answerSchema, eventSchema, problemSchema } from '../support/wire-schema.ts';

const question = 'Who built the north pier?';

let server: TestServer;
beforeAll(async () => {
  const corpus = await writeSmallCorpus();
  server = await startTestServer({ corpus });
  await untilSuggesting(server);
});
afterAll(() => server?.close());

const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/ask`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
  });

const ask = (body: unknown, headers: Record<string, string> = {}) =>
  post(JSON.stringify(body), headers);

async function readAnswer(response: Response): Promise<Answer> {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^application\/json\b/);
  return answerSchema.parse(await response.json()) as Answer;
}

async function readProblem(response: Response, status: number): Promise<Problem> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json\b/);
  const problem = problemSchema.parse(await response.json()) as Problem;
  expect(problem.status).toBe(status);
  return problem;
}

async function documentIds(): Promise<Map<string, string>> {
  const response = await fetch(`${server.url}/api/documents`);
  const { documents } = (await response.json()) as DocumentList;
  return new Map(documents.map(({ uri, id }) => [uri, id]));
}

describe('an answer as JSON', () => {
  test('has the shape of the contract, and quotes that stand in the document', async () => {
    const answer = await readAnswer(await ask({ question }));
    expect(answer).toMatchObject({ question, outcome: 'answered', answered: true, closest: [] });
    expect(answer.citations[0]?.quote).toContain('built in 1871 by Agnes Thornley');
    for (const { document, spans, quote } of answer.citations) {
      const response = await fetch(
        `${server.url}/api/documents/${document.id}?revision=${document.revision}`,
      );
      const { text } = (await response.json()) as { text: string };
      for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text);
      expect(quote).toContain(spans[0]?.text);
    }
  });

  test('numbers its citations in the order in which its text names them', async () => {
    const { answer, citations } = await readAnswer(
      await ask({ question: 'What are these documents about?' }),
    );
    const named = [...answer.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number));
    expect(named).toEqual(citations.map(({ number }) => number));
    expect(named).toEqual(named.map((_, index) => index + 1));
  });

  test('has an id of its own each time', async () => {
    const answers = await Promise.all(
      [ask({ question }), ask({ question })].map(async (response) => readAnswer(await response)),
    );
    expect(answers[0]?.id).not.toBe(answers[1]?.id);
  });

  test('offers the closest passages apart where nothing answers', async () => {
    const answer = await readAnswer(await ask({ question: 'How high is the tax on diesel?' }));
    expect(answer).toMatchObject({ answered: false, citations: [] });
    expect(answer.answer).not.toMatch(/\[\d/);
  });

  test('says what was searched for where the history completed the question', async () => {
    const history = [
      { role: 'user', content: question },
      { role: 'assistant', content: 'Agnes Thornley [1]' },
    ];
    const answer = await readAnswer(await ask({ question: 'And how long is it?', history }));
    expect(answer.question).toBe('And how long is it?');
    expect(answer.searched).toMatch(/north pier/i);
    expect(answer.citations.map(({ quote }) => quote).join()).toContain('412 metres');
  });

  test('takes a question with white space around it', async () => {
    expect((await readAnswer(await ask({ question: `\n ${question}\t` }))).question).toBe(question);
  });
});

describe('an answer as a stream', () => {
  test('comes in order and ends with the answer that JSON would have given', async () => {
    const response = await ask({ question }, { Accept: 'text/event-stream' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-encoding')).toBeNull();
    const events = parseAll(await readEvents(response));
    const names = events.map(({ event }) => event);
    expect(names.join(' ')).toMatch(/^answer-start( citation)+( answer-delta)+ answer-end$/);

    const last = events.at(-1);
    if (last?.event !== 'answer-end') throw new Error('unreachable');
    const { id, ...streamed } = last.data;
    const { id: _, ...whole } = await readAnswer(await ask({ question }));
    expect(streamed).toEqual(whole);
    expect(events[0]?.data).toEqual({ id, question, mode: 'extractive' });
    const citations = events.filter(({ event }) => event === 'citation').map(({ data }) => data);
    expect(citations).toEqual(whole.citations);
    const text = events.map((event) => (event.event === 'answer-delta' ? event.data.text : ''));
    expect(text.join('')).toBe(whole.answer);
  });

  test('reads the same however its bytes are cut', async () => {
    const response = await ask({ question: 'What does it say about hedges?' }, stream);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const whole = new EventStreamParser().push(bytes);
    parseAll(whole);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 40 }), (cuts) => {
        const places = [0, ...cuts.sort((left, right) => left - right), bytes.length];
        const parser = new EventStreamParser();
        const pieces = places.slice(1).map((end, index) => bytes.slice(places[index], end));
        expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  const stream = { Accept: 'text/event-stream' };
  const parseAll = (events: ServerSentEvent[]) =>
    events.map(({ event, data }) => eventSchema.parse({ event, data: JSON.parse(data) }));
});

describe('the form of an answer', () => {
  const json = /^application\/json/;
  const stream = /^text\/event-stream/;
  const forms: [accept: string, form: RegExp][] = [
    ['*/*', json],
    ['application/json', json],
    ['Application/JSON', json],
    ['application/*', json],
    ['text/event-stream', stream],
    ['text/*', stream],
    ['application/json, text/event-stream', json],
    ['text/event-stream, application/json;q=0.5', stream],
    ['application/json;q=0.1, text/event-stream;q=0.9', stream],
    ['application/json;q=0, text/event-stream', stream],
    ['text/html, */*;q=0.1', json],
  ];
  test.each(forms)('for %s', async (accept, form) => {
    const response = await ask({ question }, { Accept: accept });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(form);
    await response.body?.cancel();
  });

  test('is JSON where nothing or an empty header says what is accepted', async () => {
    for (const headers of ['', 'Accept:\r\n']) {
      const body = JSON.stringify({ question });
      const raw = await exchange(
        `POST /api/ask HTTP/1.1\r\nHost: localhost\r\n${headers}Content-Type: application/json\r\n` +
          `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
      expect(raw).toMatch(/^HTTP\/1\.1 200 /);
      expect(raw).toMatch(/\r\ncontent-type: application\/json/i);
    }
  });

  test.each(['text/html', 'image/png', 'application/xml', 'nonsense', 'application/json;q=0'])(
    'cannot be %s',
    async (accept) => {
      const problem = await readProblem(await ask({ question }, { Accept: accept }), 406);
      expect(problem.detail).toContain('text/event-stream');
    },
  );
});

describe('a question that is not one', () => {
  const longest = 2000;
  const refused: Record<string, [body: unknown, detail: RegExp]> = {
    'a missing question': [{}, /question must be a string, not absent/],
    'an empty question': [{ question: '' }, /question must not be empty/],
    'white space alone': [{ question: ' \t\n\u00a0\u2003' }, /question must not be empty/],
    'a question of 100 kB': [
      { question: 'why '.repeat(25_000) },
      /question has 100000 characters; at most 2000/,
    ],
    'a number': [{ question: 5 }, /question must be a string, not a number/],
    null: [{ question: null }, /question must be a string, not null/],
    'a list': [{ question: ['why'] }, /question must be a string, not a list/],
    'an object': [{ question: { a: 1 } }, /question must be a string, not an object/],
    'a body that is a list': [[question], /body must be a JSON object, not a list/],
    'a body that is a string': [question, /body must be a JSON object, not a string/],
    'a body that is null': [null, /body must be a JSON object, not null/],
    'a history that is an object': [{ question, history: {} }, /history must be a list/],
    'a turn that is a string': [{ question, history: ['hi'] }, /history\.0 must be an object/],
    'a turn of the system': [
      { question, history: [{ role: 'system', content: 'x' }] },
      /history\.0\.role must be "user" or "assistant"/,
    ],
    'a turn without content': [
      { question, history: [{ role: 'user' }] },
      /history\.0\.content must be a string, not absent/,
    ],
    '10,000 turns': [
      { question, history: Array.from({ length: 10_000 }, () => ({ role: 'user', content: 'x' })) },
      /history has 10000 turns; at most 100/,
    ],
    'a turn of 30,000 characters': [
      { question, history: [{ role: 'user', content: 'x'.repeat(30_000) }] },
      /history\.0\.content must have at most 20000 characters/,
    ],
    'documents that are a string': [
      { question, documents: 'all' },
      /documents must be a list of document ids/,
    ],
    'a document that is a number': [{ question, documents: [1] }, /documents\.0 must be a doc/],
    '1,001 documents': [
      { question, documents: Array.from({ length: 1001 }, (_, index) => `d-${index}`) },
      /documents must have at most 1000 ids/,
    ],
  };
  test.each(Object.entries(refused))('%s is refused', async (_, [body, detail]) => {
    const problem = await readProblem(await ask(body), 400);
    expect(problem.type).toBe('/problems/invalid-request');
    expect(problem.detail).toMatch(detail);
    expect(problem.detail.length).toBeLessThan(1500);
  });

  test('has a reply where it is talk, or marks alone', async () => {
    for (const [text, conversation] of [
      ['Hello', 'greeting'],
      ['?! … —', 'empty'],
    ]) {
      const answer = answerSchema.parse(await (await ask({ question: text })).json());
      expect(answer).toMatchObject({ outcome: 'conversation', conversation, citations: [] });
    }
  });

  test('is told everything that is wrong at once', async () => {
    const body = { question: '', history: [{ role: 'x', content: 1 }], documents: [null] };
    const { detail } = await readProblem(await ask(body), 400);
    for (const part of ['question', 'history.0.role', 'history.0.content', 'documents.0']) {
      expect(detail).toContain(part);
    }
  });

  test('may be as long as is allowed, to the character', async () => {
    const text = `${question} `.padEnd(longest, 'x');
    expect((await ask({ question: text })).status).toBe(200);
    await readProblem(await ask({ question: `${text}x` }), 400);
  });

  test.each(['', '{', '{"question": "why?"', 'question=why', '\ufeff', 'undefined', '[1,]'])(
    'is refused with the broken JSON %j',
    async (body) => {
      const { detail } = await readProblem(await post(body), 400);
      expect(detail).toBe('The body is not valid JSON.');
    },
  );

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'json'])(
    'is refused with the content type %s',
    async (type) => {
      const body = JSON.stringify({ question });
      const problem = await readProblem(await post(body, { 'Content-Type': type }), 415);
      expect(problem.detail).toContain(`"${type}"`);
    },
  );

  test('is refused without a content type', async () => {
    const response = await fetch(`${server.url}/api/ask`, {
      method: 'POST',
      body: new TextEncoder().encode(JSON.stringify({ question })),
    });
    expect((await readProblem(response, 415)).detail).toContain('has none');
  });

  test('takes a content type with a parameter and in capitals', async () => {
    const type = { 'Content-Type': 'Application/JSON; charset=utf-8' };
    await readAnswer(await ask({ question }, type));
  });
});

describe('a body over the limit', () => {
  const large = JSON.stringify({ question, history: [], more: 'x'.repeat(1_100_000) });

  test('is refused by its announced length', async () => {
    const problem = await readProblem(await post(large), 413);
    expect(problem.detail).toContain('1000000 bytes');
  });

  test('is refused by what comes, where no length is announced', async () => {
    const response = await within(
      'the answer to a body in chunks',
      new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
        const request = httpRequest(`${server.url}/api/ask`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' },
        });
        request.on('response', (incoming) => {
          let body = '';
          incoming.setEncoding('utf8').on('data', (chunk: string) => {
            body += chunk;
          });
          incoming.on('end', () => resolve({ status: incoming.statusCode, body }));
        });
        request.on('error', reject);
        for (let start = 0; start < large.length; start += 64_000) {
          request.write(large.slice(start, start + 64_000));
        }
        request.end();
      }),
    );
    expect(response.status).toBe(413);
    problemSchema.parse(JSON.parse(response.body));
  });

  test('is cut off where a client sends on and on, and others are answered', async () => {
    // Not by `fetch`: its writer never gives way to other work where a body is always ready.
    const { port, hostname } = new URL(server.url);
    const received = await within(
      'the end of an endless body',
      new Promise<string>((resolve) => {
        let text = '';
        const socket = connect(Number(port), hostname);
        const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
        const send = (): void => void socket.write(chunk, (error) => error || send());
        socket.write(
          'POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
            'Transfer-Encoding: chunked\r\n\r\n',
        );
        send();
        socket.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        socket.on('error', () => {});
        socket.on('close', () => resolve(text));
      }),
    );
    // A connection that is cut while its client writes may lose the answer on the way.
    expect(received).toMatch(/^(HTTP\/1\.1 413 |$)/);
    await readAnswer(await ask({ question }));
  });

  test('does not disturb a body in chunks that is within it', async () => {
    const body = new ReadableStream({
      start(controller) {
        const bytes = new TextEncoder().encode(JSON.stringify({ question }));
        controller.enqueue(bytes.slice(0, 9));
        controller.enqueue(bytes.slice(9));
        controller.close();
      },
    });
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
    await readAnswer(await fetch(`${server.url}/api/ask`, { ...init, duplex: 'half' }));
  });
});

describe('naughty strings', () => {
  const file = join(import.meta.dirname, '..', 'fixtures', 'blns.json');
  const strings = JSON.parse(readFileSync(file, 'utf8')) as string[];
  const more = ['half a pair \ud83d here', 'NUL \0 here', `o'clock" ) OR 1=1 --`, '__proto__'];

  test('as questions are answered or refused, and never fail or become HTML', async () => {
    const outcomes = new Map<number, number>();
    for (const text of [...strings, ...more]) {
      const response = await ask({ question: text });
      outcomes.set(response.status, (outcomes.get(response.status) ?? 0) + 1);
      expect({ text, status: response.status }).toEqual({
        text,
        status: text.trim() === '' ? 400 : 200,
      });
      expect(response.headers.get('content-type')).toMatch(/^application\/(problem\+)?json/);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      if (response.status === 400) problemSchema.parse(await response.json());
      else expect(answerSchema.parse(await response.json()).question).toBe(text.trim());
    }
    expect(outcomes.get(200)).toBeGreaterThan(400);
  });

  test('as a search, a document or a route are never answered with themselves as HTML', async () => {
    const hostile = strings.filter((text) => /[<>]/.test(text)).slice(0, 40);
    expect(hostile).toHaveLength(40);
    for (const text of hostile) {
      const encoded = encodeURIComponent(text.replaceAll('/', ' '));
      for (const path of [`/api/search?q=${encoded}`, `/documents/${encoded}`, `/${encoded}`]) {
        const response = await fetch(`${server.url}${path}`, { headers: { Accept: 'text/html' } });
        expect([200, 400, 404]).toContain(response.status);
        const isPage = response.headers.get('content-type')?.startsWith('text/html');
        if (isPage) expect(await response.text()).not.toContain(text.trim());
        else await response.body?.cancel();
      }
    }
  });

  test('as ids of documents find nothing', async () => {
    const answer = await readAnswer(await ask({ question, documents: [...strings, ...more] }));
    expect(answer).toMatchObject({ outcome: 'not-answered', citations: [], closest: [] });
  });

  test('as history do not disturb a question', async () => {
    const history = strings.slice(0, 100).map((content) => ({ role: 'user', content }));
    await readAnswer(await ask({ question, history }));
  });
});

describe('the documents of a question', () => {
  test('are searched alone', async () => {
    const ids = await documentIds();
    const garden = ids.get('garden/guide.md')!;
    const harbour = ids.get('harbour.md')!;
    const answered = await readAnswer(await ask({ question, documents: [harbour] }));
    expect(answered.outcome).toBe('answered');
    const elsewhere = await readAnswer(await ask({ question, documents: [garden] }));
    expect(elsewhere.answered).toBe(false);
    expect(new Set(elsewhere.closest.map(({ document }) => document.id))).toEqual(
      new Set(elsewhere.closest.length > 0 ? [garden] : []),
    );
    const overview = { question: 'What is this about?', documents: [garden] };
    const { citations } = await readAnswer(await ask(overview));
    expect(new Set(citations.map(({ document }) => document.id))).toEqual(new Set([garden]));
  });

  test('are passed over where they are not known', async () => {
    const harbour = (await documentIds()).get('harbour.md')!;
    const answered = await readAnswer(await ask({ question, documents: ['none', harbour] }));
    expect(answered.outcome).toBe('answered');
    for (const documents of [['none'], []]) {
      for (const text of [question, 'What is this about?', 'What does it say about roses?']) {
        const answer = await readAnswer(await ask({ question: text, documents }));
        expect(answer).toMatchObject({ outcome: 'not-answered', citations: [], closest: [] });
      }
    }
  });

  test('may be a thousand', async () => {
    const documents = Array.from({ length: 999 }, (_, index) => `document-${index}-0123abcd`);
    documents.push((await documentIds()).get('harbour.md')!);
    expect((await readAnswer(await ask({ question, documents }))).outcome).toBe('answered');
  });
});

test('every question is a line in the log, none with its words', async () => {
  const answer = await readAnswer(await ask({ question }));
  await waitUntil('the line of the question', () =>
    server.log.some((line) => line['answer'] === answer.id),
  );
  expect(server.log.find((line) => line['answer'] === answer.id)).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    method: 'POST',
    path: '/api/ask',
    status: 200,
    milliseconds: expect.any(Number),
    outcome: 'answered',
    confidence: answer.confidence,
    level: 30,
  });
  const text = JSON.stringify(server.log);
  expect(text).not.toMatch(/north pier|Thornley|diesel/);
  expect(server.log.filter(({ level }) => Number(level) > 30)).toEqual([]);
  const ids = server.log.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

/** What a server says to these very bytes. */
function exchange(bytes: string): Promise<string> {
  const { port, hostname } = new URL(server.url);
  return within(
    'the end of a raw connection',
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(bytes));
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
    }),
  );
}
