import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFeedbackFile } from '../../src/adapters/feedback-file.ts';
import type { Feedback } from '../../src/ports.ts';
import type { Answer, DocumentContent, DocumentList, Starters } from '../../src/protocol.ts';
import { createApp } from '../../src/server/create-app.ts';
import type { ServiceState } from '../../src/server/service.ts';
import { writeSmallCorpus } from '../support/small-corpus.ts';
import { startTestServer, type TestServer } from '../support/start-test-server.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { waitUntil } from '../support/wait-until.ts';
import { documentContentSchema, problemSchema, searchSchema } from '../support/wire-schema.ts';

let server: TestServer;
let corpus: string;
beforeAll(async () => {
  corpus = await writeSmallCorpus();
  server = await startTestServer({ corpus, environment: { LOG_LEVEL: 'debug' } });
});
afterAll(() => server?.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers });

const getJson = async <T>(path: string) => (await (await get(path)).json()) as T;

async function readProblem(response: Response, status: number): Promise<string> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json\b/);
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(status);
  return problem.detail;
}

async function documentAt(uri: string): Promise<DocumentContent> {
  const { documents } = await getJson<DocumentList>('/api/documents');
  const { id } = documents.find((document) => document.uri === uri)!;
  return getJson<DocumentContent>(`/api/documents/${id}`);
}

const routes: [path: string, methods: string[]][] = [
  ['/', ['GET', 'HEAD']],
  ['/embed', ['GET', 'HEAD']],
  ['/widget.js', ['GET', 'HEAD']],
  ['/widget.json', ['GET', 'HEAD']],
  ['/widget.d.ts', ['GET', 'HEAD']],
  ['/assets/demo.css', ['GET', 'HEAD']],
  ['/assets/document.css', ['GET', 'HEAD']],
  ['/healthz', ['GET', 'HEAD']],
  ['/readyz', ['GET', 'HEAD']],
  ['/api/ask', ['POST']],
  ['/api/feedback', ['POST']],
  ['/api/search', ['GET', 'HEAD']],
  ['/api/starters', ['GET', 'HEAD']],
  ['/api/documents', ['GET', 'HEAD']],
  ['/api/documents/some-id', ['GET', 'HEAD']],
  ['/documents/some-id', ['GET', 'HEAD']],
];

describe('methods and paths', () => {
  test.each(routes)('%s refuses methods other than its own and names those', async (path, own) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) {
      if (own.includes(method)) continue;
      const response = await fetch(`${server.url}${path}`, { method });
      expect({ method, status: response.status }).toEqual({ method, status: 405 });
      expect(response.headers.get('allow')).toBe(own.join(', '));
      if (method === 'HEAD') expect(await response.text()).toBe('');
      else expect(await readProblem(response, 405)).toContain(`not ${method}`);
    }
  });

  test('HEAD has the status and headers of GET, and no body', async () => {
    for (const path of ['/', '/widget.js', '/healthz', '/readyz', '/api/documents', '/nowhere']) {
      const [head, whole] = await Promise.all([
        fetch(`${server.url}${path}`, { method: 'HEAD' }),
        get(path),
      ]);
      expect(head.status).toBe(whole.status);
      expect(head.headers.get('content-type')).toBe(whole.headers.get('content-type'));
      expect(await head.text()).toBe('');
      expect(await whole.text()).not.toBe('');
    }
  });

  const unknown = [
    '/nowhere',
    '/api',
    '/api/ask/',
    '/API/ASK',
    '/api/documents/',
    '/assets/',
    '/assets/..%2f..%2fpackage.json',
    '/..%2fpackage.json',
    '/.git/config',
    '/index.html',
    '/%00',
    '/%E0%A4%A',
    `/${'x'.repeat(4000)}`,
  ];
  test.each(unknown.map((path) => [path.slice(0, 40), path]))(
    'there is nothing at %s',
    async (_, path) => {
      await readProblem(await get(path), 404);
      await readProblem(await fetch(`${server.url}${path}`, { method: 'POST' }), 404);
    },
  );
});

describe('headers', () => {
  test.each([
    ['the page of the chat', '/'],
    ['the page of snippets', '/embed'],
    ['a document', '/documents/garden'],
    ['data', '/api/documents'],
    ['a problem', '/nowhere'],
  ])('keep %s from running or framing what is not its own', async (_, path) => {
    const { id } = await documentAt('garden/guide.md');
    const { headers } = await get(path.replace('garden', id), { Accept: 'text/html' });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('set-cookie')).toBeNull();
  });

  test('fit the pages: no script or style stands in them', async () => {
    const { id } = await documentAt('garden/guide.md');
    for (const path of ['/', '/embed', `/documents/${id}?quote=0-10`]) {
      const page = await (await get(path)).text();
      expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:/i);
      const sources = [...page.matchAll(/\s(?:src|href)="([^"]*)"/g)].map((match) => match[1]);
      expect(sources.filter((source) => !/^\/(?!\/)/.test(source ?? ''))).toEqual([]);
    }
  });
});

