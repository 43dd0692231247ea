import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Answer, AnswerEvent, DocumentContent } from '../../src/protocol.ts';
import english from '../../web/languages/en.ts';
import type { AnswerStream, FarEnd } from './far-end.ts';
import { type Chat, openChat } from './open-chat.ts';
import { answerOf, citationOf, eventsBeforeEnd, writtenAnswerOf } from './sample-answer.ts';
import { type Site, startSite } from './start-site.ts';

const { messages } = english;

let site: Site;
let farEnd: FarEnd;
let browser: Browser;
let document: DocumentContent;
let chat: Chat;
let page: Page;

beforeAll(async () => {
  site = await startSite();
  ({ farEnd, browser, document } = site);
}, 60_000);

afterAll(() => site?.close());

beforeEach(async () => {
  farEnd.questions.length = 0;
  farEnd.answerWith((_question, stream) => end(stream, sampleAnswer()));
  chat = await openChat(browser, farEnd.url, { reducedMotion: 'reduce' });
  ({ page } = chat);
});

afterEach(() => chat.close());

const sampleAnswer = (fields: Partial<Answer> = {}) =>
  answerOf([citationOf(document, 1, 'In short')], fields);

function end(stream: AnswerStream, answer: Answer): void {
  stream.send({ event: 'answer-end', data: answer });
  stream.end();
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const turns = () => page.locator('.turn');
/** Evaluates an expression in the page, in which `chat` is the root that the chat stands in. */
const inChat = <Result>(expression: string): Promise<Result> =>
  page.evaluate(`((chat) => ${expression})(document.querySelector('verbatim-chat').shadowRoot)`);
/** What has the focus inside the chat. */
const focused = () =>
  inChat<string>(
    '(({ ariaLabel, title, className, localName }) => ariaLabel || title || className || localName)(chat.activeElement)',
  );

async function askAndWait(question: string): Promise<void> {
  await chat.ask(question);
  await chat.settled();
}

describe('a question', () => {
  const field = () => page.getByLabel(messages.editLabel);

  test('is changed and asked again in its place, and what leaned on it goes', async () => {
    for (const question of ['One?', 'Two?', 'Three?']) await askAndWait(question);
    await button(messages.editQuestion).nth(1).click();
    expect(await field().inputValue()).toBe('Two?');
    await page.getByText(messages.editDrops).waitFor();
    expect(await turns().count()).toBe(3);
    await field().fill('Two and a half?');
    await field().press('Enter');
    await expect.poll(() => farEnd.questions.length).toBe(4);
    await chat.settled();
    expect(await turns().count()).toBe(2);
    await page.getByRole('heading', { name: 'Two and a half?' }).waitFor();
    const { question, history } = farEnd.questions[3] ?? {};
    expect(question).toBe('Two and a half?');
    expect(history?.map(({ content }) => content)).toEqual(['One?', sampleAnswer().answer]);
    expect(await focused()).toBe('question');
  });

  test('stays as it was when the change is given up', async () => {
    await askAndWait('One?');
    await button(messages.editQuestion).click();
    expect(await page.getByText(messages.editDrops).isVisible()).toBe(false);
    await field().fill('Another?');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe(messages.editQuestion);
    await page.keyboard.press('Enter');
    expect(await field().inputValue()).toBe('One?');
    await button(messages.cancel).click();
    await page.getByRole('heading', { name: 'One?' }).waitFor();
    expect(farEnd.questions.length).toBe(1);
  });

  test('is not asked while it is empty', async () => {
    await askAndWait('One?');
    await button(messages.editQuestion).click();
    await field().fill('  ');
    await field().press('Enter');
    expect(await focused()).toBe('textarea');
    expect(farEnd.questions.length).toBe(1);
    await page.keyboard.press('Escape');
  });
});

describe('an answer leads on', () => {
  const suggestions = ['Who released it?', 'When was it released?'];

  test('to questions that are asked with a press, and go when another is asked', async () => {
    farEnd.answerWith((_question, stream) => end(stream, sampleAnswer({ suggestions })));
    await askAndWait('One?');
    const [, second = ''] = suggestions;
    await page.getByRole('heading', { name: messages.askNext }).waitFor();
    await button(second).click();
    await chat.settled();
    expect(farEnd.questions[1]?.question).toBe(second);
    expect(await button(second).count()).toBe(1);
    expect(await turns().first().locator('.next').isVisible()).toBe(false);
    expect(await focused()).toBe('question');
  });

  test('to nothing where there is nothing to lead on to', async () => {
    await askAndWait('One?');
    expect(await page.getByRole('heading', { name: messages.askNext }).count()).toBe(0);
  });
});

describe('a thumb', () => {
  /** What was sent to the server, which answers with these statuses in turn. */
  async function watchFeedback(statuses: number[]): Promise<unknown[]> {
    const sent: unknown[] = [];
    await page.route('**/api/feedback', async (route) => {
      const status = statuses[sent.length] ?? 204;
      sent.push(route.request().postDataJSON());
      const type = status === 429 ? '/problems/too-many-requests' : '/problems/internal';
      await route.fulfill(
        status === 204
          ? { status }
          : {
              status,
              headers: { 'Retry-After': '40' },
              contentType: 'application/problem+json',
              json: { type, status, title: '', detail: '' },
            },
      );
    });
    return sent;
  }

  const comment = () => page.getByRole('textbox', { name: messages.commentUnhelpful });

  test('is sent at once, and the comment with the question when there is one', async () => {
    const sent = await watchFeedback([]);
    await askAndWait('One?');
    await button(messages.unhelpful).click();
    await page.locator('.note', { hasText: messages.thanks }).waitFor();
    expect(sent).toEqual([{ answer: 'answer-1', helpful: false }]);
    expect(await focused()).toBe(messages.unhelpful);
    await page.getByText(messages.commentStored).waitFor();
    await comment().fill('  A part is missing.  ');
    await button(messages.commentSend).click();
    await page.locator('.note', { hasText: messages.commentThanks }).waitFor();
    expect(sent[1]).toEqual({
      answer: 'answer-1',
      helpful: false,
      comment: 'A part is missing.',
      question: 'A question?',
    });
    expect(await comment().count()).toBe(0);
    expect(await focused()).toBe(messages.unhelpful);
  });

  test('needs no comment, and takes no empty one', async () => {
    const sent = await watchFeedback([]);
    await askAndWait('One?');
    await button(messages.unhelpful).click();
    await comment().press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('textarea');
    await page.keyboard.press('Escape');
    expect(await comment().count()).toBe(0);
    expect(await focused()).toBe(messages.unhelpful);
    expect(sent.length).toBe(1);
  });

  test('can be changed for the other, and the words that were written stay', async () => {
    const sent = await watchFeedback([]);
    await askAndWait('One?');
    await button(messages.unhelpful).click();
    await comment().fill('All is there.');
    await button(messages.helpful).click();
    const other = page.getByRole('textbox', { name: messages.commentHelpful });
    expect(await other.inputValue()).toBe('All is there.');
    await button(messages.commentSend).click();
    await page.locator('.note', { hasText: messages.commentThanks }).waitFor();
    expect(sent).toMatchObject([{ helpful: false }, { helpful: true }, { helpful: true }]);
  });

  test('that cannot be sent is not pressed', async () => {
    await watchFeedback([500]);
    await askAndWait('One?');
    await button(messages.unhelpful).click();
    await page.locator('.note', { hasText: messages.feedbackFailed }).waitFor();
    expect(await page.locator('[aria-pressed="true"], .comment').count()).toBe(0);
  });

  test('keeps a comment that could not be sent, and says why', async () => {
    await watchFeedback([204, 429, 500]);
    await askAndWait('One?');
    await button(messages.unhelpful).click();
    await comment().fill('A part is missing.');
    await button(messages.commentSend).click();
    const state = page.locator('.form-state');
    await state
      .getByText(`${messages.feedbackTooOften} You can try again in 40 seconds.`)
      .waitFor();
    await button(messages.commentSend).click();
    await state.getByText(messages.feedbackFailed).waitFor();
    expect(await comment().inputValue()).toBe('A part is missing.');
    await button(messages.commentSend).click();
    await page.locator('.note', { hasText: messages.commentThanks }).waitFor();
  });
});

describe('an answer that comes in', () => {
  const sentences = Array.from({ length: 60 }, (_, index) => ({
    text: `${index === 0 ? '' : '\n\n'}Sentence ${index} says a thing or two about it [1].`,
  }));
  /** Sends the events one by one. */
  let send: (count: number) => void;
  let finish: () => void;

  beforeEach(async () => {
    const answer = writtenAnswerOf([citationOf(document, 1, 'In short')], sentences);
    const events: AnswerEvent[] = eventsBeforeEnd(answer);
    const begun = new Promise<void>((resolve) => {
      farEnd.answerWith((_question, stream) => {
        send = (count) => stream.send(...events.splice(0, count));
        finish = () => {
          send(events.length);
          end(stream, answer);
        };
        resolve();
      });
    });
    await chat.ask('One?');
    await begun;
  });

  const scroll = () => page.locator('.scroll');
  const place = () =>
    inChat<{ scrollTop: number; left: number }>(
      `(({ scrollTop, clientHeight, scrollHeight }) =>
        ({ scrollTop, left: scrollHeight - clientHeight - scrollTop }))(chat.querySelector('.scroll'))`,
    );
  const sentence = (index: number) => page.getByText(`Sentence ${index} says`).first();

  test('does not move what the reader reads', async () => {
    send(5);
    await sentence(2).waitFor();
    const before = await page.locator('.question').boundingBox();
    finish();
    await chat.settled();
    expect(await page.locator('.question').boundingBox()).toEqual(before);
    expect((await place()).left).toBeGreaterThan(500);
  });

  test('takes along a reader who has gone to its end, until they turn back', async () => {
    send(30);
    await sentence(27).waitFor();
    await scroll().hover();
    await page.mouse.wheel(0, 10_000);
    await expect.poll(async () => (await place()).left).toBeLessThan(2);
    send(10);
    await sentence(37).waitFor();
    await expect.poll(async () => (await place()).left).toBeLessThan(2);
    await page.mouse.wheel(0, -200);
    await expect.poll(async () => (await place()).left).toBeGreaterThan(100);
    const { scrollTop } = await place();
    finish();
    await chat.settled();
    expect((await place()).scrollTop).toBe(scrollTop);
  });

  test('leaves the selection and the focus alone', async () => {
    send(8);
    await sentence(5).waitFor();
    const selected = () => page.evaluate<string>('getSelection().toString()');
    await inChat("getSelection().selectAllChildren(chat.querySelectorAll('.answer p')[3])");
    await page.getByRole('button', { name: 'Quote 1: show in the document' }).nth(1).focus();
    expect(await selected()).toContain('Sentence 3 says a thing');
    finish();
    await chat.settled();
    expect(await selected()).toContain('Sentence 3 says a thing');
    expect(await focused()).toBe('Quote 1: show in the document');
  });

  test('is announced once, when it is complete', async () => {
    await inChat(`{
      window.said = [];
      const announcer = chat.querySelector('[role="status"]');
      new MutationObserver(() => said.push(announcer.textContent)).observe(announcer, { childList: true });
    }`);
    send(8);
    await sentence(5).waitFor();
    send(8);
    await sentence(13).waitFor();
    const before = await page.evaluate<string[]>('said');
    finish();
    await chat.settled();
    await expect.poll(() => page.evaluate<number>('said.length')).toBe(before.length + 1);
    expect(before.filter((text) => text.includes('Sentence'))).toEqual([]);
    expect(await page.evaluate<string>('said.at(-1)')).toContain('Sentence 59');
  });
});

describe('a server', () => {
  test('that says nothing is given up, and can be asked again', async () => {
    farEnd.answerWith(() => {});
    await page.locator('.starter').first().waitFor();
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(10_000);
    await chat.ask('One?');
    await expect.poll(() => farEnd.questions.length).toBe(1);
    await page.clock.runFor(29_000);
    expect(await page.locator('.failure').count()).toBe(0);
    await page.clock.runFor(1000);
    await page.getByText(messages.timedOut, { exact: true }).waitFor();
    await page.getByText('has sent nothing for 30 seconds').first().waitFor();
    farEnd.answerWith((_question, stream) => end(stream, sampleAnswer()));
    await button(messages.tryAgain).click();
    await page.locator('.card').waitFor();
  });

  test('that falls silent in the middle is given more time, but not for ever', async () => {
    farEnd.answerWith((_question, stream) => {
      stream.send(...eventsBeforeEnd(sampleAnswer()));
    });
    await page.locator('.starter').first().waitFor();
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(10_000);
    await chat.ask('One?');
    await page.locator('.card').waitFor();
    await page.clock.runFor(59_000);
    expect(await page.locator('.failure').count()).toBe(0);
    await page.clock.runFor(1000);
    await page.getByText('has sent nothing for 60 seconds').first().waitFor();
    await page.locator('.card').waitFor();
  });

  test('that refuses says why in its own words as well', async () => {
    const detail = 'question must have at most 2000 characters; it has 2001.';
    await page.route('**/api/ask', (route) =>
      route.fulfill({
        status: 400,
        contentType: 'application/problem+json',
        json: { type: '/problems/invalid-request', status: 400, title: '', detail },
      }),
    );
    await chat.ask('One?');
    const said = page.locator('.failure');
    await said.getByText(messages.problems['/problems/invalid-request'].title).waitFor();
    expect(await said.getByText(detail).getAttribute('lang')).toBe('en');
  });

  test('that is lost in the middle of an answer is asked again when it is back', async () => {
    let cut = () => {};
    farEnd.answerWith((_question, stream) => {
      stream.send(...eventsBeforeEnd(sampleAnswer()));
      cut = stream.destroy;
    });
    await chat.ask('One?');
    await page.locator('.card').waitFor();
    farEnd.answerWith((_question, stream) => end(stream, sampleAnswer()));
    // A browser that is told to be offline keeps the connections that it has.
    await chat.context.setOffline(true);
    cut();
    await page.locator('.failure', { hasText: messages.offlineDetail }).waitFor();
    await chat.context.setOffline(false);
    await chat.settled();
    await page.locator('[data-outcome="answered"]').waitFor();
  });
});

describe('an answer on the clipboard', () => {
  test('keeps its links for a program that takes them', async () => {
    await chat.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await askAndWait('One?');
    await button(messages.copy).click();
    await page.locator('.note', { hasText: messages.copied }).waitFor();
    const markup = await page.evaluate<string>(
      `navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())`,
    );
    expect(markup).toContain('<blockquote');
    expect(markup).toContain(`href="${farEnd.url}documents/${document.id}?`);
  });
});

describe('a turn', () => {
  beforeEach(async () => {
    const answer = sampleAnswer({ suggestions: ['Who released it?'] });
    farEnd.answerWith((_question, stream) => end(stream, answer));
    await askAndWait('One?');
  });

  test('is read in the order in which it is meant', async () => {
    await button(messages.unhelpful).click();
    await page.getByText(messages.commentStored).waitFor();
    const tree = await turns().ariaSnapshot();
    const named = [...tree.matchAll(/(heading|button|textbox) "([^"]*)"/g)];
    expect(named.map(([, role, name]) => `${role} ${name}`)).toEqual([
      'heading You asked: One?',
      `button ${messages.editQuestion}`,
      expect.stringMatching(/^button Show in the document: 1/),
      `button ${messages.copy}`,
      `button ${messages.helpful}`,
      `button ${messages.unhelpful}`,
      `button ${messages.askAgain}`,
      `textbox ${messages.commentUnhelpful}`,
      `button ${messages.commentSend}`,
      `button ${messages.commentSkip}`,
      `heading ${messages.askNext}`,
      'button Who released it?',
    ]);
    expect(tree).toContain(`- button "${messages.unhelpful}" [pressed]`);
    expect(tree.indexOf('Found in one place')).toBeLessThan(
      tree.indexOf('- blockquote: “In short”'),
    );
  });

  test('is worked through by keyboard alone', async () => {
    const reach = async (name: string, key: 'Tab' | 'Shift+Tab') => {
      for (let presses = 0; (await focused()) !== name; presses += 1) {
        expect(presses, `presses of ${key} until ${name}`).toBeLessThan(12);
        await page.keyboard.press(key);
      }
    };
    await reach(messages.unhelpful, 'Shift+Tab');
    await page.keyboard.press('Space');
    await page.locator('.comment').waitFor();
    await reach('textarea', 'Tab');
    await page.keyboard.type('A part is missing.');
    await reach('small-button', 'Tab');
    await page.keyboard.press('Enter');
    await page.locator('.note', { hasText: messages.commentThanks }).waitFor();
    await reach(messages.editQuestion, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' And two?');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'One? And two?' }).waitFor();
    await chat.settled();
    await reach('starter', 'Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Who released it?' }).waitFor();
  });
});

