import { describe, expect, test } from 'vitest';
import { parseComputedColour } from '../../web/computed-colour.ts';

describe('a computed colour', () => {
  test.each([
    ['color(srgb 0.1 0.2 1)', [0.1, 0.2, 1], 1],
    ['color(srgb 1 0 0.5 / 0.25)', [1, 0, 0.5], 0.25],
    ['color(srgb 1.2e-5 none 0.5)', [1.2e-5, 0, 0.5], 1],
    ['color(srgb 1.3 -0.2 0)', [1, 0, 0], 1],
    ['rgb(255, 51, 0)', [1, 0.2, 0], 1],
    ['rgba(0, 0, 0, 0)', [0, 0, 0], 0],
  ])('%s is read', (computed, colour, alpha) => {
    expect(parseComputedColour(computed)).toEqual({ colour, alpha });
  });

  test.each(['', 'oklch(0.5 0.1 200)', 'color(display-p3 1 0 0)', 'rgb()'])(
    '“%s” is none that is known',
    (computed) => {
      expect(parseComputedColour(computed)).toBeUndefined();
    },
  );
});
