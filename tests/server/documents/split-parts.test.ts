import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitParts } from '../../../src/server/documents/split-parts.ts';

/** Blocks of so many characters, with an empty line between them. */
function blocksOf(lengths: number[]) {
  let end = -2;
  return lengths.map((length) => {
    const start = end + 2;
    end = start + length;
    return { kind: 'paragraph' as const, start, end, section: [], page: null };
  });
}
const lengthOf = (lengths: number[]) => blocksOf(lengths).at(-1)?.end ?? 0;

test('a document within the limit is one part', () => {
  expect(splitParts(blocksOf([10, 20]), 32, 32)).toEqual([{ start: 0, end: 32 }]);
  expect(splitParts([], 0)).toEqual([{ start: 0, end: 0 }]);
});

test('parts end before the block that would be too much', () => {
  expect(splitParts(blocksOf([10, 20, 5]), 39, 32)).toEqual([
    { start: 0, end: 34 },
    { start: 34, end: 39 },
  ]);
});

test('parts follow each other, begin with a block, and are longer only where a block is', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 100 }), (given, most) => {
      const blocks = blocksOf(given);
      const parts = splitParts(blocks, lengthOf(given), most);
      expect(parts[0]?.start).toBe(0);
      expect(parts.at(-1)?.end).toBe(lengthOf(given));
      parts.forEach(({ start, end }, index) => {
        if (index > 0) expect(start).toBe(parts[index - 1]!.end);
        const within = blocks.filter((block) => block.start >= start && block.start < end);
        expect(within[0]?.start).toBe(start);
        if (within.length > 1) expect(within.at(-1)!.end - start).toBeLessThanOrEqual(most);
      });
    }),
  );
});
