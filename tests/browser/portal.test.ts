import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  launcherOf,
  openByLauncher,
  type PortalSite,
  startPortalSite,
  type Visit,
  type VisitOptions,
  visitPortal,
  widgetTag,
  windowOf,
} from './open-portal.ts';
import { strictPolicy } from './start-portal.ts';

let site: PortalSite;
let visit: Visit | undefined;

beforeAll(async () => {
  site = await startPortalSite();
}, 60_000);
afterAll(() => site?.close());
afterEach(async () => {
  await visit?.close();
  visit = undefined;
});

async function open(options?: VisitOptions) {
  visit = await visitPortal(site, options);
  return visit;
}

/** Bytes, compressed. A page pays the first at each visit, the second when a visitor opens the chat. */
const launcherCeiling = 5_000;
const ceiling = 30_000;

test('the widget is small: its launcher, and all of it with one language', async () => {
  const folder = new URL('../../dist/web/', import.meta.url);
  const read = async (name: string) => await readFile(new URL(name, folder));
  const launcher = await read('widget.js');
  const code = launcher.toString();
  const parts = (await readdir(new URL('widget/', folder))).filter(
    (name) => name.endsWith('.js') && code.includes(`"${name}"`),
  );
  const sizes = await Promise.all(
    parts.map(async (name) => [name, gzipSync(await read(`widget/${name}`)).length] as const),
  );
  const panel = sizes.find(([name]) => name.startsWith('panel-'))?.[1] ?? Number.NaN;
  const languages = sizes.filter(([name]) => !name.startsWith('panel-')).map(([, size]) => size);
  expect(languages.length).toBeGreaterThan(0);
  expect(gzipSync(launcher).length).toBeLessThanOrEqual(launcherCeiling);
  expect(gzipSync(launcher).length + panel + Math.max(...languages)).toBeLessThanOrEqual(ceiling);
});

