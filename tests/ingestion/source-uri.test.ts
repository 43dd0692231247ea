import { describe, expect, test } from 'vitest';
import { isForeign, sourcePath, sourceUri } from '../../src/ingestion/files/source-uri.ts';

describe('the URI of a file', () => {
  test.each([
    ['/corpus/notes/a.md', 'notes/a.md', false],
    ['/elsewhere/100%.md', 'file:///elsewhere/100%25.md', true],
    ['/corpus/file:100%.md', 'file:100%.md', false],
    ['/corpus/file:/etc/a.md', 'file:/etc/a.md', false],
  ])('%s leads back to it', (path, uri, foreign) => {
    expect(sourceUri(path, '/corpus')).toBe(uri);
    expect(sourcePath(uri, '/corpus')).toBe(path);
    expect(isForeign(uri)).toBe(foreign);
  });
});
