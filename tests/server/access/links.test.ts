import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Citation, SearchResult } from '../../../src/protocol.ts';
import type { AccessSettings } from '../../../src/server/access/access-settings.ts';
import { makeToken } from '../../support/make-token.ts';
import { type Ask, openTestApps, type TestApps } from '../../support/open-test-apps.ts';
import { answerSchema, problemSchema } from '../../support/wire-schema.ts';

const embedSecret = 'a secret of thirty-two bytes or more';
const key = 'a-key-for-tests-only';
const origin = 'https://portal.example.org';
const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let now = Date.UTC(2026, 0, 15, 12);
let apps: TestApps;
let ask: Ask;
beforeAll(async () => {
  apps = await openTestApps();
  ask = open({ embedSecret });
});
afterAll(() => apps?.close());

const open = (settings: AccessSettings) => apps.open({ ...settings, currentTime: () => now });

const tokenOf = (more: object = {}) =>
  makeToken({ origin, exp: now / 1000 + 3600, ...more }, embedSecret);
const page = () => ({ Origin: origin, Authorization: `Bearer ${tokenOf()}` });

async function citationsOf(reader: Ask, headers: Record<string, string>): Promise<Citation[]> {
  const body = { question: 'Who built the north pier?' };
  const answer = answerSchema.parse(await (await reader('/api/ask', { headers, body })).json());
  expect(answer.citations.length).toBeGreaterThan(0);
  return (answer as Answer).citations;
}

