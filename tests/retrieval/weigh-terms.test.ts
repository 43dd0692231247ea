import { describe, expect, it } from 'vitest';
import { analyzeTerms } from '../../src/language/analyze-terms.ts';
import { passageTerms } from '../../src/retrieval/passage-terms.ts';
import { coverage, weighTerms } from '../../src/retrieval/weigh-terms.ts';
import { embedByHand } from '../support/embed-by-hand.ts';
import { markdown } from '../support/read-source.ts';

const stem = (word: string) => analyzeTerms(word)[0]!.stem;
const stemsOf = (text: string) => new Set(analyzeTerms(text).map((term) => term.stem));

async function weigh(question: string, ...texts: string[]) {
  const source = texts.map((text, index) => `## ${index}\n\n${text}`).join('\n\n');
  const passages = await embedByHand(markdown(source));
  return weighTerms(analyzeTerms(question), passages.map(passageTerms));
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe('term weights', () => {
  it('are higher for rarer words, and highest for missing ones', async () => {
    const weights = await weigh(
      'Which law covers ferries and zebras?',
      'The law covers harbours.',
      'The law covers ferries.',
      'Another law.',
    );
    const order = ['law', 'covers', 'ferries', 'zebras'].map((word) => weights.get(stem(word))!);
    expect(order).toEqual(order.toSorted((left, right) => left - right));
    expect(new Set(order).size).toBe(4);
    expect(sum(weights.values())).toBeCloseTo(1, 10);
  });

  it('count a word once, however often it is asked', async () => {
    const weights = await weigh('Law, law, ferry', 'Law.', 'Ferry.');
    expect(weights.size).toBe(2);
    expect(sum(weights.values())).toBeCloseTo(1, 10);
  });

  it('are none for a question without terms', async () => {
    const weights = await weigh('What is it?', 'Law.');
    expect(weights.size).toBe(0);
    expect(coverage(weights, stemsOf('Law.'))).toBe(0);
  });

  it('can be had without passages', async () => {
    const weights = weighTerms(analyzeTerms('law and ferries'), []);
    expect(sum(weights.values())).toBeCloseTo(1, 10);
  });
});

describe('coverage', () => {
  it('is the share of the weight that sets have together', async () => {
    const weights = await weigh('law ferry', 'Law.', 'Ferry.');
    expect(coverage(weights)).toBe(0);
    expect(coverage(weights, stemsOf('the laws'))).toBeCloseTo(0.5, 10);
    expect(coverage(weights, stemsOf('law'), stemsOf('law'))).toBeCloseTo(0.5, 10);
    expect(coverage(weights, stemsOf('law'), stemsOf('ferries'))).toBeCloseTo(1, 10);
  });
});
