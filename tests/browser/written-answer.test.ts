import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Answer, AnswerEvent, DocumentContent, Notice } from '../../src/protocol.ts';
import type { AnswerStream, FarEnd } from './far-end.ts';
import { type Chat, openChat, sendQuestionsTo } from './open-chat.ts';
import { answerOf, citationOf, eventsBeforeEnd, writtenAnswerOf } from './sample-answer.ts';
import { type Site, startSite } from './start-site.ts';

const cutParts = ['At the same time, however, China', 'and priorities for Internet development.'];

let site: Site;
let farEnd: FarEnd;
let browser: Browser;
let document: DocumentContent;
let chat: Chat;

beforeAll(async () => {
  site = await startSite();
  ({ farEnd, browser, document } = site);
}, 60_000);

afterAll(() => site?.close());

beforeEach(async () => {
  farEnd.answerWith();
  chat = await openChat(browser, farEnd.url, { reducedMotion: 'reduce' });
});

afterEach(() => chat.close());

const citations = () => [citationOf(document, 1, 'In short'), citationOf(document, 2, ...cutParts)];

/** With support of each kind. */
const sampleWritten = (fields: Partial<Answer> = {}): Answer =>
  writtenAnswerOf(
    citations(),
    [
      { text: 'China says so [1].' },
      { text: ' That was in 1999 [1].', doubts: ['date', 'meaning'] },
      { text: ' It goes on [2].', support: 'partly', doubts: ['language'] },
      { text: '\n\nIt ends there [2].' },
    ],
    fields,
  );

/** Sends the events to the next question, and gives its stream to go on with. */
async function askAndSend(...events: AnswerEvent[]): Promise<AnswerStream> {
  const asked = new Promise<AnswerStream>((resolve) => {
    farEnd.answerWith((_question, stream) => {
      stream.send(...events);
      resolve(stream);
    });
  });
  await chat.ask('A question');
  return asked;
}

function finish(stream: AnswerStream, answer: Answer): Promise<void> {
  stream.send({ event: 'answer-end', data: answer });
  stream.end();
  return chat.settled();
}

async function show(answer: Answer): Promise<void> {
  await finish(await askAndSend(...eventsBeforeEnd(answer)), answer);
}

const answerText = async () =>
  (await chat.page.locator('.answer').innerText()).replaceAll(/\s+/g, ' ').trim();

/** What an expression makes of each `element` of the answer. */
const inAnswer = (selector: string, expression: string) =>
  chat.page.evaluate<string[]>(
    `[...document.querySelector('verbatim-chat').shadowRoot.querySelectorAll('.answer ${selector}')]
      .map((element) => ${expression})`,
  );

describe('while it is written', () => {
  test('grows by sentences, and nothing of them changes or moves at the end', async () => {
    const answer = sampleWritten();
    const events = eventsBeforeEnd(answer);
    const stream = await askAndSend(...events.slice(0, 3));
    const first = chat.page.locator('.answer p').first();
    await first.waitFor();
    expect(await answerText()).toBe('China says so 1.');
    expect(await chat.page.locator('.cards > li').count()).toBe(1);
    const handle = await first.elementHandle();
    stream.send(...events.slice(3));
    await chat.page.locator('.answer', { hasText: 'It ends there' }).waitFor();
    const html = await chat.page.locator('.answer').innerHTML();
    const card = chat.page.locator('.card').first();
    const place = await card.boundingBox();
    expect(await chat.page.locator('.cards > li').count()).toBe(2);
    await finish(stream, answer);
    expect(await chat.page.locator('.answer').innerHTML()).toBe(html);
    expect(await handle?.evaluate((node: { isConnected: boolean }) => node.isConnected)).toBe(true);
    expect(await card.boundingBox()).toEqual(place);
  });

  test('shows text as text, and only its own citations as buttons', async () => {
    const hostile = '<img src=x onerror=alert(1)> [a](https://example.com)';
    const text = `Sovereignty [2], and ${hostile} [1]. An array[0] and [9] are none.`;
    await show(writtenAnswerOf(citations(), [{ text }]));
    expect(await answerText()).toBe(
      `Sovereignty 2, and ${hostile} 1. An array[0] and [9] are none.`,
    );
    expect(await chat.page.locator('.answer').locator('img, a').count()).toBe(0);
    await chat.page.getByRole('button', { name: 'Quote 2: show in the document' }).click();
    await chat.page.locator('.source-text mark').nth(1).waitFor();
    expect(await chat.page.locator('.source-text mark').allTextContents()).toEqual(cutParts);
  });

  test('is stopped on request, and what has come stays above the word for it', async () => {
    const stream = await askAndSend(...eventsBeforeEnd(sampleWritten()).slice(0, 4));
    await chat.page.locator('.answer', { hasText: 'That was in 1999' }).waitFor();
    const before = await answerText();
    await chat.page.getByRole('button', { name: 'Stop' }).click();
    await stream.closed;
    await chat.page.locator('.answer + .ending', { hasText: 'Stopped.' }).waitFor();
    expect(await answerText()).toBe(before);
    expect(await chat.page.locator('.status').isVisible()).toBe(false);
  });

  test('gives way to quotes where they are what it ends with', async () => {
    const stream = await askAndSend(...eventsBeforeEnd(sampleWritten()).slice(0, 4));
    await chat.page.locator('.answer', { hasText: 'That was in 1999' }).waitFor();
    const quoted = answerOf(citations().slice(1), { notice: 'model-unusable' });
    await finish(stream, quoted);
    expect(await answerText()).toBe('');
    expect(await chat.page.locator('.quote').allTextContents()).toEqual([
      quoted.citations[0]?.quote,
    ]);
    expect(await chat.page.locator('.status').textContent()).toMatch(
      /^Found in one place in .*\. What was written did not rest on the text; these are quotes\.$/,
    );
  });

  test('shows the final text where it differs from what was sent', async () => {
    const stream = await askAndSend(...eventsBeforeEnd(sampleWritten()));
    await chat.page.locator('.answer', { hasText: 'It ends there' }).waitFor();
    await finish(
      stream,
      writtenAnswerOf(citations(), [{ text: 'China says so [1].' }, { text: ' It did [2].' }]),
    );
    expect(await answerText()).toBe('China says so 1. It did 2.');
    expect(await chat.page.locator('.doubt, .doubts').count()).toBe(0);
  });
});

