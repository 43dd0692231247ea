import { describe, expect, it } from 'vitest';
import { markdown, outline } from '../support/read-source.ts';

const read = (source: string) => outline(markdown(source));
const paragraph = (source: string) => {
  const blocks = read(source);
  expect(blocks.map(([kind]) => kind)).toEqual(['paragraph']);
  return blocks[0]![1];
};

describe('inline Markdown', () => {
  it.each([
    ['emphasis', '*a* **b** ***c*** _d_ ~~e~~', 'a b c d e'],
    ['code', 'call `a_b()` now', 'call a_b() now'],
    ['links', '[text](u "title") and [ref][r] and [r]\n\n[r]: http://z', 'text and ref and r'],
    [
      'autolinks',
      'See <https://x.org/a> and https://y.org/b.',
      'See https://x.org/a and https://y.org/b.',
    ],
    ['mail addresses', 'Write to <a@b.org> or c@d.org.', 'Write to a@b.org or c@d.org.'],
    ['images', 'a ![alternative text](i.png) b', 'a b'],
    ['entities', 'A &amp; B &lt;c&gt; &copy; &#20013; &eacute;', 'A & B <c> © 中 é'],
    ['escapes', '\\*no\\* 5\\. \\[x\\]', '*no* 5. [x]'],
    ['soft breaks', 'one\ntwo\n  three', 'one two three'],
    ['hard breaks', 'one  \ntwo\\\nthree<br>four<br/>five', 'one\ntwo\nthree\nfour\nfive'],
    ['tags', 'H<sub>2</sub>O <span title="x">is</span> <u>wet</u>', 'H2O is wet'],
    ['comments', 'a <!-- not *this* --> b', 'a b'],
    ['scripts and styles', 'a<script>alert(1)</script> b<style>p{}</style> c', 'a b c'],
    ['a no-break space', 'a\u00a0b', 'a\u00a0b'],
    ['emoji', 'a 👩‍👩‍👧 b', 'a 👩‍👩‍👧 b'],
  ])('reads %s as they are seen', (_, source, seen) => {
    expect(paragraph(source)).toBe(seen);
  });

  it('drops the mark of a note that exists and keeps other superscripts', () => {
    expect(
      read(
        'Of 10<sup>6</sup> some<sup>1</sup> and others<sup>1, 2</sup>.\n\n<sup>1</sup> A.\n\n<sup>2</sup> B.',
      ),
    ).toEqual([
      ['paragraph', 'Of 106 some and others.'],
      ['footnote', 'A.'],
      ['footnote', 'B.'],
    ]);
  });

  it('keeps a superscript that begins a paragraph without being a label', () => {
    expect(paragraph('<sup>long note</sup> text')).toBe('long note text');
  });
});

describe('Markdown', () => {
  it('has headings of both kinds, with their levels', () => {
    const document = markdown('Title\n=====\n\nSub\n---\n\n### Third ###\n\ntext');
    expect(document.title).toBe('Title');
    expect(document.blocks.map(({ kind, level, section }) => [kind, level, section])).toEqual([
      ['heading', 1, []],
      ['heading', 2, []],
      ['heading', 3, ['Sub']],
      ['paragraph', undefined, ['Sub', 'Third']],
    ]);
  });

  it('closes a heading’s section at the next one of its level or above', () => {
    const document = markdown('# T\n\n## A\n\n### B\n\nb\n\n## C\n\nc\n\n# D\n\nd');
    const paragraphs = document.blocks.filter((block) => block.kind === 'paragraph');
    expect(paragraphs.map((block) => block.section)).toEqual([['A', 'B'], ['C'], ['D']]);
  });

  it('keeps a first heading in the path where the title is another', () => {
    const document = markdown('---\ntitle: Title\n---\n\n# Part\n\ntext');
    expect(document.title).toBe('Title');
    expect(document.blocks.at(-1)!.section).toEqual(['Part']);
  });

  it('takes the title from the highest heading', () => {
    expect(markdown('## Small\n\n# Large\n\ntext').title).toBe('Large');
    expect(markdown('### Only\n\ntext').title).toBe('Only');
    expect(markdown('# \n\ntext').title).toBe('Test');
  });

  it('has lists with depths and labels', () => {
    const source =
      '- a\n  1. one\n  2. two\n     - deep\n\n     more of two\n- [x] done\n- [ ] open\n\n5) five\n6) six';
    const document = markdown(source);
    expect(document.blocks.map(({ level, label }) => [level, label])).toEqual([
      [1, undefined],
      [2, '1.'],
      [2, '2.'],
      [3, undefined],
      [2, undefined],
      [1, undefined],
      [1, undefined],
      [1, '5.'],
      [1, '6.'],
    ]);
    expect(document.text).toBe('a\none\ntwo\ndeep\nmore of two\ndone\nopen\nfive\nsix');
  });

  it('has code, headings and quotes inside list items as what they are', () => {
    expect(read('- a\n\n  ```\n  b\n  ```\n\n  > c')).toEqual([
      ['list-item', 'a'],
      ['code', 'b'],
      ['paragraph', 'c'],
    ]);
  });

  it('has tables, with tabs between the cells and a header', () => {
    const document = markdown('| *a* | `b` |\n| :- | -: |\n| c \\| d | [e](x) |\n| f |');
    expect(document.blocks.map(({ kind, header }) => [kind, header])).toEqual([
      ['table-row', true],
      ['table-row', undefined],
      ['table-row', undefined],
    ]);
    expect(document.text).toBe('a\tb\nc | d\te\nf');
  });

  it('keeps empty cells, so that columns stay columns', () => {
    expect(
      read('|  | 2015 | 2016 |\n| - | - | - |\n| a |  | 2 |\n| b | 1 |  |\n|  |  |  |'),
    ).toEqual([
      ['table-row', '\t2015\t2016'],
      ['table-row', 'a\t\t2'],
      ['table-row', 'b\t1\t'],
    ]);
  });

  it('has footnotes, each with its label', () => {
    const document = markdown(
      'Text[^a] here[^2].\n\n[^a]: The note.\n\n    Its second part.\n[^2]: Two.',
    );
    expect(document.blocks.map(({ kind, label }) => [kind, label])).toEqual([
      ['paragraph', undefined],
      ['footnote', 'a'],
      ['footnote', 'a'],
      ['footnote', '2'],
    ]);
    expect(document.text).toBe('Text here.\n\nThe note.\n\nIts second part.\n\nTwo.');
  });

  it('has code as it is written', () => {
    expect(read('```js\n  indented();\n\nif (a  <b>) {}\n```\n\n    by indentation')).toEqual([
      ['code', '  indented();\n\nif (a  <b>) {}'],
      ['code', 'by indentation'],
    ]);
  });

  it('has quotations as paragraphs', () => {
    expect(read('> one\n>\n> - two\n>\n> > three')).toEqual([
      ['paragraph', 'one'],
      ['list-item', 'two'],
      ['paragraph', 'three'],
    ]);
  });

  it('has no rules, definitions, comments and images as text', () => {
    expect(read('a\n\n***\n\n![i](x.png)\n\n[r]: http://z\n\n<!-- c -->\n\nb')).toEqual([
      ['paragraph', 'a'],
      ['paragraph', 'b'],
    ]);
  });

  it('reads files of all line endings alike', () => {
    const source = '# T\n\none\ntwo\n\n```\na\n\nb\n```\n\n- x\n- y';
    const text = markdown(source).text;
    expect(markdown(source.replaceAll('\n', '\r\n')).text).toBe(text);
    expect(markdown(source.replaceAll('\n', '\r')).text).toBe(text);
  });

  it('has no byte order mark', () => {
    expect(markdown('\ufeff# Title\n\nText').text).toBe('Title\n\nText');
  });
});

