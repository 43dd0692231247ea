import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeTerms } from '../../src/language/analyze-terms.ts';
import type { EmbeddedPassage } from '../../src/passages/passage.ts';
import type { Candidate } from '../../src/ports.ts';
import type { Question } from '../../src/retrieval/question.ts';
import {
  passageFeatureNames,
  passageFeatures,
  rankPassages,
} from '../../src/retrieval/rank-passages.ts';
import { questionVector, vectorAt } from '../support/embed-by-hand.ts';
import { plainPassage } from '../support/plain-passage.ts';

interface Description {
  document?: string;
  ordinal?: number;
  title?: string;
  sentences?: string[];
  textScore?: number;
  /** Cosines with the question: of the passage, of its first sentence, and of its headings. */
  similarity?: number;
  bestSentence?: number;
  headingSimilarity?: number;
}

function candidate({
  document = 'd',
  ordinal = 0,
  title = 'Title',
  sentences = ['Nothing.'],
  textScore = 0,
  similarity = 0,
  bestSentence = 0,
  headingSimilarity = 0,
}: Description): Candidate {
  const passage: EmbeddedPassage = {
    ...plainPassage(sentences, { document, title, ordinal }),
    vector: vectorAt(similarity),
    sentenceVectors: sentences.map((_, index) => vectorAt(index === 0 ? bestSentence : -1)),
    headingVector: vectorAt(headingSimilarity),
  };
  return { passage, textScore };
}

/** A question whose words weigh the same, and which asks for a year. */
function questionOf(text: string, changes: Partial<Question> = {}): Question {
  const stems = analyzeTerms(text).map(({ stem }) => stem);
  return {
    vector: questionVector,
    passageVector: questionVector,
    hasOwnPassageModel: false,
    stems,
    weights: new Map(stems.map((stem) => [stem, 1 / stems.length])),
    comparable: () => true,
    offersKind: (sentence) => /\d{4}/.test(sentence),
    ...changes,
  };
}

const question = questionOf('north pier');

const ids = (ranked: readonly { passage: EmbeddedPassage }[]) =>
  ranked.map(({ passage }) => passage.id);

/** The features of the first of some passages, by name. */
function featuresOf(candidates: Candidate[], asked = question) {
  const [row] = passageFeatures(candidates, asked);
  return Object.fromEntries(passageFeatureNames.map((name, index) => [name, row![index]!]));
}

type FeatureName = (typeof passageFeatureNames)[number];

/** For each feature two passages that differ in nothing else, the better one first. */
const pairs: Record<FeatureName, [Description, Description]> = {
  textScore: [{ textScore: 9 }, { textScore: 2 }],
  similarity: [{ similarity: 0.6 }, { similarity: 0.5 }],
  bestSentence: [{ bestSentence: 0.6 }, { bestSentence: 0.5 }],
  coverage: [{ title: 'The Pier' }, { title: 'The Town' }],
  sentenceCoverage: [
    { sentences: ['The north has a pier.', 'Old town.'] },
    { sentences: ['The north.', 'A pier, old town.'] },
  ],
  proximity: [{ sentences: ['North pier, old town.'] }, { sentences: ['North, old town, pier.'] }],
  contextGain: [
    { sentences: ['The north.'] },
    // Its neighbour is of another document, see the test.
    { sentences: ['The north.'], ordinal: 7 },
  ],
  offersKind: [{ sentences: ['It began in 1871.'] }, { sentences: ['It began in 871.'] }],
  headingSimilarity: [{ headingSimilarity: 0.6 }, { headingSimilarity: 0.5 }],
};

