import { expect, test } from 'vitest';
import { tableDrafts } from '../../src/documents/table-drafts.ts';

test('a row of very many empty cells is read in a moment', () => {
  const cells = [
    ...Array.from({ length: 400_000 }, () => [{ kind: 'paragraph' as const, text: '' }]),
    [{ kind: 'paragraph' as const, text: 'late', page: 3 }],
    [],
  ];
  const [row] = tableDrafts([{ header: false, cells }]);
  expect(row).toMatchObject({ kind: 'table-row', page: 3, beginsTable: true });
  expect(row!.text).toBe(`${'\t'.repeat(400_000)}late`);
});
