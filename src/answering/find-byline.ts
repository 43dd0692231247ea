import { passageTerms } from '../retrieval/passage-terms.ts';
import type { RankedPassage } from '../retrieval/rank-passages.ts';
import type { SentencePlace } from './cite-sentences.ts';

/** "By Ada Lovelace", "Authors: …"; a sentence that happens to begin with "By" ends with a stop. */
const byline =
  /^(?:(?:[Ww]ritten by|WRITTEN BY|[Bb]y|BY)[\s:]+(\p{Lu}.*[^.!?:;,])|(?:[Aa]uthors?|AUTHORS?|Author\(s\)):\s*(\p{Lu}.*))$/u;
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
  const [, afterBy, afterAuthor] = byline.exec(line.text)!;
  const name = (afterBy ?? afterAuthor ?? '').toLowerCase();
  const introduction = places.find(
    ({ passage, text }) =>
      passage.documentId === line.passage.documentId &&
      text !== line.text &&
      text.toLowerCase().startsWith(`${name} is `),
  );
  return introduction ? [line, introduction] : [line];
}
