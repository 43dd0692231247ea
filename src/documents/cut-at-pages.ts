import type { BlockKind } from '../protocol.ts';
import { isSpacelessRun } from './continuations.ts';
import type { BlockDraft } from './text-composer.ts';

export interface PagedText {
  text: string;
  /** Where in the text a page ends. */
  pageBreaks: readonly number[];
  kind: BlockKind;
  /** On which the text begins; null where the document does not tell its pages. */
  page: number | null;
}

/** A piece of the text; what its kind is matters for the first alone, the others go on with it. */
export type PagePart = Pick<BlockDraft, 'text' | 'carriesOn'> & { page: number | null };

const endsSentence = /[.!?…。！？]["'”’»)\]]*$/u;
/** Ends a part of a sentence, and could not be told from the end of a whole one. */
const endsClause = /[:;]["'”’»)\]]*$/u;
/** A shorter part of a sentence stays with its rest, on the page that it begins on. */
const shortestPart = 20;

/**
 * Cuts a paragraph at the ends of pages, where a sentence that is cut will be known as one. Elsewhere
 * it stays in one piece, on the page where it begins.
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
      parts.push({ text: text.slice(start, end), page: reached, carriesOn: parts.length > 0 });
      start = end;
    }
    reached += 1;
  }
  const rest = text.slice(start);
  if (rest.trim() !== '' || parts.length === 0) {
    parts.push({ text: rest, page: reached, carriesOn: parts.length > 0 });
  }
  return { parts, page: reached };
}

function mayCut(before: string, after: string, kind: BlockKind): boolean {
  const first = before.trimEnd();
  const second = after.trimStart();
  if (second === '' || first.trimStart().length < shortestPart) return false;
  if (kind !== 'paragraph' && kind !== 'list-item') return false;
  // The parts are put together with a space, which a word that goes on does not have.
  const isBetweenWords = first !== before || second !== after || isSpacelessRun(first, second);
  if (!isBetweenWords || endsClause.test(first)) return false;
  return kind === 'paragraph' || !endsSentence.test(first);
}
