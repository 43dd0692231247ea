import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Citation, DocumentContent } from '../../src/protocol.ts';
import type { FarEnd } from './far-end.ts';
import { type Chat, openChat } from './open-chat.ts';
import { answerOf, citationOf } from './sample-answer.ts';
import { type Site, startSite } from './start-site.ts';

const cutParts = [
  'to control Internet use within their borders and to set their own rules',
  'and priorities for Internet development.',
];
const laterQuote = 'Despite improved cooperation and greater collaboration';

let site: Site;
let farEnd: FarEnd;
let browser: Browser;
let document: DocumentContent;
let citations: Citation[];

beforeAll(async () => {
  site = await startSite();
  ({ farEnd, browser, document } = site);
  citations = [citationOf(document, 1, ...cutParts), citationOf(document, 2, laterQuote)];
  farEnd.answerWith((_question, stream) => {
    stream.send({ event: 'answer-end', data: answerOf(citations) });
    stream.end();
  });
}, 60_000);

afterAll(() => site?.close());

async function isWithin(inner: Locator, outer: Locator): Promise<boolean> {
  const [box, frame] = await Promise.all([inner.boundingBox(), outer.boundingBox()]);
  if (!box || !frame) return false;
  return box.y >= frame.y && box.y + box.height <= frame.y + frame.height;
}

describe('the source', () => {
  let chat: Chat;
  let page: Page;

  beforeEach(async () => {
    chat = await openChat(browser, farEnd.url);
    page = chat.page;
    await chat.ask('A question');
    await chat.settled();
  });
  afterEach(() => chat.close());

  const marks = () => page.locator('.source-text mark');

  test('opens by a click anywhere on the card, with every part of the quote in view', async () => {
    await page.locator('.quote').first().click();
    await marks().nth(1).waitFor();
    expect(await marks().allTextContents()).toEqual(cutParts);
    const text = page.locator('.source-text');
    expect(await isWithin(marks().first(), text)).toBe(true);
    expect(await isWithin(marks().last(), text)).toBe(true);
    expect(await page.locator('.place[aria-current="true"]').count()).toBe(1);
  });

  test('keeps the document’s structure, and all of its text', async () => {
    await page.locator('.place').first().click();
    const text = page.locator('.source-text');
    await marks().first().waitFor();
    const expected = document.blocks.filter(({ kind }) => kind === 'heading').length;
    expect(await text.getByRole('heading').count()).toBe(expected);
    expect(await text.getByRole('listitem').count()).toBeGreaterThan(2);
    expect(await text.getByRole('note').count()).toBeGreaterThan(0);
    expect(await text.locator('.footnote').first().textContent()).toMatch(/^1 UN Office/);
    const shown = (await text.textContent())?.replaceAll(/\s/g, '');
    for (const { start, end } of document.blocks) {
      expect(shown).toContain(document.text.slice(start, end).replaceAll(/\s/g, ''));
    }
  });

  test('steps to the next quote and back', async () => {
    await page.locator('.place').first().click();
    await page.getByText('Quote 1 of 2').first().waitFor();
    await page.getByRole('button', { name: 'Next quote' }).click();
    await page.locator('.source-text mark', { hasText: laterQuote }).waitFor();
    await expect.poll(() => isWithin(marks().first(), page.locator('.source-text'))).toBe(true);
    await page.getByRole('button', { name: 'Previous quote' }).click();
    await page.locator('.source-text mark', { hasText: cutParts[1] ?? '' }).waitFor();
  });

  test('gives the focus back to the card, by Escape and by the button', async () => {
    const card = page.locator('.place').nth(1);
    await card.click();
    await marks().first().waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('li:nth-child(2) .place:focus').count()).toBe(1);
    await card.press('Enter');
    await page.getByRole('button', { name: 'Close the source' }).click();
    await page.locator('.source').waitFor({ state: 'hidden' });
    expect(await page.locator('li:nth-child(2) .place:focus').count()).toBe(1);
  });

  test('stands beside the conversation in a wide panel and over it in a narrow one', async () => {
    await page.locator('.place').first().click();
    await marks().first().waitFor();
    const left = async (selector: string) => (await page.locator(selector).boundingBox())?.x ?? 0;
    expect(await left('.source')).toBeGreaterThan(600);
    expect(await page.getByLabel('Your question').isEnabled()).toBe(true);
    await page.setViewportSize({ width: 800, height: 700 });
    await page.locator('.conversation[inert]').waitFor({ state: 'attached' });
    expect(await left('.source')).toBeLessThan(40);
    expect(await page.locator('.source[aria-modal="true"]').count()).toBe(1);
  });

  test('links to the page of the document', async () => {
    await page.locator('.place').first().click();
    const link = page.getByRole('link', { name: 'Open as a page' });
    expect(await link.getAttribute('href')).toBe(new URL(citations[0]?.url ?? '', farEnd.url).href);
  });

  test('says that the document has changed', async () => {
    await page.route('**/api/documents/**', (route) =>
      route.fulfill({ json: { ...document, current: false } }),
    );
    await page.locator('.place').first().click();
    await page.locator('.source .notice', { hasText: 'has changed' }).waitFor();
    expect(await marks().allTextContents()).toEqual(cutParts);
  });

  test('highlights nothing where the quote does not stand', async () => {
    const text = document.text.replace('their own rules', 'other rules now');
    await page.route('**/api/documents/**', (route) =>
      route.fulfill({ json: { ...document, text } }),
    );
    await page.locator('.place').first().click();
    await page.locator('.source .notice', { hasText: 'does not stand' }).waitFor();
    expect(await marks().count()).toBe(0);
  });

  test.each([
    [404, 'is no longer kept'],
    [403, 'is not open to readers of this page'],
    [500, 'cannot be opened'],
  ])(
    'keeps the quote readable where the document is not there, status %i',
    async (status, words) => {
      await page.route('**/api/documents/**', (route) => route.fulfill({ status }));
      await page.locator('.place').first().click();
      await page.locator('.source .notice', { hasText: words }).waitFor();
      expect(await page.locator('.source-text').textContent()).toBe(citations[0]?.quote);
    },
  );
});

describe('the page of a document', () => {
  test('shows the quote in view without script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(new URL(citations[0]?.url ?? '', site.server.url).href);
    expect(await page.locator('mark').allTextContents()).toEqual(cutParts);
    expect(await page.locator('mark').first().getAttribute('id')).toBe('quote');
    const height = page.viewportSize()?.height ?? 0;
    await expect
      .poll(async () => (await page.locator('#quote').boundingBox())?.y)
      .toSatisfy((y: number) => y > 0 && y < height / 2);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(document.title);
    await context.close();
  });
});