describe('one tag, under the strictest policy', () => {
  test('costs the page one request, and leaves nothing in it or in the browser', async () => {
    const { page, complaints, requests } = await open({
      before: (opened) =>
        opened.addInitScript(`
          globalThis.before = new Set(Reflect.ownKeys(globalThis));
          globalThis.shifts = [];
          new PerformanceObserver((list) => shifts.push(...list.getEntries()))
            .observe({ type: 'layout-shift', buffered: true });
        `),
    });
    await launcherOf(page).waitFor();
    const left = await page.evaluate(`(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return {
        globals: Reflect.ownKeys(globalThis).map(String)
          .filter((key) => !before.has(key) && !['before', 'shifts', 'violations'].includes(key)),
        stored: localStorage.length + sessionStorage.length,
        databases: (await indexedDB.databases()).length,
        cookies: document.cookie,
        shifts: shifts.length,
        violations,
        styles: document.adoptedStyleSheets.length + document.querySelectorAll('style').length,
        scrolls: document.documentElement.scrollHeight > innerHeight,
        body: [...document.body.children].map(({ localName }) => localName),
      };
    })()`);
    expect(left).toEqual({
      globals: [],
      stored: 0,
      databases: 0,
      cookies: '',
      shifts: 0,
      violations: [],
      styles: 0,
      scrolls: false,
      body: ['main'],
    });
    expect(requests).toEqual([`${site.farEnd.url}widget.js`]);
    expect(await page.context().cookies()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('opens a chat that answers with quotes and shows where they stand', async () => {
    const { page, complaints } = await open();
    await openByLauncher(page);
    await page.getByLabel('Your question').fill('Who released the Cybersecurity Strategy?');
    await page.getByLabel('Your question').press('Enter');
    await page.locator('[data-outcome="answered"]').waitFor();
    await page.locator('.place').first().click();
    await page.locator('.source-text mark').first().waitFor();
    expect(await page.evaluate('violations')).toEqual([]);
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
    expect(await page.context().cookies()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('is refused where the server does not know the page, which is told why', async () => {
    const { page, complaints } = await open({
      // The same page under the portal's other name.
      headers: {},
      head: `<script>location.hostname === 'localhost' && location.replace(location.href.replace('localhost', '127.0.0.1'))</script>${widgetTag(site.farEnd.url)}`,
    });
    await launcherOf(page).click();
    await page.locator('.welcome .failure').waitFor();
    const explained = complaints.filter((text) => text.startsWith('verbatim-chat:'));
    expect(explained).toHaveLength(1);
    expect(explained[0]).toContain('ALLOWED_ORIGINS');
  });

  test('works by a nonce alone, which its parts get too', async () => {
    const { page, complaints } = await open({
      head: widgetTag(site.farEnd.url, 'nonce="abc"'),
      headers: {
        'Content-Security-Policy': `default-src 'none'; script-src 'nonce-abc'; connect-src ${site.farEnd.url}`,
      },
    });
    await openByLauncher(page);
    expect(complaints).toEqual([]);
  });

  test('names its policy for pages that allow only some', async () => {
    const policy = `${strictPolicy(site.farEnd.url)}; trusted-types verbatim`;
    const { page, complaints } = await open({ headers: { 'Content-Security-Policy': policy } });
    await openByLauncher(page);
    expect(complaints).toEqual([]);
  });
});

describe('where a part does not come', () => {
  const failed = 'The chat could not be loaded.';

  test('one that was changed on its way is not run, and another try helps', async () => {
    const { page, complaints } = await open();
    await launcherOf(page).waitFor();
    await page.route('**/widget/panel-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        body: `globalThis.tampered = true;\n${await response.text()}`,
      });
    });
    await launcherOf(page).click();
    await page.getByText(failed).waitFor();
    expect(await page.evaluate('globalThis.tampered')).toBeUndefined();
    expect(complaints.some((text) => /integrity/.test(text))).toBe(true);
    expect(complaints.some((text) => text.startsWith('verbatim-chat:'))).toBe(true);
    expect(await windowOf(page).count()).toBe(0);
    await page.unroute('**/widget/panel-*.js');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.starter').first().waitFor();
    expect(await page.getByText(failed).count()).toBe(0);
  });

  test('says so offline, and loads when there is a connection', async () => {
    const { page } = await open();
    await launcherOf(page).waitFor();
    await page.context().setOffline(true);
    await launcherOf(page).click();
    await page.getByText(failed).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.starter').first().waitFor();
  });

  test('a policy that lets no part in is named in the console', async () => {
    const { page, complaints } = await open({
      headers: {
        'Content-Security-Policy': `script-src ${site.farEnd.url}widget.js; connect-src ${site.farEnd.url}`,
      },
    });
    await launcherOf(page).click();
    await page.getByText(failed).waitFor();
    const explained = complaints.filter((text) => text.startsWith('verbatim-chat:'));
    expect(explained.join()).toContain('Content-Security-Policy');
  });

  test('a connection that stalls is waited for in sight, and given up', async () => {
    const { page } = await open({ before: (opened) => opened.clock.install({ time: 0 }) });
    await launcherOf(page).waitFor();
    await page.route('**/widget/panel-*.js', () => {});
    await launcherOf(page).click();
    const status = page.locator('verbatim-chat .loading [role="status"]');
    await page.clock.runFor(350);
    expect(await status.textContent()).toBe('');
    await page.clock.runFor(100);
    expect(await status.textContent()).toBe('One moment');
    await page.clock.runFor(20_000);
    await page.getByText(failed).waitFor();
  });
});

describe('versions', () => {
  test('a pinned one is the same script, kept for ever, and checked by the browser', async () => {
    const release = await (await fetch(`${site.farEnd.url}widget.json`)).json();
    const { version, integrity } = release as { version: string; integrity: string };
    const [evergreen, pinned] = await Promise.all([
      fetch(`${site.farEnd.url}widget.js`),
      fetch(`${site.farEnd.url}widget/${version}.js`),
    ]);
    expect(await pinned.text()).toBe(await evergreen.text());
    expect(evergreen.headers.get('cache-control')).toBe('public, max-age=300');
    expect(pinned.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    for (const { headers } of [evergreen, pinned]) {
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      const map = new URL(headers.get('sourcemap') ?? '', `${site.farEnd.url}widget/`);
      expect(map.pathname).toContain(version);
    }
    const { page, complaints } = await open({
      head: `<script src="${site.farEnd.url}widget/${version}.js" integrity="${integrity}" crossorigin="anonymous" async></script>`,
    });
    await openByLauncher(page);
    expect(complaints).toEqual([]);
  });
});
