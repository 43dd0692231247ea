import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PackedItem, type PackingLimits, packEvenly } from '../../src/passages/pack-evenly.ts';
import type { Range } from '../../src/protocol.ts';

const limits: PackingLimits = { usual: 450, most: 600 };

/** Items of these lengths, all of one block without `blocks`. */
const itemsOf = (lengths: readonly number[], blocks: readonly number[] = []): PackedItem[] =>
  lengths.map((length, index) => ({ length, block: blocks[index] ?? 0 }));

const repeated = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

const sizes = (groups: readonly Range[]) => groups.map(({ start, end }) => end - start);

const lengthOf = (items: readonly PackedItem[], { start, end }: Range): number =>
  items.slice(start, end).reduce((sum, { length }) => sum + length + 1, -1);

const deviation = (items: readonly PackedItem[], groups: readonly Range[], usual: number): number =>
  groups.reduce((sum, group) => sum + ((lengthOf(items, group) - usual) / usual) ** 2, 0);

/** How many groups end inside a block. */
const cutBlocks = (items: readonly PackedItem[], groups: readonly Range[]): number =>
  groups.filter(({ end }) => items[end] && items[end].block === items[end - 1]!.block).length;

/** All ways to group the items without one that is too long, unless it is of a single item. */
function allGroupings(items: readonly PackedItem[], most: number, from = 0): Range[][] {
  if (from === items.length) return [[]];
  return items.slice(from).flatMap((_, index) => {
    const group = { start: from, end: from + index + 1 };
    if (index > 0 && lengthOf(items, group) > most) return [];
    return allGroupings(items, most, group.end).map((rest) => [group, ...rest]);
  });
}

const arbitraryItems = (maxLength: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 800 }), fc.boolean()), { maxLength })
    .map((records) => {
      let block = 0;
      return records.map(([length, begins]): PackedItem => {
        if (begins) block += 1;
        return { length, block };
      });
    });

describe('groups', () => {
  it('are none of nothing, and one of what is short', () => {
    expect(packEvenly([], limits)).toEqual([]);
    expect(packEvenly(itemsOf([5]), limits)).toEqual([{ start: 0, end: 1 }]);
    expect(packEvenly(itemsOf([200, 200]), limits)).toEqual([{ start: 0, end: 2 }]);
  });

  it('are even rather than full with a tiny rest', () => {
    // 699 characters: full groups would have 599 and 99.
    expect(sizes(packEvenly(itemsOf(repeated(7, 99)), limits)).toSorted()).toEqual([3, 4]);
  });

  it('are longer than usual rather than leave a tiny rest', () => {
    expect(sizes(packEvenly(itemsOf([225, 225, 60]), limits))).toEqual([3]);
  });

  it('may be as long as the most, and not longer', () => {
    const atMost = { usual: 600, most: 600 };
    expect(sizes(packEvenly(itemsOf([300, 299]), atMost))).toEqual([2]);
    expect(sizes(packEvenly(itemsOf([300, 300]), atMost))).toEqual([1, 1]);
  });

  it('hold what is too long alone', () => {
    expect(sizes(packEvenly(itemsOf([100, 900, 100]), limits))).toEqual([1, 1, 1]);
    expect(sizes(packEvenly(itemsOf([900, 900]), limits))).toEqual([1, 1]);
  });

  it.each([
    ['before the middle', [3, 6]],
    ['in the middle', [4, 5]],
    ['behind the middle', [5, 4]],
  ])('rather end where a block ends: %s', (_, [first, second]) => {
    const blocks = [...repeated(first!, 0), ...repeated(second!, 1)];
    expect(sizes(packEvenly(itemsOf(repeated(9, 90), blocks), limits))).toEqual([first, second]);
  });

  it('cut a block rather than be much too short', () => {
    const blocks = [...repeated(1, 0), ...repeated(11, 1)];
    const groups = sizes(packEvenly(itemsOf(repeated(12, 74), blocks), limits));
    expect(groups).toEqual([6, 6]);
  });

  it('cover everything once, in order, none of several items too long', () => {
    fc.assert(
      fc.property(arbitraryItems(60), (items) => {
        const groups = packEvenly(items, limits);
        let at = 0;
        for (const group of groups) {
          expect(group.start).toBe(at);
          expect(group.end).toBeGreaterThan(group.start);
          if (group.end - group.start > 1) {
            expect(lengthOf(items, group)).toBeLessThanOrEqual(limits.most);
          }
          at = group.end;
        }
        expect(at).toBe(items.length);
        expect(packEvenly(items, limits)).toEqual(groups);
      }),
    );
  });

  it('are as even as any where every item is a block of its own', () => {
    fc.assert(
      fc.property(arbitraryItems(9), (records) => {
        const items = records.map(({ length }, block) => ({ length, block }));
        const all = allGroupings(items, limits.most);
        const best = Math.min(...all.map((groups) => deviation(items, groups, limits.usual)));
        const packed = deviation(items, packEvenly(items, limits), limits.usual);
        expect(packed).toBeCloseTo(best, 10);
      }),
    );
  });

  it('cannot be made more even without cutting another block, nor cut fewer as evenly', () => {
    fc.assert(
      fc.property(arbitraryItems(9), (items) => {
        const measure = (groups: readonly Range[]) =>
          [deviation(items, groups, limits.usual), cutBlocks(items, groups)] as const;
        const [uneven, cut] = measure(packEvenly(items, limits));
        for (const [otherUneven, otherCut] of allGroupings(items, limits.most).map(measure)) {
          if (otherCut <= cut) expect(otherUneven).toBeGreaterThanOrEqual(uneven - 1e-9);
          if (otherUneven <= uneven - 1e-9) expect(otherCut).toBeGreaterThan(cut);
        }
      }),
    );
  });

  it('are found for a section of 10,000 sentences, or one of 100,000 characters', () => {
    for (const [count, length] of [
      [10_000, 80],
      [50_000, 1],
    ] as const) {
      const groups = packEvenly(itemsOf(repeated(count, length)), limits);
      expect(groups.at(-1)!.end).toBe(count);
      expect(Math.max(...sizes(groups)) - Math.min(...sizes(groups))).toBeLessThanOrEqual(1);
    }
  });
});
