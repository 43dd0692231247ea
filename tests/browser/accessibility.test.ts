import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, DocumentContent, Problem } from '../../src/protocol.ts';
import arabic from '../../web/languages/ar.ts';
import english from '../../web/languages/en.ts';
import type { FarEnd } from './far-end.ts';
import { type Chat, openChat, sendQuestionsTo } from './open-chat.ts';
import { answerOf, citationOf, eventsBeforeEnd, writtenAnswerOf } from './sample-answer.ts';
import { type Site, startSite } from './start-site.ts';

/** WCAG 2.2 at level AA, and what axe recommends beyond it. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The narrowest phones in use. */
const phoneWidth = 320;

let site: Site;
let farEnd: FarEnd;
let browser: Browser;
let document: DocumentContent;

beforeAll(async () => {
  site = await startSite();
  ({ farEnd, browser, document } = site);
}, 60_000);

afterAll(() => site?.close());

function sampleAnswer(): Answer {
  const cut = citationOf(
    document,
    1,
    'to control Internet use within their borders and to set their own rules',
    'and priorities for Internet development.',
  );
  const start = document.text.indexOf('within their borders');
  const long = document.text.slice(start - 2000, start);
  return answerOf([
    { ...cut, highlights: [{ start, end: start + 'within their borders'.length }] },
    citationOf(document, 2, long),
  ]);
}

const problem: Problem = {
  type: '/problems/unavailable',
  title: 'Not available now',
  status: 503,
  detail: 'Try again in a moment.',
};

/** With support of each kind, in a paragraph and in a list. */
const sampleWritten = (): Answer =>
  writtenAnswerOf(sampleAnswer().citations, [
    { text: 'It says so [1].' },
    { text: ' That was in 1999 [1][2].', doubts: ['date', 'meaning'] },
    { text: '\n\n- It says more [2].', support: 'partly', doubts: ['language'] },
    { text: '\n- That is all [2].' },
  ]);

type State = (chat: Chat) => Promise<void>;

/** Shows a given answer; what is wrong with it is up to the state. */
const shows =
  (change: (answer: Answer) => Partial<Answer>, then?: State): State =>
  async (chat) => {
    const answer = sampleAnswer();
    farEnd.answerWith((_question, stream) => {
      stream.send({ event: 'answer-end', data: { ...answer, ...change(answer) } });
      stream.end();
    });
    await chat.ask('What does the strategy say about the borders of the Internet?');
    await chat.settled();
    await then?.(chat);
  };

/** Has the server refuse a question. */
const refuses =
  (type: Problem['type'], status: number): State =>
  async (chat) => {
    await chat.page.route('**/api/ask', (route) =>
      route.fulfill({
        status,
        contentType: 'application/problem+json',
        json: { ...problem, type, status },
      }),
    );
    await chat.ask('A question');
    await chat.settled();
  };

const declined = ({ citations }: Answer): Partial<Answer> => ({
  outcome: 'not-answered',
  answered: false,
  citations: [],
  closest: citations,
});

