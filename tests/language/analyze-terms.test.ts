import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeTerms, isStopWord, questionTerms } from '../../src/language/analyze-terms.ts';
import type { Language } from '../../src/language/detect-language.ts';

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
    ['initials without their last stop', 'the U.S position', 'U.S. position'],
    ['initials in a compound', 'U.S.-China', 'U.S. China'],
    ['initials at the end', 'in the U.K.', 'U.K'],
    ['a country by all its names', 'U.S. US U.S.A USA U.S.A. United States', 'America '.repeat(6)],
    ['accents', 'Öffnungszeiten café naïve', 'offnungszeiten cafe naive'],
    ['accents of their own', 'e\u0301cole İzmir', 'école izmir'],
    ['letters without accents to take away', 'Straße Łódź København', 'strasse lodz kobenhavn'],
    ['elided articles', "l'entrée dell’Università d'étudiants", 'entree universita etudiants'],
    ['wide letters and digits', '２０２４ ＧＤＰＲ', '2024 GDPR'],
    ['Russian, Greek and Arabic marks', 'ещё Актёр Ποινή كِتَاب', 'ещё актер ποινη كتاب'],
    ['Korean particles', '벌금은 벌금이 벌금을', '벌금 벌금 벌금'],
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

  it.each([
    ['罚款是多少？', ['罚款']],
    ['最高罚款为五百万元。', ['最高', '罚款', '五', '百万', '元']],
    ['Microsoft的作用是什么？', ['microsoft', '作用']],
    ['誰が戦略を発表しましたか？', ['戦略', '発表']],
    ['プライバシーについて', ['プライバシー']],
    ['ท่าเรืออยู่ที่ไหน', ['ท่าเรือ']],
    ['벌금은 얼마입니까?', ['벌금']],
    ['Какие штрафы?', ['штрафы']],
    ['ما هي العقوبات؟', ['العقوبات']],
    ['Ποιες είναι οι ποινές;', ['ποινες']],
    ['संग्रहालय कब खुला?', ['संग्रहालय', 'खुला']],
  ])(
    'are words in every script, without those that give a question its form: %s',
    (text, words) => {
      expect(stems(text)).toEqual(words);
    },
  );

  it('of a question leave out its form in its own language too', () => {
    const words = (question: string, language: Language | undefined) =>
      questionTerms(question, language).map(({ word }) => word);
    expect(words('Wie hoch sind die Strafen?', 'de')).toEqual(['hoch', 'Strafen']);
    expect(words('Qu’est-ce que l’entrée?', 'fr')).toEqual(['l’entrée']);
    expect(words('Die Hard', undefined)).toEqual(['Die', 'Hard']);
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

describe('hostile text', () => {
  it('of one letter and many marks is one short term', () => {
    expect(stems(`a${'\u0301'.repeat(100_000)}bc`)).toEqual(['abc']);
  });
});
