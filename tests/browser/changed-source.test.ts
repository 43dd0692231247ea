import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Citation, DocumentContent } from '../../src/protocol.ts';
import { startChangedServer } from '../support/start-changed-server.ts';
import type { TestServer } from '../support/start-test-server.ts';
import { type FarEnd, startFarEnd } from './far-end.ts';
import { fetchDocument } from './fetch-document.ts';
import { launchBrowser } from './launch-browser.ts';
import { type Chat, openChat } from './open-chat.ts';
import { answerOf, citationOf } from './sample-answer.ts';

const kept = 'The south pier was destroyed by a storm in 1902 and was never rebuilt.';
const replaced = 'The north pier is 412 metres long and carries a lighthouse with a green lamp.';
const now = replaced.replace('412', '430');

/** Longer than what is shown at once, before and after. */
const filler = (about: string) =>
  Array.from(
    { length: 45 },
    (_, index) => `Paragraph ${index} about ${about}. ${'It has little to say. '.repeat(25)}`,
  ).join('\n\n');

const textOf = (north: string) =>
  `# Harbour\n\n${filler('boats')}\n\n## Piers\n\n${north}\n\n${kept}\n\n${filler('ferries')}\n`;

let server: TestServer;
let farEnd: FarEnd;
let browser: Browser;
let old: DocumentContent;
let citations: Citation[];
let chat: Chat;
let page: Page;

