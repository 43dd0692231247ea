import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answering/answer-question.ts';
import type { AnsweringContext } from '../../src/answering/answering-context.ts';
import { lastAnswer } from '../../src/answering/last-answer.ts';
import { buildQuestionPool } from '../../src/answering/suggestions/build-question-pool.ts';
import type { QuestionPool } from '../../src/answering/suggestions/question-pool.ts';
import type { Answer, AskRequest } from '../../src/protocol.ts';
import { openTestIndex, type TestIndex } from '../support/open-test-index.ts';

const files = {
  'harbour.md': `# The Harbour of Selmouth

## Piers

The north pier was built in 1871 by Agnes Thornley. It is 412 metres long and carries a lighthouse
with a green lamp. Ships of up to sixty metres can land there.

The south pier was destroyed by a storm in 1902 and was never rebuilt.

## Rules for boats

The Harbour Act requires a permit for every boat. The Harbour Act was adopted in 1899. Whoever comes
without a permit pays a fee. Boats keep to the right of the Harbour Act's marks.

## Ferries

A ferry leaves for the island of Ennis every morning at seven. In winter it leaves twice a week.
`,
  'museum.md': `# Museum Guide

## What can children do in the museum?

Children in the museum can try on diving helmets and ring the bell of a ship. Children under twelve
enter free of charge.

## Collection

The Lantern Society is an organisation that collects lamps. The Lantern Society was founded in 1890.
The oldest object that the Lantern Society has is a bronze lamp from the third century.
`,
  'garten.md': `# Der Garten

## Die Rosen

Der Garten wurde im Jahr 1871 von Agnes Thornley angelegt. In dem Garten stehen viele Rosen, die im
Sommer blühen. Hunde dürfen nicht in den Garten.
`,
};

let index: TestIndex;
let pool: QuestionPool;
let context: AnsweringContext;
const ids = new Map<string, string>();
beforeAll(async () => {
  index = await openTestIndex(files);
  pool = await buildQuestionPool(index.context);
  context = { ...index.context, questionPool: async () => pool };
  for (const { id, uri } of await index.context.store.listDocuments()) ids.set(uri, id);
});
afterAll(() => index.close());

const ask = (request: AskRequest | string): Promise<Answer> =>
  lastAnswer(
    answerQuestion(typeof request === 'string' ? { question: request } : request, context),
  );
const suggestionsFor = async (request: AskRequest | string) =>
  (await ask(request)).suggestions ?? [];
const quotesOf = ({ citations }: Answer) => citations.map(({ quote }) => quote);

describe('the pool of questions', () => {
  it('holds what names, facts and headings of the documents in English give', () => {
    const texts = pool.map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        'Who built the north pier?',
        'What does the Harbour Act require?',
        'When was the Lantern Society founded?',
        'What can children do in the museum?',
      ]),
    );
    expect(texts.join()).not.toMatch(/Garten|Rosen/);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('holds nothing that is not answered, with confidence, by what it names', async () => {
    for (const { text, places } of pool) {
      const answer = await index.ask(text);
      expect({ text, outcome: answer.outcome }).toEqual({ text, outcome: 'answered' });
      expect(answer.confidence, text).toBeGreaterThanOrEqual(0.299);
      expect(text.length).toBeLessThanOrEqual(90);
      const quotes = quotesOf(answer).join('\n').replace(/\s+/g, ' ');
      for (const place of places) expect(quotes).toContain(place.text.replace(/\s+/g, ' '));
      const documents = new Set(answer.citations.map(({ document }) => document.id));
      expect(new Set(places.map(({ documentId }) => documentId))).toEqual(documents);
    }
  });

  it('is the same for the same documents, and as small as is asked for', async () => {
    expect(await buildQuestionPool(index.context)).toEqual(pool);
    const few = await buildQuestionPool(index.context, { mostQuestions: 2 });
    expect(few.map(({ text }) => text)).toEqual(pool.slice(0, 2).map(({ text }) => text));
    expect(await buildQuestionPool(index.context, { mostTried: 0 })).toEqual([]);
    const documents = [ids.get('museum.md')!];
    const ofOne = await buildQuestionPool(index.context, { documents });
    expect(ofOne.length).toBeGreaterThan(0);
    for (const { places } of ofOne) expect(places[0]!.documentId).toBe(documents[0]);
  });

  it('is left as soon as it is not wanted', async () => {
    const stopping = new AbortController();
    let tries = 0;
    const pause = async () => {
      tries += 1;
      stopping.abort(new Error('enough'));
    };
    const built = buildQuestionPool(index.context, { pause, signal: stopping.signal });
    await expect(built).rejects.toThrow('enough');
    expect(tries).toBe(1);
  });
});

