import { describe, expect, test } from 'vitest';
import { nearestBlock } from '../../src/answering/nearest-block.ts';
import { composeText } from '../../src/documents/text-composer.ts';

const { text, blocks } = composeText(
  [
    { kind: 'heading', level: 2, text: 'Hours' },
    { kind: 'paragraph', text: 'The rose garden is open from nine to six on every weekday.' },
    { kind: 'heading', level: 2, text: 'Fees' },
    { kind: 'paragraph', text: 'An adult pays seven crowns.' },
    { kind: 'heading', level: 2, text: 'Elsewhere' },
    { kind: 'paragraph', text: 'The harbour has a bronze anchor.' },
  ],
  '',
);

const nearest = (quote: { text: string; section?: string[]; place?: number }) => {
  const range = nearestBlock({ section: [], place: 0, ...quote }, { text, blocks });
  return range && text.slice(range.start, range.end);
};

describe('what comes nearest to a quote that is gone', () => {
  test('is what says nearly the same', () => {
    const quote = { text: 'The rose garden is open from ten to six on every weekday.', place: 1 };
    expect(nearest(quote)).toMatch(/^The rose garden is open from nine/);
  });

  test('is otherwise under the same heading', () => {
    const quote = { text: 'Children go free.', section: ['Fees'] };
    expect(nearest(quote)).toBe('An adult pays seven crowns.');
  });

  test('is otherwise at the same place', () => {
    expect(nearest({ text: 'Parking costs extra.', place: 1 })).toMatch(/^The harbour/);
    expect(nearest({ text: 'Parking costs extra.', place: 0 })).toBe('Hours');
  });

  test('is nothing in a document without text', () => {
    expect(
      nearestBlock({ text: 'A', section: [], place: 0 }, { text: '', blocks: [] }),
    ).toBeUndefined();
  });
});
