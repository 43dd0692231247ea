import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, DocumentContent } from '../../src/protocol.ts';
import type { Language } from '../../web/language.ts';
import arabic from '../../web/languages/ar.ts';
import german from '../../web/languages/de.ts';
import type { FarEnd } from './far-end.ts';
import { type Chat, openChat } from './open-chat.ts';
import { answerOf, citationOf } from './sample-answer.ts';
import { type Site, startSite } from './start-site.ts';

let site: Site;
let farEnd: FarEnd;
let browser: Browser;
let document: DocumentContent;

beforeAll(async () => {
  site = await startSite();
  ({ farEnd, browser, document } = site);
}, 60_000);

afterAll(() => site?.close());

async function openIn(language: Language, fields: Partial<Answer> = {}): Promise<Chat> {
  farEnd.answerWith((_question, stream) => {
    const answer = answerOf([citationOf(document, 1, 'In short')], fields);
    stream.send({ event: 'answer-end', data: answer });
    stream.end();
  });
  const chat = await openChat(browser, farEnd.url, { reducedMotion: 'reduce', language });
  await chat.page.locator('.starter').first().waitFor();
  return chat;
}

/** A computed style of the first element that a selector finds in the chat. */
const styleOf = ({ page }: Chat, selector: string, property: string): Promise<string> =>
  page.evaluate(
    `getComputedStyle(document.querySelector('verbatim-chat').shadowRoot.querySelector(${JSON.stringify(selector)}))[${JSON.stringify(property)}]`,
  );

test('a German page is spoken to in German, from the welcome to what is copied', async () => {
  const chat = await openIn(german, { unanswered: ['Wann?'], outcome: 'partly' });
  const { page, context } = chat;
  const { messages } = german;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByText(messages.askAbout).waitFor();
  await chat.ask('Was sagt der Text?');
  await chat.settled();
  const { title } = document;
  expect(await page.locator('.status').textContent()).toBe(
    `${messages.partly} Gefunden an einer Stelle in ${title}.`,
  );
  await page.getByRole('button', { name: messages.copy }).click();
  await page.locator('.note', { hasText: messages.copied }).waitFor();
  const copied = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(copied).toContain(`[1] „In short“\n${title}, A section › A section in it, Seite 3\n`);
  expect(copied).toContain('In den Dokumenten nicht beantwortet: Wann?');
  await chat.close();
});

test('the time until the next question is counted down in the language of the page', async () => {
  const chat = await openIn(german);
  const { page } = chat;
  await page.route('**/api/ask', (route) =>
    route.fulfill({
      status: 429,
      headers: { 'Retry-After': '2' },
      contentType: 'application/problem+json',
      json: { type: '/problems/too-many-requests', status: 429, title: '', detail: '' },
    }),
  );
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(10_000);
  await chat.ask('Was sagt der Text?');
  await page.getByText('Sie können es in 2 Sekunden noch einmal versuchen.').waitFor();
  const retry = page.getByRole('button', { name: german.messages.tryAgain });
  expect(await retry.count()).toBe(0);
  await page.clock.runFor(1000);
  await page.getByText('Sie können es in 1 Sekunde noch einmal versuchen.').waitFor();
  await page.clock.runFor(1000);
  await retry.waitFor();
  await chat.close();
});

test('an Arabic page is laid out from the right, and what points is turned round', async () => {
  const chat = await openIn(arabic);
  const { page } = chat;
  expect(await styleOf(chat, '.panel', 'direction')).toBe('rtl');
  expect(await styleOf(chat, '.starter .icon', 'transform')).toBe('matrix(-1, 0, 0, 1, 0, 0)');
  const field = await page
    .getByRole('textbox', { name: arabic.messages.questionLabel })
    .boundingBox();
  const send = await page.getByRole('button', { name: arabic.messages.send }).boundingBox();
  expect(send?.x).toBeLessThan(field?.x ?? 0);
  await chat.close();
});

test('two chats on a page can speak two languages', async () => {
  const chat = await openIn(german);
  const { page } = chat;
  await page.evaluate(`{
    const other = document.createElement('verbatim-chat');
    other.lang = 'ar';
    document.querySelector('main').append(other);
  }`);
  await page.getByPlaceholder(arabic.messages.questionPlaceholder).waitFor();
  expect(await page.getByPlaceholder(german.messages.questionPlaceholder).count()).toBe(1);
  await chat.close();
});

test('words in another direction keep their own', async () => {
  const chat = await openIn(arabic, { suggestions: ['Who released it?', 'من أصدرها؟'] });
  const { page } = chat;
  await chat.ask('What is (this)?');
  await chat.settled();
  for (const selector of ['.question bdi', '.status cite', '.next .starter span', '.quote']) {
    expect([selector, await styleOf(chat, selector, 'direction')]).toEqual([selector, 'ltr']);
  }
  const second = '.next li:last-child .starter span';
  expect(await styleOf(chat, second, 'direction')).toBe('rtl');
  expect(await page.locator('.status').textContent()).toBe(
    `وُجد في موضع واحد من ${document.title}.`,
  );
  expect(await page.locator('.place').textContent()).toContain('صفحة 3');
  // Nobody knows the language of a document.
  for (const selector of ['.question bdi', '.status cite', '.quote']) {
    expect(await page.locator(selector).first().getAttribute('lang')).toBe('');
  }
  await chat.close();
});