describe('HTML in Markdown', () => {
  it('gives its visible text as blocks', () => {
    const html =
      '<div>Hello <b>you</b><script>bad()</script><style>p{}</style></div>\n<p>One</p><p>Two<br>lines</p>\n<ul><li>i</li></ul>\n<h2>Head</h2>\nloose';
    expect(read(html)).toEqual([
      ['paragraph', 'Hello you'],
      ['paragraph', 'One'],
      ['paragraph', 'Two\nlines'],
      ['list-item', 'i'],
      ['heading', 'Head'],
      ['paragraph', 'loose'],
    ]);
  });

  it('keeps the lines of preformatted text', () => {
    expect(read('<pre><code>if a:\n    b()\n</code></pre>')).toEqual([['code', 'if a:\n    b()']]);
  });

  it('gives tables as rows', () => {
    const document = markdown(
      '<table><thead><tr><th></th><th>2015</th></tr></thead>\n<tbody><tr><td><p>a</p><p>b</p></td>\n<td>1</td></tr><tr><td></td></tr></tbody></table>',
    );
    expect(outline(document)).toEqual([
      ['table-row', '\t2015'],
      ['table-row', 'a b\t1'],
    ]);
    expect(document.blocks.map((block) => block.header)).toEqual([true, undefined]);
  });

  it('can surround Markdown', () => {
    expect(read('<details><summary>More</summary>\n\n*inner*\n\n</details>')).toEqual([
      ['paragraph', 'More'],
      ['paragraph', 'inner'],
    ]);
  });
});

describe('front matter', () => {
  it.each([
    ['plain', 'title: A plain view', 'A plain view'],
    ['a colon', 'title: China: a view', 'China: a view'],
    ['double quotes', 'title: "The \\"new\\" law: a view"', 'The "new" law: a view'],
    ['single quotes', "title: 'China''s way'", "China's way"],
    ['an apostrophe', "title: China's way", "China's way"],
    ['a comment', 'title: Plain # not this', 'Plain'],
    ['a comment behind quotes', 'title: "Quoted #1" # not this', 'Quoted #1'],
    ['a number sign', 'title: The C# book', 'The C# book'],
    ['folded lines', 'title: >-\n  Folded\n  lines\nauthor: x', 'Folded lines'],
    ['another entry first', 'author:\n  title: Dr\ntitle: Real', 'Real'],
  ])('in YAML names the title: %s', (_, matter, title) => {
    const document = markdown(`---\n${matter}\n---\n\n# Heading\n\nText.`);
    expect(document.title).toBe(title);
    expect(document.text).toBe('Heading\n\nText.');
  });

  it.each([
    ['no title', 'author: x'],
    ['an empty one', 'title:\nauthor: x'],
    ['empty quotes', 'title: ""'],
    ['one of something else', 'author:\n  title: Dr'],
  ])('leaves the title to the heading where there is %s', (_, matter) => {
    expect(markdown(`---\n${matter}\n---\n\n# Heading\n\nText.`).title).toBe('Heading');
  });

  it('in TOML names the title, if it is the document’s', () => {
    expect(markdown('+++\ntitle = "A = b"\n+++\n\n# Heading').title).toBe('A = b');
    expect(markdown('+++\n[menu]\ntitle = "Nested"\n+++\n\n# Heading').title).toBe('Heading');
  });

  it('is none where it stands below the beginning', () => {
    expect(read('Text.\n\n---\n\ntitle: x')).toEqual([
      ['paragraph', 'Text.'],
      ['paragraph', 'title: x'],
    ]);
  });
});
