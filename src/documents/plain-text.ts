import { markContinuations } from './continuations.ts';
import { decodeText } from './decode-text.ts';
import type { FormatSource } from './document-format.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { type BlockDraft, composeText } from './text-composer.ts';

export const readPlainTextFile = ({ bytes, uri }: FormatSource): ParsedDocument =>
  readPlainText(decodeText(bytes, uri));

/**
 * Reads plain text: blank lines separate paragraphs, a form feed separates pages, and the lines of
 * a paragraph that was wrapped by hand are read as one. Lines that are set apart on purpose (they
 * begin with white space or a list mark, or stop short) keep their breaks.
 */
export function readPlainText(source: string): ParsedDocument {
  const pages = source.replace(/\r\n?/g, '\n').split('\f');
  const paged = pages.length > 1;
  const drafts = pages.flatMap((page, pageIndex): BlockDraft[] =>
    page.split(/\n[ \t]*\n+/).map((paragraph, index) => ({
      kind: 'paragraph',
      text: unwrapLines(paragraph),
      page: paged ? pageIndex + 1 : null,
      afterRule: paged && index === 0 && pageIndex > 0,
    })),
  );
  const composed = composeText(drafts, '');
  return { title: undefined, text: composed.text, blocks: markContinuations(composed) };
}

/** A line this much shorter than the longest one was ended on purpose, not wrapped. */
const wrappedShare = 0.6;

function unwrapLines(paragraph: string): string {
  const lines = paragraph.split('\n').map((line) => line.trimEnd());
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  return lines.reduce((text, line, index) => {
    if (index === 0) return line;
    const startsApart = /^(\s|[-*•–—]\s|\d{1,3}[.)]\s)/.test(line);
    const before = lines[index - 1]!;
    const endedOnPurpose = before.length < longest * wrappedShare;
    return text + (startsApart || endedOnPurpose ? '\n' : ' ') + line.trim();
  }, '');
}
