import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentDisposition } from '../../../src/server/documents/content-disposition.ts';

/** As a client that knows RFC 8187 reads it. */
const nameIn = (header: string) => decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(header)![1]!);

test.each([
  ['report.pdf', 'attachment; filename="report.pdf"; filename*=UTF-8\'\'report.pdf'],
  [
    'folder/Prüfung “Süd” (1).docx',
    'attachment; filename="Prufung _Sud_ (1).docx"; filename*=UTF-8\'\'Pr%C3%BCfung%20%E2%80%9CS%C3%BCd%E2%80%9D%20%281%29.docx',
  ],
  ['年報.csv', 'attachment; filename="__.csv"; filename*=UTF-8\'\'%E5%B9%B4%E5%A0%B1.csv'],
])('a file keeps its own name: %s', (name, header) => {
  expect(contentDisposition('attachment', name)).toBe(header);
});

test.each([
  ['a"; filename="b.exe', 'a_; filename=_b.exe'],
  ['a\r\nSet-Cookie: b=c.txt', 'a_Set-Cookie_ b=c.txt'],
  ['..\\..\\windows\\system.ini', 'system.ini'],
  ['.bashrc', 'bashrc'],
  ['invoice\u202efdp.exe', 'invoice_fdp.exe'],
  ['', 'document'],
  ['...', 'document'],
])('a name is made safe: %j', (name, safe) => {
  expect(nameIn(contentDisposition('inline', name))).toBe(safe);
});

test('a long name is cut before its extension', () => {
  const name = nameIn(contentDisposition('attachment', `${'語'.repeat(300)}.epub`));
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(205);
  expect(name).toMatch(/^語+\.epub$/);
});

test('is one header of visible ASCII with one name, whatever the file is called', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
      const name = String.fromCharCode(...units);
      const header = contentDisposition('attachment', name);
      expect(header).toMatch(
        /^attachment; filename="[^"\\%\r\n]+"; filename\*=UTF-8''[\w.!#$&+^`|~%-]+$/,
      );
      expect(header).toMatch(/^[\x20-\x7e]+$/);
      expect(nameIn(header)).not.toMatch(/[/\\]|^\./);
    }),
  );
});
