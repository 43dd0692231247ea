import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DocumentContent } from '../../src/protocol.ts';
import english from '../../web/languages/en.ts';
import type { FarEnd } from './far-end.ts';
import { type Chat, openChat } from './open-chat.ts';
import { answerOf, citationOf, eventsBeforeEnd } from './sample-answer.ts';
import { type Site, startSite } from './start-site.ts';

/** Answered with a sentence that a page break cuts in two. */
const cutQuestion = 'Does China reaffirm cyber sovereignty within its borders?';
const cutParts = ['At the same time, however, China', 'and priorities for Internet development.'];

let site: Site;
let farEnd: FarEnd;
let browser: Browser;
let document: DocumentContent;
let chat: Chat;

beforeAll(async () => {
  site = await startSite();
  ({ farEnd, browser, document } = site);
}, 60_000);

afterAll(() => site?.close());

beforeEach(async () => {
  farEnd.answerWith();
  farEnd.questions.length = 0;
  chat = await openChat(browser, farEnd.url);
});

afterEach(() => chat.close());

const quotes = () => chat.page.locator('.turn').last().locator('.quote').allTextContents();

describe('asking', () => {
  test('a starter is answered with quotes that stand in the document', async () => {
    const starter = chat.page.locator('.starter').first();
    const question = await starter.textContent();
    await starter.click();
    await chat.settled();
    expect(await chat.page.getByRole('heading', { name: question ?? '' }).count()).toBe(1);
    expect(await quotes()).not.toEqual([]);
    for (const quote of await quotes()) {
      for (const line of quote.split('\n')) expect(document.text).toContain(line);
    }
  });

  test('shows the document, its title once, and no answer besides the quotes', async () => {
    await chat.ask(cutQuestion);
    await chat.settled();
    const turn = chat.page.locator('.turn');
    expect(await turn.locator('.status').textContent()).toMatch(/^Found in .* in China's Evolving/);
    expect(await turn.locator('.answer').textContent()).toBe('');
    expect(await turn.locator('.number').first().textContent()).toBe('1');
    expect(await turn.locator('.place').first().textContent()).toContain(
      "China's Cybersecurity Strategy",
    );
    const [quote = ''] = await quotes();
    await chat.page.locator('[role="status"]', { hasText: quote }).waitFor();
  });

  test('folds a long quote until the reader wants it', async () => {
    const long = document.text.slice(2000, 4000).trim();
    farEnd.answerWith((_question, stream) => {
      stream.send({ event: 'answer-end', data: answerOf([citationOf(document, 1, long)]) });
      stream.end();
    });
    await chat.ask('A question');
    const height = async () => (await chat.page.locator('.quote').boundingBox())?.height ?? 0;
    const unfold = chat.page.getByRole('button', { name: 'Show the whole quote' });
    await unfold.waitFor();
    const folded = await height();
    await unfold.click();
    expect(await height()).toBeGreaterThan(2 * folded);
    await chat.page.getByRole('button', { name: 'Show less' }).click();
    expect(await height()).toBe(folded);
    expect(await chat.page.locator('.source').isVisible()).toBe(false);
  });

  test('works by keyboard alone, from the question to the source and back', async () => {
    const { page } = chat;
    await page.locator('.starter').first().waitFor();
    await page.keyboard.press('Shift+Tab');
    for (let presses = 0; (await page.locator('textarea:focus').count()) === 0; presses += 1) {
      expect(presses, 'presses of Tab until the field').toBeLessThan(10);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type(cutQuestion);
    await page.keyboard.press('Enter');
    await chat.settled();
    for (let presses = 0; (await page.locator('.place:focus').count()) === 0; presses += 1) {
      expect(presses, 'presses of Shift+Tab until a card').toBeLessThan(12);
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Enter');
    await page.locator('.source-text:focus mark').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.source').waitFor({ state: 'hidden' });
    expect(await page.locator('.place:focus').count()).toBe(1);
  });

  test('sends the conversation along with a follow-up', async () => {
    await chat.ask('Who released the Cybersecurity Strategy?');
    await chat.settled();
    await chat.ask('And when?');
    await chat.settled();
    const [first, second] = farEnd.questions;
    expect(first).toEqual({ question: 'Who released the Cybersecurity Strategy?' });
    expect(second?.question).toBe('And when?');
    expect(second?.history?.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(second?.history?.[0]?.content).toBe(first?.question);
    expect(second?.history?.[1]?.content).toContain('Cyberspace Administration of China');
  });

  test('says so where words alone were compared, and nothing of it otherwise', async () => {
    const note = chat.page
      .locator('.turn')
      .last()
      .getByText('Meaning is compared in English only.');
    farEnd.answerWith((_question, stream) => {
      const answer = answerOf([citationOf(document, 1, cutParts[0]!)], { byWordsAlone: true });
      for (const event of eventsBeforeEnd(answer)) stream.send(event);
      stream.send({ event: 'answer-end', data: answer });
      stream.end();
    });
    await chat.ask('Was sagt der Text?');
    await chat.settled();
    expect(await note.isVisible()).toBe(true);
    await chat.page.locator('[role="status"]', { hasText: 'Searched by words alone.' }).waitFor();
    farEnd.answerWith();
    await chat.ask(cutQuestion);
    await chat.settled();
    expect(await note.isVisible()).toBe(false);
  });

  test('says plainly when the documents do not answer, and shows the closest passages', async () => {
    await chat.ask('Who won the football world cup in 2014?');
    await chat.settled();
    const turn = chat.page.locator('.turn');
    expect(await turn.locator('.status').textContent()).toMatch(/^The documents (don’t|are not)/);
    await turn.getByRole('heading', { name: 'Closest passages' }).waitFor();
    expect(await turn.locator('.plain .card').count()).toBeGreaterThan(0);
  });

  test('shows questions that work to a reader who only says hello', async () => {
    await chat.ask('Hello');
    await chat.page.locator('.turn .starter').first().waitFor();
  });

  test('says what is left open of a question that is answered in part', async () => {
    await chat.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await chat.ask('Who released the Cybersecurity Strategy and what is the capital of France?');
    await chat.settled();
    const turn = chat.page.locator('.turn');
    expect(await turn.locator('.status').textContent()).toMatch(
      /^The documents answer this in part\. Found in/,
    );
    expect((await quotes())[0]).toContain('Cyberspace Administration of China');
    const open = 'Not answered in the documents: What is the capital of France?';
    expect(await turn.locator('.unanswered').textContent()).toBe(open);
    // It is about something else, to which nothing is close.
    expect(await turn.locator('.plain .card').count()).toBe(0);
    await chat.page.locator('[role="status"]', { hasText: open }).waitFor();
    await chat.page.getByRole('button', { name: 'Copy answer' }).click();
    await chat.page.locator('.note', { hasText: 'Copied.' }).waitFor();
    expect(await chat.page.evaluate<string>('navigator.clipboard.readText()')).toContain(open);
  });

  test('has a word for thanks, and no questions to start with', async () => {
    await chat.ask('thx a lot');
    await chat.settled();
    const turn = chat.page.locator('.turn');
    expect(await turn.locator('.status').textContent()).toMatch(/^You’re welcome\./);
    expect(await turn.locator('.starter, .actions').count()).toBe(0);
  });

  test('starts anew on request', async () => {
    await chat.ask(cutQuestion);
    await chat.settled();
    await chat.page.getByRole('button', { name: 'New conversation' }).click();
    await chat.page.locator('.welcome').waitFor();
    expect(await chat.page.locator('.turn').count()).toBe(0);
  });
});

describe('an answer on its way', () => {
  test('shows each quote as it comes, and stops when told to', async () => {
    let closed: Promise<void> | undefined;
    farEnd.answerWith((_question, stream) => {
      closed = stream.closed;
      stream.send(...eventsBeforeEnd(answerOf([citationOf(document, 1, ...cutParts.slice(1))])));
    });
    await chat.ask('A slow question');
    await chat.page.locator('.card').waitFor();
    await chat.page.getByRole('button', { name: 'Stop' }).click();
    await chat.page.getByText('Stopped.').first().waitFor();
    await closed;
    expect(await chat.page.getByRole('button', { name: 'Ask', exact: true }).isVisible()).toBe(
      true,
    );
  });

  test('says that it is searching, but not before a moment has passed', async () => {
    let answer: () => void = () => {};
    farEnd.answerWith((_question, stream) => {
      answer = () => {
        stream.send({ event: 'answer-end', data: answerOf([citationOf(document, 1, 'In short')]) });
        stream.end();
      };
    });
    await chat.page.locator('.starter').first().waitFor();
    await chat.page.clock.install({ time: 0 });
    await chat.page.clock.pauseAt(10_000);
    await chat.ask('A slow question');
    const status = chat.page.locator('.status');
    await chat.page.clock.runFor(350);
    expect(await status.textContent()).toBe('');
    await chat.page.clock.runFor(100);
    expect(await status.textContent()).toBe('Searching the documents…');
    answer();
    await chat.page.locator('.status', { hasText: 'Found in one place' }).waitFor();
  });

  test('is given up for the next question', async () => {
    let closed: Promise<void> | undefined;
    farEnd.answerWith((_question, stream) => {
      closed = stream.closed;
    });
    await chat.ask('A question without an answer');
    await expect.poll(() => farEnd.questions.length).toBe(1);
    farEnd.answerWith();
    await chat.ask(cutQuestion);
    await closed;
    await chat.settled();
    await chat.page.locator('.turn').first().getByText('Stopped.').waitFor();
    expect(await quotes()).not.toEqual([]);
  });
});

describe('when something fails', () => {
  const said = english.messages.problems['/problems/internal'];
  const problem = {
    type: '/problems/internal',
    title: 'Something went wrong',
    status: 500,
    detail: 'Try again, or tell whoever runs this server.',
  };

  test('says what, and answers after another try', async () => {
    await chat.page.route('**/api/ask', (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', json: problem }),
    );
    await chat.ask(cutQuestion);
    await chat.page.getByText(said.title, { exact: true }).waitFor();
    await chat.page.getByText(said.detail, { exact: true }).waitFor();
    await chat.page.unroute('**/api/ask');
    await chat.page.getByRole('button', { name: 'Try again' }).click();
    await chat.page.locator('.card').first().waitFor();
  });

  test('tells a lost answer from a complete one', async () => {
    farEnd.answerWith((_question, stream) => {
      stream.send(...eventsBeforeEnd(answerOf([citationOf(document, 1, 'In short')])));
      stream.destroy();
    });
    await chat.ask('A question');
    await chat.page.getByText('The answer broke off.', { exact: true }).waitFor();
  });

  test('shows an error that comes in the middle of the stream', async () => {
    farEnd.answerWith((_question, stream) => {
      stream.send({ event: 'answer-error', data: { ...problem, type: '/problems/internal' } });
      stream.end();
    });
    await chat.ask('A question');
    await chat.page.getByText(said.title, { exact: true }).waitFor();
  });

  test('does not take a page of somebody else for an answer', async () => {
    await chat.page.route('**/api/ask', (route) =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Log in</h1>' }),
    );
    await chat.ask('A question');
    await chat.page.getByText('The server sent something that is not an answer.').first().waitFor();
  });

  test('offers no second try for a question that is refused', async () => {
    await chat.ask('?'.repeat(2001));
    await chat.page.locator('.failure').waitFor();
    expect(await chat.page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });

  test('asks again by itself when the connection is back', async () => {
    await chat.page.locator('.starter').first().waitFor();
    await chat.context.setOffline(true);
    await chat.ask(cutQuestion);
    await chat.page.getByText('You are offline.', { exact: true }).first().waitFor();
    await chat.page.locator('.failure').waitFor();
    await chat.context.setOffline(false);
    await chat.page.locator('.card').first().waitFor();
  });

  test('waits for a server that is still indexing, and then answers', async () => {
    let looks = 0;
    await chat.page.route('**/api/ask', (route) =>
      looks > 0
        ? route.continue()
        : route.fulfill({
            status: 503,
            headers: { 'Retry-After': '0' },
            contentType: 'application/problem+json',
            json: { ...problem, type: '/problems/not-ready', status: 503 },
          }),
    );
    await chat.page.route('**/readyz', (route) => {
      looks += 1;
      if (looks > 2) return route.continue();
      return route.fulfill({ status: 503, json: { status: 'indexing', done: looks, total: 9 } });
    });
    await chat.ask(cutQuestion);
    await chat.settled();
    expect(looks).toBe(3);
    expect(await quotes()).not.toEqual([]);
  });
});

describe('the row under an answer', () => {
  test('copies the answer with quotes, place and link', async () => {
    await chat.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await chat.ask(cutQuestion);
    await chat.settled();
    await chat.page.getByRole('button', { name: 'Copy answer' }).click();
    await chat.page.locator('.note', { hasText: 'Copied.' }).waitFor();
    const copied = await chat.page.evaluate<string>('navigator.clipboard.readText()');
    const [quote] = await quotes();
    expect(copied).toContain(`[1] “${quote}”`);
    expect(copied).toContain(`${document.title}, China's Cybersecurity Strategy`);
    expect(copied).toContain(`${farEnd.url}documents/${document.id}?`);
  });

  test('sends what the reader thinks of the answer', async () => {
    await chat.ask(cutQuestion);
    await chat.settled();
    const sent = chat.page.waitForRequest('**/api/feedback');
    await chat.page.getByRole('button', { name: 'Helpful', exact: true }).click();
    expect((await sent).postDataJSON()).toMatchObject({ helpful: true });
    await chat.page.locator('.note', { hasText: 'Thank you' }).waitFor();
    expect(await chat.page.locator('[aria-pressed="true"]').count()).toBe(1);
  });

  test('asks the same again, in its place', async () => {
    await chat.ask(cutQuestion);
    await chat.settled();
    await chat.page.getByRole('button', { name: 'Ask again' }).click();
    await expect.poll(() => farEnd.questions.length).toBe(2);
    await chat.settled();
    expect(await chat.page.locator('.turn').count()).toBe(1);
    expect(farEnd.questions[1]).toEqual(farEnd.questions[0]);
  });
});
