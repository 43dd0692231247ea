import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readOdtFile } from '../../src/documents/odt.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import { readingLimits } from '../../src/documents/reading-limits.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { expectSoundDocument } from '../support/expect-sound-document.ts';
import { makeOdt, type OdtParts } from '../support/make-odt.ts';
import { makeZip } from '../support/make-zip.ts';
import { joinedBlocks, outline } from '../support/read-source.ts';

async function read(body: string, parts?: OdtParts) {
  const document = await readDocument(makeOdt(body, parts), 'test.odt');
  expectSoundDocument(document);
  return document;
}

const readOutline = async (body: string, parts?: OdtParts) => outline(await read(body, parts));
const p = (text: string, style = 'Standard') =>
  `<text:p text:style-name="${style}">${text}</text:p>`;
const style = (name: string, inside: string, family = 'paragraph') =>
  `<style:style style:name="${name}" style:family="${family}">${inside}</style:style>`;

/** Written by LibreOffice 7.4 from one source, as OpenDocument and as Word document. */
const harbour = [
  ['heading', 'The harbour of Lowport'],
  ['heading', 'Its history'],
  [
    'paragraph',
    'The harbour was dug by hand between 1841 and 1847. It cost  three lives and most of the town’s savings.',
  ],
  ['footnote', 'Some of the ledgers were lost in the flood of 1902.'],
  ['heading', 'The quays'],
  ['list-item', 'North quay, for coal'],
  ['list-item', 'Crane of 1860'],
  ['list-item', 'Crane of 1911'],
  ['list-item', 'South quay, for fish'],
  ['list-item', 'Ropes are sold at the gate.'],
  ['caption', 'Table 1: Ships by year'],
  ['table-row', 'Year\tCoal\tFish'],
  ['table-row', '1850\tclosed by ice'],
  ['table-row', '1851\t212\t97'],
  ['paragraph', 'The tide tables hang beside the office of the harbour master.'],
  ['aside', 'Keep off the north steps at low tide.'],
  ['heading', 'Its rules'],
  ['code', 'VHF 12   listen\nVHF 16   call'],
  [
    'paragraph',
    'Boats give way to the ferry\tat all times,\nand report by radio before they enter.',
  ],
  ['footnote', 'The savings bank closed in 1848.'],
];

describe.each(['odt', 'docx'])('a document that LibreOffice wrote as %s', (ending) => {
  const file = `tests/fixtures/documents/harbour.${ending}`;

  it('is read with all of its structure', async () => {
    const document = await readDocument(readFileSync(file), `harbour.${ending}`);
    expectSoundDocument(document);
    expect(document.title).toBe('The harbour of Lowport');
    expect(outline(document)).toEqual(harbour);
    expect(document.blocks.map(({ label }) => label).filter(Boolean)).toEqual([
      '1.',
      '1',
      '1.1',
      '1.',
      'a)',
      'b)',
      '2.',
      '2.',
      'i',
    ]);
    expect(document.blocks.map(({ header }) => header).filter(Boolean)).toHaveLength(1);
    expect(document.blocks.find(({ kind }) => kind === 'code')!.section).toEqual(['Its rules']);
    const pages = ending === 'odt' ? [1, 2, 2] : [null, null, null];
    expect(document.blocks.slice(-3).map(({ page }) => page)).toEqual(pages);
  });
});

describe('the text of an OpenDocument text', () => {
  it('has its white space as the format says', async () => {
    const body = p(
      '\n  one \n  two<text:s text:c="3"/>three<text:tab/>four<text:line-break/>five<text:span> </text:span> six so\u00adft',
    );
    expect((await read(body)).text).toBe('one two   three\tfour\nfive six soft');
  });

  it('leaves out changes, comments, hidden text and alternatives of pictures', async () => {
    const styles =
      style('Gone', '<style:text-properties text:display="none"/>', 'text') +
      style('GoneToo', '<style:text-properties text:display="none"/>');
    const body = [
      `<text:tracked-changes><text:changed-region><text:deletion>${p('deleted')}</text:deletion></text:changed-region></text:tracked-changes>`,
      p(
        'Shown<text:span text:style-name="Gone"> hidden</text:span><office:annotation><dc:creator>Me</dc:creator><text:p>comment</text:p></office:annotation><draw:frame><draw:image/><svg:desc>a picture</svg:desc></draw:frame>.',
      ),
      p('hidden', 'GoneToo'),
      `<text:section text:display="none">${p('hidden')}</text:section>`,
      `<text:section>${p('In a section.')}</text:section>`,
    ].join('');
    expect(await readOutline(body, { styles })).toEqual([
      ['paragraph', 'Shown.'],
      ['paragraph', 'In a section.'],
    ]);
  });

  it('has equations and readings', async () => {
    const math =
      '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>a</mi><mo>=</mo><mfrac><msup><mi>b</mi><mn>2</mn></msup><mn>3</mn></mfrac><msqrt><mi>c</mi></msqrt></mrow><annotation>no</annotation></semantics></math>';
    const body = `${p('So <draw:frame><draw:object xlink:href="./Object 1/"/></draw:frame> holds.')}${p('<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby>')}`;
    expect((await read(body, { files: [['Object 1/content.xml', math]] })).text).toBe(
      'So a=(b^2)/3√c holds.\n\n漢字(かんじ)',
    );
  });
});

