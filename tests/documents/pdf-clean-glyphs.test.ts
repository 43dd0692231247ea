import { describe, expect, it } from 'vitest';
import { cleanGlyphs } from '../../src/documents/pdf/clean-glyphs.ts';
import type { Glyph } from '../../src/documents/pdf/page-content.ts';

const font = { bold: false, italic: false, mono: false };

/** A character in 12-point type on the middle of a page. */
const glyph = (text: string, change: Partial<Glyph> = {}): Glyph => ({
  text,
  x: 200,
  y: 300,
  width: 6,
  size: 12,
  angle: 0,
  font,
  invisible: false,
  artifact: false,
  markedContent: undefined,
  ...change,
});

const clean = (glyphs: Glyph[], width = 600, height = 800): string[] =>
  cleanGlyphs({
    number: 1,
    width,
    height,
    glyphs,
    rulings: [],
    shapes: 0,
    roles: new Map(),
  }).map(({ text }) => text);

describe('cleanGlyphs', () => {
  it('keeps one of two copies that make a letter bold, and both of two letters', () => {
    expect(clean([glyph('l'), glyph('l', { x: 200.4 }), glyph('l', { x: 203 })])).toEqual([
      'l',
      'l',
    ]);
  });

  it.each([1e6, 1e12, 1e300])('looks no farther for copies in type of %d points', (size) => {
    const large = glyph('a', { size, width: 1 });
    expect(clean([large, { ...large, x: 205 }, { ...large, x: 400 }])).toEqual(['a', 'a']);
  });

  it('leaves out what stands nowhere, on a page without end', () => {
    const nowhere = [Number.POSITIVE_INFINITY, Number.NaN].map((x) => glyph('x', { x }));
    const endless = Number.POSITIVE_INFINITY;
    expect(clean([...nowhere, glyph('a')], endless, endless)).toEqual(['a']);
  });

  it('sets a mark on the letter that it stands over, and not on the one that ends beside it', () => {
    // From left to right as the page shows them: alef, the sign for -an, dad.
    const word = [
      glyph('ا', { x: 204.74, width: 2.75 }),
      glyph('\u064b', { x: 208.1, width: 0 }),
      glyph('ض', { x: 207.5, width: 10.15 }),
    ];
    expect(clean(word)).toEqual(['ا', 'ض\u064b']);
  });
});
