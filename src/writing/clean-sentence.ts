import type { DraftSentence } from './draft-sentence.ts';
export function cleanSentence(
  draft: DraftSentence,
  _cited: readonly string[],
): { draft: DraftSentence; removedLink: boolean } {
  return { draft, removedLink: false };
}