const follow = async (reader: Ask, url: string, headers: Record<string, string> = browser) => {
  const response = await reader(url.replace(/#.*/, ''), { headers });
  return { status: response.status, text: await response.text(), headers: response.headers };
};

const linkOf = (url: string) => /[?&]link=([^#]*)/.exec(url)?.[1] ?? '';

describe('a link into a document', () => {
  test('opens the page at its quote, for whoever follows it', async () => {
    const [citation] = await citationsOf(ask, page());
    expect(citation!.url).toMatch(/&link=[\w-]+\.[\w-]+\.[\w-]+#quote$/);
    const { status, text, headers } = await follow(ask, citation!.url);
    expect(status).toBe(200);
    expect(text).toContain(`<mark id="quote">${citation!.spans[0]?.text}</mark>`);
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });

  test('comes with all that leads into documents', async () => {
    const closest = await ask('/api/ask', {
      headers: page(),
      body: { question: 'How deep is the harbour basin of Selmouth in winter?' },
    });
    const search = (await (
      await ask('/api/search?q=pier', { headers: page() })
    ).json()) as SearchResult;
    const messages = [{ role: 'user', content: 'Who built the north pier?' }];
    const completion = (await (
      await ask('/v1/chat/completions', { headers: page(), body: { messages } })
    ).json()) as {
      choices: { message: { annotations: { url_citation: { url: string } }[] } }[];
    };
    const stream = await ask('/api/ask', {
      headers: { ...page(), Accept: 'text/event-stream' },
      body: { question: 'Who built the north pier?' },
    });
    const answer = (await closest.json()) as Answer;
    const urls = [
      ...[...answer.citations, ...answer.closest].map(({ url }) => url),
      ...search.hits.map(({ url }) => url),
      ...completion.choices[0]!.message.annotations.map(({ url_citation }) =>
        url_citation.url.replace('http://localhost', ''),
      ),
      ...[...(await stream.text()).matchAll(/"url":"([^"]+)"/g)].map((match) => match[1]!),
    ];
    expect(urls.length).toBeGreaterThan(6);
    for (const url of urls) expect((await follow(ask, url)).status).toBe(200);
  });

  test('runs out after an hour, and a page says so', async () => {
    const [citation] = await citationsOf(ask, page());
    const start = now;
    try {
      now = start + 3_599_000;
      expect((await follow(ask, citation!.url)).status).toBe(200);
      now = start + 3_601_000;
      const { status, text, headers } = await follow(ask, citation!.url);
      expect(status).toBe(403);
      expect(headers.get('content-type')).toMatch(/^text\/html/);
      expect(text).toContain('This link has run out');
      expect(text).not.toContain('Thornley');
      const { text: problem } = await follow(ask, citation!.url, {});
      expect(problemSchema.parse(JSON.parse(problem)).type).toBe('/problems/link-not-valid');
    } finally {
      now = start;
    }
  });

  test('opens no other document, and none when it was changed', async () => {
    const [citation] = await citationsOf(ask, page());
    const link = linkOf(citation!.url);
    const [head, claims, signature] = link.split('.') as [string, string, string];
    const exp = now / 1000 + 9999;
    const sub = citation!.document.id;
    const changed = Buffer.from(JSON.stringify({ sub, exp })).toString('base64url');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const wrong = [
      '',
      'x',
      link.slice(0, -2),
      [head, changed, signature].join('.'),
      [none, claims, ''].join('.'),
      [none, changed, ''].join('.'),
      makeToken({ sub, exp }, embedSecret),
      tokenOf({ sub }),
    ];
    for (const other of wrong) {
      const { status, text } = await follow(ask, `/documents/${sub}?link=${other}`);
      expect({ other, status }).toEqual({ other, status: 403 });
      expect(text).not.toContain('Thornley');
    }
    expect((await follow(ask, `/documents/${sub}`)).status).toBe(403);
    expect((await follow(ask, `/documents/${sub}?link=${link}`)).status).toBe(200);
    for (const id of [apps.idOf('garden'), 'none', `${sub}x`]) {
      expect((await follow(ask, `/documents/${id}?link=${link}`)).status).toBe(403);
    }
  });

  test('is no token, and opens the page alone', async () => {
    const [citation] = await citationsOf(ask, page());
    const link = linkOf(citation!.url);
    const { id } = citation!.document;
    for (const path of [`/api/documents/${id}?link=${link}`, '/api/documents']) {
      const authorized = { headers: { Authorization: `Bearer ${link}` } };
      expect((await ask(path, authorized)).status).toBe(401);
      expect((await ask(path)).status).toBe(401);
    }
  });

  test('is not for pages of other origins to read', async () => {
    const [citation] = await citationsOf(ask, page());
    const stranger = { Origin: 'https://stranger.example' };
    expect((await follow(ask, citation!.url, stranger)).status).toBe(403);
    const listed = open({ embedSecret, allowedOrigins: [origin] });
    expect((await follow(listed, citation!.url, stranger)).status).toBe(403);
    expect((await follow(listed, citation!.url, { Origin: origin })).status).toBe(200);
  });

  test('hands on its own time to the current version, and a token a new one', async () => {
    const [citation] = await citationsOf(ask, page());
    const { id } = citation!.document;
    const link = linkOf(citation!.url);
    const gone = `/documents/${id}?revision=${'0'.repeat(64)}`;
    const byLink = await follow(ask, `${gone}&link=${link}`);
    expect(byLink.status).toBe(404);
    expect(byLink.text).toContain(`href="/documents/${id}?link=${link}"`);
    const byToken = await follow(ask, gone, { ...browser, ...page() });
    const path = /href="(\/documents\/[^"]+)"/.exec(byToken.text)?.[1] ?? '';
    expect(linkOf(path)).not.toBe('');
    expect((await follow(ask, path)).status).toBe(200);
  });

  test('is not needed with a key or a token, or where documents are open', async () => {
    const path = `/documents/${apps.idOf('garden')}`;
    expect((await follow(ask, path, { Authorization: `Bearer ${tokenOf()}` })).status).toBe(200);
    const wrong = { Authorization: 'Bearer none' };
    expect((await follow(ask, path, wrong)).status).toBe(401);
    const keyed = open({ embedSecret, apiKeys: [key] });
    expect((await follow(keyed, path, { Authorization: `Bearer ${key}` })).status).toBe(200);
    const everyone = open({});
    const [citation] = await citationsOf(everyone, {});
    expect(citation!.url).not.toContain('link=');
    expect((await follow(everyone, citation!.url)).status).toBe(200);
  });

  test('is needed with keys as well, and holds on each server that has the same', async () => {
    const keyed = open({ apiKeys: [key, 'another-key-for-tests'], allowedOrigins: [origin] });
    const other = open({ apiKeys: ['another-key-for-tests', key] });
    const [citation] = await citationsOf(keyed, { Origin: origin });
    const { id } = citation!.document;
    expect((await follow(keyed, citation!.url)).status).toBe(200);
    expect((await follow(other, citation!.url)).status).toBe(200);
    expect((await follow(open({ apiKeys: [key] }), citation!.url)).status).toBe(403);
    expect((await follow(keyed, `/documents/${id}`)).status).toBe(403);
    const own = { ...browser, 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'navigate' };
    expect((await follow(keyed, `/documents/${id}`, own)).status).toBe(200);
  });
});
