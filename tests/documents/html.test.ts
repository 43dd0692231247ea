import { describe, expect, it } from 'vitest';
import { readHtml } from '../../src/documents/html.ts';
import { readHtmlBlocks } from '../../src/documents/html-blocks.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import { encodeText } from '../support/encode-text.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { expectSoundDocument } from '../support/expect-sound-document.ts';

/** The blocks of a body, each as its kind, level, label and text. */
function outline(body: string): string[] {
  const { text, blocks } = readHtml(`<!doctype html><title>T</title><body>${body}`);
  return blocks.map(({ kind, level, label, header, start, end }) => {
    const name = `${kind}${level ?? ''}${header ? ' header' : ''}${label ? ` ${label}` : ''}`;
    return `${name}: ${text.slice(start, end)}`;
  });
}

const sentence = 'A sentence of the article that says something, long enough to count as prose.';
const prose = Array.from({ length: 8 }, (_, index) => `<p>${index}. ${sentence}</p>`).join('\n');

describe('structure', () => {
  it('reads headings, paragraphs and quotations in order', () => {
    const body = `<h1>One</h1><p>First  words
      on lines.</p>loose text<h3>Two <a href="#two">¶</a></h3>
      <blockquote><p>Said <b>so</b>.</p></blockquote><div>In a <span>box</span></div>`;
    expect(outline(body)).toEqual([
      'heading1: One',
      'paragraph: First words on lines.',
      'paragraph: loose text',
      'heading3: Two',
      'paragraph: Said so.',
      'paragraph: In a box',
    ]);
  });

  it('reads nested lists with their levels and numbers', () => {
    const body = `<ol start="3"><li>three<ul><li><p>inner</p><p>more</p></li></ul>rest</li>
      <li value="7">seven</li></ol><ol type="a"><li>x</li></ol><ol type="I" reversed><li>y</li><li>z</li></ol>
      <dl><dt>Term</dt><dd>Meaning</dd></dl>`;
    expect(outline(body)).toEqual([
      'list-item1 3.: three',
      'list-item2: inner',
      'list-item2: more',
      'list-item1: rest',
      'list-item1 7.: seven',
      'list-item1 a.: x',
      'list-item1 II.: y',
      'list-item1 I.: z',
      'list-item1: Term',
      'list-item2: Meaning',
    ]);
  });

  it('reads a table with its caption and header, each cell once', () => {
    const body = `<table><caption>Prices</caption><thead><tr><th>Name<th colspan=2>Cost</thead>
      <tr><td rowspan=2>Bread</td><td>2</td><td>3</td></tr><tr><td>4</td><td>a<br>b<p>c</p></td></tr></table>`;
    expect(outline(body)).toEqual([
      'caption: Prices',
      'table-row header: Name\tCost\t',
      'table-row: Bread\t2\t3',
      'table-row: \t4\ta b c',
    ]);
  });

  it('reads every cell of a table, however many columns it has', () => {
    const cells = Array.from({ length: 260 }, (_, column) => `c${column}`);
    const body = `<table><tr><th>${cells.join('<th>')}<tr><td>${cells.join('<td>')}</table>`;
    const row = cells.join('\t');
    expect(outline(body)).toEqual([`table-row header: ${row}`, `table-row: ${row}`]);
  });

  it('leaves out the columns that only keep distance', () => {
    const body = '<table><tr><td>Sales<td> <td>$<td>5<tr><td>Costs<td> <td>$<td>3</table>';
    expect(outline(body)).toEqual(['table-row: Sales\t$\t5', 'table-row: Costs\t$\t3']);
  });

  it('reads a table of the layout as what is in its cells', () => {
    const body = `<table><tr><td><h2>Left</h2><p>Words.</p></td><td><table><tr><th>n</th><th>m</th></tr>
      <tr><td>1</td><td>2</td></tr></table></td></tr></table>`;
    expect(outline(body)).toEqual([
      'heading2: Left',
      'paragraph: Words.',
      'table-row header: n\tm',
      'table-row: 1\t2',
    ]);
  });

  it('keeps the lines of code, of poems and between paragraphs of old', () => {
    const body = `<pre><code>if (a) {\n  b();\n}</code></pre><p>one<br>two</p>first<br><br>second`;
    expect(outline(body)).toEqual([
      'code: if (a) {\n  b();\n}',
      'paragraph: one\ntwo',
      'paragraph: first',
      'paragraph: second',
    ]);
  });

  it('reads captions of figures, and no texts in place of pictures', () => {
    const body =
      '<figure><img alt="words"><figcaption>Figure 1. Rain</figcaption></figure><p>x</p>';
    expect(outline(body)).toEqual(['caption: Figure 1. Rain', 'paragraph: x']);
  });

  it('reads inline elements as a browser shows them', () => {
    const body = `<p>10<sup>6</sup> H<sub>2</sub>O &amp; a&shy;b, <q>said</q>,
      <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> <ix:num>5</ix:num> wo<wbr>rd</p>`;
    expect(outline(body)).toEqual(['paragraph: 106 H2O & ab, “said”, 漢 5 word']);
  });

  it('leaves out what is hidden, but opens details', () => {
    const body = `<p hidden>a</p><p aria-hidden="true">b</p><p style="color:red; display: none">c</p>
      <dialog>d</dialog><template>e</template><noscript>f</noscript><details><summary>Sum</summary>In it</details>`;
    expect(outline(body)).toEqual(['paragraph: Sum', 'paragraph: In it']);
  });

  it('reads a page that hides everything until a script runs', () => {
    expect(outline(`<div style="visibility:hidden">${prose}</div>`)).toHaveLength(8);
  });
});

