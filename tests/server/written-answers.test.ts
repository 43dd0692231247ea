import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { answerRules } from '../../src/answering/answer-prompt.ts';
import type { Answer, AnswerEvent, AskRequest } from '../../src/protocol.ts';
import type { Completion } from '../../src/server/completion.ts';
import { citeSource } from '../support/cite-source.ts';
import { readEvents } from '../support/event-stream.ts';
import {
  inTurn,
  type ModelEndpoint,
  type ModelRequest,
  startModelEndpoint,
  testKey,
} from '../support/model-endpoint.ts';
import { createGate, type ModelScript } from '../support/model-script.ts';
import { smallCorpus, writeSmallCorpus } from '../support/small-corpus.ts';
import { startTestServer, type TestServer } from '../support/start-test-server.ts';
import { waitUntil } from '../support/wait-until.ts';
import { answerSchema, eventSchema } from '../support/wire-schema.ts';

const question = 'Who built the north pier?';
const builder = 'built in 1871 by Agnes Thornley';
const declineOnly: ModelScript = { text: 'NO_ANSWER' };

let model: ModelEndpoint;
let corpus: string;
let server: TestServer;
/** Removes what is not supported; short of time and slots. */
let strict: TestServer;
beforeAll(async () => {
  corpus = await writeSmallCorpus();
  model = await startModelEndpoint(() => declineOnly);
  server = await startTestServer({ corpus, environment: model.environment });
  strict = await startTestServer({
    corpus,
    environment: {
      ...model.environment,
      UNSUPPORTED: 'remove',
      CHAT_FIRST_TOKEN_SECONDS: '2',
      CHAT_CONCURRENCY: '1',
      CHAT_QUEUE: '0',
    },
  });
});
afterEach(() => {
  model.requests.length = 0;
  model.reply = () => declineOnly;
});
afterAll(async () => {
  await server?.close();
  await strict?.close();
  await model?.close();
});

const post = (
  body: AskRequest,
  { to = server, signal }: { to?: TestServer; signal?: AbortSignal } = {},
) =>
  fetch(`${to.url}/api/ask`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });

/** The events of an answer, checked against each other and the contract. */
async function ask(
  request: AskRequest | string,
  to: TestServer = server,
): Promise<{ events: AnswerEvent[]; answer: Answer }> {
  const response = await post(typeof request === 'string' ? { question: request } : request, {
    to,
  });
  expect(response.status).toBe(200);
  const events = (await readEvents(response)).map(
    ({ event, data }) => eventSchema.parse({ event, data: JSON.parse(data) }) as AnswerEvent,
  );
  const last = events.at(-1);
  if (last?.event !== 'answer-end') throw new Error('An answer has to end with its end.');
  const answer = answerSchema.parse(last.data) as Answer;
  expectSound(answer, events);
  return { events, answer };
}

function expectSound(answer: Answer, events: readonly AnswerEvent[]): void {
  const deltas = events.flatMap((event) => (event.event === 'answer-delta' ? [event.data] : []));
  expect(deltas.map(({ text }) => text).join('')).toBe(answer.answer);
  expect(deltas.flatMap(({ sentence }) => sentence ?? [])).toEqual(answer.sentences ?? []);
  const cited = events.flatMap((event) => (event.event === 'citation' ? [event.data] : []));
  expect(cited).toEqual(answer.citations);
  expect(cited.map(({ number }) => number)).toEqual(cited.map((_, index) => index + 1));
  const source = Object.values(smallCorpus).join('\n').replace(/\\/g, '').replace(/\s+/g, ' ');
  for (const { quote, spans } of [...answer.citations, ...answer.closest]) {
    expect(source).toContain(quote.replace(/\s+/g, ' '));
    for (const { text } of spans) expect(source).toContain(text.replace(/\s+/g, ' '));
  }
  if (answer.mode === 'extractive') return;
  const marks = [...answer.answer.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number));
  expect([...new Set(marks)].sort()).toEqual(cited.map(({ number }) => number).sort());
}

const write = (text: (request: ModelRequest) => string, every?: number) => {
  model.reply = (request) => ({ text: text(request), ...(every ? { every } : {}) });
};

const pier = (request: ModelRequest) =>
  `The north pier was built by Agnes Thornley in 1871 ${citeSource(request, builder)}.`;

