import { expect, test } from 'vitest';
import { barLine, plainLine } from '../../src/ingestion/describe-progress.ts';
import type { IngestProgress } from '../../src/ingestion/ingest-report.ts';

const progress: IngestProgress = {
  stage: 'indexing',
  done: 1499,
  total: 20_000,
  bytesDone: 25_000_000,
  bytesTotal: 100_000_000,
  uri: 'reports/2024/quarterly/results.pdf',
  passages: 4200,
  failed: 3,
};
const minute = 60_000;

test('a terminal gets files, passages, rate, failures, the time left and the file at work', () => {
  expect(barLine(progress, minute, 120)).toBe(
    '████░░░░░░░░░░░░  1,499/20,000  4,200 passages  70/s  3 unreadable  3 min left  reports/2024/quarterly/results.pdf',
  );
});

test.each([119, 100, 79, 60, 59, 40, 20, 10, 1])('it fits %i columns', (columns) => {
  expect(barLine(progress, minute, columns).length).toBeLessThanOrEqual(columns);
});

test('where it is narrow the end of the file’s path is left, or nothing of it', () => {
  expect(barLine(progress, minute, 100)).toMatch(/ {2}…arterly\/results\.pdf$/);
  expect(barLine(progress, minute, 59)).toBe(
    '1,499/20,000  4,200 passages  70/s  3 unreadable  3 min le…',
  );
});

test('a line among others says the same in words', () => {
  expect(plainLine(progress, minute)).toBe(
    'Document 1,500 of 20,000: reports/2024/quarterly/results.pdf (4,200 passages, 70/s, 3 unreadable, 3 min left)',
  );
  const first = { ...progress, done: 0, bytesDone: 0, passages: 0, failed: 0 };
  expect(plainLine(first, 10)).toBe(`Document 1 of 20,000: ${progress.uri}`);
  expect(plainLine({ ...first, stage: 'looking', done: 11 }, 10)).toBe(
    `Looking at file 12 of 20,000: ${progress.uri}`,
  );
});

test.each([
  [0.5, minute, '60 s left'],
  [0.25, 100 * minute, '5.0 h left'],
  [0.01, minute, undefined],
  [0.5, 2000, undefined],
])('of %d of the bytes in %d ms: %s', (share, elapsed, left) => {
  const line = plainLine({ ...progress, bytesDone: share * progress.bytesTotal }, elapsed);
  if (left === undefined) expect(line).not.toMatch(/left/);
  else expect(line).toContain(left);
});