describe('a sentence in doubt', () => {
  beforeEach(() => show(sampleWritten()));

  test('has a line under it and a word beside it; a supported one has neither', async () => {
    const doubted = chat.page.locator('.doubted');
    expect(await doubted.allInnerTexts()).toHaveLength(2);
    expect(await doubted.first().innerText()).toMatch(/^That was in 1999/);
    expect(await doubted.last().innerText()).toMatch(/^It goes on/);
    expect(await inAnswer('.doubted', 'getComputedStyle(element).textDecorationStyle')).toEqual([
      'dotted',
      'dotted',
    ]);
    expect(await chat.page.locator('.doubt').allInnerTexts()).toEqual([
      'not in the quotes',
      'in part',
    ]);
  });

  test('says why on request, by keyboard, one at a time', async () => {
    const { page } = chat;
    const date = page.getByRole('button', { name: 'not in the quotes: show why' });
    const language = page.getByRole('button', { name: 'supported only in part: show why' });
    const reasons = page.locator('.doubts');
    await date.focus();
    await page.keyboard.press('Enter');
    const why = 'A date is not in the quotes. What it says is not close enough to the quotes.';
    expect(await reasons.first().innerText()).toBe(why);
    await page.locator('[role="status"]', { hasText: why }).waitFor();
    expect(await date.getAttribute('aria-expanded')).toBe('true');
    await language.focus();
    await page.keyboard.press('Space');
    expect(await reasons.last().isVisible()).toBe(true);
    expect(await reasons.first().isVisible()).toBe(false);
    expect(await date.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('Space');
    expect(await reasons.last().isVisible()).toBe(false);
  });

  test('is told with its word to a screen reader, in the answer as a whole', async () => {
    const whole =
      'China says so [1]. That was in 1999 [1]. (not in the quotes: date, meaning) It goes on [2]. (supported only in part: other language)\n\nIt ends there [2].';
    const announced = chat.page.locator('[role="status"]');
    await expect.poll(() => announced.textContent()).toBe(whole);
  });

  test('is copied with its word', async () => {
    await chat.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await chat.page.getByRole('button', { name: 'Copy answer' }).click();
    await chat.page.locator('.note', { hasText: 'Copied.' }).waitFor();
    const copied = await chat.page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toContain('That was in 1999 [1]. (not in the quotes: date, meaning) It goes');
    expect(copied).toContain('[1] “In short”');
  });
});

describe('its paragraphs and lists', () => {
  test('are what the lines of the text say, also where a list goes on in another sentence', async () => {
    const answer = writtenAnswerOf(citations(), [
      { text: 'These are the aims:' },
      { text: '\n\n- Order [1].' },
      { text: ' It comes first [1].' },
      { text: '\n- 5 priorities [2].', doubts: ['number'] },
      { text: '\n\n3. Third [1].' },
      { text: '\n4. Fourth [2].' },
      { text: '\n\nA line' },
      { text: '\nand another. - No item.' },
    ]);
    await show(answer);
    const shape = await inAnswer(
      'p:not(.doubts)',
      `(element.closest('li') ? element.closest('ul, ol').localName + ' ' + element.closest('li').value + ' ' : '') +
        element.textContent.replaceAll('\u202f', '~')`,
    );
    expect(shape).toEqual([
      'These are the aims:',
      'ul 0 Order~1. It comes first~1.',
      'ul 0 5 priorities~2. not in the quotes',
      'ol 3 Third~1.',
      'ol 4 Fourth~2.',
      'A line\nand another. - No item.',
    ]);
    expect(await chat.page.locator('.answer > *').count()).toBe(4);
    await chat.page.locator('.doubt').click();
    expect(await chat.page.locator('li > .doubts').innerText()).toBe(
      'A number, or what it counts, is not in the quotes.',
    );
  });
});

describe('an answer that is not what it was meant to be', () => {
  test.each<[Notice, string]>([
    ['model-unavailable', 'The answer could not be written; these are quotes.'],
    ['model-slow', 'Writing the answer took too long; these are quotes.'],
    ['model-over-limit', 'No more answers can be written for now; these are quotes.'],
  ])('is quotes after %s, and says so, also when it is copied', async (notice, line) => {
    await chat.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await show(answerOf(citations(), { notice }));
    expect(await chat.page.locator('.status .remark').innerText()).toBe(line);
    await chat.page.locator('[role="status"]', { hasText: line }).waitFor();
    await chat.page.getByRole('button', { name: 'Copy answer' }).click();
    await chat.page.locator('.note', { hasText: 'Copied.' }).waitFor();
    expect(await chat.page.evaluate<string>('navigator.clipboard.readText()')).toContain(line);
  });

  test('says where it broke off, and that what stands was checked', async () => {
    await show(sampleWritten({ notice: 'model-interrupted' }));
    expect(await chat.page.locator('.answer + .ending').innerText()).toBe(
      'The answer broke off here; what stands was checked.',
    );
    await chat.page.locator('[role="status"]', { hasText: 'The answer broke off here' }).waitFor();
  });

  test('is declined in the same words and with the same cards, whoever declines', async () => {
    const declined: Partial<Answer> = {
      outcome: 'not-answered',
      answered: false,
      answer: 'The documents don’t answer this.',
      closest: citations(),
    };
    const turns: string[] = [];
    for (const mode of ['generated', 'extractive'] as const) {
      await show(answerOf([], { ...declined, mode }));
      turns.push(await chat.page.locator('.turn').last().innerText());
    }
    expect(turns[0]).toMatch(/The documents don’t answer this\.\s+Closest passages/);
    expect(turns[0]).toBe(turns[1]);
    expect(await chat.page.locator('.plain .card').count()).toBe(4);
  });

  test('names what is left open of a question that is answered in part', async () => {
    await show(
      sampleWritten({ outcome: 'partly', unanswered: ['What is the capital of France?'] }),
    );
    expect(await chat.page.locator('.sources').innerText()).toMatch(
      /^The documents answer this in part\. Found in 2 places in/,
    );
    const open = 'Not answered in the documents: What is the capital of France?';
    expect(await chat.page.locator('.unanswered').innerText()).toBe(open);
    await chat.page.locator('[role="status"]', { hasText: open }).waitFor();
  });
});

describe('where questions are sent', () => {
  test('is in view before the first is asked, and described by the field', async () => {
    await sendQuestionsTo(chat.page, ['api.openai.com', 'embed.example.com']);
    const line = 'Questions are sent to api.openai.com and embed.example.com to be answered.';
    await chat.page.locator('.starter').first().waitFor();
    const box = await chat.page.getByText(line, { exact: true }).boundingBox();
    const height = chat.page.viewportSize()?.height ?? 0;
    expect(box && box.y + box.height).toBeLessThanOrEqual(height);
    const id = await chat.page.getByLabel('Your question').getAttribute('aria-describedby');
    expect(await chat.page.locator(`#${id}`).innerText()).toBe(line);
  });

  test('is not spoken of where they stay on the server', async () => {
    await chat.page.locator('.starter').first().waitFor();
    expect(await chat.page.locator('#sent-to').textContent()).toBe('');
    expect(await chat.page.getByText('Questions are sent').count()).toBe(0);
  });
});
