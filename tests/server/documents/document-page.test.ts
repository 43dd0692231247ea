import { describe, expect, test } from 'vitest';
import type { Block, BlockKind, DocumentContent, Range } from '../../../src/protocol.ts';
import { renderDocumentPage } from '../../../src/server/documents/document-page.ts';
import { windowContent } from '../../../src/server/documents/window-content.ts';

type Part = Partial<Omit<Block, 'start' | 'end'>> & { kind: BlockKind; text: string };

/** A document whose blocks are the given parts, with an empty line between them. */
function documentOf(parts: Part[], fields: Partial<DocumentContent> = {}): DocumentContent {
  let text = '';
  const blocks = parts.map(({ text: part, ...block }): Block => {
    if (text) text += '\n\n';
    const start = text.length;
    text += part;
    return { section: [], page: null, ...block, start, end: text.length };
  });
  const about = { id: 'doc/1', revision: 'r', title: 'Title', uri: 'title.md', uris: ['title.md'] };
  const whole = { from: 0, to: text.length, length: text.length };
  return { ...about, ...whole, mediaType: 'text/markdown', current: true, text, blocks, ...fields };
}

const rangeOf = (content: DocumentContent, quote: string): Range => {
  const start = content.text.indexOf(quote);
  return { start, end: start + quote.length };
};

const placeOf = (spans: Range[]) => ({ spans, url: '/documents/doc' });

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const decodeEntities = (text: string) =>
  text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);

/** The texts of the page's marks, in order. */
const marksOf = (page: string) =>
  [...page.matchAll(/<mark[^>]*>(.*?)<\/mark>/gs)].map((match) => decodeEntities(match[1] ?? ''));

const twoParagraphs = () =>
  documentOf([
    { kind: 'paragraph', text: 'One sentence. And to set their own rules' },
    { kind: 'aside', text: 'About the author.' },
    { kind: 'paragraph', text: 'and priorities for development. The end.' },
  ]);

test('a table of very many short rows is shown', () => {
  const length = 130_000;
  const blocks = Array.from({ length }, (_, row): Block => {
    const start = row * 2;
    return { kind: 'table-row', section: [], page: null, start, end: start + 1 };
  });
  const content = { ...documentOf([], { text: '1\n'.repeat(length) }), blocks };
  expect(renderDocumentPage({ content }).split('<tr>')).toHaveLength(length + 1);
});

describe('what is marked', () => {
  test('is nothing without quotes', () => {
    expect(renderDocumentPage({ content: twoParagraphs(), quote: placeOf([]) })).not.toContain(
      '<mark',
    );
  });

  test('is each part of a quote that a page break cut, and the first has the id', () => {
    const content = twoParagraphs();
    const parts = ['And to set their own rules', 'and priorities for development.'];
    const quotes = parts.map((part) => rangeOf(content, part));
    const page = renderDocumentPage({ content, quote: placeOf(quotes) });
    expect(marksOf(page)).toEqual(parts);
    expect(page.match(/id="quote"/g)).toHaveLength(1);
    expect(page).toContain('<mark id="quote">And to set');
  });

  test('is every character of a range over several blocks, which begins inside one', () => {
    const content = twoParagraphs();
    const quote = { start: 14, end: content.text.length - 9 };
    const page = renderDocumentPage({ content, quote: placeOf([quote]) });
    expect(marksOf(page).join('')).toBe(content.text.slice(quote.start, quote.end));
    expect(marksOf(page)).toHaveLength(3);
  });

  test('is every character of any range, wherever its ends fall', () => {
    const content = documentOf([
      { kind: 'heading', level: 2, text: 'A & B' },
      { kind: 'list-item', level: 1, text: '<one>' },
      { kind: 'list-item', level: 2, label: '2.', text: '"two"' },
      { kind: 'table-row', header: true, text: 'a\tb' },
      { kind: 'table-row', text: '1\t2' },
      { kind: 'code', text: 'if (a < b)' },
    ]);
    for (let start = 0; start < content.text.length; start += 1) {
      for (let end = start + 1; end <= content.text.length; end += 1) {
        const page = renderDocumentPage({ content, quote: placeOf([{ start, end }]) });
        expect(marksOf(page).join('')).toBe(content.text.slice(start, end));
      }
    }
  });

  test('is marked once where quotes overlap or come in disorder', () => {
    const content = twoParagraphs();
    const quotes = [
      { start: 8, end: 20 },
      { start: 0, end: 12 },
    ];
    expect(marksOf(renderDocumentPage({ content, quote: placeOf(quotes) }))).toEqual([
      content.text.slice(0, 20),
    ]);
  });

  test('passes over empty ranges and what lies outside the text', () => {
    const content = twoParagraphs();
    const length = content.text.length;
    const quotes = [
      { start: 5, end: 5 },
      { start: length - 4, end: length + 50 },
    ];
    expect(marksOf(renderDocumentPage({ content, quote: placeOf(quotes) }))).toEqual(['end.']);
  });

  test('leads the fragment to words, not to the white space before them', () => {
    const content = twoParagraphs();
    const gap = content.text.indexOf('\n\n');
    const page = renderDocumentPage({ content, quote: placeOf([{ start: gap, end: gap + 10 }]) });
    expect(page).toMatch(/<mark id="quote">About th/);
  });
});

