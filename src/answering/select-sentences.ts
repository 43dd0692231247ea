import type { RankedPassage } from '../retrieval/fuse-candidates.ts';
import { type PassageTerms, passageTerms } from '../retrieval/passage-terms.ts';
import type { RankedSentence } from '../retrieval/rank-sentences.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';
import { coverage, type TermWeights } from '../retrieval/weigh-terms.ts';

/** A few sentences are an answer; more are a page to read. */
const mostSentences = 4;
/** Characters after which no further sentence is taken, however good, and those of all together. */
const enoughCharacters = 400;
const mostCharacters = 600;
/**
 * How far a further sentence's score may be below the first one's. On SQuADShifts .2, .4 and .6 have
 * the answer among the sentences for .88, .91 and .91 of the Wikipedia questions (Reddit: .74, .78,
 * .79) with 220, 310 and 390 characters at the median.
 */
const closeToFirst = 0.4;
/** So few characters cost a reader nothing: whatever ranks next comes along. +.01 on Reddit, Amazon. */
const shortAnswer = 120;
/** Share of the question's term weight that a weaker sentence has to bring in to be worth quoting. */
const worthwhileGain = 0.2;
const closeEnoughToAdd = 0.9;
/** Two sentences that share so many of their words say the same. */
const sameWords = 0.8;

/**
 * Chooses the sentences that answer: the best one, those nearly as good and those that bring in
 * words of the question that are not covered yet; nothing is said twice.
 */
export function selectSentences({ sentences, weights }: Retrieval): RankedSentence[] {
  const selected: RankedSentence[] = [];
  let characters = 0;
  for (const sentence of sentences) {
    if (selected.length >= mostSentences || characters >= enoughCharacters) break;
    if (selected.length > 0) {
      const fits = characters + sentence.text.length <= mostCharacters;
      if (!fits || selected.some(({ stems }) => overlap(sentence.stems, stems) > sameWords))
        continue;
      if (characters >= shortAnswer && !isWorthAdding(sentence, selected, weights)) continue;
    }
    selected.push(sentence);
    characters += sentence.text.length;
  }
  return selected;
}

function isWorthAdding(
  sentence: RankedSentence,
  selected: readonly RankedSentence[],
  weights: TermWeights,
): boolean {
  const behind = selected[0]!.score - sentence.score;
  if (behind <= closeToFirst) return true;
  const covered = selected.map(({ stems }) => stems);
  const gain = coverage(weights, ...covered, sentence.stems) - coverage(weights, ...covered);
  return behind <= closeEnoughToAdd && gain >= worthwhileGain;
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
