import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/documents/read-document.ts';
import { readingLimits } from '../../src/documents/reading-limits.ts';
import { readXlsxFile } from '../../src/documents/xlsx.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { expectSoundDocument } from '../support/expect-sound-document.ts';
import { makeDocx, paragraph } from '../support/make-docx.ts';
import { makeXlsx, type SheetParts, sheetData, type WorkbookParts } from '../support/make-xlsx.ts';
import { outline } from '../support/read-source.ts';

type Sheet = string | Omit<SheetParts, 'name'>;

async function read(sheet: Sheet, parts?: WorkbookParts) {
  const given = typeof sheet === 'string' ? { inside: sheet } : sheet;
  const document = await readDocument(makeXlsx([{ name: 'S', ...given }], parts), 'test.xlsx');
  expectSoundDocument(document);
  return document;
}

/** The rows of the sheet, those of a header with a star. */
async function rowsOf(sheet: Sheet, parts?: WorkbookParts): Promise<string[]> {
  const { text, blocks } = await read(sheet, parts);
  return blocks.slice(1).map(({ kind, header, start, end }) => {
    const mark = kind === 'table-row' ? (header ? '*' : '') : `${kind}: `;
    return mark + text.slice(start, end);
  });
}

describe('a workbook that LibreOffice wrote', () => {
  it('is read as it is shown', async () => {
    const bytes = readFileSync('tests/fixtures/documents/ferry.xlsx');
    const document = await readDocument(bytes, 'ferry.xlsx');
    expectSoundDocument(document);
    expect(document.title).toBe('Ferry');
    expect(outline(document)).toEqual([
      ['heading', 'Takings'],
      ['paragraph', 'Takings of the ferry in 2023'],
      ['table-row', 'Day\tPassengers\tTakings\tChange\tChecked'],
      ['table-row', '29 Mar 2023\t1,250\t8,125.50 EUR\t\tTRUE'],
      ['table-row', '30 Mar 2023\t990\t6,435.00 EUR\t-20.8%\tFALSE'],
      ['table-row', '31 Mar 2023\t1,310\t8,515.25 EUR\t32.3%\tTRUE'],
      ['table-row', 'Total\t3,550\t23,075.75 EUR'],
      ['paragraph', 'Prices were raised on 1 April.'],
      ['heading', 'Crew'],
      ['table-row', 'Name\tDuty'],
      ['table-row', 'Ada Brook\tRuns the engine at night'],
      ['table-row', 'Ben Coll\tSells tickets'],
      ['table-row', 'Both learn the ropes'],
      ['paragraph', 'far away'],
    ]);
    const headers = document.blocks.flatMap(({ header }, index) => (header ? [index] : []));
    expect(headers).toEqual([2, 9]);
    expect(document.blocks.at(-1)!.section).toEqual(['Crew']);
  });
});

describe('a cell', () => {
  it('is a text that is shared or its own, a truth value, an error or a result', async () => {
    const strings =
      '<si><t>plain</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>reading</t></rPh></si>';
    const inside = `<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c><c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>a_x000D_b\nc\td</v></c><c><f>1+1</f></c><c><f>1+1</f><v>2</v></c><c s="5"/></row></sheetData>`;
    expect(await rowsOf(inside, { strings })).toEqual([
      'plain\trich text\tinline\tTRUE\t#N/A\tab c d\t2',
    ]);
  });

  it.each([
    ['General', 1234567890123, '1234567890123'],
    ['General', 0.1 + 0.2, '0.3'],
    ['#,##0.00', 1234567.891, '1,234,567.89'],
    ['0%', 0.256, '26%'],
    ['yyyy-mm-dd hh:mm', 44000.5, '2020-06-18 12:00'],
    ['[$-407]d. mmmm yyyy', 44000, '18. Juni 2020'],
    ['_-* #,##0.00 "kr"_-', 1234.5, '1,234.50 kr'],
    ['[h]:mm', 1.5, '36:00'],
    ['0000', 7, '0007'],
    ['not a "code', 7, '7'],
  ])('with the format %s is shown so', async (code, value, shown) => {
    const styles = `<numFmts><numFmt numFmtId="164" formatCode="${code.replaceAll('"', '&quot;')}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>`;
    const inside = `<sheetData><row><c s="1"><v>${value}</v></c></row></sheetData>`;
    expect(await rowsOf(inside, { styles })).toEqual([shown]);
  });

  it('with a format by number is shown so, and hidden by a format is not', async () => {
    const numbers = [0, 3, 9, 14, 20, 49];
    const styles = `<numFmts><numFmt numFmtId="165" formatCode=";;;"/></numFmts><cellXfs>${[...numbers, 165].map((number) => `<xf numFmtId="${number}"/>`).join('')}</cellXfs>`;
    const cells = [1.5, 1234, 0.5, 44000, 0.75, 12, 99].map(
      (value, style) => `<c s="${style}"><v>${value}</v></c>`,
    );
    const inside = `<sheetData><row>${cells.join('')}<c t="inlineStr" s="6"><is><t>hidden</t></is></c></row></sheetData>`;
    expect(await rowsOf(inside, { styles })).toEqual(['1.5\t1,234\t50%\t2020-06-18\t18:00\t12']);
  });

  it('counts its days from 1904 where the workbook does', async () => {
    const styles = '<cellXfs><xf numFmtId="14"/><xf numFmtId="1"/></cellXfs>';
    const inside =
      '<sheetData><row><c s="0"><v>42538</v></c><c s="1"><v>5</v></c></row></sheetData>';
    expect(await rowsOf(inside, { styles, properties: 'date1904="1"' })).toEqual(['2020-06-18\t5']);
  });
});