describe('the page', () => {
  test('shows hostile text as text', () => {
    const hostile = '<script>alert("1")</script><img src=x onerror=alert(1)> & </mark>';
    const kinds = ['heading', 'paragraph', 'list-item', 'table-row', 'code', 'footnote', 'aside'];
    const parts = kinds.map((kind) => ({ kind: kind as BlockKind, text: hostile, label: hostile }));
    const content = documentOf(parts, {
      title: hostile,
      uri: hostile,
      id: `"${hostile}`,
      current: false,
    });
    const quotes = [{ start: 3, end: content.text.length - 3 }];
    const page = renderDocumentPage({ content, quote: placeOf(quotes) });
    expect(page).not.toMatch(/<script|<img/);
    expect(marksOf(page).join('')).toBe(content.text.slice(3, -3));
  });

  test('has no script and no style of its own, one icon and one style sheet', () => {
    const page = renderDocumentPage({ content: twoParagraphs(), quote: placeOf([]) });
    expect(page).not.toMatch(/<script|<style|style=|\son\w+=/);
    expect(page.match(/<link [^>]*>/g)).toEqual([
      '<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">',
      '<link rel="stylesheet" href="/assets/document.css">',
    ]);
  });

  test('says so when the document has changed, and leads to the current one', () => {
    const content = { ...twoParagraphs(), current: false };
    const page = renderDocumentPage({ content, quote: placeOf([]) });
    expect(page).toContain('The document has changed since.');
    expect(page).toContain('href="/documents/doc%2F1"');
    const currentPath = '/documents/doc%2F1?link=a.b.c';
    expect(renderDocumentPage({ content, quote: placeOf([]), currentPath })).toContain(
      `href="${currentPath}"`,
    );
  });

  test('shows the title once, and headings without gaps in their levels', () => {
    const content = documentOf([
      { kind: 'heading', level: 1, text: 'Title' },
      { kind: 'heading', level: 4, text: 'Deep' },
      { kind: 'heading', level: 2, text: 'Next' },
    ]);
    const page = renderDocumentPage({ content, quote: placeOf([]) });
    const headings = page.match(/<h\d>.*?<\/h\d>/g);
    expect(headings).toEqual(['<h1>Title</h1>', '<h2>Deep</h2>', '<h2>Next</h2>']);
  });

  test('keeps the structure of lists, tables, code and footnotes', () => {
    const content = documentOf([
      { kind: 'list-item', level: 1, text: 'one' },
      { kind: 'list-item', level: 1, label: '2.', text: 'two' },
      { kind: 'table-row', header: true, text: 'a\tb' },
      { kind: 'table-row', text: '1\t2' },
      { kind: 'code', text: 'x' },
      { kind: 'footnote', label: '1', text: 'Note.' },
    ]);
    const page = renderDocumentPage({ content, quote: placeOf([]) });
    expect(page).toContain('<h1 dir="auto" lang="">Title</h1>');
    expect(page).toMatch(
      /<ul><li class="depth-1">one<\/li><li class="depth-1 labelled">.*two<\/li><\/ul>/,
    );
    expect(page).toContain(
      '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    );
    expect(page).toContain('<pre><code>x</code></pre>');
    expect(page).toContain('<p class="footnote"><span class="label">1</span> Note.</p>');
  });

  test('tells tables that follow each other apart by their headers', () => {
    const content = documentOf([
      { kind: 'table-row', header: true, text: 'a\tb' },
      { kind: 'table-row', text: '1\t2' },
      { kind: 'table-row', header: true, text: 'c\t' },
      { kind: 'table-row', text: '3\t4' },
    ]);
    const page = renderDocumentPage({ content });
    expect(page.match(/<table>/g)).toHaveLength(2);
    expect(page).toContain('<tr><th scope="col">c</th><td></td></tr>');
  });

  test('shows a caption as one', () => {
    const page = renderDocumentPage({
      content: documentOf([{ kind: 'caption', text: 'Table 1. Depths.' }]),
    });
    expect(page).toContain('<p class="caption">Table 1. Depths.</p>');
  });
});

describe('pages', () => {
  const paged = (fields: Partial<DocumentContent> = {}) =>
    documentOf(
      [
        { kind: 'paragraph', text: 'On the first.', page: 1 },
        { kind: 'paragraph', text: 'On the second.', page: 2 },
        { kind: 'footnote', text: 'A note.', label: '1', page: 2 },
        { kind: 'list-item', level: 1, text: 'one', page: 3 },
        { kind: 'list-item', level: 1, text: 'two', page: 4 },
        { kind: 'table-row', text: 'a\tb', page: 4 },
        { kind: 'table-row', text: 'c\td', page: 5 },
        { kind: 'heading', level: 1, text: 'No page is known' },
        { kind: 'paragraph', text: 'Still on the fifth.', page: 5 },
      ],
      fields,
    );
  const rulesOf = (page: string) =>
    [...page.matchAll(/class="page-rule"[^>]*>(?:<td[^>]*>)?([^<]*)</g)].map((match) => match[1]);

  test('are told apart where they change, also within a list and a table', () => {
    const page = renderDocumentPage({ content: paged() });
    expect(rulesOf(page)).toEqual(['Page 2', 'Page 3', 'Page 4', 'Page 5']);
    expect(page.match(/<ul>/g)).toHaveLength(1);
    expect(page.match(/<table>/g)).toHaveLength(1);
    expect(page).toContain('<tr class="page-rule"><td colspan="2">Page 5</td></tr>');
  });

  test('of a presentation are slides', () => {
    const mediaType = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
    expect(rulesOf(renderDocumentPage({ content: paged({ mediaType }) }))).toContain('Slide 2');
  });

  test('are where the original is opened', () => {
    const content = paged({ mediaType: 'application/pdf' });
    const original = '/documents/doc/original?revision=r';
    const at = (quote?: Range) =>
      renderDocumentPage({
        content,
        original,
        ...(quote && { quote: placeOf([quote]), anchor: quote }),
      });
    expect(at(rangeOf(content, 'second'))).toContain(
      `<a href="${original}#page=2">Open the PDF at page 2</a>`,
    );
    expect(at()).toContain(`<a href="${original}">Open the PDF</a>`);
    expect(renderDocumentPage({ content: paged(), original })).toContain(
      `<a href="${original}">Download the original</a>`,
    );
  });
});

test('a document has its own direction, whatever its title and the page say', () => {
  const content = documentOf([{ kind: 'paragraph', text: 'نص عربي.' }], { title: 'arabic' });
  const page = renderDocumentPage({ content });
  expect(page).toMatch(/<h1 dir="auto" lang="">arabic<\/h1>\s*<div dir="auto" lang="">\s*<p>نص/);
});

describe('a part of a long document', () => {
  const document = () =>
    documentOf(['One.', 'Two.', 'Three.'].map((text) => ({ kind: 'paragraph', text })));

  test('marks by the offsets of the whole', () => {
    const whole = document();
    const content = windowContent(whole, rangeOf(whole, 'Two.'));
    const page = renderDocumentPage({ content, quote: placeOf([rangeOf(whole, 'wo.')]) });
    expect(page).toContain('<p>T<mark id="quote">wo.</mark></p>');
    expect(page).not.toContain('Three');
  });

  test('leads to the others, and to the quote where it is in another', () => {
    const parts = {
      part: 2,
      of: 3,
      previous: '/p?part=1',
      next: '/p?part=3',
      quote: '/p?part=3#quote',
    };
    const page = renderDocumentPage({ content: document(), parts });
    expect(page.match(/Part 2 of 3/g)).toHaveLength(2);
    expect(page).toContain('<a href="/p?part=1" rel="prev">Previous part</a>');
    expect(page).toContain('<a href="/p?part=3" rel="next">Next part</a>');
    expect(page).toContain('<a href="/p?part=3#quote">The quote</a>');
    const first = renderDocumentPage({
      content: document(),
      parts: { part: 1, of: 2, next: '/p' },
    });
    expect(first).not.toContain('Previous part');
  });
});
