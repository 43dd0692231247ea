import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/documents/read-document.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { expectSoundDocument } from '../support/expect-sound-document.ts';

const start = String.raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fcharset204 Arial Cyr;}
{\f2\fcharset128 Mincho;}{\f3\fcharset2 Symbol;}}{\colortbl;\red0\green0\blue0;}
{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 heading 2;}{\*\cs3 Strong;}{\s4 Title;}}
{\info{\title The report}{\author Nobody}}{\*\generator Words;}`;

const read = (body: string) => readDocument(Buffer.from(`${start}${body}}`, 'latin1'), 'test.rtf');

async function outline(body: string): Promise<string[]> {
  const document = await read(body);
  expectSoundDocument(document);
  return document.blocks.map(({ kind, level, label, header, start: from, end }) => {
    const name = `${kind}${level ?? ''}${header ? ' header' : ''}${label ? ` ${label}` : ''}`;
    return `${name}: ${document.text.slice(from, end)}`;
  });
}

const textOf = async (body: string): Promise<string> => (await read(`${body}\\par`)).text;

describe('RTF', () => {
  it('has headings by styles and by the outline, and a title', async () => {
    const body = String.raw`\pard\s1 Rain\par\pard\s2 Snow\par\pard\s0 Words\line on two lines.\par
      {\pard\outlinelevel2 Hail\par}\pard More.`;
    expect(await outline(body)).toEqual([
      'heading1: Rain',
      'heading2: Snow',
      'paragraph: Words\non two lines.',
      'heading3: Hail',
      'paragraph: More.',
    ]);
    expect((await read(body)).title).toBe('The report');
  });

  it('has tables, whose bold first row is their header', async () => {
    const row = (cells: string) => String.raw`\trowd\cellx100\cellx200 \pard\intbl ${cells}\row`;
    const body = String.raw`${row(String.raw`{\b Name}\cell{\b Price}\cell`)}
      ${row(String.raw`Bread\par and butter\cell 2\cell`)}${row(String.raw`Milk\cell\cell`)}\pard After.\par`;
    expect(await outline(body)).toEqual([
      'table-row header: Name\tPrice',
      'table-row: Bread and butter\t2',
      'table-row: Milk\t',
      'paragraph: After.',
    ]);
  });

  it('reads a table of one column as the text in it', async () => {
    const body = String.raw`\trowd\cellx100 \pard\intbl Boxed words.\cell\row\pard After.\par`;
    expect(await outline(body)).toEqual(['paragraph: Boxed words.', 'paragraph: After.']);
  });

  it('has lists with labels, of its own and written out', async () => {
    const body = String.raw`{\listtext 1.\tab}\pard\ls1\ilvl0 One\par{\listtext\f3\'b7\tab}\pard\ls1\ilvl1 Two\par
      \pard\fi-360\li360 a)\tab Three\par\pard\fi-360\li720\bullet\tab Four\par\pard Five\par`;
    expect(await outline(body)).toEqual([
      'list-item1 1.: One',
      'list-item2: Two',
      'list-item1 a): Three',
      'list-item2: Four',
      'paragraph: Five',
    ]);
  });

  it('has notes behind the paragraph that refers to them', async () => {
    const body = String.raw`First{\super\chftn}{\footnote\pard{\super\chftn} Note one.\par More of it.} goes on.\par
      Second{\super *}{\footnote{\super *} Note two.}.\par`;
    expect(await outline(body)).toEqual([
      'paragraph: First goes on.',
      'footnote 1: Note one.',
      'footnote: More of it.',
      'paragraph: Second.',
      'footnote *: Note two.',
    ]);
  });

  it.each([
    [
      'special characters',
      String.raw`a\emdash b\endash c\~d \ldblquote e\rdblquote\-f \{g\}\\`,
      'a—b–c\u00a0d “e”f {g}\\',
    ],
    ['the document’s code page', String.raw`Gr\'fc\'dfe f\'fcr 5 \'80`, 'Grüße für 5 €'],
    [
      'the font’s character set',
      String.raw`{\f1\'cc\'e8\'f0} {\f2\'83e\'83X\'83\'67}`,
      'Мир テスト',
    ],
    [
      'Unicode with what stands for it',
      String.raw`{\uc1\u269?\u-10179?\u-8704?}{\uc2\u8364 EU.}{\uc0\u233}\u228\'e4`,
      'č😀€.éä',
    ],
    ['symbols', String.raw`{\f3 a\'b7}`, 'α•'],
    [
      'the results of fields',
      String.raw`{\field{\*\fldinst HYPERLINK "http://a.b"}{\fldrslt a {\i link}}}`,
      'a link',
    ],
    [
      'text in boxes',
      String.raw`a{\shp{\*\shpinst{\sp{\sn x}{\sv 5}}{\shptxt b}}{\shprslt c}}`,
      'ab',
    ],
    ['one of two ways to say it', String.raw`{\upr{A?B}{\*\ud{A\u269 ?B}}}`, 'AčB'],
    ['what stands on lines', 'one\r\ntwo\\\nthree', 'onetwo\n\nthree'],
    ['no hidden or deleted text', String.raw`a{\v b}\v c\v0 d{\deleted e}`, 'ad'],
    [
      'no pictures, headers, comments, unknown groups',
      String.raw`{\pict 0102ff}{\header H}{\*\annotation C}{\*\new N}a`,
      'a',
    ],
    ['no binary data', 'a{\\pict\\bin5 {{{{{}b', 'ab'],
  ])('gives %s', async (_, body, text) => {
    expect(await textOf(body)).toBe(text);
  });

  it('gives Macintosh, DOS and raw UTF-8 text', async () => {
    const write = async (head: string, bytes: number[]) =>
      (
        await readDocument(
          Buffer.concat([Buffer.from(`{\\rtf1\\${head}`), Buffer.from(bytes), Buffer.from('}')]),
          'test.rtf',
        )
      ).text;
    expect(await write('mac caf', [0x8e])).toBe('café');
    expect(await write('pca caf', [0x82])).toBe('café');
    expect(await write('ansi caf', [...Buffer.from('é')])).toBe('café');
    expect(await write('ansi caf', [0xe9])).toBe('café');
  });

  it.each([
    [`${start}Words`, 'damaged', /ends in the middle/],
    [`${start}{Words}`, 'damaged', /ends in the middle/],
    [`{\\rtf1 ${'{'.repeat(20_000)}`, 'too-complex', /nested too deeply/],
    ['{\\rtf1 }', 'empty', /no text/],
  ] as const)('%.20s… is refused', async (source, reason, words) => {
    await expectRefusal(readDocument(Buffer.from(source), 'test.rtf'), reason, words);
  });

  it('reads a long document in time', async () => {
    const body = String.raw`A line of words with \b bold\b0  ones and \'e9.\par `.repeat(40_000);
    expect((await read(body)).blocks).toHaveLength(40_000);
  });
});
