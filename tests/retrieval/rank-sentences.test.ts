import { describe, expect, it } from 'vitest';
import { expectedKind } from '../../src/retrieval/expected-kind.ts';
import { rankPassages } from '../../src/retrieval/rank-passages.ts';
import { rankSentences } from '../../src/retrieval/rank-sentences.ts';
import { findByHand, type HandOptions, retrieveByHand } from '../support/retrieve-by-hand.ts';

const rank = async (question: string, source: string, options?: HandOptions) =>
  (await retrieveByHand(question, source, options)).sentences;

const texts = (sentences: Awaited<ReturnType<typeof rank>>) => sentences.map(({ text }) => text);

describe('sentences', () => {
  it('come with their texts, best first, each once', async () => {
    const ranked = await rank(
      'ferry',
      'A pier. A ferry leaves.\n\n## Next\n\nA ferry sinks.\n\n- Gone.',
    );
    expect(texts(ranked).toSorted()).toEqual([
      'A ferry leaves.',
      'A ferry sinks.',
      'A pier.',
      'Gone.',
    ]);
    const scores = ranked.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
  });

  it('rank higher that have the question’s words', async () => {
    const ranked = await rank(
      'When does the ferry leave?',
      'The pier is old. The ferry leaves at dawn.',
    );
    expect(texts(ranked)[0]).toBe('The ferry leaves at dawn.');
    expect(ranked[0]!.coverage).toBeCloseTo(1, 10);
  });

  it('rank higher that mean the same', async () => {
    const ranked = await rank('ship', 'The pier is old. The boat leaves.', {
      similarityOf: (text) => (text.startsWith('The boat') ? 0.8 : 0.1),
    });
    expect(texts(ranked)[0]).toBe('The boat leaves.');
    expect(ranked[0]!.similarity).toBeCloseTo(0.8, 5);
  });

  it('rank higher where the sentence before names the subject', async () => {
    const ranked = await rank(
      'zebra',
      'A zebra came. It ate grass.\n\n## Next\n\nA horse came. It ate hay.',
    );
    const [grass, hay] = ['It ate grass.', 'It ate hay.'].map(
      (text) => ranked.find((sentence) => sentence.text === text)!,
    );
    expect(grass!.coverageInContext).toBeGreaterThan(grass!.coverage);
    expect(hay!.coverageInContext).toBe(hay!.coverage);
    expect(grass!.score).toBeGreaterThan(hay!.score);
  });

  const twoPassages = 'A zebra came to the river. It ate the grass there.';
  const second = (text: string) => text === 'It ate the grass there.';

  it('look back into the passage before, where that was found', async () => {
    const setting = { maximumCharacters: 30 };
    const [context] = (await rank('zebra', twoPassages, setting)).filter(({ text }) =>
      second(text),
    );
    expect(context!.coverageInContext).toBe(1);
    const [alone] = await rank('zebra', twoPassages, { ...setting, found: second });
    expect(alone!.coverageInContext).toBe(0);
  });

  it('look back from passages that are read into ones that are not', async () => {
    const { candidates, question } = await findByHand('zebra', twoPassages, {
      maximumCharacters: 30,
    });
    const [before, read] = candidates.map(({ passage }) => ({
      passage,
      textScore: 0,
      similarity: 0,
      score: 0,
    }));
    const ranked = rankSentences([read!, before!], 1, question);
    expect(texts(ranked)).toEqual(['It ate the grass there.']);
    expect(ranked[0]!.coverageInContext).toBe(1);
  });

  it('do not look back across a heading', async () => {
    const ranked = await rank('zebra', 'A zebra came.\n\n## Next\n\nIt ate grass.');
    expect(ranked.find(({ text }) => text === 'It ate grass.')!.coverageInContext).toBe(0);
  });

  it('rank higher that have what the question’s form asks for', async () => {
    const ranked = await rank(
      'When was the pier built?',
      'The pier was built well. The pier was built in 1871.',
    );
    expect(ranked.map(({ offersKind }) => offersKind)).toEqual([true, false]);
  });

  it('come from the best passages alone', async () => {
    const source = 'One.\n\n## B\n\nTwo.\n\n## C\n\nThree.';
    const similarityOf = (text: string) => ({ 'One.': 0.1, 'Two.': 0.9, 'Three.': 0.5 })[text] ?? 0;
    const { candidates, question } = await findByHand('nothing', source, { similarityOf });
    const ranked = rankSentences(rankPassages(candidates, question), 2, question);
    expect(texts(ranked)).toEqual(['Two.', 'Three.']);
  });

  it('rank higher where the question’s words stand together', async () => {
    const ranked = await rank(
      'north pier',
      'The north of the town has one long pier. The north pier in the town is long.',
    );
    const [together, apart] = ['The north pier', 'The north of'].map(
      (beginning) => ranked.find(({ text }) => text.startsWith(beginning))!,
    );
    expect(together!.proximity).toBe(1);
    expect(apart!.proximity).toBeGreaterThan(0);
    expect(apart!.proximity).toBeLessThan(1);
    expect(texts(ranked)[0]).toBe(together!.text);
  });

  it('rank higher in better passages, of which one far behind is as good as any other', async () => {
    const { candidates, question } = await findByHand('x', 'A.\n\n## B\n\nB.\n\n## C\n\nC.');
    const scores = [30, 28, -1000, -2000];
    const passages = [...candidates, candidates[0]!].map(({ passage }, index) => {
      const score = scores[index]!;
      return { passage, textScore: 0, similarity: 0, score };
    });
    const ranked = rankSentences(passages, 4, question);
    const behind = ranked.map(({ passageScore }) => passageScore);
    expect(behind[0]).toBe(0);
    expect(behind[1]).toBeLessThan(0);
    expect(behind[1]).toBeGreaterThan(-1);
    expect(behind.slice(2)).toEqual([-1, -1]);
    expect(texts(ranked).slice(0, 2)).toEqual(['A.', 'B.']);
  });

  it('are none of no passages', async () => {
    const { question } = await findByHand('x', 'A.');
    expect(rankSentences([], 12, question)).toEqual([]);
  });
});

describe('the form of a question', () => {
  it.each([
    ['When was it signed?', 'It was signed in 2016.', 'It was signed by all.'],
    ['What year did it start?', 'It started in 1999.', 'It started well.'],
    ['How many people live there?', 'Some 700 million people do.', 'People do live there.'],
    ['How much is it?', 'It is two pounds.', 'It is cheap.'],
    ['Who released it?', 'It was released by Loretta Lynch.', 'it was released again.'],
    ['Where is it?', 'It is in Beijing.', 'It is here.'],
    ['Which country is it?', 'It lies near France.', 'It is a small one.'],
  ])('%s', (question, offers, lacks) => {
    const offersKind = expectedKind(question);
    expect(offersKind(offers)).toBe(true);
    expect(offersKind(lacks)).toBe(false);
  });

  it.each(['What is sovereignty?', 'Why is that?', 'Is it so?', 'Whenever possible'])(
    'asks for nothing in particular: %s',
    (question) => {
      expect(expectedKind(question)('anything')).toBe(true);
    },
  );
});
