import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignWords } from '../../scripts/eval-documents/align-words.ts';

/** The length by the textbook's table. */
function longestCommon(left: readonly string[], right: readonly string[]): number {
  let row = new Array<number>(right.length + 1).fill(0);
  for (const word of left) {
    const next = [0];
    right.forEach((other, index) => {
      next.push(word === other ? row[index]! + 1 : Math.max(row[index + 1]!, next[index]!));
    });
    row = next;
  }
  return row[right.length]!;
}

describe('alignWords', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 150 });

  it('finds as many words as the textbook’s table, each pair equal and in order', () => {
    fc.assert(
      fc.property(words, words, (left, right) => {
        const pairs = alignWords(left, right);
        expect(pairs.length).toBe(longestCommon(left, right));
        pairs.forEach(([at, other], index) => {
          expect(left[at]).toBe(right[other]);
          if (index === 0) return;
          expect(at).toBeGreaterThan(pairs[index - 1]![0]);
          expect(other).toBeGreaterThan(pairs[index - 1]![1]);
        });
      }),
    );
  });

  it('carries across the words of its rows', () => {
    const left = Array.from({ length: 500 }, (_, index) => `${index % 7}`);
    const right = left.filter((_, index) => index % 3 > 0);
    expect(alignWords(left, right).length).toBe(right.length);
  });

  it('takes texts of a book’s length', () => {
    const left = Array.from({ length: 20_000 }, (_, index) => `${(index * 7919) % 2003}`);
    const right = left.filter((_, index) => index % 10 > 0);
    expect(alignWords(left, right).length).toBe(right.length);
  });
});
