import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/documents/read-document.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { expectSoundDocument } from '../support/expect-sound-document.ts';
import { makeZip, type ZipFile } from '../support/make-zip.ts';

const container = `<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`;

interface Chapter {
  name: string;
  body: string;
  item?: string;
  itemref?: string;
}

function makeBook(
  chapters: readonly Chapter[],
  more: readonly ZipFile[] = [],
  metadata = '',
): Uint8Array {
  const items = chapters.map(
    ({ name, item = '' }, index) =>
      `<item id="c${index}" href="text/${encodeURI(name)}" media-type="application/xhtml+xml" ${item}/>`,
  );
  const spine = chapters.map(
    ({ itemref = '' }, index) => `<itemref idref="c${index}" ${itemref}/>`,
  );
  const book = `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0">
    <metadata><dc:title>The Book</dc:title>${metadata}</metadata>
    <manifest>${items.join('')}</manifest><spine>${spine.join('')}</spine></package>`;
  return makeZip([
    ['mimetype', 'application/epub+zip', { stored: true }],
    ['META-INF/container.xml', container],
    ['OPS/book.opf', book],
    ...chapters.map(({ name, body }): ZipFile => [`OPS/text/${name}`, xhtml(body)]),
    ...more,
  ]);
}

const xhtml = (body: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"
  xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>${body}</body></html>`;

async function outline(book: Uint8Array): Promise<string[]> {
  const document = await readDocument(book, 'test.epub');
  expectSoundDocument(document);
  const { text, blocks } = document;
  return blocks.map(({ kind, label, page, continues, start, end }) => {
    const marks = [
      label,
      page === null ? '' : `p${page}`,
      continues === undefined ? '' : `>${continues}`,
    ];
    return [kind, ...marks.filter(Boolean), JSON.stringify(text.slice(start, end))].join(' ');
  });
}

describe('an e-book', () => {
  it('is read in the order of its spine, what may be skipped last, without its navigation', async () => {
    const book = makeBook([
      { name: 'cover.xhtml', body: '<p>Cover</p>', itemref: 'linear="no"' },
      {
        name: 'nav.xhtml',
        body: '<nav epub:type="toc"><a href="b.xhtml">B</a></nav>',
        item: 'properties="nav"',
      },
      { name: 'b ä.xhtml', body: '<h1>Chapter B</h1><p>First.</p>' },
      { name: 'a.xhtml', body: '<h1><a id="x"/>Chapter A</h1><p>Second.</p>' },
    ]);
    expect(await outline(book)).toEqual([
      'heading "Chapter B"',
      'paragraph "First."',
      'heading "Chapter A"',
      'paragraph "Second."',
      'paragraph "Cover"',
    ]);
    const { title, mediaType } = await readDocument(book, 'test.epub');
    expect([title, mediaType]).toEqual(['The Book', 'application/epub+zip']);
  });

  it('names its main title among several', async () => {
    const metadata = `<dc:title id="t">Real title</dc:title>
      <meta refines="#t" property="title-type">main</meta>`;
    const book = makeBook([{ name: 'a.xhtml', body: '<p>Words.</p>' }], [], metadata);
    expect((await readDocument(book, 'test.epub')).title).toBe('Real title');
  });

  it('has its notes wherever they are', async () => {
    const book = makeBook([
      { name: 'a.xhtml', body: '<p>Text<a epub:type="noteref" href="n.xhtml#n1">1</a> on.</p>' },
      {
        name: 'b.xhtml',
        body: '<p>More<a epub:type="noteref" href="#n1">*</a>.</p><aside epub:type="footnote" id="n1">Near.</aside>',
      },
      {
        name: 'n.xhtml',
        body: '<section epub:type="endnotes"><ol><li id="n1">Far.</li></ol></section>',
      },
    ]);
    expect(await outline(book)).toEqual([
      'paragraph "Text on."',
      'paragraph "More."',
      'footnote * "Near."',
      'footnote 1 "Far."',
    ]);
  });

  it('tells the pages of its printed edition, also within a sentence', async () => {
    const body = `<p><span epub:type="pagebreak" title="7"/>It was a long sentence that went on and
      <span epub:type="pagebreak" title="8"/>ended on the next page. A second one ended there too.
      <span class="pagenum">[Pg 9]</span> The last began a page.</p>
      <span epub:type="pagebreak" title="x"/><p>An appendix.</p>`;
    expect(await outline(makeBook([{ name: 'a.xhtml', body }]))).toEqual([
      'paragraph p7 "It was a long sentence that went on and"',
      'paragraph p8 >0 "ended on the next page. A second one ended there too."',
      'paragraph p9 "The last began a page."',
      'paragraph "An appendix."',
    ]);
  });

  const protectedBy = (algorithm: string, uri: string): ZipFile => [
    'META-INF/encryption.xml',
    `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">
    <enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData>
    <enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`,
  ];
  const chapters = [{ name: 'a.xhtml', body: '<p>Words.</p>' }];

  it('is refused where its text is protected, not where fonts are disguised', async () => {
    const aes = 'http://www.w3.org/2001/04/xmlenc#aes128-cbc';
    const book = makeBook(chapters, [protectedBy(aes, 'OPS/text/a.xhtml')]);
    await expectRefusal(readDocument(book, 'test.epub'), 'encrypted', /DRM/);
    const fonts = protectedBy('http://www.idpf.org/2008/embedding', 'OPS/font.otf');
    expect(await outline(makeBook(chapters, [fonts]))).toEqual(['paragraph "Words."']);
    expect(await outline(makeBook(chapters, [protectedBy(aes, 'OPS/font.otf')]))).toHaveLength(1);
  });

  it('is refused where a part of it is missing or cut off', async () => {
    const whole = makeBook(chapters);
    const cut = readDocument(whole.subarray(0, whole.length / 2), 'test.epub');
    await expectRefusal(cut, 'damaged', /damaged/);
    const empty = makeZip([
      ['mimetype', 'application/epub+zip', { stored: true }],
      ['META-INF/container.xml', container],
    ]);
    await expectRefusal(readDocument(empty, 'test.epub'), 'damaged', /OPS\/book\.opf is missing/);
    await expectRefusal(readDocument(makeBook([]), 'test.epub'), 'damaged', /lists no text/);
  });
});
