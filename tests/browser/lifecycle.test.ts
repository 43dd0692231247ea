import { execFile } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import english from '../../web/languages/en.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
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

let site: PortalSite;
let visit: Visit | undefined;

beforeAll(async () => {
  site = await startPortalSite();
}, 60_000);
afterAll(() => site?.close());
afterEach(async () => {
  const complaints = visit?.complaints ?? [];
  await visit?.close();
  visit = undefined;
  expect(complaints).toEqual([]);
});

async function open(options: VisitOptions = {}): Promise<Page> {
  visit = await visitPortal(site, options);
  return visit.page;
}

const question = 'Who released the Cybersecurity Strategy?';
const answered = (page: Page) => page.locator('[data-outcome="answered"]');

describe('the element', () => {
  test('opens, asks, closes and begins anew by script, and says what happens', async () => {
    const page = await open();
    await launcherOf(page).waitFor();
    await page.evaluate(`
      globalThis.chat = document.querySelector('verbatim-chat');
      globalThis.events = [];
      for (const name of ['open', 'close', 'ask', 'answer']) {
        document.addEventListener('verbatim-' + name, ({ type, detail, target }) =>
          events.push([type, detail?.question ?? detail?.answer?.outcome, target === chat]));
      }
      chat.ask(${JSON.stringify(question)});
    `);
    await answered(page).waitFor();
    expect(await page.evaluate('chat.opened')).toBe(true);
    await page.evaluate('chat.newConversation()');
    await page.locator('.welcome').waitFor();
    await page.evaluate('chat.toggle()');
    expect(await windowOf(page).isVisible()).toBe(false);
    expect(await page.evaluate('[chat.opened, events]')).toEqual([
      false,
      [
        ['verbatim-open', undefined, true],
        ['verbatim-ask', question, true],
        ['verbatim-answer', 'answered', true],
        ['verbatim-close', undefined, true],
      ],
    ]);
  });

  test('keeps its conversation and stays open while it is moved, or out of the page', async () => {
    const page = await open();
    await launcherOf(page).waitFor();
    await page.evaluate(
      `globalThis.chat = document.querySelector('verbatim-chat'); chat.ask(${JSON.stringify(question)});`,
    );
    await answered(page).waitFor();
    await page.evaluate('document.body.append(chat)');
    expect(await windowOf(page).isVisible()).toBe(true);
    await page.evaluate('chat.remove()');
    await page.evaluate('new Promise((resolve) => setTimeout(resolve))');
    await page.evaluate('document.body.append(chat)');
    expect(await windowOf(page).isVisible()).toBe(true);
    expect(await answered(page).count()).toBe(1);
    await page.locator('textarea').focus();
    await page.keyboard.press('Escape');
    expect(await windowOf(page).isVisible()).toBe(false);
  });

  test('outlives a page that makes its body anew', async () => {
    const page = await open();
    await openByLauncher(page);
    await page.evaluate(`document.body.replaceWith(document.createElement('body'))`);
    expect(await windowOf(page).isVisible()).toBe(true);
    expect(await launcherOf(page).isVisible()).toBe(true);
  });

  test('can stand twice on a page, each with its own language and conversation', async () => {
    const page = await open({
      body: '<verbatim-chat lang="de"></verbatim-chat><verbatim-chat lang="ar"></verbatim-chat>',
    });
    await page.locator('.starter').first().waitFor();
    await page.locator('verbatim-chat').last().scrollIntoViewIfNeeded();
    await page.locator('verbatim-chat').last().locator('.starter').first().waitFor();
    await page.locator('verbatim-chat').first().locator('.starter').first().click();
    await page.locator('verbatim-chat').first().locator('[data-outcome]').waitFor();
    expect(await page.locator('verbatim-chat').last().locator('.turn').count()).toBe(0);
    expect(await page.locator('verbatim-chat').last().locator('.root').getAttribute('dir')).toBe(
      'rtl',
    );
    // A page with one in its place gets no launcher.
    expect(await launcherOf(page).count()).toBe(0);
  });

  test('can be made by script, late, and within a shadow tree', async () => {
    const page = await open({ head: widgetTag(site.farEnd.url, 'data-launcher="none"') });
    await page.evaluate(
      `
      const host = document.createElement('div');
      host.lang = 'de';
      host.attachShadow({ mode: 'open' });
      const chat = document.createElement('verbatim-chat');
      chat.setAttribute('accent', 'darkgreen');
      host.shadowRoot.append(chat);
      document.body.append(host);
    `,
    );
    await page.locator('.starter').first().waitFor();
    expect(await page.locator('textarea').getAttribute('placeholder')).toBe(
      'Stellen Sie eine Frage',
    );
  });

  test('takes what its attributes say while it is there', async () => {
    const page = await open();
    await openByLauncher(page);
    await page.evaluate(`{
      const chat = document.querySelector('verbatim-chat');
      chat.setAttribute('label', 'Help');
      chat.setAttribute('position', 'start');
      chat.setAttribute('scheme', 'dark');
      chat.setAttribute('accent', 'rgb(120, 20, 20)');
    }`);
    expect(await launcherOf(page).innerText()).toBe('Help');
    expect((await launcherOf(page).boundingBox())?.x).toBe(16);
    await page.getByRole('dialog', { name: 'Help' }).waitFor();
    const shown = await page.evaluate(`(() => {
      const root = document.querySelector('verbatim-chat').shadowRoot;
      const style = (selector) => getComputedStyle(root.querySelector(selector));
      return [style('.open').backgroundColor, style('.window').backgroundColor];
    })()`);
    expect(shown).toEqual(['rgb(120, 20, 20)', 'rgb(20, 22, 26)']);
  });

  test('asks nothing before it comes into view', async () => {
    const page = await open({
      headers: {},
      body: '<p style="height: 4000px">Long</p><verbatim-chat></verbatim-chat>',
    });
    await page.waitForFunction(`customElements.get('verbatim-chat')`);
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
    expect(visit?.requests).toEqual([`${site.farEnd.url}widget.js`]);
    await page.locator('verbatim-chat').scrollIntoViewIfNeeded();
    await page.locator('.starter').first().waitFor();
  });
});

