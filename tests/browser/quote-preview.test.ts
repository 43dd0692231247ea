import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, DocumentContent } from '../../src/protocol.ts';
import type { AnswerStream, FarEnd } from './far-end.ts';
import { type Chat, openChat } from './open-chat.ts';
import { citationOf, eventsBeforeEnd, writtenAnswerOf } from './sample-answer.ts';
import { type Site, startSite } from './start-site.ts';

const cutParts = ['At the same time, however, China', 'and priorities for Internet development.'];

let site: Site;
let farEnd: FarEnd;
let browser: Browser;
let document: DocumentContent;

beforeAll(async () => {
  site = await startSite();
  ({ farEnd, browser, document } = site);
}, 60_000);

afterAll(() => site?.close());

/** Long enough for chips to stand at both edges of a narrow panel, and at its top and bottom. */
function sampleAnswer(): Answer {
  const cut = citationOf(document, 1, ...cutParts);
  const start = cut.spans[0]?.start ?? 0;
  const marked = { ...cut, highlights: [{ start, end: start + 'At the same time'.length }] };
  const long = citationOf(document, 2, document.text.slice(2000, 3500).trim());
  const sentences = Array.from({ length: 14 }, (_, index) => ({
    text: `${index > 0 ? ' ' : ''}It says ${'so '.repeat(index % 9)}[${(index % 2) + 1}].`,
  }));
  return writtenAnswerOf([marked, long], sentences);
}

type Check = (chat: Chat) => Promise<void>;

async function onAnswer(options: BrowserContextOptions, check: Check): Promise<void> {
  const answer = sampleAnswer();
  farEnd.answerWith((_question, stream) => {
    stream.send(...eventsBeforeEnd(answer), { event: 'answer-end', data: answer });
    stream.end();
  });
  const chat = await openChat(browser, farEnd.url, { reducedMotion: 'reduce', ...options });
  await chat.ask('A question');
  await chat.settled();
  await check(chat);
  await chat.close();
}

const chips = ({ page }: Chat) => page.locator('.marker');
const preview = ({ page }: Chat) => page.locator('.preview');
const isShown = (chat: Chat) => preview(chat).waitFor();
const isGone = (chat: Chat) => preview(chat).waitFor({ state: 'detached' });

/** By keyboard, from the question, which comes before. */
async function tabToChip({ page }: Chat): Promise<void> {
  await page.locator('.turn .icon-button').first().focus();
  for (let presses = 0; (await page.locator('.marker:focus').count()) === 0; presses += 1) {
    expect(presses, 'presses of Tab until a number').toBeLessThan(5);
    await page.keyboard.press('Tab');
  }
}

describe('with a mouse', () => {
  test('shows the quote, its marked words and its place, and stays while it is pointed at', () =>
    onAnswer({}, async (chat) => {
      await chat.page.clock.install();
      // Installed, it goes on with the real one.
      await chat.page.clock.pauseAt(Date.now() + 60_000);
      await chips(chat).first().hover();
      expect(await preview(chat).count(), 'of a pointer that only passes').toBe(0);
      await chat.page.clock.runFor(1000);
      await isShown(chat);
      expect(await preview(chat).locator('blockquote').textContent()).toBe(cutParts.join(' '));
      expect(await preview(chat).locator('mark').allTextContents()).toEqual(['At the same time']);
      const place = await preview(chat).locator('.preview-place').innerText();
      for (const part of [document.title, 'A section › A section in it', 'page 3']) {
        expect(place).toContain(part);
      }
      await preview(chat).hover();
      await chat.page.clock.runFor(5000);
      expect(await preview(chat).isVisible()).toBe(true);
      await chat.page.mouse.move(5, 5);
      await chat.page.clock.runFor(5000);
      await isGone(chat);
    }));

  test('opens the document by a click, and gives the focus back without the preview', () =>
    onAnswer({}, async (chat) => {
      await chips(chat).nth(1).click();
      await chat.page.locator('.source-text mark').first().waitFor();
      expect(await preview(chat).count()).toBe(0);
      await chat.page.mouse.move(5, 5);
      await chat.page.keyboard.press('Escape');
      await chat.page.locator('.source').waitFor({ state: 'hidden' });
      expect(await chat.page.locator('.marker:focus').count()).toBe(1);
      expect(await preview(chat).count()).toBe(0);
    }));

  test('closes by Escape, wherever the focus is, and leaves the focus there', () =>
    onAnswer({}, async (chat) => {
      await chat.page.getByLabel('Your question').focus();
      await chips(chat).first().hover();
      await isShown(chat);
      await chat.page.keyboard.press('Escape');
      await isGone(chat);
      expect(await chat.page.locator('textarea:focus').count()).toBe(1);
    }));

  test('shows one at a time, also where the keyboard is on another', () =>
    onAnswer({}, async (chat) => {
      await chips(chat).first().focus();
      await chips(chat).nth(1).hover();
      await chat.page.locator('.preview .number', { hasText: '2' }).waitFor();
      expect(await preview(chat).count()).toBe(1);
    }));
});

describe('by keyboard', () => {
  test('is there with the focus, goes with it, and is said in the description of the chip', () =>
    onAnswer({}, async (chat) => {
      const { page } = chat;
      await tabToChip(chat);
      const chip = page.getByRole('button', { name: 'Quote 1: show in the document' }).first();
      await isShown(chat);
      const described = await chip.getAttribute('aria-describedby');
      expect(await page.locator(`#${described}`).textContent()).toBe(cutParts.join(' '));
      await page.keyboard.press('Tab');
      await page.locator('.preview .number', { hasText: '2' }).waitFor();
      expect(await preview(chat).count()).toBe(1);
      await page.keyboard.press('Escape');
      await isGone(chat);
      expect(await page.locator('.marker:focus').count()).toBe(1);
      await page.keyboard.press('Enter');
      await page.locator('.source-text:focus').waitFor();
    }));

  test('goes with the text that it stands in', () =>
    onAnswer({}, async (chat) => {
      await tabToChip(chat);
      await isShown(chat);
      await chat.page.getByRole('button', { name: 'Ask again' }).click();
      await isGone(chat);
    }));
});

