import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/documents/read-document.ts';
import { readingLimits } from '../../src/documents/reading-limits.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { expectSoundDocument } from '../support/expect-sound-document.ts';
import { type DocxParts, makeDocx, paragraph, run, styled, table } from '../support/make-docx.ts';
import { makeZip } from '../support/make-zip.ts';
import { joinedBlocks, outline } from '../support/read-source.ts';

async function read(body: string, parts?: DocxParts) {
  const document = await readDocument(makeDocx(body, parts), 'test.docx');
  expectSoundDocument(document);
  return document;
}

const readOutline = async (body: string, parts?: DocxParts) => outline(await read(body, parts));
const textOf = async (inside: string) => (await read(`<w:p>${inside}</w:p>`)).text;

const style = (id: string, name: string, inside = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${inside}</w:style>`;
const basedOn = (id: string) => `<w:basedOn w:val="${id}"/>`;

describe('the text of a Word document', () => {
  it('is that of its runs, with tabs, breaks and hyphens', async () => {
    expect(
      await textOf(
        `${run('one')}<w:r><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r><w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>breaking, so</w:t><w:softHyphen/><w:t>ft</w:t></w:r>`,
      ),
    ).toBe('one\ttwo\nthreenon\u2011breaking, soft');
  });

  it('has insertions and moved text once, and no deletions, comments or hidden text', async () => {
    expect(
      await textOf(
        `<w:ins>${run('in ')}</w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del><w:moveFrom>${run('from')}</w:moveFrom><w:moveTo>${run('to ')}</w:moveTo>${run('hidden', '<w:vanish/>')}${run('shown', '<w:vanish w:val="0"/>')}<w:r><w:commentReference w:id="1"/></w:r>`,
      ),
    ).toBe('in to shown');
  });

  it('joins paragraphs whose break was deleted', async () => {
    const deleted = '<w:rPr><w:del w:id="1"/></w:rPr>';
    expect(await readOutline(paragraph('One ', deleted) + paragraph('text.'))).toEqual([
      ['paragraph', 'One text.'],
    ]);
  });

  it('has links, controls, simple fields and the results of complex ones', async () => {
    const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    expect(
      await textOf(
        `<w:hyperlink r:id="rId9">${run('link ')}</w:hyperlink><w:sdt><w:sdtPr><w:alias w:val="no"/></w:sdtPr><w:sdtContent>${run('control ')}</w:sdtContent></w:sdt><w:fldSimple w:instr=" SEQ "><w:r><w:t>7</w:t></w:r></w:fldSimple>${field('begin')}<w:r><w:instrText> IF </w:instrText></w:r>${field('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>${field('separate')}${run('inner')}${field('end')}${field('separate')}${run(' result')}${field('end')}${run(' after')}`,
      ),
    ).toBe('link control 7 result after');
  });

  it('keeps a field open over paragraphs', async () => {
    const begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>';
    const rest = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>';
    const end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>';
    const body = `<w:p>${begin}${run('instruction')}</w:p><w:p>${run('still')}${rest}${run('shown')}</w:p><w:p>${end}${run('after')}</w:p>`;
    expect(await readOutline(body)).toEqual([
      ['paragraph', 'shown'],
      ['paragraph', 'after'],
    ]);
  });

  it('shows the signs of symbol fonts as what they look like', async () => {
    expect(
      await textOf(
        `<w:r><w:sym w:font="Wingdings" w:char="F04A"/><w:sym w:font="Symbol" w:char="F061"/></w:r>${run('\uf062', '<w:rFonts w:ascii="Symbol"/>')}`,
      ),
    ).toBe('☺αβ');
  });

  it('has equations on one line', async () => {
    const r = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
    const equation = `<m:oMath>${r('x=')}<m:f><m:num>${r('a+b')}</m:num><m:den>${r('2')}</m:den></m:f>${r('+')}<m:sSup><m:e>${r('c')}</m:e><m:sup>${r('2')}</m:sup></m:sSup><m:rad><m:radPr/><m:deg/><m:e>${r('d')}</m:e></m:rad><m:d><m:e>${r('y')}</m:e></m:d></m:oMath>`;
    expect(await textOf(equation)).toBe('x=(a+b)/2+c^2√d(y)');
  });

  it('puts a reading in brackets after its word', async () => {
    const ruby = `<w:r><w:ruby><w:rubyPr/><w:rt>${run('かんじ')}</w:rt><w:rubyBase>${run('漢字')}</w:rubyBase></w:ruby></w:r>`;
    expect(await textOf(ruby)).toBe('漢字(かんじ)');
  });

  it('is read whatever its prefixes are, of the strict variant too', async () => {
    const strict = 'http://purl.oclc.org/ooxml';
    const bytes = makeZip([
      [
        '_rels/.rels',
        `<Relationships><Relationship Id="a" Type="${strict}/officeDocument/relationships/officeDocument" Target="DOC/main.XML"/></Relationships>`,
      ],
      [
        'doc/main.xml',
        `<x:document xmlns:x="${strict}/wordprocessingml/main"><x:body><x:p><x:r><x:t>strict</x:t></x:r></x:p></x:body></x:document>`,
      ],
    ]);
    expect((await readDocument(bytes, 'test.docx')).text).toBe('strict');
  });
});

