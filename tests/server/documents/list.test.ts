import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DocumentList } from '../../../src/protocol.ts';
import type { AccessSettings } from '../../../src/server/access/access-settings.ts';
import { makeToken } from '../../support/make-token.ts';
import { openTestApps, type TestApps } from '../../support/open-test-apps.ts';

const embedSecret = 'a secret of thirty-two bytes or more';
const key = 'a-key-for-tests-only';
const origin = 'https://portal.example.org';
const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const basic = (password: string) => ({
  ...browser,
  Authorization: `Basic ${Buffer.from(`anyone:${password}`).toString('base64')}`,
});
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

let apps: TestApps;
beforeAll(async () => {
  apps = await openTestApps();
  const failures = [
    { uri: 'scans/<b>.pdf', reason: 'scanned' as const, said: 'holds only pictures of text' },
    { uri: 'harbour.md', reason: 'damaged' as const, said: 'is cut off' },
    { uri: 'file:///home/agnes/letter%20one.docx', reason: 'encrypted' as const, said: 'asks' },
  ];
  await apps.store.recordFiles(
    failures.map(({ uri, reason, said }) => ({
      uri,
      size: 1,
      modifiedAt: 1,
      revision: undefined,
      failure: { reason, message: `${uri} ${said}.` },
    })),
  );
}, 60_000);
afterAll(() => apps?.close());

async function list(settings: AccessSettings, headers: Record<string, string> = {}, query = '') {
  const response = await apps.open(settings)(`/api/documents${query}`, { headers });
  expect(response.status).toBe(200);
  return { ...((await response.json()) as DocumentList), link: response.headers.get('link') };
}

describe('the list for programs', () => {
  test('comes whole, or in parts that lead to each other', async () => {
    const whole = await list({});
    expect(whole.total).toBe(3);
    expect(whole.link).toBeNull();
    const first = await list({}, {}, '?limit=2');
    expect(first.documents).toEqual(whole.documents.slice(0, 2));
    expect(first.link).toBe('</api/documents?limit=2&offset=2>; rel="next"');
    const rest = await list({}, {}, '?limit=2&offset=2');
    expect(rest.documents).toEqual(whole.documents.slice(2));
    expect(rest).toMatchObject({ total: 3, link: null });
  });

  test.each(['limit=0', 'limit=1001', 'limit=x', 'offset=-1'])('refuses %s', async (query) => {
    const response = await apps.open({})(`/api/documents?${query}`);
    expect(response.status).toBe(400);
  });

  test('is as long as the reader’s, and so is that of what the chat greets with', async () => {
    const token = makeToken(
      { origin, exp: Date.now() / 1000 + 60, documents: [apps.idOf('garden')] },
      embedSecret,
    );
    const headers = { Origin: origin, ...bearer(token) };
    expect((await list({ embedSecret }, headers)).total).toBe(1);
    const starters = await apps.open({ embedSecret })('/api/starters', { headers });
    expect(await starters.json()).toMatchObject({
      total: 1,
      documents: [{ uri: 'garden/guide.md' }],
    });
  });

  test('names every place of a document', async () => {
    const { documents } = await list({});
    expect(documents.map(({ uris }) => uris)).toContainEqual(['harbour.md']);
  });
});

