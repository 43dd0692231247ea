import type { RankedPassage } from '../retrieval/fuse-candidates.ts';
import { type PassageTerms, passageTerms } from '../retrieval/passage-terms.ts';
import type { RankedSentence } from '../retrieval/rank-sentences.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';
import { coverage } from '../retrieval/weigh-terms.ts';

/** A few sentences are an answer; more are a page to read. */
export const mostSentences = 5;
const usualSentences = 3;
/** Characters after which no further sentence is taken, however good. */
const enoughCharacters = 400;
/** A further sentence has to score at least this share of the first. */
const closeToFirst = 0.8;
/** New question terms, as a share of their weight, that make a weaker sentence worth quoting. */
const worthwhileGain = 0.2;
const closeEnoughToAdd = 0.6;
/** Two sentences that share so many of their words say the same. */
const sameWords = 0.8;

/**
 * Chooses the sentences that answer: the best one, then those that are nearly as good or bring in
 * words of the question that are not covered yet, without saying the same twice.
 */
export function selectSentences(retrieval: Retrieval): RankedSentence[] {
  const [first, ...rest] = retrieval.sentences;
  if (!first) return [];
  const selected = [first];
  for (const sentence of rest) {
    const characters = selected.reduce((sum, { text }) => sum + text.length, 0);
    if (selected.length >= usualSentences || characters >= enoughCharacters) break;
    if (isWorthAdding(sentence, selected, retrieval)) selected.push(sentence);
  }
  return selected;
}

function isWorthAdding(
  sentence: RankedSentence,
  selected: readonly RankedSentence[],
  { weights }: Retrieval,
): boolean {
  const first = selected[0]!;
  if (selected.some((other) => overlap(sentence.stems, other.stems) > sameWords)) return false;
  if (sentence.score >= first.score * closeToFirst) return true;
  const covered = new Set(selected.flatMap(({ stems }) => [...stems]));
  const gain =
    coverage(weights, new Set([...covered, ...sentence.stems])) - coverage(weights, covered);
  return gain >= worthwhileGain && sentence.score >= first.score * closeEnoughToAdd;
}

/** The share of the smaller set that the other one has. */
function overlap(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const smaller = Math.min(left.size, right.size);
  if (smaller === 0) return 0;
  return [...left].filter((stem) => right.has(stem)).length / smaller;
}

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
  const { documentId, ordinal, section } = sentence.passage;
  return passages
    .map(({ passage }) => passage)
    .filter(
      (passage) =>
        passage.documentId === documentId &&
        Math.abs(passage.ordinal - ordinal) <= 1 &&
        passage.section.join('\n') === section.join('\n'),
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
