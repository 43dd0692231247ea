import type { BlockKind } from '../protocol.ts';
import { isCutSentence } from './continuations.ts';

export interface PagedText {
  text: string;
  /** Where in the text a page ends. */
  pageBreaks: readonly number[];
  kind: BlockKind;
  /** On which the text begins; null where the document does not tell its pages. */
  page: number | null;
}

export interface PagePart {
  text: string;
  page: number | null;
}

const endsSentence = /[.!?…。！？]["'”’»)\]]*\s*$/u;
/** A shorter part of a sentence stays with its rest, on the page that it begins on. */
const shortestPart = 20;

/**
 * Cuts a paragraph at the ends of pages, where the parts can be told to be one sentence or two whole
 * ones. Elsewhere it stays in one piece, on the page where it begins.
 * @returns the parts, and the page that the text ends on
 */
export function cutAtPages({ text, pageBreaks, kind, page }: PagedText): {
  parts: PagePart[];
  page: number | null;
} {
  if (page === null) return { parts: [{ text, page }], page };
  const parts: PagePart[] = [];
  let start = 0;
  let reached = page;
  for (const offset of pageBreaks) {
    const before = text.slice(start, offset);
    if (before.trim() !== '') {
      const end = mayCut(before, text.slice(offset), kind) ? offset : text.length;
      parts.push({ text: text.slice(start, end), page: reached });
      start = end;
    }
    reached += 1;
  }
  const rest = text.slice(start);
  if (rest.trim() !== '' || parts.length === 0) parts.push({ text: rest, page: reached });
  return { parts, page: reached };
}

function mayCut(before: string, after: string, kind: BlockKind): boolean {
  if (after.trim() === '' || before.trim().length < shortestPart) return false;
  if (kind !== 'paragraph' && kind !== 'list-item') return false;
  if (isCutSentence(before.trimEnd(), after.trimStart())) return true;
  return kind === 'paragraph' && endsSentence.test(before);
}
