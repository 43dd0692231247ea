import type { PdfFont, PdfGlyph } from './engine-types.ts';

/** What stands for a character that the file does not name. */
export const unreadable = '\ufffd';

/** Where TeX's text fonts have their ligatures; fonts made of drawings name none. */
const texLigatures: Readonly<Record<string, string>> = {
  '\u000b': 'ff',
  '\u000c': 'fi',
  '\r': 'fl',
  '\u000e': 'ffi',
  '\u000f': 'ffl',
};

/** An outline as pdf.js compiles it: 0 x y moves, 1 x y draws a line, 2 a curve, 4 closes. */
export type Outline = ArrayLike<number>;

/**
 * The text of a glyph. Where the file does not say which character it is, pdf.js gives its code,
 * which is another character: such a glyph is read by its shape where it is empty or a bar, and is
 * unreadable else.
 */
export function readGlyph(
  glyph: PdfGlyph,
  font: PdfFont,
  outlineOf: (font: PdfFont, glyph: PdfGlyph) => Outline | undefined,
): string {
  if (isNamed(glyph, font)) return glyph.unicode;
  if (font.isType3Font) return texLigatures[glyph.unicode] ?? unreadable;
  const outline = outlineOf(font, glyph);
  if (!outline || outline.length < 7) return glyph.width > 0 ? ' ' : '';
  return readBar(outline) ?? unreadable;
}

function isNamed(glyph: PdfGlyph, font: PdfFont): boolean {
  const names = font.toUnicode?._map;
  if (font.composite && names && names[glyph.originalCharCode] === undefined) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return !/^[\u0000-\u0008\u000b-\u001f\u007f-\u009f]$/.test(glyph.unicode);
}

/** Minus signs and hyphens, of the fonts that leave their signs unnamed the most frequent ones. */
function readBar(outline: Outline): string | undefined {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let index = 0; index < outline.length; ) {
    const kind = outline[index]!;
    if (kind !== 0 && kind !== 1 && kind !== 4) return undefined;
    if (kind !== 4) {
      left = Math.min(left, outline[index + 1]!);
      right = Math.max(right, outline[index + 1]!);
      bottom = Math.min(bottom, outline[index + 2]!);
      top = Math.max(top, outline[index + 2]!);
    }
    index += kind === 4 ? 1 : 3;
  }
  const [width, height] = [right - left, top - bottom];
  if (outline.length > 20 || width < height * 3 || bottom <= 0) return undefined;
  return width > height * 6 ? '\u2212' : '-';
}
