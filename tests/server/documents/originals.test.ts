import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/protocol.ts';
import { makeToken } from '../../support/make-token.ts';
import { type Ask, openTestApps, type TestApps } from '../../support/open-test-apps.ts';
import { smallCorpus } from '../../support/small-corpus.ts';
import { problemSchema } from '../../support/wire-schema.ts';

const embedSecret = 'a secret of thirty-two bytes or more';
const key = 'a-key-for-tests-only';
const origin = 'https://portal.example.org';
const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const file = smallCorpus['museum/guide.md']!;

let apps: TestApps;
let ask: Ask;
let museum: string;
let garden: string;
beforeAll(async () => {
  apps = await openTestApps();
  ask = apps.open({});
  [museum, garden] = [apps.idOf('museum'), apps.idOf('garden')];
  const [document, passages] = await Promise.all([
    apps.store.readDocument(museum),
    apps.store.listPassages({ documents: [museum] }),
  ]);
  const original = new TextEncoder().encode(file);
  await apps.store.replaceDocuments([{ document: document!, passages, original }]);
}, 60_000);
afterAll(() => apps?.close());

const pathOf = (id: string, query = '') => `/documents/${id}/original${query}`;
const revision = createHash('sha256').update(file).digest('hex');

describe('the original of a document', () => {
  test('is the bytes that its revision is the hash of, under its own name', async () => {
    for (const query of ['', `?revision=${revision}`]) {
      const response = await ask(pathOf(museum, query));
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(file);
      const { headers } = response;
      expect(headers.get('etag')).toBe(`"${revision}"`);
      expect(headers.get('content-type')).toBe('text/markdown');
      expect(headers.get('content-disposition')).toBe(
        'attachment; filename="guide.md"; filename*=UTF-8\'\'guide.md',
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe(
        "sandbox; default-src 'none'; frame-ancestors 'none'",
      );
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
  });

  test('is not sent again to whoever has it, and not sent at all for its headers', async () => {
    const known = await ask(pathOf(museum), { headers: { 'If-None-Match': `"${revision}"` } });
    expect(known.status).toBe(304);
    const head = await ask(pathOf(museum), { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(file)));
    expect(await head.text()).toBe('');
  });

  test('is not there where the document is not, or another revision of it', async () => {
    for (const path of [pathOf('no-such'), pathOf(museum, `?revision=${'0'.repeat(64)}`)]) {
      const response = await ask(path);
      expect(response.status).toBe(404);
      expect(problemSchema.parse(await response.json()).type).toBe('/problems/not-found');
      const page = await ask(path, { headers: browser });
      expect(page.status).toBe(404);
      expect(await page.text()).toContain('<h1>Not here</h1>');
    }
  });

  test('is offered by the document’s page', async () => {
    const page = await (await ask(`/documents/${museum}?quote=0-6`)).text();
    expect(page).toContain(
      `<a href="/documents/${museum}/original?revision=${revision}">Download the original</a>`,
    );
  });
});

describe('where documents are guarded', () => {
  let guarded: Ask;
  beforeAll(() => {
    guarded = apps.open({ embedSecret, apiKeys: [key] });
  });
  const tokenFor = (documents?: string[]) => ({
    Origin: origin,
    Authorization: `Bearer ${makeToken({ origin, exp: Date.now() / 1000 + 60, documents }, embedSecret)}`,
  });

  test('nobody gets it without a key, a token or a link', async () => {
    expect((await guarded(pathOf(museum))).status).toBe(403);
    const page = await guarded(pathOf(museum), { headers: browser });
    expect(page.status).toBe(403);
    expect(await page.text()).toContain('This link has run out');
    const headers = { Authorization: `Bearer ${key}` };
    expect((await guarded(pathOf(museum), { headers })).status).toBe(200);
  });

  test('a token for other documents does not lead to it', async () => {
    expect((await guarded(pathOf(museum), { headers: tokenFor([museum]) })).status).toBe(200);
    expect((await guarded(pathOf(museum), { headers: tokenFor([garden]) })).status).toBe(404);
  });

  test('the link into a document leads on to its file, and to no other', async () => {
    const body = { question: 'When does the museum open?' };
    const answer = await guarded('/api/ask', { headers: tokenFor(), body });
    const { citations } = (await answer.json()) as Answer;
    const url = citations[0]!.url.replace('#quote', '');
    const page = await (await guarded(url, { headers: browser })).text();
    const path = /href="([^"]*\/original[^"]*)"/.exec(page)![1]!.replaceAll('&amp;', '&');
    const response = await guarded(path, { headers: browser });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    expect(await response.text()).toBe(file);
    expect((await guarded(path.replace(museum, garden), { headers: browser })).status).toBe(403);
  });
});
