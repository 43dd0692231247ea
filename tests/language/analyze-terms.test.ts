import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeTerms, isStopWord } from '../../src/language/analyze-terms.ts';

const stems = (text: string) => analyzeTerms(text).map((term) => term.stem);

describe('terms', () => {
  it.each([
    ['possessives', "China's", 'China’s'],
    ['plurals', 'companies', 'company'],
    ['a plural possessive', "companies'", 'company'],
    ['verb forms', 'governing governed', 'governs govern'],
    ['capitals', 'INTERNET Internet', 'internet internet'],
    ['hyphens', 'state-owned', 'state owned'],
    ['curly apostrophes in names', 'O’Brien', "O'Brien"],
    ['initials', 'the U.S. position', 'U.S. positions'],
    ['initials in a compound', 'U.S.-China', 'U.S. China'],
    ['initials at the end', 'in the U.K.', 'U.K'],
    ['a country by all its names', 'U.S. US U.S.A USA U.S.A. United States', 'America '.repeat(6)],
  ])('are the same for %s', (_, left, right) => {
    expect(stems(left)).toEqual(stems(right));
    expect(stems(left)).not.toEqual([]);
  });

  it.each([
    ['a country and a pronoun', 'U.S.', 'us'],
    ['numbers', '2015', '2016'],
    ['short names', 'GDP', 'GDPR'],
    ['scripts', '安全', '网络'],
  ])('differ for %s', (_, left, right) => {
    expect(stems(left)).not.toEqual(stems(right));
  });

  it('are none of the words that give a question its form', () => {
    for (const question of [
      'What is it about?',
      'Who did that, and why?',
      'Can you tell me which ones there are?',
      'What’s this? Don’t they say?',
      'Please give me a list of them',
      '...',
      '',
    ]) {
      expect(stems(question), question).toEqual([]);
    }
    for (const word of ['the', 'The', 'What’s', "don't"]) expect(isStopWord(word)).toBe(true);
    for (const word of ['law', 'U.S', 'China']) expect(isStopWord(word)).toBe(false);
  });

  it('keep numbers, addresses and what has marks inside', () => {
    expect(stems('700 million')).toHaveLength(2);
    expect(stems('media@nbr.org')).toEqual(['media@nbr.org']);
    expect(stems('www.nbr.org')).toEqual(['www.nbr.org']);
    expect(stems('AT&T')).toEqual(['at&t']);
    expect(stems('3.5')).toEqual(['3.5']);
  });

  it('keep the words as they were written, in order, as often as they come', () => {
    expect(analyzeTerms('Laws govern laws.').map(({ word }) => word)).toEqual([
      'Laws',
      'govern',
      'laws',
    ]);
    const [first, , third] = stems('Laws govern laws.');
    expect(first).toBe(third);
  });

  it('of a text are those of its sentences, whatever the text', () => {
    const sentence = fc
      .string({ unit: 'grapheme' })
      .map((text) => `${text.replace(/\s+/g, ' ')}\n`);
    fc.assert(
      fc.property(sentence, sentence, (left, right) => {
        expect(stems(left + right)).toEqual([...stems(left), ...stems(right)]);
        for (const stem of stems(left)) expect(stem).not.toBe('');
      }),
    );
  });
});