describe('notes', () => {
  const notes = [
    [
      'by their roles',
      '<p>Text<sup><a href="#n">1</a></sup> on.</p><aside role="doc-footnote" id="n">Note.</aside>',
    ],
    [
      'by links both ways',
      '<p>Text<a id="r1" href="#n1">[1]</a> on.</p><p><a id="n1" href="#r1">[1]</a> Note.</p>',
    ],
    [
      'in a list with arrows back',
      '<p>Text<sup id="r1"><a href="#n1">1</a></sup> on.</p><ol><li id="n1"><p>Note. <a href="#r1">↩︎</a></p></li></ol>',
    ],
  ] as const;
  it.each(notes)('are found %s and lose their marks', (_, body) => {
    expect(outline(body)).toEqual(['paragraph: Text on.', 'footnote 1: Note.']);
  });

  it('are not the headings that a table of contents links to and that link back', () => {
    const body =
      '<p><a id="t1" href="#c1">1</a> <a href="#c1">Beginnings</a></p><h2 id="c1"><a href="#t1">1</a> Beginnings</h2><p>Words.</p>';
    expect(outline(body)).toEqual([
      'paragraph: 1 Beginnings',
      'heading2: 1 Beginnings',
      'paragraph: Words.',
    ]);
  });
});

describe('what is no part of the document', () => {
  it('is left out: menus, banners, forms, related pages, comments', () => {
    const body = `<header><a href="/">Site</a></header><nav><ul><li><a href="/a">Menu</a></ul></nav>
      <div id="cookie-banner">We use cookies to give you the best of all experiences on this site.
      <button>Accept</button></div><main><article><h1>Rain</h1>${prose}<form><input value="a">
      <button>Send</button></form></article></main><div class="related-posts"><a href="/b">Snow falls</a></div>
      <section id="comments"><p>First comment by somebody.</p></section><footer><p>© Site</p></footer>
      <script>track()</script><style>p{}</style>`;
    const text = outline(body).join('\n');
    expect(outline(body)).toHaveLength(9);
    expect(text).not.toMatch(/Menu|cookies|Accept|Send|Snow|comment|Site|track/);
  });

  it('keeps the heading above the article’s column', () => {
    const body = `<div class="top"><h1>Rain</h1></div><div class="page"><div class="column">${prose}</div>
      <div class="side">${'<a href="/x">Another page of ours</a> '.repeat(20)}</div></div>`;
    expect(outline(body)[0]).toBe('heading1: Rain');
    expect(outline(body).join()).not.toContain('Another');
  });

  it.each([
    ['a short page', '<h1>Hours</h1><p>Open on Monday.</p><p>Closed on Sunday.</p>'],
    ['a list', `<ul>${'<li>Item of it</li>'.repeat(30)}</ul>`],
    ['tables alone', `<table>${'<tr><td>a<td>1</tr>'.repeat(30)}</table>`],
    [
      'a long text beside tables',
      `${prose}<table>${'<tr><td>cell<td>10</tr>'.repeat(20)}</table>${prose}`,
    ],
  ])('is nothing of %s', (_, body) => {
    const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
    const source = body.replace(/<[^>]*>/g, ' ');
    const read = outline(body).map((line) => line.replace(/^[^:]*: /, ''));
    expect(words(read.join(' '))).toEqual(words(source));
  });
});

