import { describe, expect, it } from 'vitest';
import { cleanGlyphs } from '../../src/documents/pdf/clean-glyphs.ts';
import { sensibleTitle } from '../../src/documents/pdf/document-title.ts';
import { type Fragment, textOf } from '../../src/documents/pdf/fragment.ts';
import { buildFragments } from '../../src/documents/pdf/fragments.ts';
import { readGlyph } from '../../src/documents/pdf/glyph-reading.ts';
import { readGlyphText } from '../../src/documents/pdf/glyph-text.ts';
import { collectVocabulary, jointOf } from '../../src/documents/pdf/hyphenation.ts';
import { dropNoteMarks, takeNoteLabel } from '../../src/documents/pdf/note-labels.ts';
import type { Glyph, PageContent } from '../../src/documents/pdf/page-content.ts';
import { orderRegions } from '../../src/documents/pdf/reading-order.ts';
import { readingOrder } from '../../src/documents/pdf/visual-order.ts';

/** Characters side by side, each half as wide as high. */
function glyphs(text: string, look: Partial<Glyph> = {}): Glyph[] {
  const { x = 0, size = 10 } = look;
  return [...text].map((character, index) => ({
    y: 100,
    angle: 0,
    font: { bold: false, italic: false, mono: false },
    invisible: false,
    artifact: false,
    markedContent: undefined,
    ...look,
    text: character,
    x: x + (index * size) / 2,
    width: size / 2,
    size,
  }));
}

const page = (list: Glyph[]): PageContent => ({
  number: 1,
  width: 600,
  height: 800,
  glyphs: list,
  rulings: [],
  shapes: 0,
  roles: new Map(),
});

const options = { rulings: [], roles: new Map(), rightToLeft: false };
const texts = (list: Glyph[], rightToLeft = false) =>
  buildFragments(cleanGlyphs(page(list)), { ...options, rightToLeft }).map((fragment) =>
    textOf(fragment.pieces),
  );

describe('the characters of a page', () => {
  it.each([
    ['ﬁ', 'fi'],
    ['ﬄ', 'ffl'],
    ['\uf0b7', '•'],
    ['\ue123', ''],
    ['\u00a0', ' '],
    ['\u0000', ''],
    ['ﻼ', 'لا'],
    ['⼈', '人'],
    ['½', '½'],
  ])('are read: %s', (glyph, text) => {
    expect(readGlyphText(glyph)).toBe(text);
  });

  it('have their accents, and are there once', () => {
    const accented = [...glyphs('´'), ...glyphs('e'), ...glyphs('t', { x: 5 })];
    expect(texts(accented)).toEqual(['ét']);
    expect(texts([...glyphs('all'), ...glyphs('all', { x: 0.5 })])).toEqual(['all']);
  });

  it('have vowel signs on the letter that these stand over', () => {
    const signed = [...glyphs('ا'), ...glyphs('ً', { x: 5.2, y: 101 }), ...glyphs('ض', { x: 5 })];
    signed[1]!.width = 0;
    expect(texts(signed, true)).toEqual(['ضًا']);
  });

  it('are left out beyond the edge of the page', () => {
    expect(texts([...glyphs('in'), ...glyphs('out', { x: 620 })])).toEqual(['in']);
  });

  it('are unreadable where the font does not name them, but for their shape', () => {
    const font = { name: 'Symbols', composite: true, vertical: false, toUnicode: { _map: [] } };
    const glyph = {
      unicode: '\u0152',
      originalCharCode: 338,
      fontChar: 'x',
      width: 600,
      isSpace: false,
    };
    const bar = [0, 50, 220, 1, 550, 220, 1, 550, 270, 1, 50, 270, 4];
    const hook = [0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 4];
    expect(readGlyph(glyph, font, () => bar)).toBe('−');
    expect(readGlyph(glyph, font, () => hook)).toBe('\ufffd');
    expect(readGlyph(glyph, font, () => [])).toBe(' ');
    expect(readGlyph(glyph, { ...font, composite: false }, () => hook)).toBe('\u0152');
  });
});

describe('the stretches of a line', () => {
  it('have spaces where there are gaps, and end at wide ones', () => {
    const line = [...glyphs('two'), ...glyphs('words', { x: 18 }), ...glyphs('far', { x: 70 })];
    expect(texts(line)).toEqual(['two words', 'far']);
  });

  it('are of letter-spaced words as they are read', () => {
    const spread = [...'NOTICE'].flatMap((letter, index) => glyphs(letter, { x: index * 7 }));
    expect(texts(spread)).toEqual(['NOTICE']);
  });

  it('end at lines between cells', () => {
    const cells = [...glyphs('one'), ...glyphs('two', { x: 18 })];
    const rulings = [{ x0: 16.5, x1: 16.5, y0: 80, y1: 120 }];
    expect(buildFragments(cells, { ...options, rulings })).toHaveLength(2);
  });

  it('have marks that are set high as pieces of their own', () => {
    const marked = [...glyphs('end'), ...glyphs('4', { x: 15, y: 96, size: 6 })];
    const [fragment] = buildFragments([...marked, ...glyphs('next', { x: 21 })], options);
    expect(fragment!.pieces).toEqual([
      { text: 'end', raised: false },
      { text: '4', raised: true },
      { text: ' next', raised: false },
    ]);
  });

  it('are in logical order, whatever side they are read from', () => {
    // As it stands from left to right: the second word of two, then the first.
    expect(texts([...glyphs('םולש'), ...glyphs('12', { x: 24 })], true)).toEqual(['12 שלום']);
  });
});