const states: Record<string, State> = {
  empty: async ({ page }) => page.locator('.starter').first().waitFor(),
  'empty, where questions are sent elsewhere': async ({ page }) => {
    await sendQuestionsTo(page, ['a-long-name-of-a-host.openai.azure.com', 'api.example.com']);
    await page.locator('#sent-to').waitFor();
  },
  searching: async (chat) => {
    farEnd.answerWith(() => {});
    await chat.ask('A question');
    await chat.page.locator('.status', { hasText: chat.language.messages.searching }).waitFor();
  },
  streaming: async (chat) => {
    const answer = sampleWritten();
    farEnd.answerWith((_question, stream) => stream.send(...eventsBeforeEnd(answer).slice(0, 3)));
    await chat.ask('A question');
    await chat.page.locator('.answer', { hasText: 'It says' }).waitFor();
  },
  answered: shows(() => ({})),
  'answered in words': shows(sampleWritten, async ({ page }) => {
    await page.locator('.doubt').first().click();
    await page.locator('.doubts').first().waitFor();
  }),
  'answered in words that broke off': shows(() => ({
    ...sampleWritten(),
    notice: 'model-interrupted',
  })),
  'quoted, as nothing could be written': shows(() => ({ notice: 'model-unavailable' })),
  'declined, as far as the search can tell': shows((answer) => ({
    ...declined(answer),
    notice: 'model-slow',
  })),
  'answered in part': shows(({ citations }) => ({
    outcome: 'partly',
    citations: citations.slice(0, 1),
    unanswered: ['What is the capital of France?', 'Where does the river end?'],
    closest: citations.slice(1),
  })),
  declined: shows(declined),
  'small talk': shows(() => ({ outcome: 'conversation', answered: false, citations: [] })),
  error: async (chat) => {
    farEnd.answerWith((_question, stream) => {
      stream.send({ event: 'answer-error', data: problem });
      stream.end();
    });
    await chat.ask('A question');
    await chat.settled();
  },
  'too many questions': async (chat) => {
    await chat.page.route('**/api/ask', (route) =>
      route.fulfill({
        status: 429,
        headers: { 'Retry-After': '30' },
        contentType: 'application/problem+json',
        json: { ...problem, status: 429 },
      }),
    );
    await chat.ask('A question');
    await chat.page.locator('.failure').waitFor();
  },
  'a request that is refused': refuses('/problems/invalid-request', 400),
  'a permission that has run out': refuses('/problems/unauthorized', 401),
  'a question that is changed': shows(
    () => ({}),
    async (chat) => {
      await chat.ask('Another question');
      await chat.settled();
      const { editQuestion, editDrops } = chat.language.messages;
      await chat.page.getByRole('button', { name: editQuestion }).first().click();
      await chat.page.getByText(editDrops).waitFor();
    },
  ),
  'a comment on an answer': shows(
    () => ({}),
    async ({ page, language }) => {
      await page.getByRole('button', { name: language.messages.unhelpful }).click();
      await page.locator('.note', { hasText: language.messages.thanks }).waitFor();
      await page.locator('.comment').waitFor();
    },
  ),
  'questions that lead on': shows(
    () => ({ suggestions: ['Who released the strategy?', 'هل تؤكد الصين السيادة؟'] }),
    async ({ page }) => page.locator('.next .starter').first().waitFor(),
  ),
  offline: async (chat) => {
    await chat.page.locator('.starter').first().waitFor();
    await chat.context.setOffline(true);
    await chat.page.locator('.foot .notice').waitFor();
  },
  indexing: async ({ page }) => {
    await page.route('**/api/starters', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        json: { ...problem, type: '/problems/not-ready' },
      }),
    );
    await page.route('**/readyz', (route) =>
      route.fulfill({ status: 503, json: { status: 'indexing', done: 3, total: 9 } }),
    );
    await page.reload();
    await page.locator('progress').waitFor();
  },
  'source open': shows(
    () => ({}),
    async ({ page }) => {
      await page.locator('.place').first().click();
      await page.locator('.source-text mark').first().waitFor();
    },
  ),
};

async function violations(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  const results = await new AxeBuilder({ page }).withTags(rules).setLegacyMode().analyze();
  expect(results.passes.length).toBeGreaterThan(5);
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => html + failureSummary)}`,
  );
}

/** Every element that scrolls sideways, in the page or in the chat. */
const scrollingSideways = `[
  document.documentElement,
  ...(document.querySelector('verbatim-chat')?.shadowRoot.querySelectorAll('.scroll, .foot, .source-head, .source-text') ?? []),
].filter((element) => element.scrollWidth > element.clientWidth + 1).map(String)`;

describe.each(Object.entries(states))('%s', (_name, show) => {
  const languages = [english, arabic].map((language) => [language.name, language] as const);

  test.each(languages)(
    'has nothing for axe to find, and fits a phone, in %s',
    async (_language, language) => {
      farEnd.answerWith();
      const chat = await openChat(browser, farEnd.url, { reducedMotion: 'reduce', language });
      await show(chat);
      // Colours do not depend on the language.
      if (language === english) expect(await violations(chat.page, 'light')).toEqual([]);
      await chat.page.setViewportSize({ width: phoneWidth, height: 700 });
      expect(await chat.page.evaluate(scrollingSideways)).toEqual([]);
      expect(await violations(chat.page, 'dark')).toEqual([]);
      await chat.context.setOffline(false);
      await chat.close();
    },
  );
});

test('the page of a document has nothing for axe to find, and fits a phone', async () => {
  const context = await browser.newContext({ viewport: { width: phoneWidth, height: 700 } });
  const page = await context.newPage();
  await page.goto(new URL(sampleAnswer().citations[0]?.url ?? '', site.server.url).href);
  expect(await page.evaluate(scrollingSideways)).toEqual([]);
  expect(await violations(page, 'light')).toEqual([]);
  expect(await violations(page, 'dark')).toEqual([]);
  await context.close();
});
