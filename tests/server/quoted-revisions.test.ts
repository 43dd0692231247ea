import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DocumentContent, DocumentList, Problem } from '../../src/protocol.ts';
import { smallCorpus } from '../support/small-corpus.ts';
import { startChangedServer } from '../support/start-changed-server.ts';
import type { TestServer } from '../support/start-test-server.ts';
import { documentContentSchema } from '../support/wire-schema.ts';

const harbour = smallCorpus['harbour.md']!;
const changed = `# The Harbour of Selmouth

${'A paragraph about nothing in particular was put in front. '.repeat(40)}

${harbour.slice(harbour.indexOf('## Piers')).replace('412 metres', '430 metres')}`;

const kept = 'The south pier was destroyed by a storm in 1902 and was never rebuilt.';
const rewritten = 'It is 412 metres long and carries a lighthouse';

let server: TestServer;
let old: DocumentContent;

beforeAll(async () => {
  const look = async ({ url }: TestServer) => {
    const { documents } = (await (await fetch(`${url}/api/documents`)).json()) as DocumentList;
    const id = documents.find(({ uri }) => uri === 'harbour.md')?.id;
    return (await (await fetch(`${url}/api/documents/${id}`)).json()) as DocumentContent;
  };
  const files = { 'harbour.md': harbour };
  ({ server, seen: old } = await startChangedServer(files, { 'harbour.md': changed }, look));
}, 60_000);

afterAll(() => server?.close());

function rangeOf(text: string): string {
  const start = old.text.replaceAll('\n', ' ').indexOf(text);
  expect(start).toBeGreaterThanOrEqual(0);
  return `${start}-${start + text.length}`;
}

const get = (path: string, query: Record<string, string>) =>
  fetch(`${server.url}${path}/${old.id}?${new URLSearchParams(query)}`);

async function getContent(query: Record<string, string>): Promise<DocumentContent> {
  const response = await get('/api/documents', query);
  return documentContentSchema.parse(await response.json()) as DocumentContent;
}

const getPage = async (query: Record<string, string>) => (await get('/documents', query)).text();

const textsIn = ({ text, from, quote }: DocumentContent) =>
  quote?.spans.map(({ start, end }) => text.slice(start - from, end - from));

describe('a quote of an earlier revision', () => {
  test('is found in the current one where it still stands', async () => {
    const content = await getContent({ quote: rangeOf(kept), quoted: old.revision });
    expect(content.current).toBe(true);
    expect(textsIn(content)).toEqual([kept]);
    expect(content.quote?.near).toBeUndefined();
    const page = await (await fetch(server.url + content.quote?.url)).text();
    expect(page).toContain(`<mark id="quote">${kept}</mark>`);
    expect(page).toContain('It stands in this one too.');
  });

  test('is at its own place in its own revision', async () => {
    const { revision } = old;
    const content = await getContent({ revision, quote: rangeOf(kept) });
    expect(content.current).toBe(false);
    expect(textsIn(content)).toEqual([kept]);
    expect(content.quote?.url).toBe(
      `/documents/${old.id}?revision=${revision}&quote=${rangeOf(kept)}#quote`,
    );
  });

  test('that no longer stands comes with the place that is nearest', async () => {
    const content = await getContent({ quote: rangeOf(rewritten), quoted: old.revision });
    expect(content.quote?.spans).toEqual([]);
    const { start = 0, end = 0 } = content.quote?.near ?? {};
    expect(content.text.slice(start, end)).toContain('It is 430 metres long');
    const page = await (await fetch(server.url + content.quote?.url)).text();
    expect(page).toMatch(/<span class="near" id="quote">The north pier/);
    expect(page).not.toContain('<mark');
    expect(page).toContain('no longer stands in this');
  });

  test('comes with as much around it as was asked for', async () => {
    const query = { quote: rangeOf(kept), quoted: old.revision };
    const whole = await getContent(query);
    const part = await getContent({ ...query, around: '20' });
    expect(textsIn(part)).toEqual([kept]);
    expect(part.length).toBe(whole.length);
    expect(part.text.length).toBeLessThan(whole.length / 4);
    expect(whole.text.slice(part.from, part.to)).toBe(part.text);
    const start = await getContent({ around: '20' });
    expect([start.from, start.quote]).toEqual([0, undefined]);
  });

  test('of a revision that is not kept is not known', async () => {
    const content = await getContent({ quote: '0-5', quoted: 'f'.repeat(64) });
    expect(content.quote).toBeUndefined();
  });
});

describe('the page of an earlier revision', () => {
  const pageOf = (text: string) => getPage({ revision: old.revision, quote: rangeOf(text) });
  const linkIn = (page: string) =>
    /<aside class="notice">.*?<a href="([^"]*)"/s.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';

  test('leads to the quote where that still stands', async () => {
    const page = await pageOf(kept);
    expect(page).toContain('See the quote in the current version.');
    const current = await (await fetch(server.url + linkIn(page))).text();
    expect(current).toContain(`<mark id="quote">${kept}</mark>`);
    const back = await (await fetch(server.url + linkIn(current))).text();
    expect(back).toBe(page);
  });

  test('says so where it does not, and leads to what is nearest', async () => {
    const page = await pageOf('It is 412 metres long');
    expect(page).toContain('no longer stands in the current version.');
    expect(await (await fetch(server.url + linkIn(page))).text()).toContain('id="quote">The north');
  });

  test('leads to the current one as a whole without a quote', async () => {
    const page = await getPage({ revision: old.revision });
    expect(linkIn(page)).toBe(`/documents/${old.id}`);
  });
});

test.each(['0', 'x', '-5', '1.5', ''])('around is not %j', async (around) => {
  const response = await get('/api/documents', { around });
  expect(response.status).toBe(400);
  expect(((await response.json()) as Problem).detail).toMatch(/around has to be a number/);
});