describe('a written answer', () => {
  test.each([1, 3, undefined])('cites what the model points at, in pieces of %s', async (every) => {
    write(
      (request) =>
        `${pier(request)} It was her work. [S99] The museum opens at ten. (${citeSource(request, 'lighthouse')})`,
      every,
    );
    const { answer } = await ask(question);
    expect(answer).toMatchObject({ outcome: 'answered', answered: true, mode: 'generated' });
    expect(answer.answer).toMatch(/^The north pier was built by Agnes Thornley in 1871 \[1\]\./);
    expect(answer.citations[0]!.quote).toContain(builder);
    expect(answer.sentences!.map(({ support, doubts }) => [support, doubts])).toEqual([
      ['supported', []],
      ['unsupported', ['no-citation']],
      ['unsupported', expect.arrayContaining(['meaning'])],
    ]);
    expect(answer.notice).toBeUndefined();
  });

  test('leaves out what is not supported where the operator wants that', async () => {
    write((request) => `It fell into the sea. ${pier(request)} It cost 70 pounds.`);
    const { answer } = await ask(question, strict);
    expect(answer.answer).toBe('The north pier was built by Agnes Thornley in 1871 [1].');
    const { answer: marked } = await ask(question);
    expect(marked.sentences!.map(({ support }) => support)).toEqual([
      'unsupported',
      'supported',
      'unsupported',
    ]);
  });

  test.each([
    ['a year', '1871', '1817', 'date'],
    ['a name', 'Agnes Thornley', 'Agnes Miller', 'name'],
    ['a negation', 'was built', 'was not built', 'negation'],
  ])('says so where %s is another one', async (_, from, to, doubt) => {
    write((request) => pier(request).replace(from, to));
    const { answer } = await ask(question);
    // Nothing else was written, so nothing is left to show.
    expect(answer).toMatchObject({ outcome: 'not-answered', mode: 'generated', citations: [] });
    expect(answer.closest.length).toBeGreaterThan(0);
    write((request) => `${pier(request)} ${pier(request).replace(from, to)}`);
    const { answer: both } = await ask(question);
    expect(both.sentences).toMatchObject([
      { support: 'supported' },
      { support: 'unsupported', doubts: [doubt] },
    ]);
  });

  test('shows sentences as they are complete, and each only then', async () => {
    const [middle, end] = [createGate(), createGate()];
    model.reply = (request) => ({
      text: [
        pier(request),
        ' It is',
        middle,
        ' 412 metres long',
        end,
        `${citeSource(request, '412')}.`,
      ],
    });
    const response = await post({ question });
    const seen: string[] = [];
    const reading = (async () => {
      for await (const chunk of response.body!) seen.push(Buffer.from(chunk).toString());
    })();
    await middle.reached;
    await waitUntil('the first sentence', () => seen.join('').includes('answer-delta'));
    expect(seen.join('')).not.toContain('It is');
    middle.release();
    await end.reached;
    expect(seen.join('')).not.toContain('It is');
    end.release();
    await reading;
    expect(seen.join('')).toContain('It is 412 metres long [2].');
  });

  test('has lists and paragraphs, and no markup, image or strange link', async () => {
    write(
      (request) =>
        `## Piers\n\n**${pier(request)}** ![x](https://evil.example/p.png)\n\n- The pier is 412 metres long ${citeSource(request, '412')}.\n- See https://evil.example/now ${citeSource(request, '412')}.\n<script>alert(1)</script>`,
    );
    const { answer } = await ask(question);
    expect(answer.answer).not.toMatch(/evil|<|\*|#|alert|!\[/);
    expect(answer.answer).toContain('\n\n- The pier is 412 metres long [');
  });

  test('is declined by the mark, in words, and where nothing is supported, all alike', async () => {
    const endings = ['NO_ANSWER', 'The sources do not mention who built it.', 'It sank [S1].'];
    for (const text of endings) {
      write(() => text);
      const { answer } = await ask(question);
      expect(answer).toMatchObject({
        outcome: 'not-answered',
        answered: false,
        mode: 'generated',
        answer: 'The documents don’t answer this.',
        citations: [],
      });
      expect(answer.closest[0]!.quote).toContain(builder);
      expect(answer.notice).toBeUndefined();
    }
  });

  test('may go on after words that decline, which are not shown', async () => {
    write((request) => `The documents do not mention an architect. ${pier(request)}`);
    const { answer } = await ask(question);
    expect(answer).toMatchObject({ outcome: 'answered' });
    expect(answer.answer).toBe('The north pier was built by Agnes Thornley in 1871 [1].');
  });

  test('may be a numbered list, whose numbers are no statements', async () => {
    write((request) => `1. ${pier(request)}\n2. NO_ANSWER`);
    const { answer } = await ask('Who built the north pier and who painted the town hall?');
    expect(answer.sentences).toMatchObject([{ support: 'supported', doubts: [] }]);
    expect(answer.unanswered).toEqual(['Who painted the town hall?']);
  });

  test('has no space before a mark that stands in front', async () => {
    write((request) => `${citeSource(request, builder)} ${pier(request).replace(/ \[S\d+\]/, '')}`);
    const { answer } = await ask(question);
    expect(answer.answer).toBe('[1] The north pier was built by Agnes Thornley in 1871.');
  });

  test('to questions in parts has no labels of parts', async () => {
    write((request) => `Part 1: ${pier(request)}\nPart 2: NO_ANSWER`);
    const { answer } = await ask('Who built the north pier and who painted the town hall?');
    expect(answer.answer).toBe('The north pier was built by Agnes Thornley in 1871 [1].');
    expect(answer.unanswered).toEqual(['Who painted the town hall?']);
  });

  test('to several questions names the part that has none', async () => {
    write((request) => `${pier(request)}\nNO_ANSWER 2`);
    const { answer } = await ask('Who built the north pier and who painted the town hall?');
    expect(answer).toMatchObject({ outcome: 'partly', answered: true, mode: 'generated' });
    expect(answer.unanswered).toEqual(['Who painted the town hall?']);
  });

  test('to an OpenAI client says what has no answer, and what no quote', async () => {
    write((request) => `${pier(request)} It cost 70 pounds.\nNO_ANSWER 2`);
    const content = 'Who built the north pier and who painted the town hall?';
    const response = await fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ model: 'verbatim', messages: [{ role: 'user', content }] }),
    });
    const { message } = ((await response.json()) as Completion).choices[0];
    expect(message.content).toContain('It cost 70 pounds. *(without a quote)*');
    expect(message.content).toContain(
      '*Not answered in the documents: Who painted the town hall?*',
    );
    for (const { url_citation: cited } of message.annotations) {
      expect(message.content.slice(cited.start_index, cited.end_index)).toBe('[^1]');
    }
    expect(message.annotations).toHaveLength(1);
  });

  test('never has the rules in it', async () => {
    write((request) => `${pier(request)} ${answerRules} ${pier(request)}`);
    const { answer } = await ask(question);
    expect(answer.answer).not.toMatch(/numbered sentences|square brackets|worth nothing/);
    expect(answer.answer).toContain('Agnes Thornley');
  });
});

