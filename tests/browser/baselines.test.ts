import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, DocumentContent, Problem } from '../../src/protocol.ts';
import { expectBaseline } from './expect-baseline.ts';
import { fetchDocument } from './fetch-document.ts';
import { type PortalSite, startPortalSite, type Visit, visitPortal } from './open-portal.ts';
import { answerOf, citationOf, eventsBeforeEnd, writtenAnswerOf } from './sample-answer.ts';
import { testFonts } from './test-fonts.ts';

const question = 'Does China reaffirm cyber sovereignty within its borders?';
const cutParts = ['At the same time, however, China', 'and priorities for Internet development.'];

let site: PortalSite;
let document: DocumentContent;
let visit: Visit;
let page: Page;

beforeAll(async () => {
  site = await startPortalSite(undefined, { packed: true });
  document = await fetchDocument(site.server.url);
}, 60_000);

afterAll(() => site?.close());

interface Look {
  width: number;
  scheme?: 'light' | 'dark';
  lang?: string;
  /** The launcher's window; otherwise the chat stands in the page and fills it. */
  window?: boolean;
  forced?: boolean;
  accent?: string;
}

const heightOf = (width: number) => (width < 700 ? 700 : 760);

async function open(look: Look): Promise<void> {
  const { width, scheme = 'light', lang = 'en', window = false, forced = false, accent } = look;
  const attributes = `${window ? 'mode="launcher"' : ''} ${accent ? `accent="${accent}"` : ''}`;
  const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>A portal</title>
<style>${testFonts} body { margin: 0; font-family: "Test" }
  verbatim-chat:not([mode]) { block-size: 100vh; }</style>
<script src="${site.farEnd.url}widget.js" async></script></head>
<body>${window ? '<main><h1>A portal</h1><p>Text of the page.</p></main>' : ''}
<verbatim-chat ${attributes}></verbatim-chat></body></html>`;
  visit = await visitPortal(site, {
    html,
    headers: {},
    context: {
      viewport: { width, height: heightOf(width) },
      colorScheme: scheme,
      reducedMotion: 'reduce',
      forcedColors: forced ? 'active' : 'none',
      ...(forced ? { deviceScaleFactor: 1 } : {}),
    },
  });
  page = visit.page;
  if (window) await page.locator('verbatim-chat button.open').waitFor();
  else await page.locator('.starter').first().waitFor();
}

async function expectLook(name: string): Promise<void> {
  // What is under the pointer looks different.
  await page.mouse.move(0, 0);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await expectBaseline(name, picture);
}

afterEach(async () => {
  site?.farEnd.answerWith();
  const complaints = visit?.complaints.filter((text) => !/^Failed to load resource/.test(text));
  await visit?.close();
  expect(complaints).toEqual([]);
});

/** Asks, and leaves the focus where no frame is drawn. */
async function ask(): Promise<void> {
  const field = page.locator('textarea').last();
  await field.fill(question);
  await field.press('Enter');
}

async function settle(): Promise<void> {
  await page.locator('.turn[data-outcome], .turn .failure').last().waitFor();
  await page.evaluate('document.querySelector("verbatim-chat").shadowRoot.activeElement?.blur()');
}

async function answerWith(answer: Answer): Promise<void> {
  site.farEnd.answerWith((_question, stream) => {
    stream.send(...eventsBeforeEnd(answer), { event: 'answer-end', data: answer });
    stream.end();
  });
  await ask();
  await settle();
}

const suggestions = [
  'What does it say about the Cyberspace Administration of China?',
  'What does it say about “Conclusion”?',
];

function quoted(): Answer {
  const cut = citationOf(document, 1, ...cutParts);
  const start = cut.spans[0]?.start ?? 0;
  const marked = { ...cut, highlights: [{ start, end: start + 'At the same time'.length }] };
  const long = citationOf(
    document,
    2,
    document.text.slice(document.text.indexOf('Most importantly'), 3500).trim(),
  );
  return answerOf([marked, long], { suggestions });
}

const written = (): Answer =>
  writtenAnswerOf(
    quoted().citations,
    [
      { text: 'China keeps to its cyber sovereignty [1].' },
      {
        text: ' It has said so since 1999 [1][2].',
        support: 'partly',
        doubts: ['date', 'meaning'],
      },
      { text: '\n\n- Each state sets its own rules [2].' },
      { text: '\n- All others agreed.', doubts: ['no-citation'] },
    ],
    { suggestions },
  );

const declined = (): Answer => {
  const { citations } = quoted();
  return answerOf([], {
    outcome: 'not-answered',
    answered: false,
    closest: citations,
    suggestions,
  });
};

const partly = (): Answer =>
  answerOf(quoted().citations.slice(0, 1), {
    outcome: 'partly',
    unanswered: ['What is the capital of France?'],
    closest: quoted().citations.slice(1),
  });

const longWords = (): Answer =>
  writtenAnswerOf(quoted().citations, [
    { text: `A word of 300 letters is ${'Donaudampfschiff'.repeat(19)} [1].` },
    {
      text: ` An address: https://example.org/${'a/long/path/'.repeat(12)} [2].`,
      doubts: ['link'],
    },
    { text: ' مرحبا بالعالم stands in a line of English [1].' },
  ]);

