import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DocumentList, DocumentSummary } from '../../src/protocol.ts';
import { makePdf } from '../support/make-pdf.ts';
import { startTestServer, type TestServer } from '../support/start-test-server.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { launchBrowser } from './launch-browser.ts';
import { type Chat, openChat } from './open-chat.ts';

const fixture = (name: string) =>
  readFile(new URL(`../fixtures/documents/${name}`, import.meta.url));

/** Longer than what is shown of it at once, with few rows, since each is a passage. */
function ships(): string {
  const rows = Array.from({ length: 150 }, (_, index) => {
    const remarks = `Remark ${index}. ${'Nothing else is known of her. '.repeat(11)}`;
    return `Ship ${index},Ennis,${1800 + index},${20 + index},Agnes Thornley,${remarks}`;
  });
  rows[75] = `The Grey Heron,Selmouth,1841,38,Ruth Marsh,${'She carried salted herring. '.repeat(4)}`;
  return ['Ship,Port,Built,Length (m),Master,Remarks', ...rows].join('\n');
}

/** A table that goes on over a page's end. */
const berths = () =>
  makePdf(
    [0, 1].map((page) => ({
      texts: Array.from({ length: 40 }, (_, index) => index + page * 40).flatMap((row) =>
        (row === 0 ? ['Berth', 'Depth', 'Fee'] : [`Berth ${row}`, `${row % 9}`, `${row * 7}`]).map(
          (text, at) => ({ text, x: 65 + at * 80, y: 60 + (row % 40) * 18 }),
        ),
      ),
    })),
  );

let server: TestServer;
let browser: Browser;
let pdf: Buffer;
let documents: DocumentSummary[];
let chat: Chat;
let page: Page;

