import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Language } from '../../web/language.ts';
import english from '../../web/languages/en.ts';

/** A condition that is not met by then never will be. */
const deadlineMs = 8000;

export interface Chat {
  page: Page;
  /** What the page is in. */
  language: Language;
  context: BrowserContext;
  /** Types a question and sends it with Enter. */
  ask(question: string): Promise<void>;
  /** Waits until the last turn has come to an end of any kind. */
  settled(): Promise<void>;
  /**
   * Closes the page after looking at what no page of ours may do: break its content security
   * policy, throw, ask another origin for anything, or leave something behind in the browser.
   */
  close(): Promise<void>;
}

export interface ChatOptions extends BrowserContextOptions {
  /** What the page says that it is in; English when absent. */
  language?: Language;
}

export async function openChat(
  browser: Browser,
  url: string,
  { language = english, ...options }: ChatOptions = {},
): Promise<Chat> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(deadlineMs);
  const page = await context.newPage();
  const ended = page.locator('[data-outcome], :has(.actions), :has(.failure)');
  const misdeeds = watch(page, new URL(url).origin);
  if (language !== english) await translatePage(page, url, language);
  await page.goto(url);
  return {
    page,
    language,
    context,
    async ask(question) {
      const field = page.getByLabel(language.messages.questionLabel, { exact: true });
      await field.fill(question);
      await field.press('Enter');
    },
    async settled() {
      await page.locator('.turn').last().and(ended).waitFor();
    },
    async close() {
      const left = await page.evaluate('localStorage.length + sessionStorage.length');
      const cookies = await context.cookies();
      await context.close();
      expect({ misdeeds, left, cookies }).toEqual({ misdeeds: [], left: 0, cookies: [] });
    },
  };
}

/** Serves the page as if it were in another language: the chat takes that from its `lang`. */
async function translatePage(page: Page, url: string, { code, direction }: Language) {
  await page.route(url, async (route) => {
    const response = await route.fetch();
    const markup = await response.text();
    const body = markup.replace('<html lang="en"', `<html lang="${code}" dir="${direction}"`);
    if (body === markup) throw new Error(`${url} does not begin with <html lang="en".`);
    await route.fulfill({ response, body });
  });
}

/** Opens the page again, as a server shows it that sends questions to other hosts. */
export async function sendQuestionsTo(page: Page, hosts: string[]): Promise<void> {
  await page.route('**/api/starters', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), sentTo: hosts } });
  });
  await page.reload();
}

function watch(page: Page, origin: string): string[] {
  const misdeeds: string[] = [];
  page.on('pageerror', (error) => misdeeds.push(`threw: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) misdeeds.push(`asked ${request.url()}`);
  });
  page.on('console', (message) => {
    // Browsers log every response with an error status; those are made on purpose here.
    if (message.type() !== 'error' || /^Failed to load resource/.test(message.text())) return;
    misdeeds.push(`logged: ${message.text()}`);
  });
  return misdeeds;
}
