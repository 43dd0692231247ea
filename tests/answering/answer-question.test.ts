import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answering/answer-question.ts';
import { findStarters } from '../../src/answering/find-starters.ts';
import { searchPassages } from '../../src/answering/search-passages.ts';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import type { Answer, AnswerEvent } from '../../src/protocol.ts';
import { expectSoundCitation } from '../support/expect-sound-citation.ts';
import { collectEvents, openTestIndex, type TestIndex } from '../support/open-test-index.ts';
import { corpusDocument, naughtyStrings } from '../support/read-source.ts';

let index: TestIndex;
let document: SourceDocument;
beforeAll(async () => {
  index = await openTestIndex();
  const [indexed] = await index.context.store.listDocuments();
  document = (await index.context.store.readDocument(indexed!.id))!;
});
afterAll(() => index.close());

const quotes = (answer: Answer) => answer.citations.map(({ quote }) => quote).join('\n');

/** What holds of every answer. */
function expectSoundAnswer(answer: Answer): void {
  const answered = answer.outcome === 'answered' || answer.outcome === 'partly';
  expect(answer.answered).toBe(answered);
  expect(answer.citations.length > 0).toBe(answered);
  if (answer.outcome === 'answered') expect(answer.closest).toEqual([]);
  expect('unanswered' in answer).toBe(answer.outcome === 'partly');
  expect('conversation' in answer).toBe(answer.outcome === 'conversation');
  expect(answer.confidence).toBeGreaterThanOrEqual(0);
  expect(answer.confidence).toBeLessThanOrEqual(1);
  expect(answer.answer).not.toBe('');
  const all = [...answer.citations, ...answer.closest];
  expect(all.map(({ number }) => number)).toEqual(all.map((_, place) => place + 1));
  for (const citation of all) expectSoundCitation(citation, document);
  for (const { number } of answer.citations) expect(answer.answer).toContain(`[${number}]`);
}

describe('the index', () => {
  it('holds the document as it is read', () => {
    expect(document).toEqual(corpusDocument());
  });
});

describe('the events of an answer', () => {
  it('are its beginning, its citations, its text and the whole of it', async () => {
    const question = 'Who represented the United States at the Third Joint Dialogue on Cybercrime?';
    const events = await index.events({ question });
    const names = events.map(({ event }) => event);
    expect(names[0]).toBe('answer-start');
    expect(names.slice(-2)).toEqual(['answer-delta', 'answer-end']);
    expect(new Set(names.slice(1, -2))).toEqual(new Set(['citation']));
    const dataOf = (name: AnswerEvent['event']) =>
      events.filter(({ event }) => event === name).map(({ data }) => data);
    const [answer] = dataOf('answer-end') as [Answer];
    expectSoundAnswer(answer);
    const { id } = answer;
    expect(id).toMatch(/^answer-\d+$/);
    expect(dataOf('answer-start')).toEqual([{ id, question, mode: 'extractive' }]);
    expect(dataOf('citation')).toEqual(answer.citations);
    expect(dataOf('answer-delta')).toEqual([{ text: answer.answer }]);
    expect(quotes(answer)).toContain('Loretta Lynch');
  });

  it('end with the answer as the generator’s result', async () => {
    const generator = answerQuestion({ question: 'What is Internet sovereignty?' }, index.context);
    let last: AnswerEvent | undefined;
    for (;;) {
      const { value, done } = await generator.next();
      if (done) {
        expect(last).toEqual({ event: 'answer-end', data: value });
        return;
      }
      last = value;
    }
  });
});

