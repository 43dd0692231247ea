import { expect, test } from 'vitest';
import { readByteRange } from '../../../src/server/documents/byte-range.ts';

test.each([
  ['bytes=0-9', { start: 0, end: 10 }],
  ['bytes=90-', { start: 90, end: 100 }],
  ['bytes=90-500', { start: 90, end: 100 }],
  ['bytes=-10', { start: 90, end: 100 }],
  ['bytes=-500', { start: 0, end: 100 }],
  ['bytes=99-99', { start: 99, end: 100 }],
])('%s of a hundred bytes', (header, range) => {
  expect(readByteRange(header, 100)).toEqual(range);
});

test.each(['bytes=100-', 'bytes=100-200', 'bytes=-0'])('%s is not there', (header) => {
  expect(readByteRange(header, 100)).toBeNull();
});

test.each([
  undefined,
  '',
  'bytes=',
  'bytes=-',
  'bytes=9-3',
  'bytes=0-1,5-6',
  'lines=1-2',
  'bytes=x-1',
])('%s asks for everything', (header) => {
  expect(readByteRange(header, 100)).toBeUndefined();
});
