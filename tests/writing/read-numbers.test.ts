import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumbers } from '../../src/writing/read-numbers.ts';

const read = (text: string) =>
  readNumbers(text).numbers.map(({ values, unit, kind }) =>
    [kind, values.join('|'), unit?.name].filter((part) => part !== undefined).join(' '),
  );

describe('numbers', () => {
  it.each([
    ['1,000 and 1.000,5 and 3,5', ['count 1000', 'count 1000.5', 'count 3.5']],
    ['1.000 of them', ['count 1|1000']],
    ['three hundred and five thousand', ['count 305000']],
    ['twenty-one, 1.1 million, a million', ['count 21', 'count 1100000', 'count 1000000']],
    ['US$5m, €3 billion', ['count 5000000 dollar', 'count 3000000000 euro']],
    ['5%, five per cent', ['count 5 percent', 'count 5 percent']],
    ['two thirds, one half', [`fraction ${2 / 3}`, 'fraction 0.5']],
    ['the twentieth century, the 1990s', ['century 20', 'decade 1990']],
    ['2015–16, 2015 and 16', ['year 2015', 'year 2016', 'year 2015', 'count 16']],
    ['$5–6 million', ['count 5|5000000 dollar', 'count 6000000 dollar']],
    ['10 to 20 percent', ['count 10 percent', 'count 20 percent']],
    ['a five-year plan, 30 calendar days', ['count 5 year', 'count 30 day']],
    ['2 square kilometres', ['count 2 square kilometre']],
    ['World War II', ['roman 2']],
    ['version 3.1.2', ['code ']],
    ['no one, one of them, one year', ['one 1 year']],
    ['٢٠١٥, 5万人', ['year 2015', 'count 50000']],
  ])('of “%s”', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each(['3D printing and 5G', 'She may march on', 'the second-hand shop'])(
    'no measure in “%s”',
    (text) => {
      expect(readNumbers(text).numbers.filter(({ kind }) => kind === 'count')).toEqual([]);
      expect(readNumbers(text).dates).toEqual([]);
    },
  );

  it('of dates are told by their month', () => {
    const date = { month: 6, day: 19, year: 2009 };
    for (const text of ['June 19, 2009', 'the 19th of June 2009', '19 Jun. 2009', '2009-06-19']) {
      expect(readNumbers(`On ${text}`).dates).toEqual([date]);
    }
    expect(readNumbers('in May 2010').dates).toEqual([{ month: 5, year: 2010 }]);
  });

  it('are read in any text, within it', () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '1,0',
        '$',
        ' million',
        '-',
        'twenty',
        ' and ',
        'half',
        'May ',
        '–16',
        'II',
        '%',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        for (const { start, end } of readNumbers(text).numbers) {
          expect(end).toBeGreaterThan(start);
        }
      }),
    );
  });
});
