import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Quote } from '../../src/answering/quote.ts';
import { plainText } from '../support/read-source.ts';

const document = plainText('A law 😀 holds. It binds.');
const smile = document.text.indexOf('😀');

describe('a quote', () => {
  it('has the words that stand at its ranges', () => {
    const quote = Quote.from(document, [{ start: 2, end: 5 }], []);
    expect(quote).toMatchObject({
      documentId: document.id,
      revision: document.revision,
      text: 'law',
      spans: [{ start: 2, end: 5, text: 'law' }],
    });
  });

  it('reads its parts as one, with what joins them', () => {
    const ranges = [
      { start: 0, end: 1 },
      { start: 2, end: 5 },
      { start: 5, end: 8 },
    ];
    expect(Quote.from(document, ranges, ['-', '']).text).toBe('A-law 😀');
    expect(Quote.from(document, ranges.slice(0, 2), []).text).toBe('A law');
  });

  it('cannot be made of words alone', () => {
    // @ts-expect-error The constructor is private: only places in a document become quotes.
    const construct = () => new Quote(document, [], 'never written');
    expect(construct).toBeTypeOf('function');
    const words = { text: 'never written', spans: [] };
    // @ts-expect-error Words are no range.
    expect(() => Quote.from(document, [words], [])).toThrow(RangeError);
  });

  it.each([
    ['none', []],
    ['an empty one', [{ start: 3, end: 3 }]],
    ['one backwards', [{ start: 5, end: 2 }]],
    ['one before the beginning', [{ start: -1, end: 2 }]],
    ['one beyond the end', [{ start: 0, end: document.text.length + 1 }]],
    ['one between characters', [{ start: 0.5, end: 2 }]],
    ['one that is not a number', [{ start: Number.NaN, end: 2 }]],
    ['one that begins inside a character', [{ start: smile + 1, end: smile + 3 }]],
    ['one that ends inside a character', [{ start: 0, end: smile + 1 }]],
    [
      'one that overlaps the one before',
      [
        { start: 0, end: 5 },
        { start: 4, end: 8 },
      ],
    ],
    [
      'one before the one before',
      [
        { start: 5, end: 8 },
        { start: 0, end: 4 },
      ],
    ],
  ])('is refused for ranges of which there is %s', (_, ranges) => {
    expect(() => Quote.from(document, ranges, [])).toThrow(RangeError);
  });

  it('may be the whole document, and touch', () => {
    const { length } = document.text;
    expect(Quote.from(document, [{ start: 0, end: length }], []).text).toBe(document.text);
    const touching = [
      { start: 0, end: smile },
      { start: smile, end: length },
    ];
    expect(Quote.from(document, touching, ['']).text).toBe(document.text);
  });

  it('either is refused or stands in the document, whatever the ranges', () => {
    const offset = fc.integer({ min: -2, max: document.text.length + 2 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ start: offset, end: offset }), { maxLength: 3 }),
        (ranges) => {
          try {
            const { spans } = Quote.from(document, ranges, []);
            expect(spans.map(({ start, end }) => ({ start, end }))).toEqual(ranges);
            for (const { start, end, text } of spans) {
              expect(text).toBe(document.text.slice(start, end));
              expect(text).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
            }
          } catch (error) {
            if (!(error instanceof RangeError)) throw error;
          }
        },
      ),
    );
  });
});
