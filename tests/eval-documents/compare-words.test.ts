import { describe, expect, it } from 'vitest';
import { compareWords, wordsBeyond } from '../../scripts/eval-documents/compare-words.ts';
import { foldWords } from '../../scripts/eval-documents/fold-words.ts';
import { joinHyphens } from '../../scripts/eval-documents/join-hyphens.ts';
import { parseReference } from '../../scripts/eval-documents/reference.ts';

describe('foldWords', () => {
  it.each([
    ['The ﬁrst “Word”, twice-told', ['the', 'first', 'word', 'twice', 'told']],
    ['practice2 and 1⁄2 or ½', ['practice', '2', 'and', '1', '2', 'or', '1', '2']],
    ['soft\u00adly e\u0301t\u00e9', ['softly', 'été']],
    ['网络 security', ['网', '络', 'security']],
    ['\u202bو\u202aPython\u202cمن\u202c، ٣', ['و', 'python', 'من', '٣']],
    ['أيضًا (بناءً)', ['أيضًا', 'بناءً']],
    ['한국어 단어', ['한국어', '단어']],
    ['●  — 👩‍👩‍👧', []],
  ])('of %j gives %j', (text, words) => {
    expect(foldWords(text)).toEqual(words.map((word) => word.normalize('NFKC')));
  });
});

describe('joinHyphens', () => {
  it('joins what the other text has whole, and leaves a word its own hyphen', () => {
    const other = new Set(foldWords('an international well-known thing'));
    expect(joinHyphens('inter-\nnational, well-\n  known, 1-\n2', other)).toBe(
      'international, well-known, 1-\n2',
    );
  });
});

describe('compareWords', () => {
  const reference = parseReference('One two three.\n~ Page 1\nfour five\n^ A note here\n^ Box\n');

  it('finds all of a text that has everything, whatever stands apart or need not be there', () => {
    for (const text of [
      'one two three four five a note here box',
      'Box. One two three. Page 1. A note here. Four five.',
    ]) {
      expect(compareWords(text, reference)).toEqual({
        words: 9,
        recall: 1,
        found: 1,
        missing: [],
      });
    }
  });

  it('counts what is missing, and what stands out of order', () => {
    const { recall, found, missing } = compareWords('four five one two three box', reference);
    expect(recall).toBeCloseTo(4 / 9);
    expect(found).toBeCloseTo(6 / 9);
    expect(missing).toEqual(['four five', 'a note here']);
  });
});

describe('wordsBeyond', () => {
  it('gives the words that stand in no source, or more often than in any', () => {
    const sources = [
      ['a', 'b', 'b'],
      ['a', 'a', 'c'],
    ];
    expect(wordsBeyond(['a', 'b', 'c', 'a', 'b', 'c', 'd'], sources)).toEqual(['c', 'd']);
  });
});