test('nothing is too long for a phone', async () => {
  const unbroken = [
    'x'.repeat(500),
    `https://example.org/${'a/b-c_d'.repeat(60)}`,
    `a_name_${'that_goes_on_'.repeat(40)}`,
    '👩‍👩‍👧‍👦'.repeat(60),
    'مرحبا'.repeat(80),
  ];
  const long = unbroken.join(' ');
  const [cited] = sampleAnswer().citations;
  const spans = [{ start: 0, end: long.length, text: long }];
  const citation = { ...cited!, quote: long, spans, section: [long] };
  citation.document = { ...citation.document, title: long };
  const answer = writtenAnswerOf(
    [citation],
    [{ text: `${long} [1].` }, { text: `\n\n- ${long} [1].`, doubts: ['date'] }],
    { outcome: 'partly', unanswered: [long], searched: long, suggestions: unbroken },
  );
  farEnd.answerWith((_question, stream) => end(stream, answer));
  await page.setViewportSize({ width: 320, height: 700 });
  await askAndWait(long);
  await button(messages.unhelpful).click();
  await button(messages.editQuestion).click();
  const tooWide = await inChat<string[]>(`
    [...chat.querySelectorAll('.scroll, .foot, .turn, .turn *')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth)
      .filter((element) => !element.closest('.unseen, .clipped'))
      .map((element) => element.className || element.localName)
  `);
  expect(tooWide).toEqual([]);
  const sideways = '(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)';
  expect(await inChat(`${sideways}(chat.querySelector('.scroll'))`)).toBe(0);
});
