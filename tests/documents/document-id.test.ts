import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentId } from '../../src/documents/document-id.ts';

describe('documentId', () => {
  it('stays the same for the same place', () => {
    expect(documentId('a/report.md')).toBe('report-8a326f55');
  });

  it('tells files of one name in two folders apart', () => {
    expect(documentId('a/report.md')).not.toBe(documentId('b/report.md'));
    expect(documentId('report.md')).not.toBe(documentId('report.txt'));
  });

  it.each([
    ['Über uns & mehr.md', 'uber-uns-mehr'],
    ['网络安全 report.md', 'report'],
    ['ﬁle №5.md', 'file-no5'],
    ['v1.2.notes.md', 'v1-2-notes'],
    [`${'word-'.repeat(12)}end.md`, 'word-word-word-word-word-word-word-word-word-word-word-word'],
  ])('is readable for %s', (uri, words) => {
    expect(documentId(uri)).toMatch(new RegExp(`^${words}-[0-9a-f]{8}$`));
  });

  it.each(['网络安全.md', '...md', '.md', ''])('is a hash alone for %j', (uri) => {
    expect(documentId(uri)).toMatch(/^[0-9a-f]{8}$/);
  });

  it('is safe in a URL path, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (uri) => {
        const id = documentId(uri);
        expect(encodeURIComponent(id)).toBe(id);
        expect(id).toMatch(/^(?:[a-z0-9]+-)*[0-9a-f]{8}$/);
      }),
    );
  });
});
