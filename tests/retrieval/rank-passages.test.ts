import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EmbeddedPassage } from '../../src/passages/passage.ts';
import { fuseCandidates } from '../../src/retrieval/rank-passages.ts';
import { questionVector, vectorAt } from '../support/embed-by-hand.ts';

const candidate = (id: string, similarity: number, textScore: number) => ({
  passage: { id, vector: vectorAt(similarity) } as EmbeddedPassage,
  textScore,
});

const fuse = (...candidates: ReturnType<typeof candidate>[]) =>
  fuseCandidates(candidates, questionVector);

const ids = (ranked: ReturnType<typeof fuse>) => ranked.map(({ passage }) => passage.id);

describe('fusion', () => {
  it('averages both scores, each brought to 0–1 over all candidates', () => {
    const ranked = fuse(candidate('a', 0.5, 0), candidate('b', 0.25, 10), candidate('c', 0, 5));
    expect(ranked.map(({ passage, score }) => [passage.id, score])).toEqual([
      ['b', expect.closeTo(0.75, 5)],
      ['a', expect.closeTo(0.5, 5)],
      ['c', expect.closeTo(0.25, 5)],
    ]);
  });

  it('keeps the raw scores beside', () => {
    const [best] = fuse(candidate('a', 0.5, 12.5), candidate('b', 0.1, 1));
    expect(best).toMatchObject({ textScore: 12.5, similarity: expect.closeTo(0.5, 5) });
  });

  it('has nothing to say of nothing', () => {
    expect(fuse()).toEqual([]);
  });

  it('scores a single candidate, which nothing stands out from, 0', () => {
    expect(fuse(candidate('a', 0.9, 10))[0]!.score).toBe(0);
  });

  it('leaves a query out of it that finds all candidates alike', () => {
    const ranked = fuse(candidate('a', 0.1, 3), candidate('b', 0.9, 3));
    expect(ranked.map(({ score }) => score)).toEqual([0.5, 0]);
    expect(ids(ranked)).toEqual(['b', 'a']);
  });

  it('orders equals by id, however they come', () => {
    const equals = ['a/10', 'a/2', 'b/0'].map((id) => candidate(id, 0.5, 1));
    expect(ids(fuse(...equals))).toEqual(['a/10', 'a/2', 'b/0']);
    expect(ids(fuse(...equals.toReversed()))).toEqual(['a/10', 'a/2', 'b/0']);
  });

  it('gives the same ranks for candidates in any order, from 0 to 1, best first', () => {
    const candidates = fc.uniqueArray(
      fc.record({
        id: fc.nat(1000),
        similarity: fc.double({ min: -1, max: 1, noNaN: true }),
        textScore: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 40, noNaN: true })),
      }),
      { selector: ({ id }) => id, maxLength: 20 },
    );
    fc.assert(
      fc.property(candidates, fc.infiniteStream(fc.nat()), (records, random) => {
        const all = records.map(({ id, similarity, textScore }) =>
          candidate(String(id), similarity, textScore),
        );
        const shuffled = all
          .map((each) => ({ each, key: random.next().value }))
          .sort((left, right) => left.key - right.key)
          .map(({ each }) => each);
        const ranked = fuse(...all);
        expect(ranked).toHaveLength(all.length);
        expect(ids(fuse(...shuffled))).toEqual(ids(ranked));
        for (const [index, { score }] of ranked.entries()) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          if (index > 0) expect(score).toBeLessThanOrEqual(ranked[index - 1]!.score);
        }
      }),
    );
  });
});