describe('suggestions', () => {
  it('lead on: up to three, near, answered, and with other quotes', async () => {
    const question = 'How long is the north pier?';
    const answer = await ask(question);
    const suggestions = answer.suggestions ?? [];
    expect(suggestions.length).toBeGreaterThan(0);
    expect(suggestions.length).toBeLessThanOrEqual(3);
    for (const suggested of suggestions) {
      const next = await index.ask({
        question: suggested,
        history: [
          { role: 'user', content: question },
          { role: 'assistant', content: answer.answer },
        ],
      });
      expect({ suggested, outcome: next.outcome }).toEqual({ suggested, outcome: 'answered' });
      expect(next).not.toHaveProperty('searched');
      expect(quotesOf(next)).not.toEqual(quotesOf(answer));
    }
  });

  it('are the same each time', async () => {
    const question = 'What does the Harbour Act require?';
    expect(await suggestionsFor(question)).toEqual(await suggestionsFor(question));
  });

  it('are not what was asked, nor what was asked or quoted before', async () => {
    const [first = ''] = await suggestionsFor('What does a boat need?');
    expect(first).not.toBe('');
    const asked = await suggestionsFor({
      question: 'What does a boat need?',
      history: [{ role: 'user', content: `  ${first}` }],
    });
    expect(asked).not.toContain(first);
    const { places } = pool.find(({ text }) => text === first)!;
    const quoted = await suggestionsFor({
      question: 'What does a boat need?',
      history: [{ role: 'assistant', content: `“${places[0]!.text}” [1]` }],
    });
    expect(quoted).not.toContain(first);
    for (const { text } of pool) expect(await suggestionsFor(text)).not.toContain(text);
  });

  it('keep to the documents that are asked', async () => {
    const question = 'Which lamp does the lighthouse carry?';
    const harbour = ids.get('harbour.md')!;
    const documentsOf = (texts: readonly string[]) =>
      pool
        .filter(({ text }) => texts.includes(text))
        .flatMap(({ places }) => places.map(({ documentId }) => documentId));
    const suggestions = await suggestionsFor({ question, documents: [harbour] });
    expect(suggestions.length).toBeGreaterThan(0);
    expect(new Set(documentsOf(suggestions))).toEqual(new Set([harbour]));
    expect(await suggestionsFor({ question, documents: [] })).toEqual([]);
  });

  it('help a reader whose question is not answered', async () => {
    const question = 'How long is the north pier?';
    const strict = { ...context, minimumConfidence: 0.999 };
    const declined = await lastAnswer(answerQuestion({ question }, strict));
    expect(declined.outcome).toBe('not-answered');
    expect(declined.suggestions?.join(' ')).toContain('north pier');
  });

  it.each([
    ['what is off topic', 'How do I reset my password?'],
    ['a greeting', 'Hello'],
    ['another language', 'Wann wurde der Garten angelegt?'],
    ['passages in another language', 'Agnes Thornley Garten Rosen Sommer'],
  ])('are none for %s', async (_, question) => {
    const answer = await ask(question);
    expect(answer).not.toHaveProperty('suggestions');
  });

  it('are none while nothing is known, and the answer is as it would be', async () => {
    const question = 'How long is the north pier?';
    const without = await lastAnswer(
      answerQuestion({ question }, { ...context, questionPool: async () => undefined }),
    );
    expect(without).not.toHaveProperty('suggestions');
    const { suggestions, id: _, ...answer } = await ask(question);
    expect(suggestions).toBeDefined();
    expect({ ...answer, id: without.id }).toEqual(without);
  });
});