describe('an answer', () => {
  it('quotes a sentence that a page break cuts in one piece', async () => {
    const answer = await index.ask(
      'What does the strategy say about nations and their own rules for the Internet?',
    );
    expectSoundAnswer(answer);
    const citation = answer.citations.find(({ quote }) => quote.includes('set their own rules'));
    expect(citation!.quote).toContain(
      'and to set their own rules and priorities for Internet development.',
    );
    expect(citation!.spans.length).toBeGreaterThan(1);
  });

  it('to a question for a list has the list', async () => {
    const answer = await index.ask(
      'What three initiatives did the Ministry of Industry and Information Technology announce?',
    );
    expectSoundAnswer(answer);
    expect(answer.outcome).toBe('answered');
    for (const item of ['"broadband China"', 'network speed', 'Internet Plus']) {
      expect(quotes(answer)).toContain(item);
    }
    const [lead] = answer.citations.filter(({ quote }) => quote.includes('three initiatives'));
    expect(lead!.quote).toContain('\ncarry out the Internet Plus initiative');
    expect(lead!.section.at(-1)).toBe('Linking National Economic Strategy with Cyber Development');
  });

  it('to a question for an overview has sentences that stand for the document', async () => {
    const answer = await index.ask('What is this document about?');
    expectSoundAnswer(answer);
    expect(answer.outcome).toBe('answered');
    expect(quotes(answer)).toMatch(/this commentary seeks to provide context/);
    expect(answer.citations.length).toBeLessThanOrEqual(3);
  });

  it('to a question for a theme has sentences of that theme', async () => {
    for (const question of ['What does it say about Russia?', 'Tell me about Russia']) {
      const answer = await index.ask(question);
      expectSoundAnswer(answer);
      expect(answer.outcome, question).toBe('answered');
      expect(quotes(answer)).toMatch(/Russia/);
    }
  });

  it('to the question who wrote it has the byline', async () => {
    const answer = await index.ask('Who wrote this commentary?');
    expectSoundAnswer(answer);
    expect(quotes(answer)).toContain('BY JING DE JONG-CHEN');
    expect(quotes(answer)).toContain('Partner and General Manager');
  });

  it('to a courtesy is none, and says what to do', async () => {
    for (const [question, conversation, reply] of [
      ['Hello!', 'greeting', 'Hello.'],
      ['Thanks, that helps.', 'thanks', 'You’re welcome.'],
      ['👋', 'empty', 'There are no words in this.'],
    ] as const) {
      const answer = await index.ask(question);
      expectSoundAnswer(answer);
      const none = { citations: [], closest: [] };
      expect(answer).toMatchObject({ outcome: 'conversation', conversation, ...none });
      expect(answer.answer).toContain(reply);
    }
  });

  it('is the same with a courtesy before the question or behind it', async () => {
    const question = 'When does China’s Cybersecurity Law take effect?';
    const plain = await index.ask(question);
    const polite = await index.ask(`Hi, w${question.slice(1)} Thanks!`);
    expect(polite).toMatchObject({ citations: plain.citations, confidence: plain.confidence });
    expect(polite).not.toHaveProperty('searched');
  });

  it('to what the document leaves open is none, with the closest passages', async () => {
    const answer = await index.ask('What is the capital of France?');
    expectSoundAnswer(answer);
    expect(answer.answered).toBe(false);
    expect(answer.closest.length).toBeGreaterThan(0);
    expect(answer.closest.length).toBeLessThanOrEqual(3);
    expect(answer.answer).not.toMatch(/\[\d+\]/);
  });

  it('is withheld below the confidence that was set', async () => {
    const question = 'What is Internet sovereignty?';
    const strict = { ...index.context, minimumConfidence: 1 };
    const events = await collectEvents(answerQuestion({ question }, strict));
    const answer = events.at(-1)!.data as Answer;
    expectSoundAnswer(answer);
    expect(answer.outcome).toBe('not-answered');
    expect(answer.closest.some(({ quote }) => quote.includes('Internet sovereignty'))).toBe(true);
  });

  it('is the same each time, but for its id', async () => {
    const question = 'When does China’s Cybersecurity Law take effect?';
    const [first, second] = [await index.ask(question), await index.ask(question)];
    expect(first!.id).not.toBe(second!.id);
    expect({ ...first, id: '' }).toEqual({ ...second, id: '' });
    expect(quotes(first!)).toContain('June 2017');
  });
});

