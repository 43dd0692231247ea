import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  launcherOf,
  openByLauncher,
  type PortalSite,
  startPortalSite,
  visitPortal,
} from './open-portal.ts';

let site: PortalSite;
beforeAll(async () => {
  site = await startPortalSite();
}, 60_000);
afterAll(() => site?.close());

async function openEmbed(options = {}): Promise<{ page: Page; complaints: string[] }> {
  const context = await site.browser.newContext(options);
  context.setDefaultTimeout(8000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`${site.farEnd.url}embed`);
  await page.locator('.snippet').first().waitFor();
  return { page, complaints };
}

const snippet = (page: Page, index: number) => page.locator('.snippet code').nth(index).innerText();

test('what it says to copy works in a page of another origin, the pinned one too', async () => {
  const { page, complaints } = await openEmbed();
  await page.getByLabel('Accent').fill('rebeccapurple');
  await page.getByLabel('Language').selectOption('de');
  const [evergreen, pinned, , policy] = await Promise.all(
    [0, 1, 2, 3].map((n) => snippet(page, n)),
  );
  expect(evergreen).toContain('data-accent="rebeccapurple" data-lang="de"');
  expect(pinned).toMatch(/widget\/\d+\.\d+\.\d+-\w+\.js"\s+integrity="sha384-/);
  const withToken = await snippet(page, 2);
  expect(withToken).toContain('data-token-url="/chat-token"');
  expect(withToken).toContain('new SignJWT(');
  await page.context().close();
  expect(complaints).toEqual([]);
  for (const head of [evergreen, pinned]) {
    const headers = {
      'Content-Security-Policy': `default-src 'none'; ${policy}; require-trusted-types-for 'script'`,
    };
    const visit = await visitPortal(site, { head: head ?? '', headers });
    await openByLauncher(visit.page);
    expect(await visit.page.getByRole('dialog', { name: 'Frage stellen' }).count()).toBe(1);
    expect(visit.complaints).toEqual([]);
    await visit.close();
  }
});

test('shows the chat as the options have it', async () => {
  const { page, complaints } = await openEmbed();
  await launcherOf(page).waitFor();
  await page
    .getByLabel('Start')
    .or(page.getByLabel('Position of the button'))
    .first()
    .selectOption('start');
  expect((await launcherOf(page).boundingBox())?.x).toBeLessThan(40);
  await page.getByLabel('In its place').check();
  await page.locator('#preview .starter').first().waitFor();
  expect(await snippet(page, 0)).toMatch(/<\/script>\n<verbatim-chat><\/verbatim-chat>$/);
  await page.getByLabel('Dark').check();
  expect(await snippet(page, 0)).toContain('<verbatim-chat scheme="dark">');
  await page.context().close();
  expect(complaints).toEqual([]);
});

test.each([
  ['a phone, light', { viewport: { width: 320, height: 700 }, colorScheme: 'light' }],
  ['a desktop, dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
])('has nothing for axe to find, and fits %s', async (_name, options) => {
  const { page } = await openEmbed({ ...options, reducedMotion: 'reduce' });
  await launcherOf(page).waitFor();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
  const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  expect(wide).toBe(false);
  await page.context().close();
});
