import { readFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { readDocument } from '../../src/documents/read-document.ts';
import { readingLimits } from '../../src/documents/reading-limits.ts';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import { expectSoundDocument } from '../support/expect-sound-document.ts';
import { column, makePdf, type PdfPage, type PdfText } from '../support/make-pdf.ts';
import { joinedBlocks, outline } from '../support/read-source.ts';

async function read(pages: readonly PdfPage[], title?: string): Promise<SourceDocument> {
  const document = await readDocument(makePdf(pages, title ? { title } : {}), 'test.pdf');
  expectSoundDocument(document);
  return document;
}

const readPage = (texts: PdfText[], page: Omit<PdfPage, 'texts'> = {}) =>
  read([{ texts, ...page }]);

const fixture = async (name: string) =>
  readDocument(await readFile(`tests/fixtures/documents/${name}`), name);

const reasonOf = (bytes: Uint8Array, limits = readingLimits) =>
  readDocument(bytes, 'test.pdf', limits).then(
    () => 'read',
    (error) => error.reason,
  );

const left = [
  'The council met in the old hall of the',
  'town and heard what the engineers had',
  'found out about the bridge. They said',
  'that its piers had been washed out by',
  'the flood of the last spring and would',
];
const right = [
  'not carry heavy carts for much longer.',
  'The council then asked for the cost of',
  'new piers. Nobody had an answer to it,',
  'and so the matter was put off until the',
  'next meeting in the autumn.',
];
const prose = [...left, ...right].join(' ');

describe('a page of a PDF', () => {
  it('has the lines of a paragraph as one', async () => {
    expect(outline(await readPage(column([...left, ...right])))).toEqual([['paragraph', prose]]);
  });

  it('is read column by column, under a title across both', async () => {
    const document = await readPage([
      { text: 'What became of the bridge over the river', x: 120, y: 60, size: 18, font: 'bold' },
      ...column(left, { x: 60 }),
      ...column(right, { x: 310 }),
    ]);
    expect(document.title).toBe('What became of the bridge over the river');
    expect(outline(document)).toEqual([
      ['heading', 'What became of the bridge over the river'],
      ['paragraph', prose],
    ]);
  });

  it('has the line over a column that goes on beside a heading in that column', async () => {
    const document = await readPage([
      {
        text: 'What became of the old bridge over the river',
        x: 60,
        y: 60,
        size: 18,
        font: 'bold',
      },
      { text: '1. Before', x: 60, y: 103, size: 12, font: 'bold' },
      ...column(left, { x: 60, y: 124 }),
      ...column(right, { x: 310, y: 90 }),
    ]);
    expect(outline(document).map(([, text]) => text)).toEqual([
      'What became of the old bridge over the river',
      '1. Before',
      prose,
    ]);
  });

  it('is read the same in whatever order it was drawn', async () => {
    const texts = [...column(left, { x: 60 }), ...column(right, { x: 310 })];
    const shuffled = [7, 2, 9, 0, 5, 3, 8, 1, 6, 4].map((index) => texts[index]!);
    expect((await readPage(shuffled)).text).toBe(prose);
  });

  it('has paragraphs where lines are indented, set apart, or end early', async () => {
    const whole = [
      ...left.slice(0, 4),
      'the flood.',
      'Nobody had known of it until one of the',
      'carts had fallen into the river.',
    ];
    const indented = column(whole).map((text, index) => (index === 5 ? { ...text, x: 75 } : text));
    expect((await readPage(indented)).blocks).toHaveLength(2);
    const apart = [...column(whole.slice(0, 5)), ...column(left, { y: 172 })];
    expect((await readPage(apart)).blocks).toHaveLength(2);
    const early = column([...left, 'fall.', ...left]);
    expect((await readPage(early)).blocks).toHaveLength(2);
  });

  it('has hyphens at the ends of lines undone, and kept where the word has one', async () => {
    const document = await readPage(
      column([
        'The engineers made a well-known esti-',
        'mate of what it costs, and it was well-',
        'known to all that the state-of-the-',
        'art bridge was dear; see also COVID-',
        '19 and the report on the self-',
        'locking nuts of the iron railing.',
      ]),
    );
    expect(document.text).toBe(
      'The engineers made a well-known estimate of what it costs, and it was well-known to all that the state-of-the-art bridge was dear; see also COVID-19 and the report on the self-locking nuts of the iron railing.',
    );
  });

  it('has headings with their levels, also by their numbers', async () => {
    const document = await readPage([
      { text: 'The bridge', x: 60, y: 60, size: 22, font: 'bold' },
      { text: '1 The flood', x: 60, y: 100, size: 12, font: 'bold' },
      ...column(left, { y: 120 }),
      { text: '1.1 The piers', x: 60, y: 210, size: 12, font: 'bold' },
      ...column(right, { y: 230 }),
    ]);
    expect(document.blocks.map(({ kind, level }) => [kind, level])).toEqual([
      ['heading', 1],
      ['heading', 2],
      ['paragraph', undefined],
      ['heading', 3],
      ['paragraph', undefined],
    ]);
    expect(document.blocks.at(-1)!.section).toEqual(['1 The flood', '1.1 The piers']);
  });

  it('has the items of lists with their numbers and depths', async () => {
    const document = await readPage([
      { text: '1. Ask the engineers what they have', x: 60, y: 100 },
      { text: 'found out.', x: 73, y: 112 },
      { text: '2. Ask for the cost.', x: 60, y: 124 },
      { text: '• of stone', x: 80, y: 136 },
      { text: '• of timber', x: 80, y: 148 },
    ]);
    expect(document.blocks.map(({ kind, level, label }) => [kind, level, label])).toEqual([
      ['list-item', 1, '1.'],
      ['list-item', 1, '2.'],
      ['list-item', 2, undefined],
      ['list-item', 2, undefined],
    ]);
    expect(document.text).toBe(
      'Ask the engineers what they have found out.\nAsk for the cost.\nof stone\nof timber',
    );
  });

  it('has the rows of a table, ruled or aligned', async () => {
    const cells = [
      ['Pier', 'Stone', 'Cost'],
      ['North', '14 t', '200'],
      ['South', '9 t', '150'],
    ];
    const texts = cells.flatMap((row, index) =>
      row.map((text, at) => ({ text, x: 65 + at * 80, y: 100 + index * 20 })),
    );
    const expected = ['Pier\tStone\tCost', 'North\t14 t\t200', 'South\t9 t\t150'];
    const aligned = await readPage([...texts, ...column(left, { y: 220 })]);
    expect(outline(aligned).slice(0, 3)).toEqual(expected.map((text) => ['table-row', text]));
    expect(aligned.blocks[0]!.header).toBe(true);
    const grid: PdfPage['lines'] = [
      ...[85, 105, 125, 145].map((y) => [60, y, 300, y] as [number, number, number, number]),
      ...[60, 140, 220, 300].map((x) => [x, 85, x, 145] as [number, number, number, number]),
    ];
    const ruled = await readPage([...texts, ...column(left, { y: 220 })], { lines: grid });
    expect(outline(ruled).slice(0, 3)).toEqual(expected.map((text) => ['table-row', text]));
  });

  it('has notes apart, without their marks in the text', async () => {
    const document = await readPage([
      { text: 'The flood of the last spring', x: 60, y: 100 },
      { text: '1', x: 180, y: 96, size: 6 },
      { text: 'took two of the piers, and 10', x: 186, y: 100 },
      { text: '6', x: 318, y: 96, size: 6 },
      { text: 'bricks.', x: 325, y: 100 },
      ...column(left, { y: 124 }),
      { text: '1', x: 60, y: 700, size: 5 },
      { text: 'It rose to nine feet.', x: 65, y: 703, size: 8 },
    ]);
    expect(outline(document)[0]).toEqual([
      'paragraph',
      'The flood of the last spring took two of the piers, and 106 bricks.',
    ]);
    expect(document.blocks.at(-1)).toMatchObject({ kind: 'footnote', label: '1' });
    expect(document.text.endsWith('It rose to nine feet.')).toBe(true);
  });

  it('has captions, and code with its indentation', async () => {
    const document = await readPage([
      ...column(left),
      { text: 'Figure 3: The piers after the flood.', x: 60, y: 220 },
      ...column(['if (flood) {', '  close(bridge);', '}'], { y: 260, font: 'mono' }),
    ]);
    expect(outline(document).slice(1)).toEqual([
      ['caption', 'Figure 3: The piers after the flood.'],
      ['code', 'if (flood) {\n  close(bridge);\n}'],
    ]);
  });

  it.each([90, 180, 270])('is read upright when it is turned by %i degrees', async (rotate) => {
    // Type that runs against the page's turn stands upright on it.
    const turned = [...left, ...right].map((text, index): PdfText => {
      const along = 100 + index * 12;
      if (rotate === 90) return { text, x: along, y: 700, angle: 270 };
      if (rotate === 180) return { text, x: 500, y: 800 - along, angle: 180 };
      return { text, x: 560 - along, y: 100, angle: 90 };
    });
    expect((await readPage(turned, { rotate })).text).toBe(prose);
    expect((await readPage(turned)).text).toBe(prose);
  });

  it('has text at other angles behind the rest', async () => {
    const stamp = { text: 'Copy of the council', x: 20, y: 500, angle: 270 };
    expect(outline(await readPage([stamp, ...column([...left, ...right])]))).toEqual([
      ['paragraph', prose],
      ['aside', 'Copy of the council'],
    ]);
  });

  it('has text twice only where it was drawn at two places', async () => {
    const bold = column(left).flatMap((text) => [text, { ...text, x: text.x + 0.4 }]);
    expect((await readPage(bold)).text).toBe(left.join(' '));
  });

  it('has the invisible text that lies over a scan', async () => {
    expect((await readPage(column(left, { mode: 3 }))).text).toBe(left.join(' '));
  });

  it('has no invisible text among text that is seen', async () => {
    const hidden = { text: 'Nobody who reads the page knows of this.', x: 60, y: 500, mode: 3 };
    expect((await readPage([...column(left), hidden])).text).toBe(left.join(' '));
  });
});

describe('the pages of a PDF', () => {
  const furnished = (lines: readonly string[], number: number): PdfPage => ({
    texts: [
      { text: 'Minutes of the council', x: 60, y: 30, size: 8 },
      ...column(lines),
      { text: `${number}`, x: 300, y: 820, size: 8 },
    ],
  });

  it('are read without running headers and page numbers', async () => {
    const document = await read([furnished(left, 4), furnished(right, 5)]);
    expect(document.text).toBe(`${left.join(' ')}\n\n${right.join(' ')}`);
    expect(document.blocks.map((block) => block.page)).toEqual([1, 2]);
  });

  it('are read without numbers that say how many pages there are', async () => {
    const counted = [left, right].map((lines, index) => ({
      texts: [...column(lines), { text: `${index + 1} / 2`, x: 300, y: 820, size: 8 }],
    }));
    expect((await read(counted)).text).toBe(`${left.join(' ')}\n\n${right.join(' ')}`);
  });

  it('keep every row of a table that goes on over them', async () => {
    const rows = Array.from({ length: 90 }, (_, index) => [
      `Pier ${index}`,
      'stone',
      `${index * 7}`,
    ]);
    const pages = [rows.slice(0, 45), rows.slice(45)].map((part) => ({
      texts: part.flatMap((row, index) =>
        row.map((text, at) => ({ text, x: 65 + at * 80, y: 60 + index * 17 })),
      ),
    }));
    expect(outline(await read(pages)).map(([, text]) => text)).toEqual(
      rows.map((row) => row.join('\t')),
    );
  });

  it('have a sentence that they cut as one', async () => {
    const document = await read([furnished(left, 4), furnished(right, 5)]);
    expect(joinedBlocks(document)).toEqual([[left.join(' '), right.join(' ')]]);
  });

  it('have a sentence as one that goes on with a name', async () => {
    const named = ['Ada Holm, who had built the first one,', ...right.slice(1)];
    const full = [...left.slice(0, 4), 'the flood and that it was built by Mrs'];
    expect(joinedBlocks(await read([furnished(full, 1), furnished(named, 2)]))).toHaveLength(1);
  });

  it('have a word that they cut where it begins', async () => {
    const cut = [...left.slice(0, 4), 'the flood of the last spring, and the gov-'];
    const rest = ['ernment paid for none of it so far.', ...right.slice(1)];
    const { text } = await read([furnished(cut, 1), furnished(rest, 2)]);
    expect(text).toContain('and the government\n\npaid for none');
  });

  it('keep numbers that count nothing', async () => {
    const sums = [furnished(left, 400), furnished(right, 12)];
    const { text } = await read(sums);
    expect(text).toContain('400');
    expect(text.endsWith('12')).toBe(true);
  });
});

describe('a PDF’s title', () => {
  const body = { texts: column(left) };

  it('is the one in its properties where the page shows none', async () => {
    expect((await read([body], 'The Bridge of Lindvik')).title).toBe('The Bridge of Lindvik');
  });

  it.each(['Microsoft Word - bridge.doc', 'bridge_v2', 'Untitled document', 'scan0001.jpg'])(
    'is never %s',
    async (title) => {
      expect((await read([body], title)).title).toBe('Test');
    },
  );
});

describe('a PDF that cannot be read', () => {
  it.each([
    ['password.pdf', 'encrypted'],
    ['empty_protected.pdf', 'empty'],
    ['poppler-395-0-fuzzed.pdf', 'damaged'],
  ])('says so: %s', async (name, reason) => {
    await expect(fixture(name)).rejects.toMatchObject({ reason });
  });

  it('says whether it shows pictures or nothing', async () => {
    expect(await reasonOf(makePdf([{ texts: [] }]))).toBe('empty');
    expect(await reasonOf(makePdf([{ texts: [] }], { image: true }))).toBe('scanned');
  });

  it('says that it has too many pages', async () => {
    const bytes = makePdf([{ texts: column(left) }, { texts: column(right) }]);
    expect(await reasonOf(bytes, { ...readingLimits, pages: 1 })).toBe('too-large');
  });

  it('says that it was cut off, or is read whole', async () => {
    const bytes = makePdf([{ texts: column(left) }, { texts: column(right) }]);
    for (let length = 100; length < bytes.length; length += 97) {
      const result = await readDocument(bytes.subarray(0, length), 'test.pdf').then(
        (document) => document.text,
        (error) => error.reason,
      );
      expect(['damaged', 'mismatched', prose, `${left.join(' ')}\n\n${right.join(' ')}`]).toContain(
        result,
      );
    }
  });

  it('says nothing on the console', async () => {
    const spies = (['log', 'warn', 'error', 'info'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => {}),
    );
    await fixture('poppler-395-0-fuzzed.pdf').catch(() => {});
    await fixture('helloworld-bad.pdf');
    for (const spy of spies) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });
});
