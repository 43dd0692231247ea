import type { Page } from 'playwright-core';
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
import { portalPage } from './start-portal.ts';

const phone = { viewport: { width: 390, height: 700 }, hasTouch: true };

let site: PortalSite;
let visit: Visit;

beforeAll(async () => {
  site = await startPortalSite();
}, 60_000);
afterAll(() => site?.close());
afterEach(async () => {
  const { complaints } = visit;
  await visit.close();
  expect(complaints).toEqual([]);
});

async function open(options: VisitOptions = {}): Promise<Page> {
  visit = await visitPortal(site, options);
  await launcherOf(visit.page).waitFor();
  return visit.page;
}

const focused = (page: Page) =>
  page.evaluate<string>(`(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.className || active?.id || active?.localName;
  })()`);

const isModal = async (page: Page) => (await page.locator('dialog.window:modal').count()) > 0;

describe('beside the page', () => {
  test('takes the focus, leaves the page usable, and gives the focus back', async () => {
    const page = await open({ body: '<button id="own">Of the page</button>' });
    expect(await launcherOf(page).getAttribute('aria-expanded')).toBe('false');
    await launcherOf(page).focus();
    await page.keyboard.press('Enter');
    await page.locator('textarea:focus').waitFor();
    expect(await launcherOf(page).getAttribute('aria-expanded')).toBe('true');
    expect(await isModal(page)).toBe(false);
    await page.getByRole('dialog', { name: 'Ask a question' }).waitFor();
    await page.locator('#own').click();
    await page.keyboard.press('Escape');
    // What is not pressed in the chat is not meant for it.
    expect(await windowOf(page).isVisible()).toBe(true);
    await page.locator('textarea').focus();
    await page.keyboard.press('Escape');
    await windowOf(page).waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe('open');
    expect(await launcherOf(page).getAttribute('aria-expanded')).toBe('false');
  });

  test('Escape leaves the source first', async () => {
    const page = await open();
    await openByLauncher(page);
    await page.locator('.starter').first().click();
    await page.locator('.place').first().click();
    await page.locator('.source-text mark').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.source').waitFor({ state: 'hidden' });
    expect(await windowOf(page).isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await windowOf(page).waitFor({ state: 'hidden' });
  });

  test('gives the focus back to what of the page had opened it', async () => {
    const page = await open({ body: '<button id="own">Questions</button>' });
    await page.evaluate(
      `own.addEventListener('click', () => document.querySelector('verbatim-chat').open())`,
    );
    await page.locator('#own').click();
    await page.locator('textarea:focus').waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    expect(await focused(page)).toBe('own');
  });

  test('becomes a full screen when the window gets small, and keeps what was typed', async () => {
    const page = await open();
    await openByLauncher(page);
    await page.getByLabel('Your question').fill('Half a question');
    await page.setViewportSize({ width: 400, height: 700 });
    await expect.poll(() => isModal(page)).toBe(true);
    expect(await page.getByLabel('Your question').inputValue()).toBe('Half a question');
    await page.setViewportSize({ width: 1000, height: 700 });
    await expect.poll(() => isModal(page)).toBe(false);
    expect(await windowOf(page).isVisible()).toBe(true);
    expect(await focused(page)).toBe('question');
  });
});

describe('the focus of a visitor who is at something of the page', () => {
  const changes: [string, string][] = [
    ['is given another language', `chat.lang = 'de'`],
    ['is moved', `document.body.append(chat)`],
    ['begins anew', `chat.newConversation()`],
  ];
  test.each(changes)('stays there when the open chat %s', async (_, change) => {
    const page = await open({ body: '<input id="own">' });
    await openByLauncher(page);
    await page.evaluate(`globalThis.chat = document.querySelector('verbatim-chat')`);
    await page.locator('#own').focus();
    await page.evaluate(change);
    if (change.includes('de')) await page.getByRole('dialog', { name: 'Frage stellen' }).waitFor();
    await page.locator('.starter').first().waitFor();
    expect(await focused(page)).toBe('own');
  });

  test('goes on in a chat that had it, in another language', async () => {
    const page = await open();
    await openByLauncher(page);
    await page.locator('textarea').focus();
    await page.evaluate(`document.querySelector('verbatim-chat').lang = 'de'`);
    await page.getByRole('dialog', { name: 'Frage stellen' }).waitFor();
    await page.locator('textarea:focus').waitFor();
  });
});

test('a screen reader is told what is modal, and each name once', async () => {
  const page = await open();
  await openByLauncher(page);
  const devTools = await page.context().newCDPSession(page);
  const read = async () => {
    const { nodes } = await devTools.send('Accessibility.getFullAXTree');
    const seen = nodes.filter(({ ignored }) => !ignored);
    const dialog = seen.find(({ role }) => role?.value === 'dialog');
    return {
      modal: dialog?.properties?.some(({ name, value }) => name === 'modal' && value.value),
      unnamed: seen.filter(({ role, name }) => role?.value === 'button' && !name?.value).length,
      twice: seen
        .filter(({ name, description }) => name?.value && name.value === description?.value)
        .map(({ name }) => name?.value),
    };
  };
  expect(await read()).toEqual({ modal: false, unnamed: 0, twice: [] });
  await page.setViewportSize({ width: 390, height: 700 });
  await page.locator('dialog.window:modal').waitFor();
  expect(await read()).toEqual({ modal: true, unnamed: 0, twice: [] });
});

describe('keys', () => {
  test('that are typed in the chat are no shortcuts of the page', async () => {
    const page = await open();
    await openByLauncher(page);
    await page.evaluate(`
      globalThis.heard = [];
      for (const type of ['keydown', 'keypress', 'keyup'])
        document.addEventListener(type, ({ key }) => heard.push(type + ' ' + key));
    `);
    await page.locator('textarea').focus();
    for (const key of ['s', 'ArrowLeft', 'Backspace', 'Control+k']) await page.keyboard.press(key);
    const heard = await page.evaluate<string[]>('heard');
    expect(heard.filter((text) => !text.includes('Control'))).toEqual(['keydown k', 'keyup k']);
  });
});

describe('over the page, on a phone', () => {
  test('fills the screen, brings up no keyboard by itself, and keeps the focus in', async () => {
    const page = await open({ context: phone, body: '<button id="own">Of the page</button>' });
    await openByLauncher(page);
    expect(await isModal(page)).toBe(true);
    expect(await windowOf(page).boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 700 });
    expect(await page.locator('textarea:focus').count()).toBe(0);
    const size = await page.evaluate<number>(`(() => {
      const { shadowRoot } = document.querySelector('verbatim-chat');
      return Number.parseFloat(getComputedStyle(shadowRoot.querySelector('textarea')).fontSize);
    })()`);
    // Browsers zoom in on a field with smaller letters.
    expect(size).toBeGreaterThanOrEqual(16);
    for (let presses = 0; presses < 15; presses += 1) {
      await page.keyboard.press('Tab');
      expect(await focused(page)).not.toBe('own');
    }
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await windowOf(page).waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe('open');
  });

  test('so at 400 % zoom', async () => {
    const page = await open({ context: { viewport: { width: 320, height: 256 } } });
    await openByLauncher(page);
    expect(await isModal(page)).toBe(true);
    const overflow = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect(overflow).toBe(false);
    expect(await page.locator('textarea').boundingBox()).toMatchObject({
      height: expect.any(Number),
    });
  });

  test('the page behind does not scroll, and is as it was afterwards', async () => {
    const page = await open({
      context: phone,
      body: '<p style="height: 4000px">Long</p>',
      headers: {},
    });
    await page.evaluate('scrollTo(0, 300)');
    await openByLauncher(page);
    await page.mouse.move(100, 26);
    await page.mouse.wheel(0, 500);
    await page.mouse.move(100, 300);
    await page.mouse.wheel(0, 2000);
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Escape');
    await windowOf(page).waitFor({ state: 'hidden' });
    expect(await page.evaluate('scrollY')).toBe(300);
    expect(await page.evaluate('document.documentElement.getAttribute("style")')).toBe(null);
  });

  test('stays above a keyboard on the screen', async () => {
    const page = await open({ context: phone });
    await openByLauncher(page);
    // No headless browser has such a keyboard; this is what one reports when it comes up.
    await page.evaluate(`
      Object.defineProperty(visualViewport, 'height', { configurable: true, value: 400 });
      Object.defineProperty(visualViewport, 'offsetTop', { configurable: true, value: 20 });
      visualViewport.dispatchEvent(new Event('resize'));
    `);
    expect(await windowOf(page).boundingBox()).toMatchObject({ y: 20, height: 400 });
    const field = await page.locator('textarea').boundingBox();
    expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThan(420);
  });
});

