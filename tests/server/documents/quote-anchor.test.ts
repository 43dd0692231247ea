import { describe, expect, test } from 'vitest';
import { composeText } from '../../../src/documents/text-composer.ts';
import { namesAbove } from '../../../src/server/documents/names-above.ts';
import { quoteAnchor } from '../../../src/server/documents/quote-anchor.ts';

const row = (text: string, header = false) => ({ kind: 'table-row' as const, text, header });
const table = composeText(
  [
    { kind: 'paragraph', text: 'Before.' },
    row('Ship\tPort', true),
    row('Heron\tEnnis'),
    row('Gull\tSelmouth'),
    row('Buoy\tDepth', true),
    row('A\t4 m'),
    { kind: 'paragraph', text: 'After.' },
  ],
  '',
);
const placeOf = (words: string) => {
  const start = table.text.indexOf(words);
  return { start, end: start + words.length };
};

describe('where a quote leads to', () => {
  test('is the row, not the names of its columns', () => {
    const spans = [placeOf('Ship\tPort'), placeOf('Gull\tSelmouth')];
    expect(quoteAnchor({ spans }, table.blocks)).toEqual(spans[1]);
  });

  test('is the names where nothing else is quoted, and else the first part', () => {
    const names = [placeOf('Ship\tPort')];
    expect(quoteAnchor({ spans: names }, table.blocks)).toEqual(names[0]);
    const parts = [placeOf('Before.'), placeOf('After.')];
    expect(quoteAnchor({ spans: parts }, table.blocks)).toEqual(parts[0]);
    expect(quoteAnchor({ spans: parts.toReversed() }, table.blocks)).toEqual(parts[0]);
  });

  test('is what comes nearest where it does not stand', () => {
    const near = placeOf('After.');
    expect(quoteAnchor({ spans: [], near }, table.blocks)).toEqual(near);
    expect(quoteAnchor(undefined, table.blocks)).toBeUndefined();
  });
});

test.each([
  ['Gull', ['Ship\tPort']],
  ['Heron', ['Ship\tPort']],
  ['Ship', []],
  ['Buoy', []],
  ['A\t4', ['Buoy\tDepth']],
  ['After.', []],
  ['Before.', []],
])('a part that begins at %s has the names %j above it', (words, names) => {
  expect(namesAbove(table, placeOf(words).start)).toEqual(names);
});