describe('what is asked of the model', () => {
  test('is nothing where the question is about something else, or none', async () => {
    for (const other of ['Which enzyme splits lactose in the human gut?', 'Thank you!']) {
      const { answer } = await ask(other);
      expect(answer.answered).toBe(false);
      expect(answer.mode).toBe('extractive');
      expect(answer.notice).toBeUndefined();
    }
    expect(model.requests).toEqual([]);
  });

  test('holds what a summary or a comparison needs, from all that is asked about', async () => {
    const numbered = () =>
      model.requests
        .at(-1)!
        .messages[1]!.content.split('\n')
        .filter((line) => /^\[S\d+\]/.test(line))
        .join('\n');
    write(
      (request) =>
        `The harbour has a pier with a lighthouse ${citeSource(request, 'lighthouse')}. The museum opens at ten ${citeSource(request, 'opens at ten')}.`,
    );
    const { answer } = await ask('What are these documents about?');
    expect(answer.outcome).toBe('answered');
    for (const word of ['pier', 'museum', 'garden']) expect(numbered()).toContain(word);
    write(
      (request) =>
        `The north pier stands; the south pier was destroyed in 1902 ${citeSource(request, '1902')}.`,
    );
    await ask('Compare the north pier with the south pier.');
    for (const words of [builder, 'destroyed by a storm']) expect(numbered()).toContain(words);
  });

  test('is first what a follow-up means', async () => {
    model.reply = (request) =>
      request.index === 0
        ? { text: 'How long is the north pier?' }
        : { text: `It is 412 metres long ${citeSource(request, '412')}.` };
    const history = [{ role: 'user' as const, content: question }];
    const { answer, events } = await ask({ question: 'And how long is it?', history });
    expect(answer).toMatchObject({ searched: 'How long is the north pier?', outcome: 'answered' });
    expect(events[0]).toMatchObject({ data: { searched: 'How long is the north pier?' } });
    expect(model.requests).toHaveLength(2);
    expect(model.requests[0]!.messages[1]!.content).toContain(`User: ${question}`);
  });

  test('is not what a question means that stands alone', async () => {
    const history = [{ role: 'user' as const, content: 'When does the museum open?' }];
    await ask({ question, history });
    expect(model.requests).toHaveLength(1);
  });

  test.each<[string, ModelScript]>([
    ['is cut off', { text: 'How long is the north', finish: 'length' }],
    ['breaks off', { text: ['How long is', ' the'], ends: 'reset' }],
  ])('is what a rule makes of a follow-up where its reply %s', async (_, script) => {
    model.reply = (request) =>
      request.index === 0
        ? script
        : { text: `The north pier is 412 metres long ${citeSource(request, '412')}.` };
    const history = [{ role: 'user' as const, content: question }];
    const { answer } = await ask({ question: 'How long is it?', history });
    expect(answer.searched).toBe('How long is the north pier?');
    expect(answer).toMatchObject({ outcome: 'answered', mode: 'generated' });
  });

  test.each([
    ['How long is it?', 'How long is the north pier that Agnes Miller built in 1999?'],
    ['Wer hat eigentlich den nördlichen Pier gebaut?', 'Did Agnes Miller build the pier in 1999?'],
  ])('vouches for nothing that it has put into a question: %s', async (asked, rewritten) => {
    model.reply = (request) =>
      request.index === 0
        ? { text: rewritten }
        : {
            text: `${pier(request)} ${pier(request).replace('1871', '1999')} ${pier(request).replace('Thornley', 'Miller')}`,
          };
    const history = [{ role: 'user' as const, content: question }];
    const { answer } = await ask({ question: asked, history });
    expect(answer.searched).toBe(rewritten);
    expect(answer.sentences).toMatchObject([
      { support: 'supported' },
      { support: 'unsupported', doubts: ['date'] },
      { support: 'unsupported', doubts: ['name'] },
    ]);
  });

  test('is what a rule makes of a follow-up where its reply is no question', async () => {
    model.reply = (request) =>
      request.index === 0
        ? { text: 'Sure, here is a story.\nOnce upon a time' }
        : { text: `The north pier is 412 metres long ${citeSource(request, '412')}.` };
    const history = [{ role: 'user' as const, content: question }];
    const { answer } = await ask({ question: 'How long is it?', history });
    expect(answer.searched).toMatch(/north pier/);
    expect(answer.outcome).toBe('answered');
  });

  test('is the question in English where the search knows no other language', async () => {
    model.reply = (request) =>
      request.index === 0
        ? { text: question }
        : {
            text: `Der nördliche Pier wurde im Jahr 1871 von Agnes Thornley errichtet ${citeSource(request, builder)}.`,
          };
    const { answer } = await ask('Wer hat eigentlich den nördlichen Pier gebaut?');
    expect(answer.searched).toBe(question);
    expect(answer.sentences).toMatchObject([{ support: 'partly', doubts: ['language'] }]);
    expect(answer.citations[0]!.quote).toContain(builder);
  });
});