describe('the order of characters', () => {
  const read = (visual: string, base: 'left' | 'right') =>
    readingOrder([...visual], base)
      .map((index) => [...visual][index])
      .join('');

  it.each([
    ['right', 'גבא', 'אבג'],
    ['right', 'abc גבא', 'אבג abc'],
    ['right', '3.14 גבא', 'אבג 3.14'],
    ['right', 'New York גבא', 'אבג New York'],
    ['left', 'abc גבא def', 'abc אבג def'],
    ['left', 'no change 12', 'no change 12'],
  ] as const)('is turned for a line from the %s: %s', (base, visual, logical) => {
    expect(read(visual, base)).toBe(logical);
  });
});

describe('the order of a page', () => {
  const line = (text: string, x0: number, x1: number, y: number): Fragment => ({
    pieces: [{ text, raised: false }],
    x0,
    x1,
    top: y - 8,
    bottom: y + 2,
    baseline: y,
    size: 10,
    bold: false,
    partlyBold: false,
    italic: false,
    mono: false,
    artifact: false,
    role: undefined,
  });
  const words = 'a line of running text in a column';
  const lines = (name: string, x: number, from: number, count: number) =>
    Array.from({ length: count }, (_, index) =>
      line(`${name}${index} ${words}`, x, x + 200, from + index * 12),
    );
  const read = (fragments: Fragment[], rightToLeft = false) =>
    orderRegions(fragments, { rightToLeft, rulings: [] }).map((region) =>
      region.kind === 'column'
        ? region.fragments.map((fragment) => textOf(fragment.pieces).slice(0, 2)).join(' ')
        : 'table',
    );
  const two = [...lines('L', 50, 100, 3), ...lines('R', 270, 100, 3)];

  it('goes through columns one after another', () => {
    expect(read(two)).toEqual(['L0 L1 L2', 'R0 R1 R2']);
    expect(read(two, true)).toEqual(['R0 R1 R2', 'L0 L1 L2']);
  });

  it('keeps columns whole where a gap in both is level', () => {
    const gap = [...two, ...lines('l', 50, 150, 3), ...lines('r', 270, 150, 3)];
    expect(read(gap)).toEqual(['L0 L1 L2 l0 l1 l2', 'R0 R1 R2 r0 r1 r2']);
  });

  it('begins columns anew under what stands across them', () => {
    const across = line(`T0 ${words}`, 50, 470, 150);
    const below = [...lines('l', 50, 170, 2), ...lines('r', 270, 170, 2)];
    expect(read([...below, ...two, across])).toEqual([
      'L0 L1 L2',
      'R0 R1 R2',
      'T0',
      'l0 l1',
      'r0 r1',
    ]);
  });

  it('loses nothing, wherever things stand', () => {
    const scattered = Array.from({ length: 60 }, (_, index) =>
      line(`${index} word`, (index * 97) % 500, ((index * 97) % 500) + 40, (index * 53) % 700),
    );
    const regions = orderRegions(scattered, { rightToLeft: false, rulings: [] });
    const found = regions.flatMap((region) =>
      region.kind === 'column' ? region.fragments : region.rows.flatMap((row) => row.cells.flat()),
    );
    expect(found).toHaveLength(scattered.length);
    expect(new Set(found)).toEqual(new Set(scattered));
  });
});

describe('a hyphen at the end of a line', () => {
  const vocabulary = collectVocabulary(['a well-known estimate', 'of long lasting iron']);

  it.each([
    ['the esti-', 'mate', 'divided'],
    ['a well-', 'known', ''],
    ['in COVID-', '19', ''],
    ['the US-', 'based', ''],
    ['state-of-the-', 'art', ''],
    ['lasting-', 'iron', ''],
    ['the self-', 'locking', ''],
    ['soft\u00ad', 'ware', 'divided'],
    ['one', 'two', ' '],
    ['委员会', '同意', ''],
    ['the end –', 'or not', ' '],
  ])('%s|%s', (before, after, joint) => {
    expect(jointOf(before, after, vocabulary)).toBe(joint);
  });
});

describe('notes', () => {
  const raised = (text: string) => ({ text, raised: true });
  const plain = (text: string) => ({ text, raised: false });

  it('have the label that they begin with', () => {
    expect(takeNoteLabel([raised('12'), plain('See there.')], true)?.label).toBe('12');
    expect(takeNoteLabel([plain('3) See there.')], false)).toEqual({
      label: '3',
      pieces: [plain('See there.')],
    });
    expect(takeNoteLabel([plain('3) See there.')], true)).toBeUndefined();
    expect(takeNoteLabel([plain('See there.')], false)).toBeUndefined();
  });

  it('take their marks out of the text, and no others', () => {
    const pieces = [plain('ten'), raised('1,2'), plain(' to 10'), raised('6')];
    expect(dropNoteMarks(pieces, new Set(['1', '2']))).toEqual([
      plain('ten'),
      plain(' to 10'),
      raised('6'),
    ]);
  });
});

describe('a title in a file’s properties', () => {
  it.each([
    'Microsoft Word - thesis.docx',
    'thesis-final',
    'untitled',
    'PowerPoint Presentation',
    'a_b c',
    '12345',
    'paper.tex',
  ])('is none: %s', (title) => {
    expect(sensibleTitle(title)).toBeUndefined();
  });

  it.each(['AMT General Handbook', 'Wie man Brücken baut', '桥梁的历史'])('is one: %s', (title) => {
    expect(sensibleTitle(title)).toBe(title);
  });
});