beforeAll(async () => {
  const files = [replaced, `A paragraph was put in front.\n\n${now}`].map((north) => ({
    'harbour.md': textOf(north),
  }));
  const [before = {}, after = {}] = files;
  [{ server, seen: old }, browser] = await Promise.all([
    startChangedServer(before, after, ({ url }) => fetchDocument(url)),
    launchBrowser(),
  ]);
  farEnd = await startFarEnd(server.url);
  citations = [citationOf(old, 1, kept), citationOf(old, 2, replaced)];
  farEnd.answerWith((_question, stream) => {
    stream.send({ event: 'answer-end', data: answerOf(citations) });
    stream.end();
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await farEnd?.close();
  await server?.close();
});

beforeEach(async () => {
  chat = await openChat(browser, farEnd.url, { reducedMotion: 'reduce' });
  page = chat.page;
  await chat.ask('A question');
  await chat.settled();
});

afterEach(() => chat.close());

const notice = () => page.locator('.source .notice');
const button = (name: string) => page.getByRole('button', { name, exact: true });
const openQuote = async (index: number) => {
  await page.locator('.place').nth(index).click();
  await page.locator('.source-text mark').first().waitFor();
};

/** How far down the view something of the text is, 0 to 1. */
const positionOf = (selector: string) =>
  page.evaluate<number>(`(() => {
    const view = document.querySelector('verbatim-chat').shadowRoot.querySelector('.source-text');
    const { top, height } = view.getBoundingClientRect();
    return (view.querySelector('${selector}').getBoundingClientRect().top - top) / height;
  })()`);

describe('a quote whose document has changed', () => {
  test('is shown as it was quoted, and in the current version where it still stands', async () => {
    await openQuote(0);
    await notice().getByText('This is the version that the quote was taken from.').waitFor();
    expect(await button('As quoted').getAttribute('aria-pressed')).toBe('true');
    await button('Current version').click();
    await notice().getByText('The quote stands in the current version too.').waitFor();
    expect(await button('Current version').getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('.source-text mark').allTextContents()).toEqual([kept]);
    expect(await positionOf('mark')).toBeCloseTo(0.25, 1);
    await page.locator('.source-text', { hasText: 'A paragraph was put in front.' }).waitFor();
    await button('As quoted').click();
    await notice().getByText('This is the version').waitFor();
    expect(await page.locator('.source-text').textContent()).not.toContain('was put in front');
  });

  test('that no longer stands is shown beside what comes nearest', async () => {
    await openQuote(1);
    await button('Current version').click();
    await notice().getByText('no longer stands in the current version.').waitFor();
    expect(await page.locator('.source-text mark').count()).toBe(0);
    expect(await page.locator('.source-text .near').allTextContents()).toEqual([now]);
    expect(await positionOf('.near')).toBeCloseTo(0.25, 1);
    expect(await page.locator('.source-section').textContent()).toBe('Piers');
  });

  test('leads to the page of the version that is shown', async () => {
    await openQuote(0);
    const link = page.getByRole('link', { name: 'Open as a page' });
    expect(await link.getAttribute('href')).toContain(`revision=${old.revision}&quote=`);
    await button('Current version').click();
    await notice().getByText('The quote stands').waitFor();
    const html = await (await fetch((await link.getAttribute('href')) ?? '')).text();
    expect(html).toContain(`<mark id="quote">${kept}</mark>`);
    expect(html).toContain('was put in front');
  });

  test('is said on its card once it is known, and on those of the same document', async () => {
    expect(await page.locator('.changed').count()).toBe(0);
    await openQuote(0);
    await page.locator('.changed').first().waitFor();
    expect(await page.locator('.place .changed').allTextContents()).toEqual([
      'changed since',
      'changed since',
    ]);
    await page.getByRole('button', { name: 'Next quote' }).click();
    await page.locator('.source-text mark', { hasText: replaced }).waitFor();
    expect(await page.locator('.changed').count()).toBe(2);
  });

  test.each(['light', 'dark'] as const)('has nothing for axe to find, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await openQuote(1);
    await button('Current version').click();
    await page.locator('.near').waitFor();
    const axe = new AxeBuilder({ page }).setLegacyMode();
    expect((await axe.analyze()).violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('a long document', () => {
  const text = () => page.locator('.source-text');
  const isMore = (url: URL) => url.searchParams.has('from');
  const length = async () => (await text().textContent())?.length ?? 0;

  test('comes in part, and more of it as one reads on, with what is read kept in place', async () => {
    await openQuote(0);
    expect(await length()).toBeLessThan(old.length * 0.8);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route(isMore, async (route) => {
      await held;
      await route.continue();
    });
    await page.locator('.body p').first().scrollIntoViewIfNeeded();
    const first = page.locator('.body p').nth(1);
    const words = (await first.textContent()) ?? '';
    const same = page.locator('.body p', { hasText: words.slice(0, 30) });
    const before = (await first.boundingBox())?.y ?? 0;
    letGo();
    await text().getByText('Paragraph 0 about boats').waitFor({ state: 'attached' });
    // Views scroll by whole pixels of the screen.
    expect(Math.abs(((await same.boundingBox())?.y ?? 0) - before)).toBeLessThan(2);
    await button('Earlier in the document').waitFor({ state: 'hidden' });
    await page.locator('.body p').last().scrollIntoViewIfNeeded();
    await text().getByText('Paragraph 44 about ferries').waitFor({ state: 'attached' });
    const shown = (await text().locator('.body').textContent())?.replaceAll(/\s/g, '');
    expect(shown).toBe(old.text.replaceAll(/\s/g, ''));
    expect(await text().getByRole('heading').allTextContents()).toEqual(['Harbour', 'Piers']);
  });

  test('keeps a keyboard in it that has come to its end', async () => {
    await openQuote(0);
    await button('Earlier in the document').focus();
    await text().getByText('Paragraph 0 about boats').waitFor({ state: 'attached' });
    await page.locator('.source-text:focus').waitFor();
  });

  test('says where more of it cannot be had, and lets one try again', async () => {
    await openQuote(0);
    await page.route(isMore, (route) => route.fulfill({ status: 500 }));
    await page.locator('.body p').last().scrollIntoViewIfNeeded();
    await notice().getByText('cannot be opened').waitFor();
    await page.unroute(isMore);
    await button('Further on in the document').click();
    await text().getByText('Paragraph 44 about ferries').waitFor({ state: 'attached' });
  });
});