test('leaves nothing in memory when it is taken out, open as it was', async () => {
  const page = await open();
  await openByLauncher(page);
  await page.evaluate(`(async () => {
    globalThis.taken = [];
    for (let round = 0; round < 8; round += 1) {
      const chat = document.createElement('verbatim-chat');
      chat.setAttribute('mode', 'launcher');
      document.body.append(chat);
      chat.open();
      while (!chat.shadowRoot.querySelector('.starter'))
        await new Promise((done) => requestAnimationFrame(done));
      taken.push(new WeakRef(chat.shadowRoot.querySelector('.panel')));
      chat.remove();
    }
  })()`);
  const devTools = await page.context().newCDPSession(page);
  await expect
    .poll(async () => {
      await devTools.send('HeapProfiler.collectGarbage');
      return page.evaluate('taken.filter((reference) => reference.deref()).length');
    })
    // A browser may hold on to the last one for a while.
    .toBeLessThanOrEqual(1);
});

test('tells the page of a start that fails', async () => {
  const page = await open({
    headers: {},
    body: '<verbatim-chat></verbatim-chat>',
    async before(opened) {
      await opened.addInitScript(`
        globalThis.failed = [];
        addEventListener('verbatim-error', ({ detail }) => failed.push(detail.problem?.type));
      `);
      await opened.route('**/api/starters', (route) =>
        route.fulfill({
          status: 403,
          headers: { 'Access-Control-Allow-Origin': '*' },
          contentType: 'application/problem+json',
          body: JSON.stringify({
            type: '/problems/origin-not-allowed',
            title: 'Not here',
            status: 403,
            detail: 'Not here.',
          }),
        }),
      );
    },
  });
  await expect.poll(() => page.evaluate('failed')).toEqual(['/problems/origin-not-allowed']);
  // The browser has said so, and the widget why.
  expect(visit?.complaints.splice(0).length).toBe(2);
});

test('is registered once where the script is there twice', async () => {
  const page = await open({ head: widgetTag(site.farEnd.url).repeat(2) });
  await openByLauncher(page);
  expect(await page.locator('verbatim-chat').count()).toBe(1);
});

test('works as a module, and where its tag is not ours', async () => {
  const page = await open({
    head: `<script type="module" src="${site.farEnd.url}widget.js"></script>`,
  });
  await openByLauncher(page);
});

test('takes its parts from the server it is told of where another script is called widget.js', async () => {
  const { url } = site.farEnd;
  const other = site.portal.serve('/other/widget.js', {
    html: '',
    headers: { 'Content-Type': 'text/javascript' },
  });
  const page = await open({
    html: portalPage(
      `<script src="${other}"></script><script type="module" src="${url}widget.js"></script>`,
      `<verbatim-chat server="${url}"></verbatim-chat>`,
    ),
    headers: {},
  });
  await page.locator('.starter').first().waitFor();
});

