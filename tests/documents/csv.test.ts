import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/documents/csv.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import { encodeText } from '../support/encode-text.ts';
import { expectSoundDocument } from '../support/expect-sound-document.ts';

function rowsOf(source: string): [text: string, header: boolean][] {
  const { text, blocks } = readCsv(source);
  return blocks.map(({ kind, start, end, header }) => {
    expect(kind).toBe('table-row');
    return [text.slice(start, end), header ?? false];
  });
}

describe('readCsv', () => {
  it('reads a row as a block and names the header', () => {
    expect(rowsOf('Team,Cups\nBlues,1\nFlyers,2\n')).toEqual([
      ['Team\tCups', true],
      ['Blues\t1', false],
      ['Flyers\t2', false],
    ]);
  });

  it.each([',', ';', '\t', '|'])('finds out the delimiter %j', (delimiter) => {
    const source = `name${delimiter}price\nbread${delimiter}2\nmilk, fresh${delimiter}1\n`;
    const quoted = delimiter === ',' ? source.replace('milk, fresh', '"milk, fresh"') : source;
    expect(rowsOf(quoted).map(([text]) => text)).toEqual([
      'name\tprice',
      'bread\t2',
      'milk, fresh\t1',
    ]);
  });

  it('takes the delimiter that a spreadsheet names in the first line', () => {
    expect(rowsOf('sep=;\r\na,b;c\r\nd,e;f\r\n').map(([text]) => text)).toEqual([
      'a,b\tc',
      'd,e\tf',
    ]);
  });

  it('keeps a cell with quotes, line breaks and tabs in one cell', () => {
    const source = 'note,year\r\n"He said ""no"",\r\nthen\tleft",1999\r\n';
    expect(rowsOf(source)[1]).toEqual(['He said "no", then left\t1999', false]);
  });

  it('keeps ragged rows and the places of empty cells, and leaves empty rows out', () => {
    const source = 'a,b,c\n1,,3\n,,\n\n4\n5,6,7,8\n,9\n';
    expect(rowsOf(source).map(([text]) => text)).toEqual([
      'a\tb\tc',
      '1\t\t3',
      '4',
      '5\t6\t7\t8',
      '\t9',
    ]);
  });

  it('reads lines before the table as captions, the first as the title', () => {
    const { title, text, blocks } = readCsv('Stanley Cups,,\nTeam,Place,Cups\nBlues,STL,1\n');
    expect(title).toBe('Stanley Cups');
    expect(text).toBe('Stanley Cups\n\nTeam\tPlace\tCups\nBlues\tSTL\t1');
    expect(blocks.map(({ kind, header }) => [kind, header ?? false])).toEqual([
      ['caption', false],
      ['table-row', true],
      ['table-row', false],
    ]);
  });

  it.each([
    ['numbers in the first row', '1,2\n3,4\n'],
    ['a first row like the others', 'Anna,Berlin\nBoris,Bonn\n'],
    ['a first row whose words recur', 'Anna,Berlin\nBoris,Berlin\n'],
    ['names that are not distinct', 'a,a\n1,2\n'],
    ['a single row', 'name,price\n'],
  ])('names no header for %s', (_, source) => {
    expect(rowsOf(source).every(([, header]) => !header)).toBe(true);
  });

  it('loses no rows to a quote that is never closed', () => {
    const rows = Array.from({ length: 100 }, (_, index) => `row ${index},${index}`);
    const source = ['name,size', '"broken,1', ...rows].join('\n');
    expect(rowsOf(source)).toHaveLength(102);
  });

  it('tells a header from long cells in a moment', () => {
    const long = `${'@'.repeat(500_000)} x`;
    expect(rowsOf(`Note,Count\n${long},1\n`)).toEqual([
      ['Note\tCount', true],
      [`${long}\t1`, false],
    ]);
  });

  it('gives back whatever cells were written', () => {
    const cell = fc.stringMatching(/^[a-z",;|\t\n 😀é]{0,8}$/u);
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, (table) => {
        const { text } = readCsv(`sep=,\n${Papa.unparse(table)}`);
        const words = table.flat().join(' ').split(/\s+/).filter(Boolean);
        expect(text.split(/\s+/).filter(Boolean)).toEqual(words);
      }),
    );
  });
});

describe('readDocument for tables', () => {
  it.each(['a.csv', 'a.tsv', 'A.CSV'])('reads %s in a legacy encoding', async (uri) => {
    const tab = /tsv$/i.test(uri) ? '\t' : ';';
    const bytes = encodeText(
      `Straße${tab}Größe\nÖlweg${tab}5\nAmselstraße${tab}7\n`,
      'windows-1252',
    );
    const document = await readDocument(bytes, uri);
    expectSoundDocument(document);
    expect(document.text).toBe('Straße\tGröße\nÖlweg\t5\nAmselstraße\t7');
  });
});
