import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, DocumentList, SearchResult, Starters } from '../../../src/protocol.ts';
import { makeToken } from '../../support/make-token.ts';
import { type Ask, openTestApps, type TestApps } from '../../support/open-test-apps.ts';

const embedSecret = 'a secret of thirty-two bytes or more';
const origin = 'https://portal.example.org';

let apps: TestApps;
let ask: Ask;
let harbour: string;
let garden: string;
let museum: string;
beforeAll(async () => {
  apps = await openTestApps();
  ask = apps.open({ embedSecret });
  [harbour, garden, museum] = ['harbour', 'garden', 'museum'].map(apps.idOf) as [
    string,
    string,
    string,
  ];
});
afterAll(() => apps?.close());

const withDocuments = (documents: string[] | undefined) => ({
  Origin: origin,
  Authorization: `Bearer ${makeToken({ origin, exp: Date.now() / 1000 + 60, documents }, embedSecret)}`,
});

async function getJson<T>(path: string, documents: string[] | undefined): Promise<T> {
  const response = await ask(path, { headers: withDocuments(documents) });
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

async function answerTo(body: object, documents: string[] | undefined): Promise<Answer> {
  const response = await ask('/api/ask', { headers: withDocuments(documents), body });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

const citedIn = ({ citations, closest }: Answer) =>
  new Set([...citations, ...closest].map(({ document }) => document.id));

const pier = { question: 'Who built the north pier?' };
const roses = { question: 'Are dogs allowed in the rose garden?' };
const overview = { question: 'What are these documents about?' };

describe('a token for some documents', () => {
  test('answers from those alone', async () => {
    expect((await answerTo(pier, [harbour])).outcome).toBe('answered');
    expect((await answerTo(pier, undefined)).outcome).toBe('answered');
    for (const request of [pier, roses, overview, { question: 'Piers, anchors and roses?' }]) {
      const answer = await answerTo(request, [museum]);
      expect([...citedIn(answer)].filter((id) => id !== museum)).toEqual([]);
      expect(JSON.stringify(answer)).not.toMatch(/Thornley|Selmouth|two hundred kinds/);
    }
  });

  test('is not widened by what a request names', async () => {
    const wide = { ...pier, documents: [harbour, museum] };
    expect(citedIn(await answerTo(wide, [museum, garden]))).not.toContain(harbour);
    expect([
      ...citedIn(await answerTo({ ...roses, documents: [museum] }, [museum, garden])),
    ]).toEqual(expect.not.arrayContaining([garden]));
    expect((await answerTo({ ...roses, documents: [garden] }, [museum, garden])).outcome).toBe(
      'answered',
    );
  });

  test('finds no other document by a follow-up', async () => {
    const history = [
      { role: 'user', content: 'Who built the north pier?' },
      { role: 'assistant', content: 'The north pier was built in 1871 by Agnes Thornley. [1]' },
    ];
    const answer = await answerTo({ question: 'How long is it?', history }, [garden, museum]);
    expect(citedIn(answer)).not.toContain(harbour);
    expect(answer.answer).not.toContain('412');
  });

  test('answers so also in a stream and to OpenAI’s clients', async () => {
    const headers = withDocuments([museum]);
    const events = { ...headers, Accept: 'text/event-stream' };
    const stream = await (await ask('/api/ask', { headers: events, body: pier })).text();
    expect(stream).toContain('event: answer-end');
    expect(stream).not.toContain('Thornley');
    const messages = [{ role: 'user', content: pier.question }];
    const completion = await ask('/v1/chat/completions', { headers, body: { messages } });
    expect(completion.status).toBe(200);
    expect(await completion.text()).not.toContain('Thornley');
  });

  test('searches, lists and shows those alone', async () => {
    const { hits } = await getJson<SearchResult>('/api/search?q=north%20pier', [museum, garden]);
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.map(({ document }) => document.id)).not.toContain(harbour);
    const { documents } = await getJson<DocumentList>('/api/documents', [garden, 'none']);
    expect(documents.map(({ id }) => id)).toEqual([garden]);
    await getJson(`/api/documents/${garden}`, [garden]);
  });

  test('shows others as if they were not there', async () => {
    const nowhere = await ask('/api/documents/none', { headers: withDocuments([garden]) });
    const { detail } = (await nowhere.json()) as { detail: string };
    const revision = apps.documents.find(({ id }) => id === harbour)!.revision;
    for (const path of [`/api/documents/${harbour}`, `/documents/${harbour}`]) {
      const response = await ask(path, { headers: withDocuments([garden]) });
      expect(response.status).toBe(404);
      expect(((await response.json()) as { detail: string }).detail).toBe(
        detail.replace('none', harbour),
      );
      const earlier = await ask(`${path}?revision=${revision}`, {
        headers: { ...withDocuments([garden]), Accept: 'text/html' },
      });
      expect(earlier.status).toBe(404);
      expect(await earlier.text()).not.toContain('Selmouth');
    }
  });

  test('greets with those alone, whoever was greeted before', async () => {
    const all = await getJson<Starters>('/api/starters', undefined);
    expect(all.documents).toHaveLength(3);
    for (const round of [1, 2]) {
      for (const id of [museum, harbour]) {
        const { documents, questions } = await getJson<Starters>('/api/starters', [id]);
        expect({ round, ids: documents.map((document) => document.id) }).toEqual({
          round,
          ids: [id],
        });
        expect(questions).toContain('What is this document about?');
        for (const question of questions) {
          expect((await answerTo({ question }, [id])).outcome).toBe('answered');
        }
      }
    }
    const { questions } = await getJson<Starters>('/api/starters', [museum]);
    expect(questions.join()).not.toMatch(/pier|ferr|rose|garden|Selmouth/i);
  });
});

describe('a token for no document', () => {
  test('finds nothing', async () => {
    for (const request of [pier, roses, overview]) {
      const answer = await answerTo(request, []);
      expect(answer.answered).toBe(false);
      expect(citedIn(answer).size).toBe(0);
    }
    expect((await getJson<SearchResult>('/api/search?q=pier', [])).hits).toEqual([]);
    expect((await getJson<DocumentList>('/api/documents', [])).documents).toEqual([]);
    expect(await getJson<Starters>('/api/starters', [])).toMatchObject({
      documents: [],
      questions: [],
    });
    const response = await ask(`/api/documents/${garden}`, { headers: withDocuments([]) });
    expect(response.status).toBe(404);
  });
});
