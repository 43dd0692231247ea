import { expect, test } from 'vitest';
import { renderListPage } from '../../../src/server/documents/list-page.ts';

const document = {
  id: 'a',
  revision: 'r',
  title: 'A',
  uri: 'a.md',
  uris: ['a.md', 'copies/a.md'],
  mediaType: 'text/markdown',
  passages: 1234,
  path: '/documents/a',
};
const list = { documents: [document], total: 450, passages: 20_000, page: 2, pages: 5 };

test('a page of many leads to those beside it, and names all places of a document', () => {
  const page = renderListPage({ ...list, unreadable: [] });
  expect(page).toContain('450 documents in 20,000 passages. No file was left out.');
  expect(page).toContain('<a href="/documents?page=1" rel="prev">Previous page</a>');
  expect(page).toContain('<a href="/documents?page=3" rel="next">Next page</a>');
  expect(page).toContain(
    '<td>Markdown</td><td class="number">1,234</td><td>a.md<br>copies/a.md</td>',
  );
});

test('many files of one kind are counted, not all named', () => {
  const unreadable = Array.from({ length: 1100 }, (_, index) => ({
    uri: `${index}.xyz`,
    reason: 'unsupported' as const,
    message: `${index}.xyz: cannot be read.`,
    kept: false,
  }));
  const page = renderListPage({ ...list, unreadable });
  expect(page).toContain('<a href="#left-out">1,100 files left out.</a>');
  expect(page).toContain('No kind of document that can be read (1,100)');
  expect(page.match(/<li>/g)).toHaveLength(100);
  expect(page).toContain('1,000 more files; <code>GET /api/documents</code> names them all.');
  expect(page).toContain('<b>7.xyz</b> <span class="reason">cannot be read.</span>');
});
