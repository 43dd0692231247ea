import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPptxFile } from '../../src/documents/pptx.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import { readingLimits } from '../../src/documents/reading-limits.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { expectSoundDocument } from '../support/expect-sound-document.ts';
import { makeDocx, paragraph } from '../support/make-docx.ts';
import { makePptx, run, type SlideParts, shape } from '../support/make-pptx.ts';
import { outline } from '../support/read-source.ts';

async function read(...slides: (string | SlideParts)[]) {
  const parts = slides.map((slide) => (typeof slide === 'string' ? { shapes: slide } : slide));
  const document = await readDocument(makePptx(parts), 'test.pptx');
  expectSoundDocument(document);
  return document;
}

const title = (text: string) => shape([text], 'type="title"');

describe('a presentation that python-pptx wrote', () => {
  it('is read with all of its structure', async () => {
    const bytes = readFileSync('tests/fixtures/documents/pass.pptx');
    const document = await readDocument(bytes, 'pass.pptx');
    expectSoundDocument(document);
    expect(document.title).toBe('Winter on the pass');
    expect(
      document.blocks.map(({ kind, level, header, page, start, end }) => [
        page,
        `${kind}${level ?? ''}${header ? '*' : ''}`,
        document.text.slice(start, end),
      ]),
    ).toEqual([
      [1, 'heading1', 'Winter on the pass'],
      [1, 'paragraph', 'What the road keepers learned in forty winters'],
      [2, 'heading1', 'Clearing the road'],
      [2, 'list-item1', 'Start before dawn'],
      [2, 'list-item2', 'Salt the bends first'],
      [2, 'list-item2', 'Then the straights'],
      [2, 'list-item1', 'Close at forty centimetres'],
      [2, 'paragraph', 'Photographs hang in the hut.'],
      [2, 'aside', 'Mention the winter of 1987.'],
      [2, 'aside', 'It took nine days to reopen.'],
      [3, 'table-row*', 'Winter\tSnow\tDays closed'],
      [3, 'table-row', '2019\t310 cm\t12'],
      [3, 'table-row', '2020\t\t9'],
      [4, 'heading1', 'Who to call'],
      [4, 'paragraph', 'The hut answers on channel 4.'],
      [4, 'paragraph', 'The valley answers on channel 9.'],
    ]);
    // A slide without a title is under no heading of the slides before.
    expect(document.blocks.map(({ section }) => section)[10]).toEqual([]);
    expect(document.blocks.at(-1)!.section).toEqual(['Who to call']);
  });
});

