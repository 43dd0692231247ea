import type { RankedPassage } from '../retrieval/fuse-candidates.ts';
import { passageTerms } from '../retrieval/passage-terms.ts';
import type { SentencePlace } from './cite-sentences.ts';

const byline = /^(?:by|authors?|written by|author\(s\))[\s:]+(\p{Lu}.+)$/iu;
const longestByline = 120;

/**
 * The line that names a document's authors, and the sentence that introduces them where there is
 * one. Looks at the passages found for the question.
 */
export function findByline(passages: readonly RankedPassage[]): SentencePlace[] {
  const places = passages.flatMap(({ passage }) =>
    passageTerms(passage).texts.map((text, index) => ({ passage, index, text })),
  );
  const line = places.find(
    ({ passage, text }) =>
      passage.ordinal === 0 && text.length <= longestByline && byline.test(text),
  );
  if (!line) return [];
  const name = byline.exec(line.text)![1]!.toLowerCase();
  const introduction = places.find(
    ({ passage, text }) =>
      passage.documentId === line.passage.documentId &&
      text !== line.text &&
      text.toLowerCase().startsWith(`${name} is `),
  );
  return introduction ? [line, introduction] : [line];
}