describe('passages', () => {
  it('are none of none', () => {
    expect(rankPassages([], question)).toEqual([]);
    expect(passageFeatures([], question)).toEqual([]);
  });

  it.each(passageFeatureNames)('rank higher with more of one feature alone: %s', (name) => {
    const [better, worse] = pairs[name];
    // Ties are in the order of ids, which is against the better one.
    const candidates = [
      candidate({ ...worse, document: 'a' }),
      candidate({ ...better, document: 'z' }),
    ];
    const neighbour = candidate({ sentences: ['A pier.'], document: 'z', ordinal: 1 });
    const all = name === 'contextGain' ? [...candidates, neighbour] : candidates;
    const [low, high] = passageFeatures(all, question);
    const differing = passageFeatureNames.filter((_, index) => low![index] !== high![index]);
    expect(differing).toEqual([name]);
    const ranked = rankPassages(all, question).filter(
      ({ passage }) => passage !== neighbour.passage,
    );
    expect(ranked.map(({ passage }) => passage.documentId)).toEqual(['z', 'a']);
  });

  it('keep what they were found with beside their score', () => {
    const [best] = rankPassages(
      [candidate({ similarity: 0.5, textScore: 12.5 }), candidate({ ordinal: 1, textScore: 1 })],
      question,
    );
    expect(best).toMatchObject({ textScore: 12.5, similarity: expect.closeTo(0.5, 5) });
  });

  it('are ordered by id where they are equals, however they come', () => {
    const equals = ['a/1', 'a', 'b'].map((document) => candidate({ document, ordinal: 10 }));
    const order = ['a/1/10', 'a/10', 'b/10'];
    expect(ids(rankPassages(equals, question))).toEqual(order);
    expect(ids(rankPassages(equals.toReversed(), question))).toEqual(order);
  });

  it('are left as they are', () => {
    const candidates = [candidate({}), candidate({ ordinal: 1, similarity: 1 })];
    const before = [...candidates];
    rankPassages(candidates, question);
    expect(candidates).toEqual(before);
  });
});

describe('the features of a passage', () => {
  it('have full-text scores from the lowest to the highest found', () => {
    const scores = [4, 8, 6].map((textScore, ordinal) => candidate({ textScore, ordinal }));
    const rows = passageFeatures(scores, question);
    expect(rows.map(([textScore]) => textScore)).toEqual([0, 1, 0.5]);
  });

  it('leave a full-text query out that finds all alike, or one alone', () => {
    const alike = [0, 1].map((ordinal) => candidate({ textScore: 3, ordinal }));
    expect(passageFeatures(alike, question).map(([textScore]) => textScore)).toEqual([0, 0]);
    expect(featuresOf([candidate({ textScore: 10 })])['textScore']).toBe(0);
  });

  it('are from 0 to 1 where all of the question is there', () => {
    const whole = { title: 'North pier', sentences: ['The north pier of 1871.', 'Else.'] };
    const near = { similarity: 1, bestSentence: 1, headingSimilarity: 1, textScore: 9 };
    expect(featuresOf([candidate({ ...whole, ...near }), candidate({ ordinal: 5 })])).toEqual({
      ...{ textScore: 1, similarity: 1, bestSentence: 1, headingSimilarity: 1 },
      ...{ coverage: 1, sentenceCoverage: 1, proximity: 1, contextGain: 0, offersKind: 1 },
    });
  });

  it('take the nearest sentence, wherever it stands', () => {
    const { passage, textScore } = candidate({ sentences: ['One.', 'Two.', 'Three.'] });
    passage.sentenceVectors = [0.1, 0.8, 0.3].map(vectorAt);
    expect(featuresOf([{ passage, textScore }])['bestSentence']).toBeCloseTo(0.8, 5);
  });

  it('count the words of neighbours on both sides that were found, and only theirs', () => {
    const asked = questionOf('north pier lamp');
    const own = candidate({ document: 'd', ordinal: 5, sentences: ['The north.'] });
    const around = (before: number, after: number, document = 'd') =>
      featuresOf(
        [
          own,
          candidate({ document, ordinal: before, sentences: ['A pier, north.'] }),
          candidate({ document, ordinal: after, sentences: ['A lamp.'] }),
        ],
        asked,
      )['contextGain'];
    expect(around(4, 6)).toBeCloseTo(2 / 3, 10);
    expect(around(3, 6)).toBeCloseTo(1 / 3, 10);
    expect(around(4, 7)).toBeCloseTo(1 / 3, 10);
    expect(around(3, 7)).toBe(0);
    expect(around(4, 6, 'e')).toBe(0);
  });

  it('are none for a question without words, but what its meaning gives', () => {
    const asked = questionOf('', { offersKind: () => false });
    const { similarity, ...others } = featuresOf([candidate({ similarity: 0.5 })], asked);
    expect(similarity).toBeCloseTo(0.5, 5);
    for (const value of Object.values(others)) expect(value).toBe(0);
  });
});

