import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Colour, contrastOf, deriveAccent } from '../../web/accent-colours.ts';

const tokens = readFileSync(new URL('../../web/tokens.css', import.meta.url), 'utf8');

const fromHex = (hex: string): Colour => {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
};

/** What accents stand on, as the style sheet has it: light and dark. */
const backgrounds = (scheme: 'light' | 'dark'): Colour[] =>
  ['surface', 'raised'].map((name) => {
    const [, light, dark] =
      new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens) ?? [];
    return fromHex({ light, dark }[scheme] ?? '');
  });

const schemes = [
  ['light', backgrounds('light')],
  ['dark', backgrounds('dark')],
] as const;

const byte = fc.integer({ min: 0, max: 255 }).map((value) => value / 255);
const colours = fc.tuple(byte, byte, byte) as fc.Arbitrary<Colour>;

/** In degrees, of HSL, which needs none of the code under test; undefined for a grey. */
function hueOf([red, green, blue]: Colour): number | undefined {
  const highest = Math.max(red, green, blue);
  const range = highest - Math.min(red, green, blue);
  if (range < 0.12) return undefined;
  if (highest === red) return ((green - blue) / range) * 60;
  if (highest === green) return ((blue - red) / range + 2) * 60;
  return ((red - green) / range + 4) * 60;
}

const apart = (one: number, other: number) => Math.abs(((one - other + 540) % 360) - 180);

describe.each(schemes)('in the %s scheme', (scheme, standsOn) => {
  const derive = (colour: Colour) => deriveAccent(colour, standsOn);

  test('any colour can be read on every background, and its text on it', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const { accent, onAccent } = derive(colour);
        for (const background of standsOn) {
          expect(contrastOf(accent, background)).toBeGreaterThanOrEqual(4.5);
        }
        expect(contrastOf(accent, onAccent)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 1000 },
    );
  });

  test('what can be read stays as it is', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        fc.pre(standsOn.every((background) => contrastOf(colour, background) >= 4.5));
        expect(derive(colour).accent).toEqual(colour);
        expect(derive(derive(colour).accent)).toEqual(derive(colour));
      }),
    );
  });

  test('what cannot is changed no more than it has to be', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        fc.pre(standsOn.some((background) => contrastOf(colour, background) < 4.5));
        const { accent } = derive(colour);
        const least = Math.min(...standsOn.map((background) => contrastOf(accent, background)));
        // A step of a screen's colour is more than a hundredth where the colour is dark.
        expect(least).toBeLessThan(4.75);
      }),
    );
  });

  test('a hue stays in its family', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const [before, after] = [hueOf(colour), hueOf(derive(colour).accent)];
        fc.pre(before !== undefined && after !== undefined);
        // Equal in OKLCH, where blue and violet are further apart than in HSL.
        expect(apart(before!, after!)).toBeLessThan(35);
      }),
    );
  });

  test.each(['#000000', '#ffffff', '#808080', '#ffff00', '#00ff00', '#ff00ff', '#0000ff'])(
    '%s gives a pair, and a grey stays grey',
    (hex) => {
      const colour = fromHex(hex);
      const { accent } = derive(colour);
      const isGrey = new Set(colour).size === 1;
      if (isGrey) expect(Math.max(...accent) - Math.min(...accent)).toBeLessThan(0.01);
      else expect(Math.max(...accent) - Math.min(...accent)).toBeGreaterThan(0.2);
      const luminous = contrastOf(accent, [0, 0, 0]);
      expect(scheme === 'light' ? luminous < 5 : luminous > 5).toBe(true);
    },
  );
});