describe('a sheet', () => {
  const names = { A: 'Name', B: 'Town' };
  const ada = { A: 'Ada', B: 'Lowport' };

  it('has the rows of tables, filters and frozen panes as headers', async () => {
    const data = sheetData([
      [1, { A: 'x', B: 'y' }],
      [2, names],
      [3, ada],
    ]);
    const expected = ['x\ty', '*Name\tTown', 'Ada\tLowport'];
    const table = (more = '') => ({
      inside: data,
      related: [['table', `<table ref="A2:B3" ${more}/>`]] as [string, string][],
    });
    const pane =
      '<sheetViews><sheetView><pane ySplit="2" state="frozen"/></sheetView></sheetViews>';
    expect(await rowsOf(table())).toEqual(expected);
    expect(await rowsOf(`${data}<autoFilter ref="A2:B3"/>`)).toEqual(expected);
    expect(await rowsOf(pane + data)).toEqual(expected);
    const without = ['x\ty', 'Name\tTown', 'Ada\tLowport'];
    expect(await rowsOf(table('headerRowCount="0"'))).toEqual(without);
    expect(await rowsOf(pane.replace('frozen', 'split') + data)).toEqual(without);
  });

  it('has a first row as its header where it stands in texts over values', async () => {
    const years = { A: 'Name', B: 'Year' };
    expect(
      await rowsOf(
        sheetData([
          [1, years],
          [2, { A: 'Ada', B: 1985 }],
        ]),
      ),
    ).toEqual(['*Name\tYear', 'Ada\t1985']);
    for (const rows of [
      [
        [1, names],
        [2, ada],
      ],
      [
        [1, { A: 'Name', B: 1 }],
        [2, { A: 'Ada', B: 1985 }],
      ],
      [
        [1, years],
        [2, { A: 'Ada', C: 1985 }],
      ],
      [[1, years]],
    ] as const) {
      const shown = await rowsOf(sheetData(rows as unknown as Parameters<typeof sheetData>[0]));
      expect(shown.filter((row) => row.startsWith('*'))).toEqual([]);
    }
  });

  it('has tables apart that have headers of their own, with lines between as text', async () => {
    const { text, blocks } = await read(
      sheetData([
        [1, { A: 'Name', B: 'Year' }],
        [2, { A: 'Ada', B: 1985 }],
        [4, { A: 'Ben', B: 1990 }],
        [6, { A: 'Prices' }],
        [7, { A: 'Ticket', B: 'Euro' }],
        [8, { A: 'Day', B: 7 }],
      ]),
    );
    expect(text).toBe('S\n\nName\tYear\nAda\t1985\nBen\t1990\n\nPrices\n\nTicket\tEuro\nDay\t7');
    expect(blocks.filter(({ header }) => header)).toHaveLength(2);
  });

  it('keeps its columns, but not those that are empty', async () => {
    const data = sheetData([
      [1, { B: 'a', D: 'b', XFD: 'c' }],
      [1048576, { D: 'd', E: 'e' }],
    ]);
    expect(await rowsOf(data)).toEqual(['a\tb\t\tc', '\td\te']);
  });

  it('is left out where it is hidden or empty, and nothing is said of empty rows', async () => {
    const empty = `<sheetData>${'<row r="1" s="1" customFormat="1"/>'.repeat(20_000)}</sheetData>`;
    const bytes = makeXlsx([
      { name: 'Hidden', inside: sheetData([[1, names]]), state: 'hidden' },
      { name: 'Very', inside: sheetData([[1, names]]), state: 'veryHidden' },
      { name: 'Empty', inside: empty },
      { name: 'Shown', inside: sheetData([[1, ada]]) },
    ]);
    expect((await readDocument(bytes, 'test.xlsx')).text).toBe('Shown\n\nAda\tLowport');
  });

  it('has the text of its boxes after its rows', async () => {
    const drawing = '<wsDr><a:p><a:r><a:t>A note.</a:t></a:r></a:p></wsDr>';
    const sheet = {
      inside: sheetData([[1, ada]]),
      related: [['drawing', drawing]] as [string, string][],
    };
    expect(await rowsOf(sheet)).toEqual(['Ada\tLowport', 'aside: A note.']);
  });
});

describe('a workbook that cannot be read', () => {
  const refuse = (bytes: Uint8Array, ...expected: [Parameters<typeof expectRefusal>[1], RegExp]) =>
    expectRefusal(readDocument(bytes, 'test.xlsx'), ...expected);

  it('says so', async () => {
    const bytes = makeDocx(paragraph('x'));
    const word = readXlsxFile({ bytes, uri: 'test.xlsx', limits: readingLimits });
    await expectRefusal(word, 'mismatched', /another kind than an Excel workbook/);
    await refuse(makeXlsx([{ name: 'S', inside: '' }]), 'empty', /no text/);
    await refuse(makeXlsx([{ name: 'S', inside: '<sheetData>' }]), 'damaged', /sheet1\.xml/);
  });

  it('says so before it writes out the columns of a table that is too wide', async () => {
    const wide = sheetData([
      [1, { A: 'a' }],
      [2, Object.fromEntries([...'BCDEFGHIJKLMNOP'].map((column) => [column, 'x']))],
      ...Array.from({ length: 50 }, (_, index) => [index + 3, { P: 'x' }] as const),
    ]);
    const bytes = makeXlsx([{ name: 'S', inside: wide }]);
    const limits = { ...readingLimits, characters: 500 };
    await expectRefusal(
      readDocument(bytes, 'test.xlsx', limits),
      'too-large',
      /more than 500 char/,
    );
  });
});
