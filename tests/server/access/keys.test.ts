import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, openTestApps, type TestApps } from '../../support/open-test-apps.ts';
import { problemSchema } from '../../support/wire-schema.ts';

const key = 'a-key-for-tests-only';
const portal = 'https://portal.example.org';

let apps: TestApps;
let ask: Ask;
beforeAll(async () => {
  apps = await openTestApps();
  ask = apps.open({ apiKeys: [key, 'another-key-for-tests'], allowedOrigins: [portal] });
});
afterAll(() => apps?.close());

const statusOf = async (path: string, headers: Record<string, string> = {}) =>
  (await ask(path, { headers })).status;

describe('a server with keys', () => {
  const paths = ['/api/documents', '/api/search?q=pier', '/api/starters', '/v1/models'];

  test.each(paths)('asks programs for one at %s', async (path) => {
    expect(await statusOf(path, { Authorization: `Bearer ${key}` })).toBe(200);
    expect(await statusOf(path, { Authorization: 'bearer another-key-for-tests' })).toBe(200);
    for (const wrong of ['none', `${key}x`, key.slice(0, -1), '']) {
      expect(await statusOf(path, { Authorization: `Bearer ${wrong}` })).toBe(401);
    }
    expect(await statusOf(path)).toBe(401);
  });

  test('says what is missing, and what is wrong', async () => {
    const missing = await ask('/api/documents');
    expect(missing.headers.get('www-authenticate')).toBe('Bearer');
    expect(problemSchema.parse(await missing.json()).detail).toBe(
      'A key is needed. Send it as the header "Authorization: Bearer KEY".',
    );
    const wrong = await ask('/api/documents', { headers: { Authorization: 'Bearer none' } });
    expect(wrong.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(problemSchema.parse(await wrong.json()).detail).toContain('not one of this server’s');
  });

  test('lets in the pages that may ask, and its own, without one', async () => {
    const pages = [
      { Origin: portal },
      { Origin: 'http://localhost' },
      { 'Sec-Fetch-Site': 'same-origin' },
      { Referer: 'http://localhost/' },
    ];
    for (const headers of pages) {
      expect(await statusOf('/api/documents', headers)).toBe(200);
      expect(await statusOf('/v1/models', headers)).toBe(401);
    }
    expect(await statusOf('/api/documents', { Origin: 'https://stranger.example' })).toBe(403);
    for (const headers of [
      { Referer: 'https://stranger.example/' },
      { Referer: 'about:blank' },
      { 'Sec-Fetch-Site': 'none' },
      { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' },
    ]) {
      expect(await statusOf('/api/documents', headers)).toBe(401);
    }
  });

  test('says to anyone that it lives and is ready', async () => {
    expect(await statusOf('/healthz')).toBe(200);
    expect(await statusOf('/readyz')).toBe(200);
  });
});

test('a server without keys takes any, as OpenAI’s clients always send one', async () => {
  const open = apps.open({});
  const headers = { Authorization: 'Bearer none' };
  expect((await open('/v1/models', { headers })).status).toBe(200);
  expect((await open('/api/documents', { headers })).status).toBe(200);
});