const openSource = async () => {
  await page.locator('.place').first().click();
  await page.locator('.source-text mark').first().waitFor();
  await page.evaluate('document.querySelector("verbatim-chat").shadowRoot.activeElement?.blur()');
};

const refuse = async (status: number, type: Problem['type'], headers = {}) => {
  await page.route('**/api/ask', (route) =>
    route.fulfill({
      status,
      headers: { 'Access-Control-Allow-Origin': '*', ...headers },
      contentType: 'application/problem+json',
      json: { type, title: 'Refused', status, detail: 'Refused by this test.' },
    }),
  );
  await ask();
  await settle();
};

type State = readonly [name: string, look: Look, show: () => Promise<void>];

const states: State[] = [
  ['launcher', { width: 1280, window: true }, async () => {}],
  [
    'launcher-own-accent-dark',
    { width: 390, window: true, accent: 'gold', scheme: 'dark' },
    async () => {},
  ],
  ['welcome-320', { width: 320 }, async () => {}],
  ['welcome-768-dark', { width: 768, scheme: 'dark' }, async () => {}],
  [
    'window-1280',
    { width: 1280, window: true },
    async () => {
      await page.locator('button.open').click();
      await page.locator('.starter').first().waitFor();
      await answerWith(quoted());
    },
  ],
  [
    'window-390-dark',
    { width: 390, window: true, scheme: 'dark' },
    async () => {
      await page.locator('button.open').click();
      await page.locator('.starter').first().waitFor();
      await answerWith(written());
    },
  ],
  ['quoted-390', { width: 390 }, () => answerWith(quoted())],
  ['quoted-768-own-accent', { width: 768, accent: 'hotpink' }, () => answerWith(quoted())],
  ['quoted-1280-dark', { width: 1280, scheme: 'dark' }, () => answerWith(quoted())],
  [
    'written-320',
    { width: 320 },
    async () => {
      await answerWith(written());
      await page.locator('.doubt').first().click();
    },
  ],
  ['written-1280', { width: 1280 }, () => answerWith(written())],
  [
    'preview-390',
    { width: 390 },
    async () => {
      await answerWith(written());
      await page.locator('.marker').first().focus();
      await page.locator('.preview').waitFor();
    },
  ],
  ['declined-390-dark', { width: 390, scheme: 'dark' }, () => answerWith(declined())],
  ['partly-768', { width: 768 }, () => answerWith(partly())],
  ['error-390', { width: 390 }, () => refuse(500, '/problems/internal')],
  [
    'too-many-320-dark',
    { width: 320, scheme: 'dark' },
    async () => {
      await page.clock.install({ time: 0 });
      await page.clock.pauseAt(1000);
      await refuse(429, '/problems/too-many-requests', {
        'Retry-After': '30',
        'Access-Control-Expose-Headers': 'Retry-After',
      });
    },
  ],
  [
    'searching-768-dark',
    { width: 768, scheme: 'dark' },
    async () => {
      site.farEnd.answerWith(() => {});
      await ask();
      await page.locator('.status', { hasText: /\S/ }).waitFor();
    },
  ],
  [
    'offline-390',
    { width: 390 },
    async () => {
      await page.context().setOffline(true);
      await page.locator('.foot .notice').waitFor();
    },
  ],
  [
    'source-390',
    { width: 390 },
    async () => {
      await answerWith(quoted());
      await openSource();
    },
  ],
  [
    'source-1280-dark',
    { width: 1280, scheme: 'dark' },
    async () => {
      await answerWith(quoted());
      await openSource();
    },
  ],
  [
    'editing-390',
    { width: 390 },
    async () => {
      await answerWith(quoted());
      await page.locator('.asked .icon-button').click();
      await page.locator('.editor textarea').waitFor();
    },
  ],
  [
    'commenting-390-dark',
    { width: 390, scheme: 'dark' },
    async () => {
      await page.route('**/api/feedback', (route) =>
        route.fulfill({ status: 204, headers: { 'Access-Control-Allow-Origin': '*' } }),
      );
      await answerWith(partly());
      await page.locator('.actions [aria-pressed]').last().click();
      await page.locator('.comment textarea').waitFor();
    },
  ],
  ['arabic-390', { width: 390, lang: 'ar' }, () => answerWith(quoted())],
  [
    'arabic-1280-dark',
    { width: 1280, lang: 'ar', scheme: 'dark' },
    async () => {
      await answerWith(written());
      await openSource();
    },
  ],
  ['forced-colours-390', { width: 390, forced: true }, () => answerWith(written())],
  ['long-words-320', { width: 320 }, () => answerWith(longWords())],
];

// The pictures were taken with this browser, and no other draws quite the same.
describe.runIf(process.platform === 'linux' && process.arch === 'x64')('looks as reviewed', () => {
  test.each(states)('%s', async (name, look, show) => {
    await open(look);
    await show();
    await expectLook(name);
  });
});