beforeAll(async () => {
  const corpus = join(await temporaryDirectory(), 'corpus');
  pdf = await fixture('lindvik.pdf');
  await writeFiles(corpus, {
    'lindvik.pdf': pdf,
    'berths.pdf': berths(),
    'locked/letter.pdf': await fixture('password.pdf'),
    'ships.csv': ships(),
  });
  [server, browser] = await Promise.all([startTestServer({ corpus }), launchBrowser()]);
  ({ documents } = (await (await fetch(`${server.url}/api/documents`)).json()) as DocumentList);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const pathOf = (uri: string) => {
  const { id = '' } = documents.find((document) => document.uri === uri) ?? {};
  return `/documents/${encodeURIComponent(id)}`;
};

async function violations() {
  const found = (await new AxeBuilder({ page }).setLegacyMode().analyze()).violations;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const isInView = async (selector: string) => {
  const [mark, view] = await Promise.all(
    [selector, '.source-text'].map((name) => page.locator(name).first().boundingBox()),
  );
  return !!mark && !!view && mark.y >= view.y && mark.y + mark.height <= view.y + view.height;
};

async function ask(question: string): Promise<void> {
  await chat.ask(question);
  await chat.settled();
}

async function openSource(): Promise<void> {
  await page.locator('.place').first().click();
  await page.locator('.source-text mark').first().waitFor();
}

describe('an answer', () => {
  beforeEach(async () => {
    chat = await openChat(browser, server.url, { reducedMotion: 'reduce' });
    page = chat.page;
  });
  afterEach(() => chat.close());

  test('from a PDF has its page, and leads to it in the text and in the file', async () => {
    await ask('Who pays half at Lindvik?');
    expect(await page.locator('.place').first().textContent()).toContain('page 2');
    await openSource();
    expect(await page.locator('.page-rule').allTextContents()).toEqual(['page 2']);
    expect(await page.locator('.source-section').textContent()).toContain('page 2');
    const link = page.getByRole('link', { name: 'Open the PDF at page 2' });
    const url = (await link.getAttribute('href')) ?? '';
    expect(url).toMatch(/\/original\?revision=[0-9a-f]{64}#page=2$/);
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toMatch(/^inline; filename="lindvik\.pdf"/);
    expect(Buffer.from(await response.arrayBuffer()).equals(pdf)).toBe(true);
    expect(await violations()).toEqual([]);
  });

  test('from a table is cells with their names, and still the very text', async () => {
    await ask('Who is the master of The Grey Heron?');
    const quote = page.locator('.quote').first();
    expect(await quote.locator('.row').count()).toBe(2);
    const [names = [], cells = []] = [
      await quote.locator('.row').first().locator('.cell').allTextContents(),
      await quote.locator('.row').last().locator('.cell').allTextContents(),
    ];
    expect(cells[names.indexOf('Master')]).toBe('Ruth Marsh');
    const text = await quote.evaluate((element) => element.textContent);
    expect(text).toBe([names, cells].map((row) => row.join('\t')).join('\n'));
  });

  test('from a table over pages leads to the page of the row in the file', async () => {
    await ask('What is the fee of berth 61?');
    expect(await page.locator('.place').first().textContent()).toContain('page 2');
    await openSource();
    await page.getByRole('link', { name: 'Open the PDF at page 2' }).waitFor({ timeout: 5_000 });
  });

  test('from a long table leads to the row, under the names of its columns', async () => {
    await ask('Who is the master of The Grey Heron?');
    await openSource();
    expect(await isInView('.source-text td mark')).toBe(true);
    const names = page.locator('.source-text thead');
    expect(await names.locator('th').allTextContents()).toContain('Master');
    expect(await page.locator('.source-text mark').first().textContent()).toBe('The Grey Heron');
    expect(await violations()).toEqual([]);
    await page.locator('.source-text tbody tr').first().scrollIntoViewIfNeeded();
    await page.getByText('Remark 0.').waitFor({ state: 'attached' });
    await page
      .getByRole('button', { name: 'Earlier in the document' })
      .waitFor({ state: 'hidden' });
    expect(await page.locator('.source-text table').count()).toBe(1);
    expect(await names.count()).toBe(1);
    expect(await page.locator('.source-text thead mark').first().textContent()).toBe('Ship');
    await page.locator('.source-text tbody tr').last().scrollIntoViewIfNeeded();
    await page.getByText('Remark 149.').waitFor({ state: 'attached' });
    expect(await page.locator('.source-text table').count()).toBe(1);
    expect(await page.locator('.source-text tbody tr').count()).toBe(150);
  });

  test('is copied with its rows as a table', async () => {
    await chat.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await ask('Who is the master of The Grey Heron?');
    await page.getByRole('button', { name: 'Copy answer' }).click();
    await page.locator('.note', { hasText: 'Copied.' }).waitFor();
    const [text, markup] = await page.evaluate<string[]>(
      `navigator.clipboard.read().then(([item]) => Promise.all(['text/plain', 'text/html'].map(
        (type) => item.getType(type).then((blob) => blob.text()))))`,
    );
    expect(text).toMatch(/\nThe Grey Heron\t(Selmouth\t1841\t38\t)?Ruth Marsh/);
    expect(markup).toMatch(/<table>.*<td>The Grey Heron<\/td>.*<td>Ruth Marsh<\/td>/s);
  });
});

describe.each([
  ['light', 1200],
  ['dark', 320],
] as const)('without script, %s, %i pixels wide', (colorScheme, width) => {
  beforeEach(async () => {
    const viewport = { width, height: 800 };
    page = await browser.newPage({ javaScriptEnabled: false, colorScheme, viewport });
  });
  afterEach(() => page.close());

  const fits = async () => {
    const body = await page.locator('body').boundingBox();
    expect((body?.x ?? 0) + (body?.width ?? 0)).toBeLessThanOrEqual(width);
  };

  test('the page of a PDF tells its pages apart', async () => {
    await page.goto(server.url + pathOf('lindvik.pdf'));
    expect(await page.locator('.page-rule').allTextContents()).toEqual(['Page 2']);
    expect(await page.getByRole('link', { name: 'Open the PDF' }).count()).toBe(1);
    await fits();
  });

  test('a wide table scrolls in its box', async () => {
    await page.goto(server.url + pathOf('ships.csv'));
    expect(await page.getByRole('columnheader', { name: 'Master' }).count()).toBe(1);
    await fits();
  });

  test('what was left out is listed with its reason, from the start page on', async () => {
    await page.goto(server.url);
    await page.getByRole('link', { name: 'the documents' }).click();
    await page.getByRole('heading', { name: 'Protected by a password (1)' }).waitFor();
    expect(await page.getByRole('listitem').textContent()).toContain('locked/letter.pdf');
    await page.getByRole('link', { name: 'The harbour of Lindvik' }).click();
    await page.getByRole('heading', { name: 'The harbour of Lindvik', level: 1 }).waitFor();
    await fits();
  });
});

describe('axe finds nothing', () => {
  test.each([
    ['the page of a PDF', () => pathOf('lindvik.pdf')],
    ['the page of a wide table', () => pathOf('ships.csv')],
    ['the list of documents', () => '/documents'],
  ])('on %s, wide or narrow, light or dark', async (_name, path) => {
    for (const [width, colorScheme] of [
      [1200, 'light'],
      [320, 'dark'],
    ] as const) {
      page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
      await page.goto(server.url + path());
      expect(await violations()).toEqual([]);
      await page.close();
    }
  });
});