describe('a model that fails', () => {
  const noRetry = { 'x-should-retry': 'false' };
  const failures: [name: string, script: ModelScript, notice: string][] = [
    [
      'refuses the key',
      { status: 401, body: { error: { message: `Bad ${testKey}` } } },
      'model-unavailable',
    ],
    ['is over its quota', { status: 429, headers: { 'retry-after': '60' } }, 'model-over-limit'],
    ['is down', { status: 500, body: 'oops', headers: noRetry }, 'model-unavailable'],
    // Attempts are repeated until the time is over, on a slow machine in the middle of one.
    ['breaks the connection', { silent: 'reset' }, 'model-(?:unavailable|slow)'],
    ['says nothing', { silent: 'hang' }, 'model-slow'],
    [
      'sends a page',
      { status: 200, body: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } },
      'model-unusable',
    ],
    ['sends broken JSON', { bytes: 'data: {"choices": [\n\n' }, 'model-unusable'],
    ['sends no text', { bytes: 'data: {"choices": []}\n\ndata: [DONE]\n\n' }, 'model-unusable'],
    ['talks nonsense', { text: 'la la la. '.repeat(20) }, 'model-unusable'],
  ];
  test.each(failures)(
    'and %s leaves the quotes, with a plain notice',
    async (_, script, notice) => {
      model.reply = () => script;
      const { answer, events } = await ask(question, strict);
      expect(answer).toMatchObject({ outcome: 'answered', mode: 'extractive' });
      expect(answer.notice).toMatch(new RegExp(`^${notice}$`));
      expect(answer.sentences).toBeUndefined();
      expect(answer.citations[0]!.quote).toContain(builder);
      const said = JSON.stringify([events, strict.log]);
      expect(said).not.toMatch(/oops|Sign in|la la la/);
      expect(said).not.toContain(testKey);
      expect(JSON.stringify(strict.log.at(-1))).toContain('"outcome":"answered"');
    },
  );

  test.each<[string, (request: ModelRequest) => ModelScript]>([
    ['resets', (request) => ({ text: [pier(request), ' It is'], ends: 'reset' })],
    ['stalls', (request) => ({ text: [pier(request), ' It is'], ends: 'hang' })],
    ['is cut off', (request) => ({ text: `${pier(request)} It is`, finish: 'length' })],
  ])('and %s in the middle leaves what was checked', async (_, script) => {
    model.reply = script;
    const { answer } = await ask(question, strict);
    expect(answer).toMatchObject({ outcome: 'answered', notice: 'model-interrupted' });
    expect(answer.answer).toBe('The north pier was built by Agnes Thornley in 1871 [1].');
  });

  test('and never ends is cut off', async () => {
    model.reply = (request) => ({
      text: (function* () {
        for (;;) yield `${pier(request)} `;
      })(),
    });
    const { answer } = await ask(question);
    expect(answer).toMatchObject({ outcome: 'answered', notice: 'model-interrupted' });
    await model.waitForAbandoned();
  });
});

