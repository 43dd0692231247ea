import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proximity } from '../../src/retrieval/proximity.ts';

const split = (text: string) => text.split(' ').filter(Boolean);

/** Weights as `weighTerms` makes them: equal for all of a question's terms without others. */
const equal = (terms: readonly string[]) => {
  const distinct = [...new Set(terms)];
  return new Map(distinct.map((term) => [term, 1 / distinct.length]));
};

const near = (question: string, text: string, weights = equal(split(question))) =>
  proximity(split(question), split(text), weights);

describe('proximity', () => {
  it.each([
    ['side by side', 'a b', 'x a b x', 1],
    ['with one word between', 'a b', 'a x b', 1 / 2],
    ['with three words between', 'a b', 'a x x x b', 1 / 4],
    ['three in a row', 'a b c', 'a b c', 1],
    ['three, the first apart', 'a b c', 'a x b c', (1 / 2 + 1) / 2],
    ['at both ends of a long text', 'a b', `a ${'x '.repeat(99)}b`, 1 / 100],
    ['where they stand nearest', 'a b', 'a x x b x a b', 1],
    ['nearest before', 'a b', 'a b x x a', 1],
    ['repeated in a row', 'a b', 'a a a b b', 1],
  ])('is one over the distance: %s', (_, question, text, expected) => {
    expect(near(question, text)).toBeCloseTo(expected, 10);
  });

  it.each([
    ['no question', '', 'a b'],
    ['a question of one word', 'a', 'a a'],
    ['one word said twice', 'a a', 'a a'],
    ['no text', 'a b', ''],
    ['one of the words alone', 'a b', 'a a x'],
    ['words that are no neighbours in the question', 'a x b', 'a b'],
  ])('is 0 for %s', (_, question, text) => {
    expect(near(question, text)).toBe(0);
  });

  it('is less in the other order, and more than a word further apart', () => {
    const reversed = near('a b', 'b a');
    expect(reversed).toBeLessThan(near('a b', 'a b'));
    expect(reversed).toBeGreaterThan(near('a b', 'a x b'));
    expect(near('a b', 'b x a')).toBeLessThan(near('a b', 'a x b'));
  });

  it('takes the nearer of both orders', () => {
    expect(near('a b', 'b a x x x b')).toBe(near('a b', 'b a'));
    expect(near('a b', 'b x x x a b')).toBe(near('a b', 'a b'));
  });

  it('counts pairs by the weight of their words', () => {
    const weights = new Map([
      ['a', 0.7],
      ['b', 0.2],
      ['c', 0.1],
    ]);
    const [heavy, light] = [near('a b c', 'a b', weights), near('a b c', 'b c', weights)];
    expect(heavy).toBeCloseTo(0.9 / (0.9 + 0.3), 10);
    expect(light).toBeCloseTo(0.3 / (0.9 + 0.3), 10);
  });

  it('is 0 where no word of the question has a weight', () => {
    expect(near('a b', 'a b', new Map())).toBe(0);
    expect(near('a b', 'a b', equal(['a']))).toBe(0);
  });

  it('does not take a word for a property of objects', () => {
    expect(near('constructor toString', 'constructor toString')).toBe(1);
    expect(near('constructor toString', 'x y')).toBe(0);
  });

  it('finds the nearest of all pairs, whatever question and text', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 24 });
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(words, words, fc.tuple(share, share, share), (question, text, [a, b, c]) => {
        // `d` has no weight.
        const weights = new Map(Object.entries({ a, b, c }));
        const found = proximity(question, text, weights);
        expect(found).toBeCloseTo(proximityOfAllPairs(question, text, weights), 10);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

/** The same by looking at every pair of places. */
function proximityOfAllPairs(
  question: readonly string[],
  text: readonly string[],
  weights: ReadonlyMap<string, number>,
): number {
  const pairs = question
    .slice(1)
    .map((second, index) => [question[index]!, second] as const)
    .filter(([first, second]) => first !== second);
  const weightOf = ([first, second]: readonly [string, string]) =>
    (weights.get(first) ?? 0) + (weights.get(second) ?? 0);
  const nearness = (pair: readonly [string, string]) => {
    if (!pair.every((word) => weights.has(word))) return 0;
    const [before, after] = pair.map((word) =>
      text.flatMap((other, place) => (other === word ? [place] : [])),
    );
    const distances = before!.flatMap((from) =>
      after!.map((to) => (to > from ? to - from : from - to + 0.5)),
    );
    return distances.length > 0 ? 1 / Math.min(...distances) : 0;
  };
  const total = pairs.reduce((sum, pair) => sum + weightOf(pair), 0);
  const near = pairs.reduce((sum, pair) => sum + weightOf(pair) * nearness(pair), 0);
  return total > 0 ? near / total : 0;
}
