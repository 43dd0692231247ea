import { expect, test } from 'vitest';
import { describeReport } from '../../src/ingestion/describe-report.ts';
import type { IngestReport } from '../../src/ingestion/ingest-documents.ts';

const nothing: IngestReport = {
  added: [],
  replaced: [],
  unchanged: [],
  removed: [],
  failed: [],
  passages: 0,
};

test('a run that changed nothing is one line', () => {
  expect(describeReport({ ...nothing, unchanged: ['a'] }, 0.1)).toEqual([
    'Nothing changed: 1 document up to date.',
  ]);
  expect(describeReport(nothing, 0.1)).toEqual(['Nothing changed: 0 documents up to date.']);
});

test('what changed is counted, in words that fit one and many', () => {
  const added = Array.from({ length: 1200 }, (_, index) => `${index}.md`);
  const report = { ...nothing, added, replaced: ['r'], removed: ['x', 'y'], passages: 4321 };
  expect(describeReport(report, 12.34)).toEqual([
    '1,200 documents added, 1 document replaced, 2 documents removed.',
    '4,321 passages indexed in 12.3 s.',
  ]);
});

test('files that could not be read are named with the reason and what is left of them', () => {
  const failed = [
    { uri: 'a.md', reason: 'a.md holds no text. Add some, or take the file out.', kept: false },
    { uri: 'b.md', reason: 'b.md is not valid UTF-8.', kept: true },
  ];
  expect(describeReport({ ...nothing, unchanged: ['c'], failed }, 1)).toEqual([
    'Nothing changed: 1 document up to date.',
    '2 files could not be read:',
    '  a.md holds no text. Add some, or take the file out.',
    '  b.md is not valid UTF-8. Its earlier version stays in the index.',
  ]);
});
