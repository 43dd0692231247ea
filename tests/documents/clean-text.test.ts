import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src/documents/clean-text.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import { composeText } from '../../src/documents/text-composer.ts';

describe('cleanText', () => {
  it.each([
    ['controls', 'a\u0000b\u0007c\u009bd\u007f', 'abcd'],
    [
      'kinds of line breaks',
      'a\r\nb\rc\u000bd\u000ce\u0085f\u2028g\u2029h',
      'a\nb\nc\nd\ne\nf\ng\nh',
    ],
    ['halves of pairs', 'a\ud83db\ude00c😀', 'abc😀'],
    ['glyphs for private use', '\uf0b7 a\u{f0000}', ' a'],
    ['what is no character', 'a\ufeff\uffff\ufdd0b', 'ab'],
    ['soft hyphens within', 'soft\u00adly', 'softly'],
  ])('takes out %s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('keeps what shows or has a meaning', () => {
    for (const text of [
      'a\tb\nc',
      '  ½ é e\u0301 ﬁ \u00a0',
      '👩‍👩‍👧\ufe0f',
      'می\u200cخواهم',
      'agree\u00ad',
    ]) {
      expect(cleanText(text)).toBe(text);
    }
  });
});

it('is what composed texts go through, their heading paths too', () => {
  const drafts = [
    { kind: 'heading', level: 2, text: 'He\u00adad\u0000' },
    { kind: 'paragraph', text: '\uf0b7' },
    { kind: 'paragraph', text: 'Te\ud800xt\r\nmore' },
  ] as const;
  const { text, blocks } = composeText(drafts, '');
  expect(text).toBe('Head\n\nText\nmore');
  expect(blocks.map(({ section }) => section)).toEqual([[], ['Head']]);
});

it('leaves a title one line, which its heading does not repeat in the heading paths', async () => {
  const source = '# The \u0007title<br>of it\n\nText.';
  const { title, text, blocks } = await readDocument(Buffer.from(source), 'test.md');
  expect(title).toBe('The title of it');
  expect(text).toBe('The title\nof it\n\nText.');
  expect(blocks[1]!.section).toEqual([]);
});
