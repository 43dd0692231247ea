import { describe, expect, test } from 'vitest';
import { type OriginalFile, serveOriginal } from '../../../src/server/documents/serve-original.ts';

const file = (text: string, mediaType: string, name: string) => ({
  bytes: new TextEncoder().encode(text),
  revision: 'r1',
  mediaType,
  name,
});
const pdf = file('%PDF-1.7\n0123456789', 'application/pdf', 'a.pdf');
function get(what: OriginalFile, headers: Record<string, string> = {}) {
  const { bytes, ...served } = serveOriginal(what, new Headers(headers));
  return { ...served, headers: new Headers(served.headers), text: Buffer.from(bytes).toString() };
}

describe('a PDF', () => {
  test('is shown by the browser’s viewer, which works in no sandbox', () => {
    const response = get(pdf);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toMatch(/^inline; filename="a\.pdf"/);
    expect(response.headers.get('content-security-policy')).not.toMatch(/sandbox|default-src/);
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(response.headers.get('etag')).toBe('"r1"');
    expect(response.text).toBe('%PDF-1.7\n0123456789');
  });

  test('comes in ranges, which say where they are', () => {
    const response = get(pdf, { Range: 'bytes=9-12' });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 9-12/19');
    expect(response.headers.get('content-length')).toBe('4');
    expect(response.text).toBe('0123');
  });

  test('comes whole where the range is of another revision, and not where it is beyond the end', () => {
    expect(get(pdf, { Range: 'bytes=9-12', 'If-Range': '"r0"' }).status).toBe(200);
    expect(get(pdf, { Range: 'bytes=9-12', 'If-Range': '"r1"' }).status).toBe(206);
    const beyond = get(pdf, { Range: 'bytes=19-' });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe('bytes */19');
  });

  test('is only bytes where it is none', () => {
    const response = get({ ...pdf, bytes: new TextEncoder().encode('<script>') });
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox/);
  });
});

test.each([
  ['text/html', 'page.html'],
  ['application/xhtml+xml', 'page.xhtml'],
  ['image/svg+xml', 'drawing.svg'],
  ['text/xml', 'data.xml'],
  ['something/new', 'x'],
])('%s is saved, and never a page of this server', (mediaType, name) => {
  const { headers } = get(file('<script>alert(1)</script>', mediaType, name));
  expect(headers.get('content-type')).toBe('application/octet-stream');
  expect(headers.get('content-disposition')).toMatch(/^attachment; /);
  expect(headers.get('content-security-policy')).toBe(
    "sandbox; default-src 'none'; frame-ancestors 'none'",
  );
});

test('a table is saved as what it is', () => {
  const { headers } = get(file('a,b', 'text/csv', 'sub/a.csv'), { Range: 'bytes=0-1' });
  expect(headers.get('content-type')).toBe('text/csv');
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="a\.csv"/);
});