describe('the way to the model', () => {
  test('is left at once when the client goes', async () => {
    model.reply = (request) => ({ text: [pier(request), ' It'], ends: 'hang' });
    const leaving = new AbortController();
    const response = await post({ question }, { signal: leaving.signal });
    const reader = response.body!.getReader();
    await reader.read();
    leaving.abort();
    await reader.read().catch(() => undefined);
    await model.waitForAbandoned();
    await waitUntil('the line of the log', () => server.log.at(-1)?.['aborted'] === true);
    expect(server.log.at(-1)).toMatchObject({ written: { tokens: expect.any(Number) } });
  });

  test('is closed to more than may wait, with a clear problem', async () => {
    const gate = createGate();
    model.reply = (request) => ({ text: [gate, pier(request)] });
    const first = post({ question }, { to: strict });
    await model.waitForRequest();
    const second = await post({ question }, { to: strict });
    expect(second.status).toBe(503);
    expect(second.headers.get('retry-after')).toBe('5');
    expect(await second.json()).toMatchObject({ type: '/problems/busy', status: 503 });
    gate.release();
    expect((await first).status).toBe(200);
    await (await first).text();
    const { answer } = await ask(question, strict);
    expect(answer.mode).toBe('generated');
  });

  test('is closed where the budget of the day is spent', async () => {
    const poor = await startTestServer({
      corpus,
      environment: { ...model.environment, CHAT_DAILY_TOKENS: '1500', CHAT_REPLY_TOKENS: '100' },
    });
    try {
      const text = 'The pier stands. '.repeat(60);
      model.reply = inTurn({ text: 'NO_ANSWER' }, { text });
      const notices: (string | undefined)[] = [];
      for (let asked = 0; asked < 6; asked++)
        notices.push((await ask(question, poor)).answer.notice);
      expect(notices[0]).toBeUndefined();
      expect(notices.at(-1)).toBe('model-over-limit');
      const line = poor.log.at(-1);
      expect(line).toMatchObject({ modelFailure: 'The budget of tokens for today is spent.' });
    } finally {
      await poor.close();
    }
  });

  test('is told to whoever is about to ask', async () => {
    const elsewhere = await startTestServer({
      corpus,
      environment: { CHAT_MODEL: 'm', OPENAI_BASE_URL: 'https://models.example.org/v1' },
    });
    try {
      const starters = await (await fetch(`${elsewhere.url}/api/starters`)).json();
      expect(starters).toMatchObject({ sentTo: ['models.example.org'] });
      const here = await (await fetch(`${server.url}/api/starters`)).json();
      expect(here).toMatchObject({ sentTo: [] });
    } finally {
      await elsewhere.close();
    }
  });
});