test('knows its tag also where an image of the page calls itself that', async () => {
  // Lies on the page's own site, as what a user of it has put there would.
  const copy = site.portal.serve('/copies/widget.js', { html: 'no image' });
  const page = await open({
    html: portalPage(`<img name="currentScript" src="${copy}">${widgetTag(site.farEnd.url)}`),
    headers: {},
  });
  await openByLauncher(page);
  expect(visit?.requests.filter((url) => url.startsWith(site.portal.origin))).toEqual([copy]);
});

test('works where prototypes are frozen, and where they are extended', async () => {
  for (const change of [
    'for (const { prototype } of [Array, Object, String, Function, Promise, Map, Set, Error]) Object.freeze(prototype);',
    'Array.prototype.extra = Object.prototype.extra = function () {};',
  ]) {
    const page = await open({
      before: (opened) =>
        opened.addInitScript(
          `addEventListener('DOMContentLoaded', () => { ${change} }); ${change}`,
        ),
    });
    await openByLauncher(page);
    await page.getByLabel('Your question').fill(question);
    await page.getByLabel('Your question').press('Enter');
    await answered(page).waitFor();
    expect(visit?.complaints).toEqual([]);
    await visit?.close();
  }
  visit = undefined;
});

describe('tokens', () => {
  test('come from the page, and are asked for once more when they are refused', async () => {
    const page = await open();
    await launcherOf(page).waitFor();
    const sent: (string | undefined)[] = [];
    await page.route('**/api/starters', async (route) => {
      const token = route.request().headers()['authorization'];
      sent.push(token);
      if (token === 'Bearer second') return route.continue();
      await route.fulfill({
        status: 401,
        headers: { 'Access-Control-Allow-Origin': '*' },
        contentType: 'application/problem+json',
        json: { type: '/problems/unauthorized', title: 'No', status: 401, detail: 'No.' },
      });
    });
    await page.evaluate(`
      const tokens = ['first', 'second', 'third'];
      document.addEventListener('verbatim-token', ({ detail }) =>
        detail.respondWith(Promise.resolve(tokens.shift())));
    `);
    await launcherOf(page).click();
    await page.locator('.starter').first().waitFor();
    expect(sent).toEqual(['Bearer first', 'Bearer second']);
    visit?.complaints.splice(0);
  });

  test('are not waited for once the question is stopped', async () => {
    const page = await open();
    await launcherOf(page).waitFor();
    await page.evaluate(`
      document.addEventListener('verbatim-token', ({ detail }) =>
        detail.respondWith(new Promise(() => {})));
      document.querySelector('verbatim-chat').ask(${JSON.stringify(question)});
    `);
    await page.getByRole('button', { name: english.messages.stop }).click();
    await page.getByText(english.messages.stopped).waitFor();
  });

  test('that never come hold nothing up for ever', async () => {
    const page = await open({
      before: (opened) => opened.clock.install(),
    });
    await launcherOf(page).waitFor();
    await page.evaluate(`
      globalThis.asked = 0;
      document.addEventListener('verbatim-token', ({ detail }) => {
        asked += 1;
        detail.respondWith(asked === 1 ? new Promise(() => {}) : Promise.resolve('second'));
      });
    `);
    await launcherOf(page).click();
    await expect.poll(() => page.evaluate('asked')).toBe(1);
    await page.clock.fastForward(60_000);
    await page.locator('.starter').first().waitFor();
    visit?.complaints.splice(0);
  });
});

test('the types that are served compile in a strict program', async () => {
  const directory = await temporaryDirectory();
  const project = fileURLToPath(new URL('../..', import.meta.url));
  await copyFile(join(project, 'dist/web/widget.d.ts'), join(directory, 'widget.d.ts'));
  await writeFile(
    join(directory, 'portal.ts'),
    `import type { VerbatimChatElement } from './widget.d.ts';
const chat: VerbatimChatElement | null = document.querySelector('verbatim-chat');
chat?.ask('A question?');
chat?.addEventListener('verbatim-answer', ({ detail }) => detail.answer.citations.at(0)?.quote.trim());
document.addEventListener('verbatim-token', (event) => event.detail.respondWith('token'));
const opened: boolean = document.createElement('verbatim-chat').opened;
// @ts-expect-error It takes a text.
chat?.ask(opened);
`,
  );
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'esnext'];
  const more = ['--moduleResolution', 'bundler', '--allowImportingTsExtensions', '--types', ''];
  const compiler = join(project, 'node_modules/.bin/tsc');
  const run = promisify(execFile)(compiler, [...options, ...more, 'portal.ts'], { cwd: directory });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  expect(stdout).toBe('');
});
