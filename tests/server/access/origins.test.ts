import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSmallCorpus } from '../../support/small-corpus.ts';
import { startTestServer, type TestServer } from '../../support/start-test-server.ts';
import { problemSchema } from '../../support/wire-schema.ts';

const portal = 'https://portal.example.org';
const stranger = 'https://stranger.example';

let closed: TestServer;
let open: TestServer;
beforeAll(async () => {
  const corpus = await writeSmallCorpus();
  const environment = {
    ALLOWED_ORIGINS: `${portal}, https://*.example.com, null`,
    PUBLIC_URL: 'https://answers.example.org/docs',
  };
  closed = await startTestServer({ corpus });
  open = await startTestServer({ corpus, environment });
});
afterAll(async () => {
  await closed?.close();
  await open?.close();
});

const question = { question: 'Who built the north pier?' };
const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const from = ({ url }: TestServer, origin: string, path: string, init: RequestInit = {}) =>
  fetch(url + path, { ...init, headers: { ...init.headers, Origin: origin } });

const guarded: [path: string, init: RequestInit][] = [
  ['/api/ask', post(question)],
  ['/api/ask', { method: 'PUT' }],
  ['/api/search?q=pier', {}],
  ['/api/starters', {}],
  ['/api/documents', {}],
  ['/api/documents/none', {}],
  ['/api/feedback', post({ answer: 'a', helpful: true })],
  ['/api/nothing', {}],
  ['/api', {}],
  ['/documents/none', {}],
  ['/readyz', {}],
];

async function readRefusal(response: Response): Promise<string> {
  expect(response.status).toBe(403);
  const problem = problemSchema.parse(await response.json());
  expect(problem.type).toBe('/problems/origin-not-allowed');
  return problem.detail;
}

