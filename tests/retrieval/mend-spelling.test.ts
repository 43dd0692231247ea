import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeTerms } from '../../src/language/analyze-terms.ts';
import { isOneErrorAway, mendSpelling } from '../../src/retrieval/mend-spelling.ts';
import { passageTerms } from '../../src/retrieval/passage-terms.ts';
import { embedByHand } from '../support/embed-by-hand.ts';
import { markdown } from '../support/read-source.ts';

async function mend(question: string, source: string): Promise<string[]> {
  const passages = (await embedByHand(markdown(source))).map(passageTerms);
  return mendSpelling(analyzeTerms(question), passages).map(({ stem }) => stem);
}

const stems = (text: string) => analyzeTerms(text).map(({ stem }) => stem);

describe('a word that no passage has', () => {
  const source = 'The ministry released a strategy for the harbour.';

  it.each([
    ['a letter too many', 'strattegy'],
    ['a letter too few', 'stratgy'],
    ['another letter', 'stretegy'],
    ['two letters in each other’s place', 'startegy'],
  ])('is taken for the one with %s', async (_, written) => {
    expect(await mend(`which ${written}`, source)).toEqual(stems('strategy'));
  });

  it('stays where nothing is near, or too much would be', async () => {
    expect(await mend('a budget', source)).toEqual(stems('budget'));
    expect(await mend('harness', source)).toEqual(stems('harness'));
    expect(await mend('a cod', 'A cot.')).toEqual(stems('cod'));
  });

  it('stays where it is a name or a number', async () => {
    expect(await mend('the Harbuor treaty of 20155', 'The harbour in 2015.')).toEqual(
      stems('Harbuor treaty 20155'),
    );
  });

  it('is taken for the commonest of several', async () => {
    const several = 'The carter.\n\n## A\n\nThe center.\n\n## B\n\nThe center again.';
    expect(await mend('the canter', several)).toEqual(stems('center'));
  });
});

describe('a word that a passage has', () => {
  it('stays, whatever is near it', async () => {
    const source = 'A strategy.\n\n## Other\n\nA stratagy.';
    expect(await mend('stratagy', source)).toEqual(stems('stratagy'));
  });
});

describe('one error', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 });

  it('is what takes one word to the other, either way', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(isOneErrorAway(one, other)).toBe(errorsOf(one).has(other) && one !== other);
        expect(isOneErrorAway(one, other)).toBe(isOneErrorAway(other, one));
      }),
    );
  });
});

/** Every word that one error makes of a word of these three letters. */
function errorsOf(word: string): Set<string> {
  const made = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    for (const letter of 'abc') {
      made.add(head + letter + tail);
      if (tail) made.add(head + letter + tail.slice(1));
    }
    if (tail) made.add(head + tail.slice(1));
    if (tail.length > 1) made.add(head + tail[1] + tail[0] + tail.slice(2));
  }
  return made;
}