describe('files that were left out', () => {
  const local = { isLocal: true };
  const named = ['harbour.md', 'letter one.docx', 'scans/<b>.pdf'];
  const uris = ({ unreadable }: DocumentList) => unreadable?.map(({ uri }) => uri);

  test('come with their reasons, and without the operator’s folders', async () => {
    const { unreadable } = await list(local);
    expect(unreadable).toEqual([
      { uri: 'harbour.md', reason: 'damaged', message: 'harbour.md is cut off.', kept: true },
      {
        uri: 'letter one.docx',
        reason: 'encrypted',
        message: 'letter one.docx asks.',
        kept: false,
      },
      {
        uri: 'scans/<b>.pdf',
        reason: 'scanned',
        message: 'scans/<b>.pdf holds only pictures of text.',
        kept: false,
      },
    ]);
    expect(uris(await list(local, {}, '?limit=2&offset=2'))).toBeUndefined();
  });

  test('are for whoever sits at the machine, where nobody else can ask', async () => {
    expect(uris(await list(local))).toEqual(named);
    for (const reached of [
      {},
      { ...local, publicUrl: 'http://localhost' },
      { ...local, trustedProxies: 1 },
    ]) {
      expect(uris(await list(reached))).toBeUndefined();
    }
    expect(uris(await list(local, { 'X-Forwarded-For': '192.0.2.1' }))).toBeUndefined();
    const foreign = { ...local, allowedOrigins: [origin] };
    expect(uris(await list(foreign, { Origin: origin }))).toBeUndefined();
  });

  test('are for whoever has a key, and for no token', async () => {
    const guarded = { ...local, embedSecret, apiKeys: [key] };
    expect(uris(await list(guarded, bearer(key)))).toEqual(named);
    const token = makeToken({ origin, exp: Date.now() / 1000 + 60 }, embedSecret);
    expect(uris(await list(guarded, { Origin: origin, ...bearer(token) }))).toBeUndefined();
    const pages = { ...local, apiKeys: [key] };
    expect(uris(await list(pages, { 'Sec-Fetch-Site': 'same-origin' }))).toBeUndefined();
  });
});

describe('the page', () => {
  const open = (settings: AccessSettings, headers: Record<string, string> = browser, query = '') =>
    apps.open(settings)(`/documents${query}`, { headers });

  test('lists documents, and files that were left out by their reasons', async () => {
    const page = await (await open({ isLocal: true })).text();
    expect(page).toContain('3 documents in 4 passages.');
    expect(page).toContain(
      `<a href="/documents/${apps.idOf('harbour')}"><bdi>The Harbour of Selmouth</bdi></a>`,
    );
    expect(page).toContain('<h3>Pictures of text (1)</h3>');
    expect(page).toContain('<b>scans/&lt;b&gt;.pdf</b> <span class="reason">holds only pictures');
    expect(page).toContain('is cut off. An earlier version stays in the index.');
    expect(page).not.toMatch(/agnes|<script|<b>\.pdf|style=/);
  });

  test('says who may see those files, to whoever may not', async () => {
    const page = await (await open({})).text();
    expect(page).toContain('3 documents in 4 passages.');
    expect(page).toContain('shown to whoever has a key');
    expect(page).not.toContain('letter one');
  });

  test('opens with a key where keys or tokens are asked for, and not without', async () => {
    const guarded = { embedSecret, apiKeys: [key], isLocal: true };
    for (const headers of [basic(key), bearer(key)]) {
      const response = await open(guarded, headers);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('private, no-cache');
      const page = await response.text();
      expect(page).toContain('letter one.docx');
      const link = new RegExp(`/documents/${apps.idOf('harbour')}\\?link=[\\w.-]+`).exec(page)![0];
      expect((await apps.open(guarded)(link, { headers: browser })).status).toBe(200);
    }
    const token = makeToken({ origin, exp: Date.now() / 1000 + 60 }, embedSecret);
    for (const headers of [{}, browser, basic('none'), bearer(token), bearer('none')]) {
      const response = await open(guarded, headers);
      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain('Selmouth');
    }
  });

  test('has the browser ask for the key only where a link says so', async () => {
    const chance = await open({ apiKeys: [key] });
    expect(chance.headers.get('www-authenticate')).toBeNull();
    expect(await chance.text()).toContain('<a href="/documents?key">');
    const meant = await open({ apiKeys: [key] }, browser, '?key');
    expect(meant.headers.get('www-authenticate')).toBe('Basic realm="Verbatim", charset="UTF-8"');
    const without = await open({ embedSecret }, browser, '?key');
    expect(without.headers.get('www-authenticate')).toBeNull();
    expect(await without.text()).toContain('set API_KEYS');
  });

  test('is refused to pages of other origins', async () => {
    const response = await open({ isLocal: true }, { Origin: 'https://stranger.example' });
    expect(response.status).toBe(403);
  });

  test.each(['page=0', 'page=2', 'page=x'])('refuses %s', async (query) => {
    expect((await open({ isLocal: true }, browser, `?${query}`)).status).toBe(400);
  });
});
