import { composeAccent, readGlyphText } from './glyph-text.ts';
import type { Glyph, PageContent } from './page-content.ts';

/** Glyphs beyond the page's edge by more than this, in points, are not seen. */
const edge = 2;
/**
 * A second copy within this share of the type size makes the first one bold or gives it a shadow.
 * The two l of "all" are farther apart.
 */
const doubledWithin = 0.14;
/** But never farther than this, in points: type may be as large as a broken file says. */
const farthestDouble = 32;
/** Smaller type, in points, is no text but a trace of one. */
const smallestType = 0.5;

/**
 * The glyphs of a page that are text: those on the page, each once, as readable characters, with
 * accents set on their letters. Keeps their order.
 */
export function cleanGlyphs({ glyphs, width, height }: PageContent): Glyph[] {
  const texts = new Map<string, string>();
  const read = (text: string): string => {
    const known = texts.get(text) ?? readGlyphText(text);
    texts.set(text, known);
    return known;
  };
  const readable = withoutHidden(glyphs).flatMap((glyph): Glyph[] => {
    const text = read(glyph.text);
    const middle = glyph.angle % 180 === 0 ? glyph.x + glyph.width / 2 : glyph.x;
    const onPage =
      middle >= -edge && middle <= width + edge && glyph.y >= -edge && glyph.y <= height + edge * 3;
    if (text === '' || !onPage || glyph.size < smallestType) return [];
    // A page may be endless, too.
    if (![glyph.x, glyph.y, glyph.size, glyph.width].every(Number.isFinite)) return [];
    return [text === glyph.text ? glyph : { ...glyph, text }];
  });
  return composeAccents(attachMarks(dropDoubled(readable)));
}

/**
 * Invisible text is what a scan says where it makes up most of a page. Among more text that is seen,
 * nobody who reads the page knows of it.
 */
function withoutHidden(glyphs: readonly Glyph[]): readonly Glyph[] {
  const visible = glyphs.filter(({ invisible }) => !invisible);
  return visible.length * 2 > glyphs.length ? visible : glyphs;
}

function dropDoubled(glyphs: readonly Glyph[]): Glyph[] {
  const byText = new Map<string, Map<number, Glyph[]>>();
  return glyphs.filter((glyph) => {
    if (glyph.text === ' ') return true;
    let seen = byText.get(glyph.text);
    if (!seen) {
      seen = new Map();
      byText.set(glyph.text, seen);
    }
    const within = Math.min(glyph.size * doubledWithin, farthestDouble);
    const last = cellOf(glyph.x + within);
    for (let column = cellOf(glyph.x - within); column <= last; column += 1) {
      const lowest = cellOf(glyph.y + within);
      for (let row = cellOf(glyph.y - within); row <= lowest; row += 1) {
        const near = seen.get(cellKey(column, row));
        if (near?.some((other) => isDoubled(glyph, other, within))) return false;
      }
    }
    const key = cellKey(cellOf(glyph.x), cellOf(glyph.y));
    const here = seen.get(key);
    if (here) here.push(glyph);
    else seen.set(key, [glyph]);
    return true;
  });
}

/** Glyphs are looked up by squares of this many points. */
const cellSize = 8;
const cellOf = (position: number): number => Math.floor(position / cellSize);
const cellKey = (column: number, row: number): number => column * 100_003 + row;

function isDoubled(glyph: Glyph, other: Glyph, within: number): boolean {
  return (
    Math.abs(glyph.x - other.x) < within &&
    Math.abs(glyph.y - other.y) < within &&
    Math.abs(glyph.size - other.size) < glyph.size * 0.2
  );
}

/** Sets vowel signs and the like, which may be drawn before or after their letter, behind it. */
function attachMarks(glyphs: readonly Glyph[]): Glyph[] {
  const marks = new Map<number, number>();
  glyphs.forEach((glyph, index) => {
    if (!/^\p{M}+$/u.test(glyph.text)) return;
    const letterOver = (slack: number) =>
      [-1, 1, -2, 2].find((step) => {
        const letter = glyphs[index + step];
        return letter && /^\p{L}/u.test(letter.text) && isOver(glyph, letter, slack);
      });
    const base = letterOver(0) ?? letterOver(beside);
    if (base !== undefined) marks.set(index, index + base);
  });
  if (marks.size === 0) return [...glyphs];
  const texts = glyphs.map((glyph) => glyph.text);
  for (const [mark, base] of marks) texts[base] += glyphs[mark]!.text;
  return glyphs.flatMap((glyph, index) =>
    marks.has(index) ? [] : [{ ...glyph, text: texts[index]! }],
  );
}

/** How far outside of its letter a mark may begin, as a share of the type size. */
const beside = 0.1;

function isOver(mark: Glyph, letter: Glyph, share: number): boolean {
  const middle = mark.x + mark.width / 2;
  const slack = letter.size * share;
  return (
    mark.angle === letter.angle &&
    middle >= letter.x - slack &&
    middle <= letter.x + letter.width + slack &&
    Math.abs(mark.y - letter.y) < letter.size
  );
}

/** TeX and others draw "é" as "´" and "e" on the same place, in either order. */
function composeAccents(glyphs: readonly Glyph[]): Glyph[] {
  const composed: Glyph[] = [];
  for (const glyph of glyphs) {
    const previous = composed.at(-1);
    const pair = previous && coincide(previous, glyph) ? accentPair(previous, glyph) : undefined;
    if (pair) composed[composed.length - 1] = pair;
    else composed.push(glyph);
  }
  return composed;
}

function accentPair(first: Glyph, second: Glyph): Glyph | undefined {
  const onSecond = composeAccent(second.text, first.text);
  if (onSecond !== undefined) return { ...second, text: onSecond };
  const onFirst = composeAccent(first.text, second.text);
  return onFirst === undefined ? undefined : { ...first, text: onFirst };
}

/** Whether the middle of one lies over the other. Only upright text is accented so. */
function coincide(first: Glyph, second: Glyph): boolean {
  if (first.angle !== 0 || second.angle !== 0) return false;
  const distance = Math.abs(first.x + first.width / 2 - second.x - second.width / 2);
  const narrow = Math.min(first.width, second.width);
  return distance < narrow * 0.45 && Math.abs(first.y - second.y) < first.size * 0.4;
}