describe('a follow-up', () => {
  it('is answered from the questions before it', async () => {
    const history = [
      { role: 'user' as const, content: 'When was the China Counter-Terrorism Law approved?' },
      { role: 'assistant' as const, content: '“… in December 2015 …” [1]' },
    ];
    const question = 'And when was it implemented?';
    const events = await index.events({ question, history });
    const searched = 'When was the China Counter-Terrorism Law implemented?';
    expect(events[0]!.data).toMatchObject({ question, searched });
    const answer = events.at(-1)!.data as Answer;
    expectSoundAnswer(answer);
    expect(answer).toMatchObject({ question, searched, outcome: 'answered' });
    expect(quotes(answer)).toContain('implemented in 2016');
  });

  it('that stands alone is answered as if nothing had come before', async () => {
    const question = 'What does it say about Russia?';
    const history = [{ role: 'user' as const, content: 'What is Internet Plus?' }];
    const answer = await index.ask({ question, history });
    expect(answer).not.toHaveProperty('searched');
    expect(quotes(answer)).toBe(quotes(await index.ask(question)));
  });
});

describe('a question that asks several things', () => {
  const release = 'Who released the Cybersecurity Strategy';
  const capital = 'what is the capital of France?';

  it('is answered where all its parts are, with their quotes in order', async () => {
    const parts = [
      'What is Internet sovereignty?',
      'Who represented the United States at the Third Joint Dialogue on Cybercrime?',
    ];
    const answer = await index.ask(parts.join(' '));
    const [first, second] = [await index.ask(parts[0]!), await index.ask(parts[1]!)];
    expectSoundAnswer(answer);
    expect(answer.outcome).toBe('answered');
    expect(answer).not.toHaveProperty('searched');
    expect(answer.confidence).toBe(Math.min(first.confidence, second.confidence));
    expect(answer.citations[0]!.quote).toBe(first.citations[0]!.quote);
    expect(quotes(answer)).toContain('Loretta Lynch');
  });

  it('is answered in part where some are, and says which are not', async () => {
    const answer = await index.ask(`${release} and ${capital}`);
    const alone = await index.ask(`${release}?`);
    expectSoundAnswer(answer);
    expect(answer).toMatchObject({ outcome: 'partly', citations: alone.citations });
    expect(answer.confidence).toBe(alone.confidence);
    expect(answer.unanswered).toEqual(['What is the capital of France?']);
    expect(answer.answer).toContain(
      '\n\nNot answered in the documents: What is the capital of France?',
    );
    // The capital of France is none of the document’s business: nothing is close to it.
    expect(answer.closest).toEqual([]);
  });

  it('is not answered where none are', async () => {
    const answer = await index.ask(`Who won the 1966 world cup? And ${capital}`);
    expectSoundAnswer(answer);
    expect(answer.answered).toBe(false);
    expect(answer.closest.length).toBeGreaterThan(0);
  });

  it('quotes nothing twice', async () => {
    const answer = await index.ask(`${release}? ${release}, and when did it do so?`);
    expectSoundAnswer(answer);
    const places = answer.citations.flatMap(({ spans }) => spans.map(({ start }) => start));
    expect(new Set(places).size).toBe(places.length);
  });

  it('has each part lean on the ones before it', async () => {
    const question = `${release}, and when was it released?`;
    const events = await index.events({ question });
    const searched = `${release}? When was the Cybersecurity Strategy released?`;
    expect(events[0]!.data).toMatchObject({ question, searched });
    expectSoundAnswer(events.at(-1)!.data as Answer);
  });
});

