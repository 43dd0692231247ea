import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown } from '../../src/server/escape-markdown.ts';
import { parseMarkdown } from '../support/parse-markdown.ts';

/** What stays of a tree that says something and does nothing; anything else fails. */
function readInert(node: Nodes): string {
  switch (node.type) {
    case 'root':
      return node.children.map(readInert).join('\n\n');
    case 'paragraph':
      return node.children.map(readInert).join('');
    case 'text':
    case 'inlineCode':
      return node.value;
    default:
      throw new Error(`${node.type} in ${JSON.stringify(node)}`);
  }
}

const read = (markdown: string): string => readInert(parseMarkdown(markdown) as Root);

describe('escaped text', () => {
  const dangerous: string[] = [
    '[click](https://evil.example)',
    '![x](https://evil.example/pixel.png)',
    '[a][b]',
    '[^1] and [^2]: a note',
    '[^1]: a note',
    '[b]: https://evil.example "title"',
    '<img src=x onerror=alert(1)>',
    '<https://evil.example>',
    '<!-- hidden -->',
    '</details><script>alert(1)</script>',
    '&lt;b&gt; &amp; &#91;x](y) &nbsp;',
    '# Heading',
    'Heading\n===',
    'Heading\n---',
    '- a\n- b\n+ c\n* d',
    '1. one\n2) two',
    '> a quote',
    '    indented code',
    '```\nfenced\n```',
    '~~~\nfenced',
    '`code` and ``more``',
    '*a* _b_ **c** __d__ ~~e~~ snake_case_name',
    '| a | b |\n| --- | --- |\n| 1 | 2 |',
    'a\n:-:',
    'a | b\n- | -',
    '- [ ] a task',
    '$x$ $$y$$ \\(z\\) \\[w\\]',
    'http://evil.example www.evil.example ftp://evil.example someone@evil.example',
    '(see https://evil.example/a_b(c)?d=e&f=g#h).',
    'a`b`http://evil.example/`c`',
    '[http://evil.example](http://evil.example)',
    'mailto:a.b-c@evil.example',
    '中文http://evil.example中文 中文a@b.example',
    'HTTPS://EVIL.EXAMPLE',
    'back\\slash\\',
    '---',
    '***',
  ];
  test.each(dangerous)('makes nothing of %j', (text) => {
    const expected = text.replace(/^ +/gm, '');
    expect(read(escapeMarkdown(text))).toBe(expected);
    const inside = read(`“${escapeMarkdown(text, '“')}” is said.`);
    expect(inside).toBe(`“${text.replace(/(?<=\n) +/g, '')}” is said.`);
  });

  test('makes nothing, and loses nothing but white space around lines, whatever it is', () => {
    const fragments = [
      ...'\\`*_{}[]()<>#+-.!|~&$^=:"\'/@ \n\t1aé中😀',
      ...['](', '[^', ']:', '![', '<a>', '&amp;', '\n- ', '\n1. ', '\n\n', '\n    ', '```', '---'],
      ...['http://', 'https://a.b', 'www.', 'www.a.b', 'a@b.c', 'x', '\r\n'],
    ];
    const text = fc
      .array(fc.constantFrom(...fragments), { maxLength: 14 })
      .map((parts) => parts.join(''));
    const visible = (value: string) => value.replace(/\s+/g, '');
    fc.assert(
      fc.property(text, (value) => {
        expect(visible(read(escapeMarkdown(value)))).toBe(visible(value));
      }),
      { numRuns: 5000 },
    );
  });

  test('makes nothing together with a mark before it', () => {
    for (const text of ['(https://evil.example)', '[b]', ': a definition']) {
      const tree = parseMarkdown(`[^1]${escapeMarkdown(text, ']')}\n\n[^1]: A note.`);
      const [paragraph] = tree.children;
      if (paragraph?.type !== 'paragraph') throw new Error(`${paragraph?.type}`);
      expect(paragraph.children[0]?.type).toBe('footnoteReference');
      expect(paragraph.children.slice(1).map(readInert).join('')).toBe(text);
    }
  });

  test('keeps ordinary text as it is', () => {
    for (const text of [
      'In 2015, “the state [of the art]” rose by 5% (to 16).',
      'AT&T and R&D: 3 > 2 - well',
    ]) {
      expect(escapeMarkdown(text)).toBe(text);
    }
  });

  test('is made of long hostile text as of any other', () => {
    // What is worse than linear does not come to an end with so many.
    for (const piece of ['http://', 'a@', '[', 'www.', '\n- ', '&#', 'a.', '`', 'a@b.c+']) {
      expect(escapeMarkdown(piece.repeat(100_000 / piece.length)).length).toBeGreaterThan(1000);
    }
  });

  test.each(['a@b.c+a@b.c', '.@.x', '[^www.a.b]:\\', '[https://a.b]:\\'])(
    'makes nothing of %s',
    (text) => {
      expect(read(escapeMarkdown(text))).toBe(text);
    },
  );

  test('keeps the line between two addresses', () => {
    expect(escapeMarkdown('http://\nwww.')).toBe('`http://`\n`www`.');
  });
});
