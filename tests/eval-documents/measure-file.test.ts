import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeResults, meetsGoals } from '../../scripts/eval-documents/describe-results.ts';
import { type FileResult, measureFile } from '../../scripts/eval-documents/measure-file.ts';

const folder = join('tests', 'fixtures', 'documents');

describe('the small files of the evaluation', () => {
  it.each([
    'fake-doc.rtf',
    'fake-html-cp1252.html',
    'rotated.pdf',
    'stanley-cups-with-emoji.csv',
    'umlauts-non-utf8.md',
  ])('%s has the words that were reviewed, in their order, and no others', async (file) => {
    const result = await measureFile(join(folder, file));
    expect(result).toMatchObject({ asExpected: true, truth: 'reviewed', beyond: [] });
    expect(result.comparison).toMatchObject({ recall: 1, found: 1, missing: [] });
  });

  it.each(['password.pdf', 'empty_protected.pdf', 'poppler-395-0-fuzzed.pdf'])(
    '%s is refused for the reason that was expected',
    async (file) => {
      expect((await measureFile(join(folder, file))).asExpected).toBe(true);
    },
  );
});

describe('describeResults', () => {
  const result: FileResult = {
    file: 'a.md',
    kind: 'Markdown',
    pages: 0,
    blocks: 2,
    asExpected: true,
    truth: 'pandoc',
    comparison: { words: 100, recall: 0.99, found: 1, missing: [] },
    beyond: [],
    milliseconds: 12,
  };

  it('is a table with a line a file, and what came of the goals', () => {
    const lines = describeResults([result]);
    expect(lines[2]).toBe('| a.md | Markdown |  | 2 | 0.990 | 1.000 | 0 | pandoc | 12 |  |');
    expect(lines.slice(4)).toEqual([
      'Read, or refused for the right reason: 1 of 1.',
      'Recall in order: median 0.990 (goal 0.98), 0 of 1 files under 0.93.',
      'Words that are not in the document: 0 (goal 0).',
    ]);
  });

  it.each([
    ['a file that was read but should not have been', { asExpected: false }],
    ['a word that is not in the document', { beyond: ['word'] }],
    ['a file with too few of its words', { comparison: { ...result.comparison!, recall: 0.9 } }],
  ])('misses a goal for %s', (_, change) => {
    expect(meetsGoals([result])).toBe(true);
    expect(meetsGoals([result, { ...result, ...change }])).toBe(false);
  });
});