describe('title', () => {
  const titles: [string, string, string | undefined][] = [
    ['<title>Rain – The Daily</title>', '<h1>Rain</h1>', 'Rain'],
    ['<title>Rain</title>', '<h1>Other</h1>', 'Rain'],
    ['<title>Rain | Daily</title><meta property="og:site_name" content="Daily">', '', 'Rain'],
    ['<meta property="og:title" content="Rain &amp; snow">', '', 'Rain & snow'],
    [
      '<meta property="og:title" content="Daily"><meta property="og:site_name" content="Daily">',
      '<h1>Rain</h1>',
      'Rain',
    ],
    ['<title> </title>', '<h1>Rain</h1>', 'Rain'],
    ['', '', undefined],
  ];
  it.each(titles)('of %s with %s', (head, body, title) => {
    expect(readHtml(`<head>${head}</head><body>${body}<p>Words.</p>`).title).toBe(title);
  });
});

describe('readDocument for web pages', () => {
  it.each([
    ['<meta charset="iso-8859-2">', 'iso-8859-2'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', 'windows-1251'],
    ['<?xml version="1.0" encoding="koi8-r"?>', 'koi8-r'],
  ])('follows %s', async (declaration, encoding) => {
    const text = encoding === 'iso-8859-2' ? 'Łódź' : 'Да';
    const bytes = encodeText(`${declaration}<p>${text}</p>`, encoding);
    expect((await readDocument(bytes, 'a.html')).text).toBe(text);
  });

  it('finds out an encoding that no one declares', async () => {
    const bytes = encodeText('<p>Grüße aus Köln für 5 €</p>', 'windows-1252');
    expect((await readDocument(bytes, 'a.htm')).text).toBe('Grüße aus Köln für 5 €');
  });

  it('reads XHTML with tags that close themselves', async () => {
    const source = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/>
      <script src="a.js"/></head><body><p><a id="x"/>One</p><div/><p>Two <![CDATA[a<b]]></p></body></html>`;
    const document = await readDocument(Buffer.from(source), 'a.xhtml');
    expectSoundDocument(document);
    expect(document.text).toBe('One\n\nTwo a<b');
  });

  it.each(['div', 'b', 'table', 'ul', 'blockquote'])(
    'says of %s nested beyond reason that it is',
    async (tag) => {
      const source = `<${tag}>`.repeat(20_000).replaceAll('<table>', '<table><tr><td>');
      const reading = readDocument(Buffer.from(`${source}words`), 'a.html');
      await expectRefusal(reading, 'too-complex', /nested too deeply/, 'a.html');
    },
  );
});

describe('readHtmlBlocks', () => {
  it('reads a piece as it stands, without looking for an article', () => {
    expect(readHtmlBlocks('<nav>Menu</nav><p>Words</p><footer>End</footer>')).toEqual([
      { kind: 'paragraph', text: 'Menu' },
      { kind: 'paragraph', text: 'Words' },
      { kind: 'paragraph', text: 'End' },
    ]);
  });
});
