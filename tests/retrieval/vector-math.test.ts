import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centroid, cosine } from '../../src/retrieval/vector-math.ts';

const direction = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
const unit = (angle: number) => Float32Array.of(Math.cos(angle), Math.sin(angle));

describe('cosine', () => {
  it('is that of the angle between', () => {
    fc.assert(
      fc.property(direction, direction, (left, right) => {
        expect(cosine(unit(left), unit(right))).toBeCloseTo(Math.cos(left - right), 5);
      }),
    );
  });
});

describe('centroid', () => {
  it('points to the middle, at unit length', () => {
    const middle = centroid([unit(0), unit(Math.PI / 2)]);
    expect(cosine(middle, unit(Math.PI / 4))).toBeCloseTo(1, 5);
  });

  it('leaves the vectors as they are', () => {
    const first = unit(1);
    centroid([first, unit(2)]);
    expect(first).toEqual(unit(1));
  });

  it('is the first vector where they cancel out, and empty for none', () => {
    expect(centroid([unit(0), Float32Array.of(-1, 0)])).toEqual(unit(0));
    expect(centroid([])).toHaveLength(0);
  });

  it('has unit length and the same direction whatever the order', () => {
    const angles = fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(angles, (all) => {
        const forth = centroid(all.map(unit));
        const back = centroid(all.toReversed().map(unit));
        expect(Math.hypot(...forth)).toBeCloseTo(1, 5);
        expect(cosine(forth, back)).toBeCloseTo(1, 5);
      }),
    );
  });
});
