import { expect } from 'vitest';
import type { SourceDocument } from '../../src/documents/source-document.ts';

const splitsPair = (text: string, offset: number): boolean =>
  /[\ud800-\udbff]/.test(text[offset - 1] ?? '') && /[\udc00-\udfff]/.test(text[offset] ?? '');

/** Whether the range is one of the text, not empty, and cuts no character in two. */
export function isSoundRange(text: string, { start, end }: { start: number; end: number }) {
  const inside = 0 <= start && start < end && end <= text.length;
  return inside && !splitsPair(text, start) && !splitsPair(text, end);
}

/** What holds of every document that was read, whatever its bytes were. */
export function expectSoundDocument({ text, blocks }: SourceDocument): void {
  let end = 0;
  for (const [index, block] of blocks.entries()) {
    expect(isSoundRange(text, block), `block ${index}`).toBe(true);
    expect(text.slice(end, block.start).trim(), `before block ${index}`).toBe('');
    expect(block.start, `block ${index} overlaps`).toBeGreaterThanOrEqual(end);
    if (block.continues !== undefined) expect(block.continues).toBeLessThan(index);
    end = block.end;
  }
  expect(text.slice(end)).toBe('');
  expect(text).not.toMatch(/\r/);
}
