import { expect } from 'vitest';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import type { Citation } from '../../src/protocol.ts';
import { isSoundRange } from './expect-sound-document.ts';

/** What holds of every citation: its words are the document's, where it says. */
export function expectSoundCitation(
  citation: Omit<Citation, 'number'>,
  document: SourceDocument,
): void {
  const { quote, spans, url } = citation;
  expect(citation.document).toEqual({
    id: document.id,
    revision: document.revision,
    title: document.title,
    uri: document.uris[0],
  });
  expect(spans.length).toBeGreaterThan(0);
  let end = 0;
  let rest = quote;
  for (const span of spans) {
    expect(isSoundRange(document.text, span)).toBe(true);
    expect(span.start).toBeGreaterThanOrEqual(end);
    expect(span.text).toBe(document.text.slice(span.start, span.end));
    rest = rest.replace(/^[ \n]?/, '');
    expect(rest.startsWith(span.text)).toBe(true);
    rest = rest.slice(span.text.length);
    end = span.end;
  }
  expect(rest).toBe('');
  const { pathname, searchParams, hash } = new URL(url, 'http://localhost');
  expect(pathname).toBe(`/documents/${document.id}`);
  expect(searchParams.get('revision')).toBe(document.revision);
  expect(searchParams.get('quote')).toBe(spans.map(({ start, end }) => `${start}-${end}`).join());
  expect(hash).toBe('#quote');
  expect(url).not.toMatch(/[^\x21-\x7e]/);
}
