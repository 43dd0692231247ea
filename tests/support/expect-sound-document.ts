import { expect } from 'vitest';
import { findFaults } from '../../scripts/fuzz/find-faults.ts';
import type { SourceDocument } from '../../src/documents/source-document.ts';

export { isSoundRange } from '../../scripts/fuzz/find-faults.ts';

/** What holds of every document that was read, whatever its bytes were. */
export function expectSoundDocument(document: SourceDocument): void {
  expect(findFaults(document)).toEqual([]);
}
