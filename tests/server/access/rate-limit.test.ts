import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccessSettings } from '../../../src/server/access/access-settings.ts';
import { makeToken } from '../../support/make-token.ts';
import {
  type Ask,
  openTestApps,
  type RequestOptions,
  type TestApps,
} from '../../support/open-test-apps.ts';
import { writeSmallCorpus } from '../../support/small-corpus.ts';
import { startTestServer, type TestServer } from '../../support/start-test-server.ts';
import { parseStringList } from '../../support/structured-fields.ts';
import { problemSchema } from '../../support/wire-schema.ts';

const embedSecret = 'a secret of thirty-two bytes or more';
const key = 'a-key-for-tests-only';

let apps: TestApps;
let server: TestServer;
let unlimited: TestServer;
beforeAll(async () => {
  apps = await openTestApps();
  const corpus = await writeSmallCorpus();
  server = await startTestServer({ corpus, environment: { RATE_LIMIT: '3' } });
  unlimited = await startTestServer({ corpus });
});
afterAll(async () => {
  await apps?.close();
  await server?.close();
  await unlimited?.close();
});

const open = (questionsPerMinute: number | undefined, settings: AccessSettings = {}): Ask =>
  apps.open({ rateLimit: { questionsPerMinute, countsThisMachine: true }, ...settings });

const search = '/api/search?q=pier';

/** The statuses of so many requests, one after the other. */
async function statuses(ask: Ask, count: number, options: RequestOptions, path = search) {
  const seen: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const response = await ask(path, options);
    await response.text();
    seen.push(response.status);
  }
  return seen;
}

describe('a server that is asked too often', () => {
  test('says with each answer how often it may be asked, and then for how long not', async () => {
    const ask = open(2);
    const headers = { Origin: 'http://localhost' };
    for (const [index, status] of [200, 200, 429, 429].entries()) {
      const response = await ask(search, { address: '203.0.113.1', headers });
      expect(response.status).toBe(status);
      const [policy] = parseStringList(response.headers.get('ratelimit-policy') ?? '');
      expect(policy).toEqual({ value: 'address', parameters: { q: 2, w: 60 } });
      const [limit] = parseStringList(response.headers.get('ratelimit') ?? '');
      expect(limit?.value).toBe('address');
      expect(limit?.parameters['r']).toBe(Math.max(0, 1 - index));
      expect(limit?.parameters['t']).toBeGreaterThan(50);
      expect(limit?.parameters['t']).toBeLessThanOrEqual(60);
      if (status !== 429) continue;
      expect(response.headers.get('retry-after')).toBe(String(limit?.parameters['t']));
      const problem = problemSchema.parse(await response.json());
      expect(problem.type).toBe('/problems/too-many-requests');
      expect(problem.detail).toContain(`${limit?.parameters['t']} seconds`);
    }
  });

  test('counts questions, searches and completions together, and nothing else', async () => {
    const ask = open(3);
    const address = '203.0.113.1';
    const question = { question: 'Who built the north pier?' };
    const messages = [{ role: 'user', content: question.question }];
    for (const path of ['/api/documents', '/api/starters', '/v1/models', '/readyz', '/healthz']) {
      expect(await statuses(ask, 4, { address }, path)).toEqual([200, 200, 200, 200]);
    }
    expect(await statuses(ask, 1, { address })).toEqual([200]);
    expect(await statuses(ask, 1, { address, body: question }, '/api/ask')).toEqual([200]);
    const completions = '/v1/chat/completions';
    expect(await statuses(ask, 2, { address, body: { messages } }, completions)).toEqual([
      200, 429,
    ]);
    expect(await statuses(ask, 1, { address, body: question }, '/api/ask')).toEqual([429]);
    expect(await statuses(ask, 1, { address })).toEqual([429]);
  });

  test('has a bound of its own for reports', async () => {
    const ask = open(1);
    const body = { answer: 'an-answer', helpful: true };
    const address = '203.0.113.1';
    const seen = await statuses(ask, 21, { address, body }, '/api/feedback');
    expect(seen).toEqual([...new Array(20).fill(204), 429]);
    expect(await statuses(ask, 1, { address })).toEqual([200]);
  });

  test('refuses before it reads what was asked', async () => {
    const ask = open(1);
    const options = { address: '203.0.113.1', body: 'x'.repeat(2_000_000) };
    expect(await statuses(ask, 2, options, '/api/ask')).toEqual([413, 429]);
  });

  test('can be told to count nothing', async () => {
    const ask = open(undefined);
    const response = await ask(search, { address: '203.0.113.1' });
    expect(response.headers.get('ratelimit')).toBeNull();
    expect(response.headers.get('ratelimit-policy')).toBeNull();
  });

  test('does not count its own machine unless it is told to', async () => {
    const rateLimit = { questionsPerMinute: 1, countsThisMachine: false };
    const ask = apps.open({ rateLimit });
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      expect(await statuses(ask, 3, { address })).toEqual([200, 200, 200]);
    }
    expect(await statuses(ask, 2, { address: '203.0.113.1' })).toEqual([200, 429]);
    const behindProxy = apps.open({ rateLimit, trustedProxies: 1 });
    expect(await statuses(behindProxy, 2, { address: '127.0.0.1' })).toEqual([200, 429]);
  });
});