describe('documents', () => {
  test('are listed with their titles, also two of one name', async () => {
    const { documents } = await getJson<DocumentList>('/api/documents');
    expect(documents.map(({ uri, title }) => [uri, title])).toEqual([
      ['garden/guide.md', 'Garden Guide'],
      ['museum/guide.md', 'Museum Guide'],
      ['harbour.md', 'The Harbour of Selmouth'],
    ]);
    expect(new Set(documents.map(({ id }) => id)).size).toBe(3);
  });

  test('are given with their text and blocks', async () => {
    const content = documentContentSchema.parse(await documentAt('harbour.md'));
    expect(content.current).toBe(true);
    expect(content.text).not.toMatch(/[#*]/);
    const shown = content.blocks.map(({ kind, start, end }) => [
      kind,
      content.text.slice(start, end).slice(0, 12),
    ]);
    expect(shown[0]).toEqual(['heading', 'The Harbour ']);
    expect(shown).toContainEqual(['paragraph', 'The north pi']);
  });

  test('show a quote highlighted, in words of the document that stay words', async () => {
    const { id, text } = await documentAt('garden/guide.md');
    const quote = '<script>alert("roses")</script> & "quotes"';
    const start = text.indexOf(quote);
    const other = text.indexOf('Dogs');
    const ranges = `${start}-${start + quote.length},${other}-${other + 4}`;
    const page = await (await get(`/documents/${id}?quote=${ranges}`)).text();
    expect(page).toMatch(/<mark id="quote">Dogs<\/mark>/);
    expect(page).toMatch(/<mark>&lt;script&gt;alert\(&quot;roses&quot;\)&lt;\/script&gt; &amp; /);
    expect(page).not.toContain('<script');
  });

  test('are pages that every citation of an answer leads to', async () => {
    const response = await fetch(`${server.url}/api/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ question: 'Are dogs allowed in the rose garden?' }),
    });
    const { citations } = (await response.json()) as Answer;
    expect(citations.length).toBeGreaterThan(0);
    for (const { url, spans } of citations) {
      const page = await (await get(url)).text();
      expect(page).toContain(`<mark id="quote">${spans[0]?.text}</mark>`);
    }
  });

  test.each([
    'x',
    '5',
    '5-',
    '-5',
    '5-5',
    '9-5',
    '0-999999',
    '1.5-3',
    '0-5;7-9',
    '0-5,',
    '%3Cb%3E',
    '',
    '1e1-2e1',
    '00000000001-5',
  ])('are not shown with the quote %j', async (quote) => {
    const { id } = await documentAt('garden/guide.md');
    const detail = await readProblem(await get(`/documents/${id}?quote=${quote}`), 400);
    expect(detail).toMatch(/quote has to be like 120-180,200-240/);
  });

  test('come in part, in whole blocks, when a range is named', async () => {
    const { id } = await documentAt('garden/guide.md');
    const whole = (await (await get(`/api/documents/${id}`)).json()) as DocumentContent;
    const { start, end } = whole.blocks[1]!;
    const range = `from=${start + 1}&to=${start + 2}`;
    const answer = await get(`/api/documents/${id}?${range}`);
    const part = (await answer.json()) as DocumentContent;
    expect(part).toMatchObject({ from: start, to: end, length: whole.text.length });
    expect(part.text).toBe(whole.text.slice(start, end));
    expect(part.blocks).toEqual([whole.blocks[1]]);
  });

  test.each(['from=a', 'from=9&to=9', 'from=-1', 'to=99999999', 'from=5&to=2'])(
    'do not come in the part %j',
    async (range) => {
      const { id } = await documentAt('garden/guide.md');
      const detail = await readProblem(await get(`/api/documents/${id}?${range}`), 400);
      expect(detail).toMatch(/from and to have to be offsets/);
    },
  );

  test('come again only when they changed', async () => {
    const { id } = await documentAt('garden/guide.md');
    for (const path of [`/api/documents/${id}`, `/documents/${id}`, '/', '/widget.js']) {
      const first = await get(path);
      const tag = first.headers.get('etag') ?? '';
      expect(tag).not.toBe('');
      await first.text();
      const again = await get(path, { 'If-None-Match': tag });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
      expect((await get(path, { 'If-None-Match': '"other"' })).status).toBe(200);
    }
  });

  test('that are not there are a problem for programs and a page for people', async () => {
    for (const path of ['/api/documents/none', '/documents/none']) {
      expect(await readProblem(await get(path), 404)).toContain('There is no document none');
    }
    const page = await get('/documents/none', { Accept: 'text/html,application/xml;q=0.9,*/*' });
    expect(page.status).toBe(404);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await page.text()).toContain('The document that this link leads to is not here.');
    const data = await get('/api/documents/none', { Accept: 'text/html' });
    await readProblem(data, 404);
  });

  test('lead from a version that is gone to the one that is there', async () => {
    const { id } = await documentAt('harbour.md');
    const path = `/documents/${id}?revision=${'0'.repeat(64)}`;
    expect(await readProblem(await get(path), 404)).toContain('at revision 000');
    const page = await (await get(path, { Accept: 'text/html' })).text();
    expect(page).toContain(`<a href="/documents/${id}">Read the current version.</a>`);
  });
});

describe('GET /api/search', () => {
  test('gives passages as quotes with their places', async () => {
    const { query, hits } = searchSchema.parse(await getJson('/api/search?q=%20bronze%20anchor'));
    expect(query).toBe('bronze anchor');
    expect(hits[0]?.quote).toContain('bronze anchor');
    expect(hits[0]?.document.uri).toBe('museum/guide.md');
    const scores = hits.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
    for (const { document, spans } of hits) {
      const { text } = await getJson<DocumentContent>(`/api/documents/${document.id}`);
      for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text);
    }
  });

  test.each([
    ['no parameter', ''],
    ['nothing', '?q='],
    ['white space', '?q=%20%09'],
    ['2,001 characters', `?q=${'x'.repeat(2001)}`],
    ['another parameter', '?query=x'],
  ])('refuses %s', async (_, query) => {
    expect(await readProblem(await get(`/api/search${query}`), 400)).toContain('parameter q');
  });
});

describe('GET /api/starters', () => {
  test('gives questions that are all answered', async () => {
    const { questions, documents } = await getJson<Starters>('/api/starters');
    expect(documents).toHaveLength(3);
    expect(questions.length).toBeGreaterThan(0);
    for (const question of questions) {
      const response = await fetch(`${server.url}/api/ask`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ question }),
      });
      const { outcome } = (await response.json()) as Answer;
      expect({ question, outcome }).toEqual({ question, outcome: 'answered' });
    }
  });
});

describe('POST /api/feedback', () => {
  const send = (body: unknown) =>
    fetch(`${server.url}/api/feedback`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  test('is taken without a word and logged', async () => {
    const response = await send({ answer: 'an-answer', helpful: false, more: 'ignored' });
    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
    await waitUntil('the line of the feedback', () =>
      server.log.some(({ feedback }) => feedback !== undefined),
    );
    expect(server.log.find(({ feedback }) => feedback)).toMatchObject({
      path: '/api/feedback',
      status: 204,
      feedback: { answer: 'an-answer', helpful: false },
    });
  });

  const kept = async () => (await openFeedbackFile({ path: server.feedbackFile }).read()).records;

  test('is kept for the operator with its words, which the log does not hold', async () => {
    const comment = 'The quote is not about the pier.\u2028Really \ud83d';
    const question = 'Who built the secret pier?';
    const given = { answer: 'with-words', helpful: false, comment: ` ${comment}\n`, question };
    expect((await send(given)).status).toBe(204);
    const [record] = await kept();
    expect(record).toEqual({ ...given, comment, time: expect.stringMatching(/^\d{4}-.*Z$/) });
    await waitUntil('the line of the feedback', () =>
      server.log.some(({ feedback }) => (feedback as Feedback)?.answer === 'with-words'),
    );
    const line = server.log.find(({ feedback }) => (feedback as Feedback)?.answer === 'with-words');
    expect(line).toMatchObject({ feedback: { answer: 'with-words', helpful: false } });
    expect(JSON.stringify(server.log)).not.toMatch(/secret pier|not about the pier/);
  });

  test('takes as many words as the limits allow, and no empty ones', async () => {
    const most = 'x'.repeat(2000);
    const full = { answer: 'full', helpful: true, comment: most, question: most };
    expect((await send({ ...full, comment: `  ${most}  ` })).status).toBe(204);
    expect((await kept())[0]).toMatchObject(full);
    const empty = { answer: 'empty', helpful: true, comment: ' \n', question: '' };
    expect((await send(empty)).status).toBe(204);
    const [{ time: _, ...record } = { time: '' }] = await kept();
    expect(record).toEqual({ answer: 'empty', helpful: true });
  });

  test('is told that it was not kept, and the log why', async () => {
    const folder = await temporaryDirectory();
    const log: Record<string, unknown>[] = [];
    const app = createApp({
      state: { readiness: { status: 'starting' }, service: undefined },
      assets: new Map(),
      log: pino({ base: null }, { write: (line: string) => log.push(JSON.parse(line)) }),
      logQuestions: false,
      feedback: openFeedbackFile({ path: folder }),
    });
    const response = await app.request('/api/feedback', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ answer: 'lost', helpful: true, comment: 'nobody logs this' }),
    });
    const problem = problemSchema.parse(await response.json());
    expect(problem).toMatchObject({ type: '/problems/unavailable', status: 503 });
    expect(problem.detail).toContain('feedback could not be kept');
    expect(problem.detail).not.toContain(folder);
    expect(log).toMatchObject([
      {
        feedback: { answer: 'lost', helpful: true },
        problem: '/problems/unavailable',
        err: { message: expect.stringContaining(`${folder}: EISDIR`) },
      },
    ]);
    expect(JSON.stringify(log)).not.toContain('nobody logs this');
  });

  test('is only logged where it is not to be kept', async () => {
    const log: Record<string, unknown>[] = [];
    const app = createApp({
      state: { readiness: { status: 'starting' }, service: undefined },
      assets: new Map(),
      log: pino({ base: null }, { write: (line: string) => log.push(JSON.parse(line)) }),
      logQuestions: false,
    });
    const response = await app.request('/api/feedback', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ answer: 'a', helpful: true }),
    });
    expect(response.status).toBe(204);
    expect(log).toMatchObject([{ status: 204, feedback: { answer: 'a', helpful: true } }]);
  });

  test.each([
    [{}],
    [{ answer: 'a', helpful: true, comment: 1 }],
    [{ answer: 'a', helpful: true, comment: null }],
    [{ answer: 'a', helpful: true, comment: 'x'.repeat(2001) }],
    [{ answer: 'a', helpful: true, question: 'x'.repeat(2001) }],
    [{ answer: 'a' }],
    [{ answer: 1, helpful: true }],
    [{ answer: 'line\nbreak', helpful: true }],
    [{ answer: 'x'.repeat(65), helpful: true }],
    [{ answer: 'a', helpful: 'yes' }],
    [null],
  ])('refuses %j', async (body) => {
    await readProblem(await send(body), 400);
  });
});

describe('before the index is open', () => {
  const log = pino({ level: 'silent' });
  const appIn = (state: ServiceState) =>
    createApp({ state, assets: new Map(), log, logQuestions: false });
  const ask = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"question":"Why?"}',
  };

  test.each([
    [{ status: 'starting' }],
    [{ status: 'indexing', done: 3, total: 12, uri: 'a.md' }],
    [{ status: 'stopping' }],
  ] as const)('%j is told, with when to come again', async (readiness) => {
    const app = appIn({ readiness, service: undefined });
    const ready = await app.request('/readyz');
    expect(ready.status).toBe(503);
    expect(ready.headers.get('retry-after')).toBe('2');
    expect(await ready.json()).toEqual(readiness);
    expect((await app.request('/healthz')).status).toBe(200);

    for (const [path, init] of [
      ['/api/ask', ask],
      ['/api/search?q=x', {}],
      ['/api/starters', {}],
      ['/api/documents', {}],
      ['/api/documents/x', {}],
      ['/documents/x', {}],
    ] as const) {
      const response = await app.request(path, init);
      expect(response.headers.get('retry-after')).toBe('2');
      const detail = await readProblem(response, 503);
      expect(detail).toMatch(readiness.status === 'stopping' ? /being stopped/ : /being indexed/);
    }
  });

  test('a question that is wrong is told so, and not to come again', async () => {
    const app = appIn({ readiness: { status: 'starting' }, service: undefined });
    const response = await app.request('/api/ask', { ...ask, body: '{}' });
    expect(await readProblem(response, 400)).toContain('question');
  });
});

describe('when it is ready', () => {
  test('says so, with what is indexed', async () => {
    expect(await getJson('/readyz')).toEqual({ status: 'ready', documents: 3, passages: 4 });
  });

  test('serves the web client that was built', async () => {
    const built = join(import.meta.dirname, '..', '..', 'dist', 'web', 'widget.js');
    const response = await get('/widget.js');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await response.text()).toBe(await readFile(built, 'utf8'));
  });
});