describe('the structure of a Word document', () => {
  const styles =
    style('T', 'Title') +
    style('H1', 'heading 1') +
    style('H2', 'heading 2', basedOn('H1')) +
    style('Mine', 'My section', basedOn('H2')) +
    style('Out', 'Outlined', '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>') +
    style('TocHead', 'TOC Heading', `${basedOn('H1')}<w:pPr><w:outlineLvl w:val="9"/></w:pPr>`) +
    style('Toc2', 'toc 2') +
    style('Cap', 'caption') +
    style('Bullet3', 'List Bullet 3') +
    style('Code', 'Source Code') +
    style('Hidden', 'z-Top of Form', '<w:rPr><w:vanish/></w:rPr>');

  it('has headings by style, by what a style is based on and by their place in the outline', async () => {
    const body = [
      styled('T', 'The title'),
      styled('H1', 'One'),
      styled('Mine', 'Two'),
      styled('Out', 'Three'),
      paragraph('Direct', '<w:outlineLvl w:val="0"/>'),
      styled('TocHead', 'Contents'),
      styled('Out', 'long '.repeat(80)),
    ].join('');
    const document = await read(body, { styles });
    expect(document.title).toBe('The title');
    expect(document.blocks.map(({ kind, level }) => [kind, level])).toEqual([
      ['heading', 1],
      ['heading', 1],
      ['heading', 2],
      ['heading', 3],
      ['heading', 1],
      ['paragraph', undefined],
      ['paragraph', undefined],
    ]);
    expect(document.blocks[3]!.section).toEqual(['One', 'Two']);
  });

  it('knows styles that it does not define by their ids', async () => {
    const body = styled('Title', 'The title') + styled('Heading2', 'Two') + styled('x', 'Text.');
    expect((await read(body)).blocks.map(({ kind, level }) => [kind, level])).toEqual([
      ['heading', 1],
      ['heading', 2],
      ['paragraph', undefined],
    ]);
  });

  it('has captions, code, entries of contents and lists by name', async () => {
    const body = [
      styled('Cap', 'Figure 1: All'),
      styled('Code', 'line 1'),
      styled('Code', '  line 2'),
      styled('Toc2', 'Chapter'),
      styled('Bullet3', 'point'),
      paragraph('• typed'),
      paragraph('•'),
    ].join('');
    const document = await read(body, { styles });
    expect(outline(document)).toEqual([
      ['caption', 'Figure 1: All'],
      ['code', 'line 1\n  line 2'],
      ['list-item', 'Chapter'],
      ['list-item', 'point'],
      ['list-item', 'typed'],
    ]);
    expect(document.blocks.map(({ level }) => level)).toEqual([undefined, undefined, 2, 3, 1]);
  });

  it('takes bold lines for headings only where no style names one', async () => {
    const bold = (text: string) => `<w:p>${run(text, '<w:b/>')}</w:p>`;
    const body = bold('Scope') + paragraph('Text.') + paragraph('More.') + bold('A sentence.');
    expect(await readOutline(body)).toEqual([
      ['heading', 'Scope'],
      ['paragraph', 'Text.'],
      ['paragraph', 'More.'],
      ['paragraph', 'A sentence.'],
    ]);
    const withStyle = styled('H1', 'One') + body;
    expect((await readOutline(withStyle, { styles }))[1]).toEqual(['paragraph', 'Scope']);
  });

  it('numbers items and headings as Word does', async () => {
    const level = (index: number, format: string, text: string, more = '') =>
      `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%1.%2)')}${level(2, 'bullet', '•')}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level(0, 'upperRoman', 'Part %1', '<w:pStyle w:val="Chapter"/>')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>`;
    const item = (list: number, depth: number) =>
      paragraph('x', `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`);
    const chapter = style(
      'Chapter',
      'Chapter',
      '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>',
    );
    const none = '<w:pStyle w:val="Chapter"/><w:numPr><w:numId w:val="0"/></w:numPr>';
    const body = [
      item(1, 0),
      item(1, 1),
      item(1, 1),
      item(1, 2),
      item(1, 0),
      item(1, 1),
      item(2, 0),
      item(2, 0),
      styled('Chapter', 'x'),
      paragraph('x', none),
      styled('Chapter', 'x'),
    ].join('');
    const { blocks } = await read(body, { numbering, styles: chapter });
    expect(blocks.map(({ kind, level: depth, label }) => [kind, depth, label])).toEqual([
      ['list-item', 1, '1.'],
      ['list-item', 2, '1.a)'],
      ['list-item', 2, '1.b)'],
      ['list-item', 3, undefined],
      ['list-item', 1, '2.'],
      ['list-item', 2, '2.a)'],
      ['list-item', 1, '5.'],
      ['list-item', 1, '6.'],
      ['heading', 1, 'Part I'],
      ['heading', 1, undefined],
      ['heading', 1, 'Part II'],
    ]);
  });

  it('has footnotes after the paragraph that they belong to, and endnotes at the end', async () => {
    const reference = (kind: string, id: number) => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
    const own = `<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>*</w:t></w:r>`;
    const footnotes = `<w:footnote w:type="separator" w:id="0">${paragraph('line')}</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>${run(' First')}${reference('footnote', 2)}</w:p>${paragraph('and more.')}</w:footnote><w:footnote w:id="4">${paragraph('Starred.')}</w:footnote>`;
    const endnotes = `<w:endnote w:id="2">${paragraph('Last.')}</w:endnote>`;
    const body = `<w:p>${run('Text')}${reference('footnote', 2)}${run(' goes on')}${reference('endnote', 2)}${own}${reference('footnote', 99)}</w:p>${paragraph('Next.')}`;
    const document = await read(body, { footnotes, endnotes });
    expect(outline(document)).toEqual([
      ['paragraph', 'Text goes on'],
      ['footnote', 'First'],
      ['footnote', 'and more.'],
      ['footnote', 'Starred.'],
      ['paragraph', 'Next.'],
      ['footnote', 'Last.'],
    ]);
    const labels = document.blocks.map(({ label }) => label).filter(Boolean);
    expect(labels).toEqual(['1', '1', '*', 'i']);
  });

  it('has the text of boxes and diagrams apart, once', async () => {
    const inside = `<w:txbxContent>${paragraph('In the box.')}</w:txbxContent>`;
    const both = `<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>${inside}</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>${inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`;
    const picture = `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing/></mc:Choice><mc:Fallback><v:textbox>${inside}</v:textbox></mc:Fallback></mc:AlternateContent>`;
    const alone = `<w:drawing><a:txBody><a:p><a:r><a:t>In a </a:t></a:r><a:r><a:t>shape.</a:t></a:r></a:p></a:txBody></w:drawing>`;
    for (const [box, text] of [
      [both, 'In the box.'],
      [picture, 'In the box.'],
      [alone, 'In a shape.'],
    ]) {
      const body = `<w:p>${run('Before ')}<w:r>${box}</w:r>${run('after.')}</w:p>`;
      expect(await readOutline(body)).toEqual([
        ['paragraph', 'Before after.'],
        ['aside', text],
      ]);
    }
  });
});

