import { describe, expect, test } from 'vitest';
import arabic from '../../web/languages/ar.ts';
import german from '../../web/languages/de.ts';
import english from '../../web/languages/en.ts';
import spanish from '../../web/languages/es.ts';
import french from '../../web/languages/fr.ts';
import chinese from '../../web/languages/zh.ts';
import {
  fill,
  formatCount,
  formatDuration,
  formatList,
  formatNumber,
  formatWait,
} from '../../web/wording.ts';

describe('a placeholder', () => {
  test('is filled in with the value, whatever is in that', () => {
    expect(fill('{a} and {b}', { a: '$&', b: '{a}' })).toBe('$& and {a}');
  });

  test('stays where there is no value for it', () => {
    expect(fill('{a} and {b}', { a: 'x' })).toBe('x and {b}');
  });
});

describe('a number of things', () => {
  test.each([
    [english, 1, 'one document'],
    [english, 1200, '1,200 documents'],
    [german, 1, 'einem Dokument'],
    [german, 1200, '1.200 Dokumenten'],
    [french, 0, '0 document'],
    [french, 2, '2 documents'],
    [spanish, 2, '2 documentos'],
    [chinese, 1, '1 份文档'],
    [arabic, 0, '0 وثيقة'],
    [arabic, 1, 'وثيقة واحدة'],
    [arabic, 2, 'وثيقتين'],
    [arabic, 3, '3 وثائق'],
    [arabic, 11, '11 وثيقة'],
    [arabic, 100, '100 وثيقة'],
    // Past what a form was written for, such as the French millions.
    [french, 1_000_000, '1\u202f000\u202f000 documents'],
  ])('in $code, %i', (language, count, expected) => {
    expect(formatCount(language, language.messages.documents, count)).toBe(expected);
  });
});

test('lists, numbers, times and durations are those of the language', () => {
  expect(formatList(german, ['a.example', 'b.example'])).toBe('a.example und b.example');
  expect(formatNumber(spanish, 12_345)).toBe('12.345');
  expect(formatWait(english, 1)).toBe('in 1 second');
  expect(formatWait(arabic, 2)).toBe('خلال ثانيتين');
  expect(formatWait(german, 121)).toBe('in 3 Minuten');
  expect(formatDuration(french, 30)).toBe('30\u00a0secondes');
  expect(formatDuration(chinese, 30)).toBe('30秒钟');
});