describe('an address', () => {
  test('has its own count, and a /64 of IPv6 is one', async () => {
    const ask = open(1);
    for (const address of ['203.0.113.1', '203.0.113.2', '2001:db8::1', '2001:db8:0:1::1']) {
      expect(await statuses(ask, 2, { address })).toEqual([200, 429]);
    }
    expect(await statuses(ask, 1, { address: '2001:db8::ffff:1' })).toEqual([429]);
    expect(await statuses(ask, 1, { address: '::ffff:203.0.113.1' })).toEqual([429]);
  });

  test('is not what a client says of itself', async () => {
    const ask = open(1);
    const says = (forwarded: string) => ({
      address: '203.0.113.1',
      headers: { 'X-Forwarded-For': forwarded, Forwarded: `for=${forwarded}` },
    });
    expect(await statuses(ask, 1, says('198.51.100.1'))).toEqual([200]);
    expect(await statuses(ask, 1, says('198.51.100.2'))).toEqual([429]);
  });

  test('is what as many proxies say as are trusted', async () => {
    const ask = open(1, { trustedProxies: 2 });
    const through = (forwarded: string) => ({
      address: '10.0.0.9',
      headers: { 'X-Forwarded-For': forwarded },
    });
    expect(await statuses(ask, 1, through('198.51.100.1, 10.0.0.8'))).toEqual([200]);
    expect(await statuses(ask, 1, through('198.51.100.2, 10.0.0.8'))).toEqual([200]);
    for (const spoofed of ['1.1.1.1', '198.51.100.2', '10.0.0.8, 127.0.0.1', '::1']) {
      const forwarded = `${spoofed}, 198.51.100.1, 10.0.0.8`;
      expect(await statuses(ask, 1, through(forwarded))).toEqual([429]);
    }
  });
});

describe('a token', () => {
  const origin = 'https://portal.example.org';

  test('is the same one however its signature is written', async () => {
    const ask = open(1, { embedSecret });
    const token = makeToken({ origin, exp: Date.now() / 1000 + 60 }, embedSecret);
    // The last character of the signature holds two bits that stand for nothing.
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const other = digits.at(digits.indexOf(token.at(-1) ?? '') ^ 1);
    const written = [token, `${token}=`, `${token.slice(0, -1)}${other}`];
    for (const [index, text] of written.entries()) {
      const headers = { Origin: origin, Authorization: `Bearer ${text}` };
      const status = index === 0 ? 200 : 429;
      expect(await statuses(ask, 1, { address: `203.0.113.${index}`, headers })).toEqual([status]);
    }
  });
  const withToken = (address: string, claims: object) => ({
    address,
    headers: {
      Origin: origin,
      Authorization: `Bearer ${makeToken({ origin, exp: Date.now() / 1000 + 60, ...claims }, embedSecret)}`,
    },
  });

  test('has a count of its own, from wherever it comes', async () => {
    const ask = open(2, { embedSecret });
    const response = await ask(search, withToken('203.0.113.1', { sub: 'user-1' }));
    const limits = parseStringList(response.headers.get('ratelimit') ?? '');
    expect(limits.map(({ value, parameters }) => [value, parameters['r']])).toEqual([
      ['address', 1],
      ['token', 1],
    ]);
    const policies = parseStringList(response.headers.get('ratelimit-policy') ?? '');
    expect(policies.map(({ value }) => value)).toEqual(['address', 'token']);
    const elsewhere = withToken('203.0.113.2', { sub: 'user-1', exp: Date.now() / 1000 + 90 });
    expect(await statuses(ask, 1, elsewhere)).toEqual([200]);
    expect(await statuses(ask, 1, withToken('203.0.113.3', { sub: 'user-1' }))).toEqual([429]);
    expect(await statuses(ask, 1, withToken('203.0.113.3', { sub: 'user-2' }))).toEqual([200]);
  });

  test('without a user is counted by itself', async () => {
    const ask = open(1, { embedSecret });
    const claims = { exp: Math.floor(Date.now() / 1000) + 50 };
    expect(await statuses(ask, 1, withToken('203.0.113.1', claims))).toEqual([200]);
    expect(await statuses(ask, 1, withToken('203.0.113.2', claims))).toEqual([429]);
    expect(await statuses(ask, 1, withToken('203.0.113.3', { exp: claims.exp + 1 }))).toEqual([
      200,
    ]);
  });

  test('that does not hold is not counted', async () => {
    const ask = open(1, { embedSecret });
    const wrong = { address: '203.0.113.1', headers: { Authorization: 'Bearer x' } };
    expect(await statuses(ask, 3, wrong)).toEqual([401, 401, 401]);
    expect(await statuses(ask, 1, withToken('203.0.113.1', {}))).toEqual([200]);
  });

  test('or a key is counted also where the address changes', async () => {
    const ask = open(1, { apiKeys: [key] });
    const from = (address: string) => ({ address, headers: { Authorization: `Bearer ${key}` } });
    expect(await statuses(ask, 1, from('203.0.113.1'))).toEqual([200]);
    expect(await statuses(ask, 1, from('203.0.113.2'))).toEqual([429]);
  });
});

describe('over a connection', () => {
  test('the address is the connection’s, and an OpenAI client is told in its own way', async () => {
    const headers = { 'X-Forwarded-For': '198.51.100.1' };
    for (const left of [2, 1, 0]) {
      const response = await fetch(server.url + search, { headers });
      expect(response.status).toBe(200);
      const [limit] = parseStringList(response.headers.get('ratelimit') ?? '');
      expect(limit?.parameters['r']).toBe(left);
    }
    const client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'none', maxRetries: 0 });
    const messages = [{ role: 'user' as const, content: 'Who built the north pier?' }];
    const refused = client.chat.completions.create({ model: 'verbatim', messages });
    await expect(refused).rejects.toThrow(OpenAI.RateLimitError);
    await expect(refused).rejects.toMatchObject({ code: 'rate_limit_exceeded' });
  });

  test('its own machine asks as often as it likes where nothing is set', async () => {
    const answers = await Promise.all(
      Array.from({ length: 70 }, () => fetch(`${unlimited.url}/api/search?q=pier`)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers[0]?.headers.get('ratelimit')).toBeNull();
  });
});
