import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepQuotations } from '../../src/writing/keep-quotations.ts';

const cited = [
  'The law’s “great firewall” shields the companies’ data, which states must not refund.',
  'It says: "Cyber sovereignty is a right." 网络安全很重要，国家保护数据。 Der Staat schützt die Daten.',
];
const keep = (text: string) => keepQuotations(text, cited);

describe('quotation marks', () => {
  it.each([
    ['curly', 'It is a “great firewall” now.'],
    ['straight', 'It is a "great firewall" now.'],
    ['German', 'Es heißt „Der Staat schützt die Daten.“'],
    ['German, pointed', 'Es heißt »Der Staat schützt«.'],
    ['Swedish', 'It is a ”great firewall” now.'],
    ['French', 'It is a « great firewall » now.'],
    ['Chinese', '它说“网络安全很重要”。'],
    ['of corners', '它说「国家保护数据」，『网络安全』。'],
    ['single', 'It is a ‘great firewall’ now.'],
    ['single and straight', "It is a 'great firewall' now."],
    ['mixed', 'It is a “great firewall" now.'],
    ['with a comma inside', 'A “great firewall,” it says.'],
    ['with a stop inside', 'It is a “great firewall.”'],
    ['with a capital', '“Great firewall” it is, a “cyber sovereignty”.'],
    ['with white space', 'A “great\u00a0 firewall”.'],
    ['with another apostrophe', "“The law's great firewall”."],
    ['with marks inside', '“The law’s ‘great firewall’ shields”.'],
    ['with the place of a mark inside', 'A “great\ufffc firewall\ufffc”.'],
    ['with an ellipsis', '“The law’s … shields … states must not refund”.'],
    ['with an ellipsis in brackets', '“The law’s [...] shields the companies’ data”.'],
    ['with an ellipsis of stops', '“The law’s ... data, which states must not refund.”'],
    ['with a possessive of a plural', 'It ‘shields the companies’ data’ now.'],
    ['around a possessive', 'It shields ‘the companies’’ data.'],
    ['behind a number', 'The 66 "great firewall" and 5 “cyber sovereignty”.'],
    ['twice', 'A “great firewall” and “cyber sovereignty”.'],
  ])('stay around words of a cited text: %s', (_, text) => {
    expect(keep(text)).toBe(text);
  });

  it.each([
    ['other words', 'A “huge firewall” now.', 'A huge firewall now.'],
    ['a word left out', '“states must refund”', 'states must refund'],
    ['words of two texts', '“refund. It says”', 'refund. It says'],
    ['part of a word', 'A “fire” and “a right”.', 'A fire and “a right”.'],
    ['another case', '“Great Firewall”', 'Great Firewall'],
    ['another order', '“shields … The law’s”', 'shields … The law’s'],
    ['straight marks', 'A "huge" one.', 'A huge one.'],
    ['German marks', '„Der Hund“', 'Der Hund'],
    ['French marks', 'Un « pare-feu » ici.', 'Un pare-feu ici.'],
    ['corners', '它说「数据很重要」。', '它说数据很重要。'],
    ['single marks', 'A ‘huge’ one.', 'A huge one.'],
    ['single straight marks', "A 'huge' one.", 'A huge one.'],
    ['nothing', 'A “” and "" and “…”.', 'A  and  and ….'],
    ['marks inside marks', '“The ‘huge’ law”', 'The huge law'],
    [
      'a quotation in other words',
      '“the huge ‘great firewall’ law”',
      'the huge ‘great firewall’ law',
    ],
    ['an opening mark alone', 'A “great firewall', 'A great firewall'],
    ['a closing mark alone', 'great firewall” now', 'great firewall now'],
    ['a straight mark alone', 'A "great firewall', 'A great firewall'],
    ['a straight mark alone at the end', 'firewall" now', 'firewall now'],
    ['a year with a mark alone', 'in 2015" now', 'in 2015 now'],
    ['places of marks', 'A “huge\ufffc” one.\ufffc', 'A huge\ufffc one.\ufffc'],
  ])('go around %s', (_, text, expected) => {
    expect(keep(text)).toBe(expected);
  });

  it.each([
    ['possessives', "China’s law and the states’ data, China's and the states' too."],
    ['years', "In the ’90s, the '90s and the ‘90s."],
    ['elisions', "’Tis rock ’n’ roll, 'twas 'em."],
    ['feet and inches', 'It is 5\' 10" tall and 12" long, or 3.5" and 1/2".'],
    ['primes', 'It is 5′ 10″ tall.'],
    ['contractions', "It isn’t and it isn't."],
    ['none', 'The law is new.\ufffc'],
  ])('are not seen in %s', (_, text) => {
    expect(keep(text)).toBe(text);
  });

  it('go everywhere where nothing is cited', () => {
    expect(keepQuotations('A “great firewall” and "more".', [])).toBe('A great firewall and more.');
  });

  it('are all that goes', () => {
    const piece = fc.constantFrom(
      ...`„ “ ” " « » ‹ › 「 」 『 』 ‘ ’ ‚ '`.split(' '),
      ' ',
      ' ',
      'great',
      ' firewall',
      'huge',
      '5',
      '\ufffc',
      '…',
      's',
      '.',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const bare = (from: string) => from.replace(/[„“”"«»‹›「」『』‘’‚'\s]/g, '');
        expect(bare(keep(text))).toBe(bare(text));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    '“',
    '”',
    '"',
    '‘',
    '’',
    "'",
    '„“',
    '“a” ',
    ' "a" ',
    '‘as’ ',
    '… ',
    '“…',
    "'as' ",
    "s' ",
    '«',
  ])('are paired in a moment among very many %s', (unit) => {
    const text = unit.repeat(40_000 / unit.length);
    const started = performance.now();
    keep(text);
    keep(`‘as${text}`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