describe('by touch', () => {
  const phone = { hasTouch: true, isMobile: true, viewport: { width: 320, height: 640 } };

  test('is there after a tap, and its button opens the document', () =>
    onAnswer(phone, async (chat) => {
      await chips(chat).first().tap();
      await isShown(chat);
      expect(await chat.page.locator('.source').isVisible()).toBe(false);
      await preview(chat).getByRole('button', { name: 'Show in the document' }).tap();
      await chat.page.locator('.source-text mark').first().waitFor();
      expect(await preview(chat).count()).toBe(0);
    }));

  test('closes by a tap elsewhere, not by one on itself', () =>
    onAnswer(phone, async (chat) => {
      await chips(chat).first().tap();
      await preview(chat).locator('blockquote').tap();
      expect(await preview(chat).isVisible()).toBe(true);
      await chat.page.locator('.question').last().tap();
      await isGone(chat);
    }));

  test('closes by Escape of a keyboard that is there too', () =>
    onAnswer(phone, async (chat) => {
      await chips(chat).first().tap();
      await isShown(chat);
      await chat.page.keyboard.press('Escape');
      await isGone(chat);
    }));
});

describe('its place', () => {
  test.each(['ltr', 'rtl'])('is in view for every chip of a narrow panel, %s', (direction) =>
    onAnswer({ viewport: { width: 320, height: 640 } }, async (chat) => {
      const { page } = chat;
      await page.evaluate(`document.documentElement.dir = '${direction}'`);
      const count = await chips(chat).count();
      for (let index = 0; index < count; index += 1) {
        await chips(chat).nth(index).focus();
        await isShown(chat);
        const [box, chip] = await Promise.all([
          preview(chat).boundingBox(),
          chips(chat).nth(index).boundingBox(),
        ]);
        if (!box || !chip) throw new Error('Not in view.');
        expect(box.x, `left of chip ${index}`).toBeGreaterThanOrEqual(7);
        expect(box.x + box.width, `right of chip ${index}`).toBeLessThanOrEqual(313);
        expect(box.y, `top of chip ${index}`).toBeGreaterThanOrEqual(0);
        expect(box.y + box.height, `bottom of chip ${index}`).toBeLessThanOrEqual(640);
        const isBeside = box.y >= chip.y + chip.height || box.y + box.height <= chip.y;
        expect(isBeside, `beside chip ${index}`).toBe(true);
      }
    }),
  );

  test('is the same without a top layer to stand in', async () => {
    await onAnswer({ viewport: { width: 320, height: 640 } }, async (chat) => {
      await chat.page.addInitScript('delete HTMLElement.prototype.popover');
      await chat.page.reload();
      await chat.ask('A question');
      await chat.settled();
      for (const index of [0, 5, 13]) {
        await chips(chat).nth(index).focus();
        await isShown(chat);
        const box = await preview(chat).boundingBox();
        const chip = await chips(chat).nth(index).boundingBox();
        if (!box || !chip) throw new Error('Not in view.');
        expect(box.x).toBeGreaterThanOrEqual(7);
        expect(box.x + box.width).toBeLessThanOrEqual(313);
        const distance = Math.min(
          Math.abs(box.y - chip.y - chip.height),
          Math.abs(chip.y - box.y - box.height),
        );
        expect(distance).toBeLessThan(5);
      }
    });
  });
});

test('survives the sentences that come in meanwhile', async () => {
  const answer = sampleAnswer();
  const events = eventsBeforeEnd(answer);
  const asked = new Promise<AnswerStream>((resolve) => {
    farEnd.answerWith((_question, stream) => {
      stream.send(...events.slice(0, 4));
      resolve(stream);
    });
  });
  const chat = await openChat(browser, farEnd.url, { reducedMotion: 'reduce' });
  await chat.ask('A question');
  const stream = await asked;
  await chips(chat).first().hover();
  await isShown(chat);
  const handle = await preview(chat).elementHandle();
  stream.send(...events.slice(4), { event: 'answer-end', data: answer });
  stream.end();
  await chat.settled();
  expect(await handle?.isVisible()).toBe(true);
  await chat.close();
});

test('a tap before all of it is loaded waits for the preview', async () => {
  const answer = sampleAnswer();
  farEnd.answerWith((_question, stream) => {
    stream.send(...eventsBeforeEnd(answer), { event: 'answer-end', data: answer });
    stream.end();
  });
  const chat = await openChat(browser, farEnd.url, { hasTouch: true, reducedMotion: 'reduce' });
  let load: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    load = resolve;
  });
  await chat.page.route('**/widget/source-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await chat.ask('A question');
  await chat.settled();
  await chips(chat).first().tap();
  load();
  await isShown(chat);
  expect(await chat.page.locator('.source').isVisible()).toBe(false);
  await chat.close();
});

test.each(['light', 'dark'] as const)('has nothing for axe to find, %s', (colorScheme) =>
  onAnswer({ hasTouch: true, colorScheme }, async (chat) => {
    await chips(chat).first().tap();
    await isShown(chat);
    const axe = new AxeBuilder({ page: chat.page }).setLegacyMode();
    expect((await axe.analyze()).violations.map(({ id }) => id)).toEqual([]);
  }),
);