describe('a slide', () => {
  it('is shown in the order of the presentation, its title first, without what runs along', async () => {
    const first = [
      shape(['Date'], 'type="dt"'),
      shape(['Text.']),
      shape(['Footer'], 'type="ftr"'),
      shape(['<a:p><a:fld type="slidenum"><a:t>1</a:t></a:fld></a:p>'], 'type="sldNum"'),
      shape([`<a:p>${run('The')}<a:br/>${run('title')}</a:p>`], 'type="ctrTitle"'),
    ].join('');
    const document = await read(first, title('Second'));
    expect(outline(document)).toEqual([
      ['heading', 'The title'],
      ['paragraph', 'Text.'],
      ['heading', 'Second'],
    ]);
    expect(document.blocks.map(({ page }) => page)).toEqual([1, 1, 2]);
  });

  it('has the text of groups, connectors and alternatives once', async () => {
    const slide = `<p:grpSp><p:grpSp>${shape(['Inner.'])}</p:grpSp>${shape(['Outer.'])}</p:grpSp><mc:AlternateContent><mc:Choice Requires="p14">${shape(['New.'])}</mc:Choice><mc:Fallback>${shape(['Old.'])}</mc:Fallback></mc:AlternateContent>`;
    expect((await read(slide)).text).toBe('Inner.\n\nOuter.\n\nNew.');
  });

  it('has breaks, fields and escaped characters in its text', async () => {
    const text = `<a:p>${run('one_x000B_two')}<a:br/><a:fld type="x"><a:t>three</a:t></a:fld>${run(' so\u00adft _x005F_x000B_')}</a:p>`;
    expect((await read(shape([text]))).text).toBe('one\ntwo\nthree soft _x000B_');
  });

  it('numbers its lists', async () => {
    const item = (level: number, type: string, text = 'x') =>
      `<a:p><a:pPr lvl="${level}"><a:buAutoNum type="${type}"/></a:pPr>${run(text)}</a:p>`;
    const list = [
      item(0, 'arabicPeriod'),
      item(1, 'alphaLcParenR'),
      item(1, 'alphaLcParenR'),
      item(0, 'arabicPeriod'),
      item(1, 'alphaLcParenR'),
      '<a:p><a:pPr><a:buChar char="•"/></a:pPr><a:r><a:t>x</a:t></a:r></a:p>',
      '<a:p><a:pPr><a:buNone/></a:pPr><a:r><a:t>x</a:t></a:r></a:p>',
      item(0, 'romanUcParenBoth'),
      item(2, 'arabicPlain'),
      item(1e9, 'arabicPlain'),
    ];
    const { blocks } = await read(shape(list));
    expect(
      blocks.map(({ kind, level, label }) => (kind === 'list-item' ? [level, label] : kind)),
    ).toEqual([
      [1, '1.'],
      [2, 'a)'],
      [2, 'b)'],
      [1, '2.'],
      [2, 'a)'],
      [1, undefined],
      'paragraph',
      [1, '(I)'],
      [3, '1'],
      [9, '1'],
    ]);
  });

  it('takes its bullets from itself, its layout or its master', async () => {
    const level = (mark: string) => `<a:lvl1pPr>${mark}</a:lvl1pPr>`;
    const bullet = level('<a:buChar char="•"/>');
    const none = level('<a:buNone/>');
    const kindOf = async (own: string, place: string | undefined, layout: string) => {
      const related: [string, string][] = [
        ['slideLayout', `<p:sldLayout>${shape(['Prompt'], 'idx="1"', layout)}</p:sldLayout>`],
      ];
      const { blocks, text } = await read({ shapes: shape(['x'], place, own), related });
      expect(text).toBe('x');
      return blocks[0]!.kind;
    };
    expect(await kindOf('', 'idx="1"', bullet)).toBe('list-item');
    expect(await kindOf(none, 'idx="1"', bullet)).toBe('paragraph');
    expect(await kindOf(bullet, 'idx="1"', none)).toBe('list-item');
    expect(await kindOf('', undefined, bullet)).toBe('paragraph');
    expect(await kindOf('', 'idx="1"', '')).toBe('paragraph');
  });

  it('has tables with merged cells, diagrams and the titles of charts', async () => {
    const cell = (text: string, more = '') =>
      `<a:tc${more}><a:txBody><a:p>${run(text)}</a:p></a:txBody></a:tc>`;
    const frame = (inside: string) =>
      `<p:graphicFrame><a:graphic><a:graphicData>${inside}</a:graphicData></a:graphic></p:graphicFrame>`;
    const shapes = [
      frame(
        `<a:tbl><a:tblPr firstRow="1"/><a:tr>${cell('a', ' gridSpan="2"')}${cell('no', ' hMerge="1"')}${cell('b')}</a:tr><a:tr>${cell('no', ' vMerge="1"')}${cell('c')}${cell('d')}</a:tr></a:tbl>`,
      ),
      frame('<dgm:relIds r:dm="rId1"/>'),
      frame('<c:chart r:id="rId2"/>'),
      frame('<c:chart r:id="rId9"/>'),
    ].join('');
    const related: [string, string][] = [
      [
        'diagramData',
        `<dgm:dataModel><a:p>${run('Plan')}</a:p><a:p/><a:p>${run('Do')}</a:p></dgm:dataModel>`,
      ],
      [
        'chart',
        `<c:chartSpace><c:title><a:p>${run('Snow by year')}</a:p></c:title><c:v>12</c:v></c:chartSpace>`,
      ],
    ];
    const document = await read({ shapes, related });
    expect(outline(document)).toEqual([
      ['table-row', 'a\t\tb'],
      ['table-row', '\tc\td'],
      ['paragraph', 'Plan'],
      ['paragraph', 'Do'],
      ['caption', 'Snow by year'],
    ]);
    expect(document.blocks[0]!.header).toBe(true);
  });
});

describe('a presentation that cannot be read', () => {
  it('says so', async () => {
    const bytes = makeDocx(paragraph('x'));
    const word = readPptxFile({ bytes, uri: 'test.pptx', limits: readingLimits });
    await expectRefusal(word, 'mismatched', /another kind than a PowerPoint presentation/);
    const empty = readDocument(makePptx([{ shapes: '' }]), 'test.pptx');
    await expectRefusal(empty, 'empty', /no text/);
    const damaged = readDocument(makePptx([{ shapes: '<p:sp>' }]), 'test.pptx');
    await expectRefusal(damaged, 'damaged', /slide1\.xml/);
  });

  it('says so where it has more slides than may be', async () => {
    const bytes = makePptx([{ shapes: title('One') }, { shapes: title('Two') }]);
    const limits = { ...readingLimits, pages: 1 };
    await expectRefusal(readDocument(bytes, 'test.pptx', limits), 'too-large', /has 2 slides/);
  });
});