describe('a question to some documents', () => {
  const question = 'What is Internet sovereignty?';

  it('is answered from those', async () => {
    const answer = await index.ask({ question, documents: [document.id, 'unknown'] });
    expect(answer.outcome).toBe('answered');
    expect({ ...answer, id: '' }).toEqual({ ...(await index.ask(question)), id: '' });
  });

  it.each([[['unknown']], [[]]])('is not answered where there are none: %j', async (documents) => {
    for (const asked of [
      question,
      'What is this about?',
      'Who wrote this?',
      'What does it say about Russia?',
    ]) {
      const answer = await index.ask({ question: asked, documents });
      expectSoundAnswer(answer);
      expect(answer, asked).toMatchObject({ outcome: 'not-answered', citations: [], closest: [] });
    }
  });
});

describe('an answer that nobody waits for', () => {
  const ask = (question: string, signal: AbortSignal) =>
    answerQuestion({ question }, index.context, { signal });

  it.each(['What is Internet sovereignty?', 'What is this about?', 'Hello'])(
    'is not looked for: %s',
    async (question) => {
      const answering = ask(question, AbortSignal.abort(new Error('gone')));
      const seen: string[] = [];
      await expect(
        (async () => {
          for await (const { event } of answering) seen.push(event);
        })(),
      ).rejects.toThrow('gone');
      expect(seen).toEqual(['answer-start']);
    },
  );

  it('stops in the middle', async () => {
    const controller = new AbortController();
    const answering = ask('What is Internet sovereignty?', controller.signal);
    await answering.next();
    const next = answering.next();
    controller.abort(new Error('gone'));
    await expect(next).rejects.toThrow('gone');
    expect(await answering.next()).toEqual({ done: true, value: undefined });
  });

  it('leaves the next one as it is', async () => {
    const answers = await Promise.allSettled([
      collectEvents(ask('What is Internet Plus?', AbortSignal.abort(new Error('gone')))),
      index.ask('What is Internet sovereignty?'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});

describe('every quote stands in the document', () => {
  it('whatever is asked in its own words', async () => {
    const words = document.text.split(/\s+/);
    const slice = fc
      .record({ from: fc.nat(words.length - 1), count: fc.integer({ min: 1, max: 25 }) })
      .map(({ from, count }) => words.slice(from, from + count).join(' '));
    const mixed = fc.array(slice, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
    await fc.assert(
      fc.asyncProperty(mixed, fc.array(mixed, { maxLength: 2 }), async (question, earlier) => {
        const history = earlier.map((content) => ({ role: 'user' as const, content }));
        expectSoundAnswer(await index.ask({ question, history }));
      }),
      { numRuns: 60 },
    );
  });

  it('whatever is asked', async () => {
    const strings = naughtyStrings().filter((string) => string !== '');
    for (const question of strings.filter((_, place) => place % 4 === 0)) {
      expectSoundAnswer(await index.ask(question));
    }
    expectSoundAnswer(await index.ask(strings.join(' ')));
  });

  it('when its passages are searched', async () => {
    const hits = await searchPassages('cyber sovereignty', index.context);
    expect(hits).toHaveLength(10);
    expect(hits[0]!.quote).toMatch(/sovereignty/);
    const scores = hits.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
    expect(scores[0]).toBe(1);
    expect(scores.at(-1)).toBeGreaterThanOrEqual(0);
    for (const hit of hits) expectSoundCitation(hit, document);
  });

  it('when every passage of it is found', async () => {
    const passages = await index.context.store.listPassages();
    for (const { text } of passages) {
      const [hit] = await searchPassages(text, index.context);
      expectSoundCitation(hit!, document);
      expect(hit!.quote.replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' '));
    }
  });
});

describe('starters', () => {
  it('are few, differ, and are answered', async () => {
    const starters = await findStarters(index.context);
    expect(starters.length).toBeGreaterThan(2);
    expect(new Set(starters).size).toBe(starters.length);
    for (const question of starters) {
      const answer = await index.ask(question);
      expectSoundAnswer(answer);
      expect(answer.outcome, question).toBe('answered');
    }
  });
});