describe('the structure of an OpenDocument text', () => {
  it('goes on counting where a list goes on', async () => {
    const styles =
      '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="A" style:num-prefix="(" style:num-suffix=")"/><text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/><text:list-level-style-bullet text:level="3"/></text:list-style>';
    const item = (inside: string) => `<text:list-item>${inside}</text:list-item>`;
    const list = (inside: string, more = '') =>
      `<text:list text:style-name="L"${more}>${inside}</text:list>`;
    const inner = `<text:list>${item(p('x'))}${item(`${p('x')}<text:list>${item(p('x'))}</text:list>`)}</text:list>`;
    const body = [
      list(item(p('x') + p('goes on') + inner) + item(p('x') + inner), ' xml:id="one"'),
      list(item(p('x'))),
      list(item(p('x')), ' text:continue-list="one"'),
      list(item(p('x')), ' text:continue-numbering="true"'),
      list(`<text:list-item text:start-value="9">${p('x')}</text:list-item>`),
      list(`<text:list-header>${p('x')}</text:list-header>`),
    ].join('');
    const { blocks } = await read(body, { styles });
    expect(
      blocks.map(({ kind, level, label }) => (kind === 'list-item' ? [level, label] : kind)),
    ).toEqual([
      [1, '(A)'],
      'paragraph',
      [2, 'A.1'],
      [2, 'A.2'],
      [3, undefined],
      [1, '(B)'],
      [2, 'B.1'],
      [2, 'B.2'],
      [3, undefined],
      [1, '(A)'],
      [1, '(C)'],
      [1, '(D)'],
      [1, '(I)'],
      [1, undefined],
    ]);
  });

  it('has tables with merged and repeated cells, groups of rows, and tables in cells', async () => {
    const cell = (inside: string, more = '') =>
      `<table:table-cell${more}>${inside}</table:table-cell>`;
    const row = (inside: string) => `<table:table-row>${inside}</table:table-row>`;
    const inner = `<table:table>${row(cell(p('e')) + cell(p('f')))}</table:table>`;
    const body = `<table:table><table:table-column/><table:table-header-rows>${row(`${cell(p('a')) + cell(p('b'), ' table:number-columns-spanned="2"')}<table:covered-table-cell/>${cell(p('c'))}`)}</table:table-header-rows><table:table-row-group>${row(cell('', ' table:number-columns-repeated="2"') + cell(p('d')))}</table:table-row-group>${row(cell(p('x') + inner) + cell(p('y') + p('z')))}</table:table>`;
    const document = await read(body);
    expect(outline(document).map(([, text]) => text)).toEqual([
      'a\tb\t\tc',
      '\t\td',
      'x',
      'e\tf',
      '\ty z',
    ]);
    expect(document.blocks.map(({ header }) => header ?? false)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('has the entries of a table of contents as a list', async () => {
    const styles =
      style('P1', '').replace(
        'style:family',
        'style:parent-style-name="Contents_20_2" style:family',
      ) + style('Contents_20_2', '');
    const body = `<text:table-of-content><text:table-of-content-source><text:index-title-template>no</text:index-title-template></text:table-of-content-source><text:index-body>${p('One<text:tab/>3', 'P1')}</text:index-body></text:table-of-content>`;
    const { blocks, text } = await read(body, { styles });
    expect(blocks).toMatchObject([{ kind: 'list-item', level: 2 }]);
    expect(text).toBe('One\t3');
  });
});

it('knows styles that it does not define by their names', async () => {
  const body = `${p('The title', 'Title')}${p('All', 'TableCaption')}`;
  const document = await read(body);
  expect(document.title).toBe('The title');
  expect(document.blocks.map(({ kind }) => kind)).toEqual(['heading', 'caption']);
});

describe('the pages of an OpenDocument text', () => {
  const long = 'The committee has met several times and has agreed on the text';
  const styles =
    style('New', '<style:paragraph-properties fo:break-before="page"/>') +
    style('First', '').replace('style:family', 'style:master-page-name="Cover" style:family');
  const soft = '<text:soft-page-break/>';
  const body =
    p('Cover', 'First') +
    p(`${long} ${soft}of the new treaty.`) +
    soft +
    p('Third.') +
    p('Fourth.', 'New');

  it('are those that were counted, and a sentence goes on over them', async () => {
    const document = await read(body, { styles, pages: 4 });
    expect(document.blocks.map(({ page }) => page)).toEqual([1, 1, 2, 3, 4]);
    expect(joinedBlocks(document)).toEqual([[long, 'of the new treaty.']]);
  });

  it('are not told where the breaks do not match the count', async () => {
    for (const parts of [{ styles, pages: 5 }, { styles, pages: 1 }, { styles }]) {
      const document = await read(body, parts);
      expect(document.blocks.map(({ page }) => page)).toEqual([null, null, null, null]);
    }
  });
});

describe('an OpenDocument text that cannot be read', () => {
  const refuse = (bytes: Uint8Array, ...expected: [Parameters<typeof expectRefusal>[1], RegExp]) =>
    expectRefusal(readDocument(bytes, 'test.odt'), ...expected);

  it('says so', async () => {
    const sheet = 'application/vnd.oasis.opendocument.spreadsheet';
    const bytes = makeOdt(p('x'), { mimeType: sheet });
    const other = readOdtFile({ bytes, uri: 'test.odt', limits: readingLimits });
    await expectRefusal(other, 'mismatched', /another kind/);
    await refuse(makeZip([['a.txt', 'text']]), 'mismatched', /another kind/);
    await refuse(makeOdt('<text:p>'), 'damaged', /content\.xml/);
    await refuse(makeOdt(''), 'empty', /no text/);
    const manifest =
      '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>';
    await refuse(makeOdt(p('x'), { manifest }), 'encrypted', /password/);
  });
});