describe('the back gesture', () => {
  /** A page with a router of its own, which notes what it is told. */
  const app = `<script>
    history.replaceState({ route: 1 }, '');
    history.pushState({ route: 2 }, '', '?two');
    globalThis.routed = [];
    addEventListener('popstate', (event) => routed.push(event.state?.route));
    const push = history.pushState;
    history.pushState = function (...given) { routed.push('pushed'); return push.apply(this, given); };
  </script>`;

  const openApp = async () => {
    const head = app + widgetTag(site.farEnd.url);
    const page = await open({ context: phone, headers: {}, html: portalPage(head) });
    await openByLauncher(page);
    return page;
  };
  /** Without what told the router that it is where it was; some browsers do not even tell that. */
  const told = (page: Page) =>
    page.evaluate(`({
      routed: routed.filter((route) => route !== 2),
      state: history.state,
      at: location.search,
    })`);

  test('closes the chat, and leaves the router of the page where it was', async () => {
    const page = await openApp();
    await page.goBack();
    await windowOf(page).waitFor({ state: 'hidden' });
    expect(await told(page)).toEqual({ routed: [], state: { route: 2 }, at: '?two' });
    await page.goBack();
    expect(await told(page)).toEqual({ routed: [1], state: { route: 1 }, at: '' });
  });

  test('finds the page where it was, when the chat was closed by its button', async () => {
    const page = await openApp();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await expect.poll(() => told(page)).toEqual({ routed: [], state: { route: 2 }, at: '?two' });
    await page.goBack();
    expect(await told(page)).toEqual({ routed: [1], state: { route: 1 }, at: '' });
  });

  test('closes a chat that was closed and opened again at once', async () => {
    const page = await open({ context: phone });
    await openByLauncher(page);
    const url = page.url();
    await page.evaluate(`{
      const chat = document.querySelector('verbatim-chat');
      chat.close();
      chat.open();
    }`);
    await page.waitForFunction(`history.state?.['verbatim-chat']`);
    await page.evaluate('history.back()');
    await windowOf(page).waitFor({ state: 'hidden' });
    expect(page.url()).toBe(url);
  });

  test('leaves a page alone that has gone on by itself', async () => {
    const page = await openApp();
    await page.evaluate(`history.pushState({ route: 3 }, '', '?three')`);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await windowOf(page).waitFor({ state: 'hidden' });
    expect(await told(page)).toMatchObject({ state: { route: 3 }, at: '?three' });
  });

  test('leaves a page alone that closes the chat and goes on at once', async () => {
    const page = await openApp();
    await page.evaluate(`
      document.querySelector('verbatim-chat').close();
      history.pushState({ route: 3 }, '', '?three');
    `);
    await windowOf(page).waitFor({ state: 'hidden' });
    // To where the chat was, and no further.
    await page.goBack();
    expect(await told(page)).toMatchObject({ state: { route: 2 }, at: '?two' });
    await page.goForward();
    expect(await told(page)).toMatchObject({ state: { route: 3 }, at: '?three' });
  });

  test('is no concern of a chat beside the page', async () => {
    const page = await open();
    const before = await page.evaluate('history.length');
    await openByLauncher(page);
    expect(await page.evaluate('history.length')).toBe(before);
  });
});