describe('a page of an origin that is not named', () => {
  test.each(guarded)('is refused %s in words that it can read', async (path, init) => {
    for (const server of [closed, open]) {
      const response = await from(server, stranger, path, init);
      expect(response.headers.get('access-control-allow-origin')).toBe(stranger);
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
      expect(response.headers.get('vary')).toMatch(/\bOrigin\b/);
      const detail = await readRefusal(response);
      expect(detail).toContain(stranger);
      expect(detail).toContain('ALLOWED_ORIGINS');
    }
  });

  test('is refused under /v1 in OpenAI’s form', async () => {
    const response = await from(closed, stranger, '/v1/models');
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBe(stranger);
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    expect(error.code).toBe('origin_not_allowed');
    expect(error.message).toContain(stranger);
  });

  test('is refused before its body is read, and sees why', async () => {
    const body = 'x'.repeat(3_000_000);
    await readRefusal(await from(closed, stranger, '/api/ask', post(body)));
    await readRefusal(await from(closed, stranger, '/api/ask', post('not JSON')));
  });

  test.each([
    'http://portal.example.org',
    'https://portal.example.org:8443',
    'https://portal.example.org.stranger.example',
    'https://example.com',
    'https://answers.example.org:8443',
  ])('is refused as %s', async (origin) => {
    expect(await readRefusal(await from(open, origin, '/api/documents'))).toContain(origin);
  });

  test('is refused where its origin is no origin, which is not repeated in a header', async () => {
    for (const origin of ['portal.example.org', `${portal}/`, `${portal} ${stranger}`, 'file://']) {
      const response = await from(open, origin, '/api/documents');
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      await readRefusal(response);
    }
  });

  test('is refused where its browser names no origin, as for an image', async () => {
    const image = { headers: { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' } };
    for (const path of ['/api/search?q=pier', '/documents/none', '/readyz']) {
      const response = await fetch(open.url + path, image);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      await readRefusal(response);
    }
  });

  test('loads what is open to all', async () => {
    for (const path of ['/', '/widget.js', '/assets/icon.svg', '/healthz']) {
      const response = await from(closed, stranger, path);
      expect({ path, status: response.status }).toEqual({ path, status: 200 });
      await response.text();
    }
  });
});

describe('a page of an origin that is named', () => {
  test.each([portal, 'https://a.b.example.com', 'null'])('%s is answered', async (origin) => {
    const response = await from(open, origin, '/api/ask', post(question));
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('vary')).toMatch(/\bOrigin\b/);
    const exposed = response.headers.get('access-control-expose-headers')?.split(',') ?? [];
    for (const name of ['RateLimit', 'RateLimit-Policy', 'Retry-After', 'ETag']) {
      expect(exposed).toContain(name);
    }
    expect(await response.json()).toMatchObject({ outcome: 'answered' });
  });

  test('reads streams, problems and what has not changed', async () => {
    const events = { Accept: 'text/event-stream', 'Content-Type': 'application/json' };
    const stream = await from(open, portal, '/api/ask', { ...post(question), headers: events });
    expect(stream.headers.get('access-control-allow-origin')).toBe(portal);
    expect(await stream.text()).toContain('event: answer-end');

    const wrong = await from(open, portal, '/api/ask', post({}));
    expect(wrong.status).toBe(400);
    expect(wrong.headers.get('access-control-allow-origin')).toBe(portal);

    const { documents } = (await (await from(open, portal, '/api/documents')).json()) as {
      documents: { id: string }[];
    };
    const path = `/api/documents/${documents[0]?.id}`;
    const first = await from(open, portal, path);
    const tag = first.headers.get('etag') ?? '';
    await first.text();
    const again = await from(open, portal, path, { headers: { 'If-None-Match': tag } });
    expect(again.status).toBe(304);
    expect(again.headers.get('access-control-allow-origin')).toBe(portal);
  });
});

describe('the pages of this server', () => {
  test('are answered by the name that they were asked under, and by PUBLIC_URL', async () => {
    const tries: [TestServer, string][] = [
      [closed, closed.url],
      [closed, closed.url.replace('http:', 'https:')],
      [open, open.url],
      [open, 'https://answers.example.org'],
    ];
    for (const [server, origin] of tries) {
      const response = await from(server, origin, '/api/ask', post(question));
      expect({ origin, status: response.status }).toEqual({ origin, status: 200 });
      await response.text();
    }
    await readRefusal(await from(closed, 'https://answers.example.org', '/api/documents'));
    const otherPort = closed.url.replace(/\d+$/, '1');
    await readRefusal(await from(closed, otherPort, '/api/documents'));
  });

  test('and programs need no origin', async () => {
    const response = await fetch(`${closed.url}/api/documents`);
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('vary')).toMatch(/\bOrigin\b/);
  });
});

describe('a browser that asks whether a page may ask', () => {
  const preflight = (server: TestServer, origin: string, path: string) =>
    from(server, origin, path, {
      method: 'OPTIONS',
      headers: {
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    });

  test.each([portal, stranger, 'null'])('for %s is told yes', async (origin) => {
    for (const path of ['/api/ask', '/api/feedback', '/v1/chat/completions', '/documents/x']) {
      const response = await preflight(open, origin, path);
      expect(response.status).toBe(204);
      const { headers } = response;
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('vary')).toMatch(/\bOrigin\b/);
      expect(headers.get('access-control-allow-methods')).toBe('GET,HEAD,POST');
      expect(headers.get('access-control-allow-headers')).toBe('Authorization,Content-Type,Accept');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(Number(headers.get('access-control-max-age'))).toBeGreaterThan(0);
    }
  });
});

describe('the widget', () => {
  test('may be loaded by any page, and nothing else may', async () => {
    for (const path of ['/widget.js', '/widget/1.0.0.js']) {
      const { headers } = await from(closed, stranger, path);
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    }
    for (const path of ['/', '/assets/demo.css', '/healthz', '/widgets.js']) {
      const { headers } = await from(closed, stranger, path);
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });
});