describe('a passage whose meaning cannot be compared', () => {
  const near = { similarity: 0.9, bestSentence: 0.8, headingSimilarity: 0.7 };

  it('has a similarity of 0 in every respect', () => {
    const asked = questionOf('north pier', { comparable: () => false });
    expect(featuresOf([candidate(near)], asked)).toMatchObject({
      similarity: 0,
      bestSentence: 0,
      headingSimilarity: 0,
    });
    expect(rankPassages([candidate(near)], asked)[0]!.similarity).toBe(0);
  });

  it('is ranked behind one that is near, and by its words all the same', () => {
    const foreign = (sentences: string[], document: string) =>
      candidate({ ...near, sentences, document });
    const asked = questionOf('north pier', {
      comparable: ({ documentId }) => documentId === 'known',
    });
    const ranked = rankPassages(
      [
        foreign(['Anderes.'], 'a'),
        foreign(['Der north pier.'], 'z'),
        candidate({ ...near, document: 'known', sentences: ['A north pier.'] }),
      ],
      asked,
    );
    expect(ids(ranked)).toEqual(['known/0', 'z/0', 'a/0']);
  });

  it('is compared by the model of the passages where that is another', () => {
    const asked = questionOf('north pier', {
      comparable: () => false,
      hasOwnPassageModel: true,
      passageVector: Float32Array.of(0, 0, 1),
    });
    const { passage } = candidate(near);
    const embedded = { ...passage, vector: Float32Array.of(0, 0.6, 0.8) };
    const features = featuresOf([{ passage: embedded, textScore: 0 }], asked);
    expect(features['similarity']).toBeCloseTo(0.8, 5);
    expect(features).toMatchObject({ bestSentence: 0, headingSimilarity: 0 });
  });
});

describe('whatever was found', () => {
  const cosineUpTo = (max: number) => fc.double({ min: -1, max, noNaN: true });
  const word = fc.constantFrom('north', 'pier', 'town', 'harbour', '1871');
  const sentence = fc
    .array(word, { minLength: 1, maxLength: 5 })
    .map((words) => `The ${words.join(' ')}.`);
  const descriptions = fc.uniqueArray(
    fc.record({
      ordinal: fc.nat(1000),
      document: fc.constantFrom('a', 'b'),
      sentences: fc.array(sentence, { minLength: 1, maxLength: 3 }),
      textScore: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 40, noNaN: true })),
      similarity: cosineUpTo(0.9),
      bestSentence: cosineUpTo(0.9),
      headingSimilarity: cosineUpTo(0.9),
    }),
    { selector: ({ document, ordinal }) => `${document}/${ordinal}`, maxLength: 20 },
  );

  it('candidates in any order have the same ranks and scores, best first', () => {
    fc.assert(
      fc.property(descriptions, fc.infiniteStream(fc.nat()), (described, random) => {
        const all = described.map(candidate);
        const shuffled = all
          .map((each) => ({ each, key: random.next().value }))
          .sort((left, right) => left.key - right.key)
          .map(({ each }) => each);
        const ranked = rankPassages(all, question);
        expect(ids(ranked).toSorted()).toEqual(all.map(({ passage }) => passage.id).toSorted());
        expect(rankPassages(shuffled, question)).toEqual(ranked);
        for (const [index, { score }] of ranked.entries()) {
          expect(score).toBeLessThanOrEqual(ranked[index - 1]?.score ?? Infinity);
        }
      }),
    );
  });

  it('every feature is about 0 to 1', () => {
    fc.assert(
      fc.property(descriptions, (described) => {
        for (const row of passageFeatures(described.map(candidate), question)) {
          expect(row).toHaveLength(passageFeatureNames.length);
          for (const value of row) {
            expect(value).toBeGreaterThanOrEqual(-1.0001);
            expect(value).toBeLessThanOrEqual(1.0001);
          }
        }
      }),
    );
  });

  it('a passage that is better in everything comes first', () => {
    const best: Description = {
      ...{ document: 'z', title: 'North pier', sentences: ['The north pier of 1871.'] },
      ...{ textScore: 50, similarity: 1, bestSentence: 1, headingSimilarity: 1 },
    };
    fc.assert(
      fc.property(descriptions, (described) => {
        // Without neighbours: a passage that has all words itself gains nothing from its own.
        const others = described.map((each, index) => candidate({ ...each, ordinal: index * 2 }));
        const ranked = rankPassages([...others, candidate(best)], question);
        expect(ranked[0]!.passage.id).toBe('z/0');
      }),
    );
  });
});
