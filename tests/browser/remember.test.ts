import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import english from '../../web/languages/en.ts';
import { fetchDocument } from './fetch-document.ts';
import {
  type PortalSite,
  startPortalSite,
  type Visit,
  visitPortal,
  widgetTag,
} from './open-portal.ts';
import { portalPage } from './start-portal.ts';

const { messages } = english;
/** Answered by the project's own corpus. */
const question = 'Who released the Cybersecurity Strategy?';

let site: PortalSite;
let visit: Visit;
let page: Page;

beforeAll(async () => {
  site = await startPortalSite();
}, 60_000);

afterAll(() => site?.close());

beforeEach(async () => {
  site.farEnd.questions.length = 0;
  const { url } = site.farEnd;
  visit = await visitPortal(site, {
    head: widgetTag(url, 'data-mode="inline"'),
    body: `<verbatim-chat remember="session" server="${url}"></verbatim-chat>`,
  });
  ({ page } = visit);
});

afterEach(async () => {
  expect(visit.complaints).toEqual([]);
  await visit.close();
});

const turns = (of: Page = page) => of.locator('.turn[data-outcome]');
const stored = (of: Page = page) => of.evaluate<number>('sessionStorage.length');

async function ask(text: string): Promise<void> {
  const before = await turns().count();
  await page.getByLabel(messages.questionLabel, { exact: true }).fill(text);
  await page.keyboard.press('Enter');
  await expect.poll(() => turns().count()).toBe(before + 1);
}

test('a conversation goes on, on the next page of the tab', async () => {
  await ask(question);
  const quotes = await turns().locator('.quote').allTextContents();
  expect(quotes[0]).toContain('Cyberspace Administration of China');
  await page.reload();
  await page.getByRole('heading', { name: question }).waitFor();
  expect(await turns().locator('.quote').allTextContents()).toEqual(quotes);
  await ask('And when?');
  const { history } = site.farEnd.questions[1] ?? {};
  expect(history?.[0]).toEqual({ role: 'user', content: question });
  await page.reload();
  await expect.poll(() => turns().count()).toBe(2);
});

test('a conversation that is ended is forgotten', async () => {
  await ask(question);
  expect(await stored()).toBe(1);
  await page.getByRole('button', { name: messages.newConversation }).click();
  expect(await stored()).toBe(0);
  await page.reload();
  await page.locator('.starter').first().waitFor();
  expect(await turns().count()).toBe(0);
});

test('a page on which nobody has opened the chat can end it, as after signing out', async () => {
  await ask(question);
  const { url } = site.farEnd;
  const signedOut = site.portal.serve('/signed-out', {
    html: portalPage(
      widgetTag(url, 'data-launcher="none"'),
      `<verbatim-chat mode="launcher" remember="session" server="${url}"></verbatim-chat>`,
    ),
  });
  await page.goto(signedOut);
  await page.locator('verbatim-chat .launcher').waitFor();
  expect(await stored()).toBe(1);
  await page.evaluate(`document.querySelector('verbatim-chat').newConversation()`);
  expect(await stored()).toBe(0);
});

test('another tab has a conversation of its own', async () => {
  await ask(question);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.locator('.starter').first().waitFor();
  expect(await stored(other)).toBe(0);
  await page.reload();
  await expect.poll(() => turns().count()).toBe(1);
});

test('what the page has put there instead is left alone', async () => {
  await ask(question);
  await page.evaluate('sessionStorage.setItem(sessionStorage.key(0), \'[{"question":1}]\')');
  await page.reload();
  await page.locator('.starter').first().waitFor();
  expect(await turns().count()).toBe(0);
  await ask('And when?');
});

test('chats about other documents keep apart', async () => {
  await ask(question);
  const { id } = await fetchDocument(site.server.url);
  await page.evaluate(`document.querySelector('verbatim-chat').setAttribute('documents', '${id}')`);
  await page.locator('.starter').first().waitFor();
  expect(await turns().count()).toBe(0);
  await page.evaluate(`document.querySelector('verbatim-chat').removeAttribute('documents')`);
  await expect.poll(() => turns().count()).toBe(1);
});
