import { isSameSection } from '../passages/passage.ts';
import { type PassageTerms, passageTerms } from '../retrieval/passage-terms.ts';
import type { RankedPassage } from '../retrieval/rank-passages.ts';
import type { RankedSentence } from '../retrieval/rank-sentences.ts';

/**
 * Completes lists: where a selected sentence introduces a list or is part of one, its introduction
 * and its items come along, as far as they are in the passages found.
 */
export function completeLists(
  selected: readonly RankedSentence[],
  passages: readonly RankedPassage[],
): RankedSentence[] {
  const completed = new Map<string, RankedSentence>();
  for (const sentence of selected) {
    for (const member of [sentence, ...listAround(sentence, passages)]) {
      completed.set(`${member.passage.id} ${member.index}`, member);
    }
  }
  return [...completed.values()];
}

function listAround(
  sentence: RankedSentence,
  passages: readonly RankedPassage[],
): RankedSentence[] {
  const isItem = sentence.sentence.kind === 'list-item';
  if (!isItem && !sentence.text.endsWith(':')) return [];
  const sequence = neighbours(sentence, passages);
  const at = sequence.findIndex(
    (member) => member.passage === sentence.passage && member.index === sentence.index,
  );
  let start = at;
  while (sequence[start]?.sentence.kind === 'list-item') start -= 1;
  let end = at + 1;
  while (sequence[end]?.sentence.kind === 'list-item') end += 1;
  const introduction = sequence[start]?.text.endsWith(':') ? start : start + 1;
  return sequence.slice(Math.max(0, introduction), end);
}

/** The sentences of the passage and of those that directly precede and follow it, in order. */
function neighbours(
  sentence: RankedSentence,
  passages: readonly RankedPassage[],
): RankedSentence[] {
  const { documentId, ordinal } = sentence.passage;
  return passages
    .map(({ passage }) => passage)
    .filter(
      (passage) =>
        passage.documentId === documentId &&
        Math.abs(passage.ordinal - ordinal) <= 1 &&
        isSameSection(passage, sentence.passage),
    )
    .sort((left, right) => left.ordinal - right.ordinal)
    .flatMap((passage) => {
      const terms = passageTerms(passage);
      return passage.sentences.map((_, index) => memberOf(sentence, passage, terms, index));
    });
}

/** A list's member is there for the sentence that was found, and so carries its scores. */
function memberOf(
  found: RankedSentence,
  passage: RankedSentence['passage'],
  terms: PassageTerms,
  index: number,
): RankedSentence {
  return {
    ...found,
    passage,
    index,
    sentence: passage.sentences[index]!,
    text: terms.texts[index]!,
    stems: terms.sentences[index]!,
  };
}
