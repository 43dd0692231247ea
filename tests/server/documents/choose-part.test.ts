import { describe, expect, test } from 'vitest';
import { choosePart } from '../../../src/server/documents/choose-part.ts';

/** Three parts' worth of text, in blocks of a tenth of one. */
const text = 'x'.repeat(850_000);
const blocks = Array.from({ length: 28 }, (_, index) => ({
  kind: 'paragraph' as const,
  start: index * 30_000,
  end: index * 30_000 + 29_998,
  section: [],
  page: null,
}));
const document = { id: 'doc', text, blocks };
const quoteAt = (start: number) => ({ start, end: start + 5 });

describe('the part that is shown', () => {
  test('is everything of a document that is not long', () => {
    const short = { ...document, text: text.slice(0, 30_000), blocks: blocks.slice(0, 1) };
    expect(choosePart(short, undefined, {})).toEqual({ range: undefined });
  });

  test('is the first, and has the way to the next', () => {
    expect(choosePart(document, undefined, { revision: 'r' })).toEqual({
      range: { start: 0, end: 300_000 },
      parts: {
        part: 1,
        of: 3,
        previous: undefined,
        next: '/documents/doc?revision=r&part=2',
        quote: undefined,
      },
    });
  });

  test('is the one with the quote', () => {
    const { range, parts } = choosePart(document, quoteAt(650_000), { quote: '650000-650005' });
    expect(range).toEqual({ start: 600_000, end: 850_000 });
    expect(parts).toMatchObject({
      part: 3,
      previous: '/documents/doc?quote=650000-650005&part=2',
      next: undefined,
      quote: undefined,
    });
  });

  test('is the one that is asked for, from where the quote can be found', () => {
    const query = { quote: '650000-650005', quoted: 'q', part: '2', around: '5' };
    const { range, parts } = choosePart(document, quoteAt(650_000), query);
    expect(range).toEqual({ start: 300_000, end: 600_000 });
    expect(parts?.quote).toBe('/documents/doc?quote=650000-650005&quoted=q&part=3#quote');
  });

  test.each(['0', '4', '-1', 'x', '1.5', '1e1'])('is none that is not there: %s', (part) => {
    expect(() => choosePart(document, undefined, { part })).toThrow('from 1 to 3');
  });
});