describe('a table of a Word document', () => {
  const cell = (text: string, properties: string) =>
    `<w:tcPr>${properties}</w:tcPr>${paragraph(text)}`;

  it('has its columns where they are, across merged and missing cells', async () => {
    const body = table([
      [cell('wide', '<w:gridSpan w:val="2"/>'), cell('tall', '<w:vMerge w:val="restart"/>')],
      ['a', 'b', cell('not shown', '<w:vMerge/>')],
      ['two', `${paragraph('lines')}${paragraph('here')}`, ''],
    ]).replace(
      '</w:tbl>',
      `<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr><w:tc>${paragraph('late')}</w:tc></w:tr></w:tbl>`,
    );
    expect(await readOutline(body)).toEqual([
      ['table-row', 'wide\t\ttall'],
      ['table-row', 'a\tb'],
      ['table-row', 'two\tlines here'],
      ['table-row', '\t\tlate'],
    ]);
  });

  it('has header rows where it says so or its first row looks so', async () => {
    const rows = [
      ['a', 'b'],
      ['c', 'd'],
    ];
    const bold = (text: string) => `<w:p>${run(text, '<w:b/>')}</w:p>`;
    const marked = table(rows).replace('<w:tr>', '<w:tr><w:trPr><w:tblHeader/></w:trPr>');
    const byBold = table([[bold('a'), bold('b')], rows[1]!]);
    const look = '<w:tblStyle w:val="Fancy"/><w:tblLook w:val="0420"/>';
    const fancy =
      '<w:style w:type="table" w:styleId="Fancy"><w:tblStylePr w:type="firstRow"/></w:style>';
    for (const [body, expected] of [
      [marked, [true, undefined]],
      [byBold, [true, undefined]],
      [table(rows, look), [true, undefined]],
      [table(rows, look.replace('0420', '0400')), [undefined, undefined]],
      [table(rows), [undefined, undefined]],
      [table([[bold('a'), bold('b')]]), [undefined]],
    ] as const) {
      const { blocks } = await read(body, { styles: fancy });
      expect(blocks.map(({ header }) => header)).toEqual(expected);
    }
  });

  it('has a header row where words stand over numbers, and none where names stand beside them', async () => {
    const words = ['Berth', 'Depth', 'Remark'];
    const numbered = [
      ['North', '8.4', 'ferries only'],
      ['South', '6', ''],
    ];
    const headers = async (rows: string[][]) =>
      (await read(table(rows))).blocks.map(({ header }) => header);
    expect(await headers([words, ...numbered])).toEqual([true, undefined, undefined]);
    expect(await headers([['1', '2', '3'], ...numbered])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const pairs = [
      ['Name', 'Ada Holm'],
      ['Born', '1911'],
      ['Bridges', '14'],
    ];
    expect(await headers(pairs)).toEqual([undefined, undefined, undefined]);
  });

  it('inside a cell has rows of its own, in their place', async () => {
    const inner = table([
      ['e', 'f'],
      ['g', 'h'],
    ]);
    const body = table([
      ['a', 'b', 'c'],
      ['d', `${paragraph('before')}${inner}${paragraph('after')}`, 'i'],
    ]);
    expect((await readOutline(body)).map(([, text]) => text)).toEqual([
      'a\tb\tc',
      'd\tbefore',
      'e\tf',
      'g\th',
      'after\ti',
    ]);
  });

  it('of one column is read as the text that it frames', async () => {
    expect(await readOutline(table([['One.'], [paragraph('Two.') + paragraph('Three.')]]))).toEqual(
      [
        ['paragraph', 'One.'],
        ['paragraph', 'Two.'],
        ['paragraph', 'Three.'],
      ],
    );
  });

  it('stands apart from the next one', async () => {
    const { text } = await read(table([['a', 'b']]) + paragraph('') + table([['c', 'd']]));
    expect(text).toBe('a\tb\n\nc\td');
  });

  it('leaves out deleted rows, and its notes stand below it', async () => {
    const note = `<w:p>${run('a')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`;
    const body = table([
      ['x', 'y'],
      [note, 'b'],
      ['c', 'd'],
    ]).replace('<w:tr>', '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>');
    const footnotes = `<w:footnote w:id="2">${paragraph('Note.')}</w:footnote>`;
    expect(await readOutline(body, { footnotes })).toEqual([
      ['table-row', 'a\tb'],
      ['table-row', 'c\td'],
      ['footnote', 'Note.'],
    ]);
  });
});

describe('the pages of a Word document', () => {
  const end = '<w:r><w:lastRenderedPageBreak/></w:r>';
  const long = 'The committee has met several times and has agreed on the text';
  const body = `<w:p>${run(`${long} `)}${end}${run('of the new treaty.')}</w:p><w:p>${end}${run('Third page.')}</w:p>`;

  it('are those that Word counted, and a sentence goes on over them', async () => {
    const document = await read(body, { pages: 3 });
    expect(document.blocks.map(({ page }) => page)).toEqual([1, 2, 3]);
    expect(joinedBlocks(document)).toEqual([[long, 'of the new treaty.']]);
  });

  it('are not told of a document that claims to have one and has no marks', async () => {
    const document = await read(paragraph('Text.'), { pages: 1 });
    expect(document.blocks[0]!.page).toBeNull();
  });

  it('are not told where the marks do not match the count', async () => {
    for (const pages of [2, 4, undefined]) {
      const document = await read(body, pages === undefined ? {} : { pages });
      expect(document.blocks.map(({ page }) => page)).toEqual([null, null]);
    }
  });

  it('cut a sentence also where its rest could be a new one, but no word and no clause', async () => {
    const cut = (first: string, second: string) =>
      read(`<w:p>${run(first)}${end}${run(second)}</w:p>${paragraph('Next.')}`, { pages: 2 });
    const capital = await cut(`${long} `, 'Geneva will host.');
    expect(capital.blocks.map(({ page }) => page)).toEqual([1, 2, 2]);
    expect(joinedBlocks(capital)).toEqual([[long, 'Geneva will host.']]);
    const finished = await cut(`${long}. `, 'It will be signed.');
    expect(finished.blocks.map(({ page }) => page)).toEqual([1, 2, 2]);
    expect(joinedBlocks(finished)).toEqual([]);
    for (const [first, second] of [
      [`${long}en`, 'ed.'],
      [`${long}; `, 'It will be signed.'],
      ['Short ', 'Geneva will host.'],
    ] as const) {
      const whole = await cut(first, second);
      expect(whole.blocks.map(({ page }) => page)).toEqual([1, 2]);
      expect(whole.text).toBe(`${first}${second}\n\nNext.`);
    }
  });
});

describe('the title of a Word document', () => {
  const styles = style('T', 'Title') + style('H', 'heading 1');
  const heading = styled('H', 'A heading');

  it.each([
    ['its properties', heading, 'Given', 'Given'],
    ['its first heading', heading, '', 'A heading'],
    ['its first heading, not the name of a file', heading, 'Template_v2.dotx', 'A heading'],
    ['its first heading, not what Word puts there', heading, 'Microsoft Word - x', 'A heading'],
    ['what is set as the title', styled('T', 'Set') + heading, 'Template of 2009', 'Set'],
    ['the fuller one', styled('T', 'Set') + paragraph('as: the given'), 'The given', 'The given'],
    ['its file', paragraph('Text.'), '', 'Test'],
    ['its file, where its properties are damaged', paragraph('Text.'), 'a & b', 'Test'],
  ])('is that of %s', async (_, body, title, expected) => {
    expect((await read(body, { styles, title })).title).toBe(expected);
  });
});

describe('a Word document that cannot be read', () => {
  const refuse = (bytes: Uint8Array, ...expected: [Parameters<typeof expectRefusal>[1], RegExp]) =>
    expectRefusal(readDocument(bytes, 'test.docx'), ...expected);

  it('says so', async () => {
    await refuse(makeZip([['a.txt', 'text']]), 'mismatched', /another kind than a Word document/);
    await refuse(makeDocx('<w:p>'), 'damaged', /word\/document\.xml/);
    await refuse(makeDocx(''), 'empty', /no text/);
    const nested = '<w:p><w:r>'.repeat(600) + '</w:r></w:p>'.repeat(600);
    await refuse(makeDocx(nested), 'too-complex', /nested too deeply/);
  });

  it('says so where it unpacks to more than may be', async () => {
    const bytes = makeDocx(paragraph('a'.repeat(10_000)));
    const limits = { ...readingLimits, unpackedBytes: 9_000 };
    await expectRefusal(readDocument(bytes, 'test.docx', limits), 'too-large', /unpacks to more/);
  });
});
