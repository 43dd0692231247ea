import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isByWordsAlone, likelihood } from '../../src/answering/words-alone.ts';
import type { Answer } from '../../src/protocol.ts';
import { openTestIndex, type TestIndex } from '../support/open-test-index.ts';
import { retrieveByHand } from '../support/retrieve-by-hand.ts';
import { smallCorpus } from '../support/small-corpus.ts';
import { answerSchema } from '../support/wire-schema.ts';

const german = `# Hausordnung des Stadtmuseums

## Öffnungszeiten

Das Museum öffnet um zehn Uhr und schließt um siebzehn Uhr. Am Montag bleibt es geschlossen.

## Eintritt

Der Eintritt kostet für Erwachsene acht Euro. Kinder unter zwölf Jahren haben freien Zutritt.

## Verbote

Hunde sind im Museum nicht erlaubt. Wer raucht, zahlt eine Strafe von fünfzig Euro.

## Geschichte

Das Gebäude wurde im Jahr 1871 von der Architektin Agnes Dornfeld errichtet.
`;

const chinese = `# 网络安全办法

## 处罚

违反本办法的，最高罚款为五百万元。

## 机构

战略由国家互联网信息办公室发布。

## 开放

博物馆每天上午十点开放，下午五点关闭。
`;

const quotes = (answer: Answer) => answer.citations.map(({ quote }) => quote).join('\n');

describe('in an index of several languages', () => {
  let index: TestIndex;
  beforeAll(async () => {
    index = await openTestIndex({ ...smallCorpus, 'ordnung.md': german, '办法.md': chinese });
  });
  afterAll(() => index.close());

  it.each([
    ['Was kostet der Eintritt?', 'acht Euro'],
    ['Sind Hunde im Museum erlaubt?', 'Hunde sind im Museum nicht erlaubt'],
    ['Wann öffnet das Museum?', 'öffnet um zehn Uhr'],
    ['Wer hat das Gebäude errichtet?', 'Agnes Dornfeld'],
    ['wann offnet das museum', 'öffnet um zehn Uhr'],
  ])('a German question is answered by its words: %s', async (question, quote) => {
    const answer = await index.ask(question);
    expect(answer).toMatchObject({ outcome: 'answered', byWordsAlone: true });
    expect(quotes(answer)).toContain(quote);
  });

  it.each(['Wie hoch ist der Berg Watzmann?', 'Wer hat den Nobelpreis für Physik bekommen?'])(
    'a German question of other words is declined: %s',
    async (question) => {
      const answer = await index.ask(question);
      expect(answer).toMatchObject({ answered: false, byWordsAlone: true });
    },
  );

  it.each([
    ['罚款是多少？', '最高罚款为五百万元'],
    ['谁发布了战略？', '国家互联网信息办公室发布'],
    ['博物馆什么时候开放？', '上午十点开放'],
    ['網絡安全辦法的罰款', undefined],
  ])('a Chinese question is answered by its words: %s', async (question, quote) => {
    const answer = await index.ask(question);
    expect(answer.byWordsAlone).toBe(true);
    expect(answer.answered).toBe(quote !== undefined);
    if (quote) expect(quotes(answer)).toContain(quote);
  });

  it('a Chinese question of other words finds nothing at all', async () => {
    expect(await index.ask('北京有多少人口？')).toMatchObject({
      ...{ outcome: 'not-answered', byWordsAlone: true, confidence: 0 },
      ...{ citations: [], closest: [] },
    });
  });

  it.each(['When was the north pier built?', 'Are dogs allowed in the rose garden?'])(
    'an English question about an English document says nothing of it: %s',
    async (question) => {
      const answer = await index.ask(question);
      expect(answer.outcome).toBe('answered');
      expect(answer).not.toHaveProperty('byWordsAlone');
    },
  );

  it('a courtesy and an overview do not either', async () => {
    for (const question of ['Hello', 'What are these documents about?']) {
      expect(await index.ask(question)).not.toHaveProperty('byWordsAlone');
    }
  });

  it('the answer is one of the contract', async () => {
    const { id: _, ...answer } = await index.ask('Was kostet der Eintritt?');
    answerSchema.omit({ id: true }).parse(answer);
  });
});

describe('the words of a question', () => {
  it.each([
    ['罚款是多少？', '最高罚款为五百万元'],
    ['谁发布了战略？', '国家互联网信息办公室发布'],
    ['博物馆什么时候开放？', '上午十点开放'],
  ])('in Chinese rank the sentence that answers first: %s', async (question, text) => {
    const retrieval = await retrieveByHand(question, chinese);
    expect(retrieval.sentences[0]?.text).toContain(text);
    expect(likelihood(question, retrieval, retrieval.sentences)).toBeGreaterThan(0.2);
  });

  it('in Chinese that no sentence has are no answer', async () => {
    const { sentences } = await retrieveByHand('北京有多少人口？', chinese);
    expect(sentences).toEqual([]);
  });

  it('count for nothing what a model that does not know them makes of them', async () => {
    const similarityOf = (text: string) => (text.includes('Hunde') ? 1 : 0);
    const { sentences } = await retrieveByHand('Was kostet der Eintritt?', german, {
      similarityOf,
    });
    expect(sentences[0]?.text).toContain('acht Euro');
    for (const { similarity } of sentences) expect(similarity).toBe(0);
  });

  it('of English say the same of a sentence in another language', async () => {
    const question = 'What does Agnes Dornfeld do?';
    const similarityOf = () => 1;
    const retrieval = await retrieveByHand(question, german, { similarityOf });
    for (const { similarity } of retrieval.sentences) expect(similarity).toBe(0);
    for (const { similarity } of retrieval.passages) expect(similarity).toBe(0);
    expect(likelihood(question, retrieval, retrieval.sentences)).toBeGreaterThan(0.2);
  });
});

describe('an answer rests on words alone', () => {
  const english = 'A ferry leaves for the island every morning. It is often late in winter.';
  const builtIn = { passageEmbedder: undefined } as TestIndex['context'];

  it.each([
    ['What costs the Eintritt?', german, true],
    ['What costs the ferry?', english, false],
    ['Was kostet der Eintritt?', english, true],
    ['GDPR?', english, false],
  ])('for %s', async (question, source, expected) => {
    const retrieval = await retrieveByHand(question, source);
    expect(isByWordsAlone(builtIn, retrieval, retrieval.sentences)).toBe(expected);
  });

  it('where nothing was found, by the question', async () => {
    const retrieval = await retrieveByHand('Was kostet der Eintritt?', english);
    expect(isByWordsAlone(builtIn, retrieval, [])).toBe(true);
    const known = await retrieveByHand('What is the price?', english);
    expect(isByWordsAlone(builtIn, known, [])).toBe(false);
  });
});
