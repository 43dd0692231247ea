import type { RankedSentence } from '../retrieval/rank-sentences.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';
import { coverage, type TermWeights } from '../retrieval/weigh-terms.ts';

/** How much may be quoted. */
export interface Breadth {
  /** A few sentences are an answer; more are a page to read. */
  mostSentences: number;
  /** Characters after which no further sentence is taken, however good. */
  enoughCharacters: number;
  /** Characters of all sentences together, unless the first alone has more. */
  mostCharacters: number;
  /** How far a further sentence's score may be below the first one's. */
  closeToFirst: number;
}

/**
 * On SQuADShifts a closeness of .2, .4 and .6 has the answer among the sentences for .88, .91 and .91
 * of the Wikipedia questions (Reddit: .74, .78, .79) with 220, 310 and 390 characters at the median.
 */
const usualBreadth: Breadth = {
  mostSentences: 4,
  enoughCharacters: 300,
  mostCharacters: 600,
  closeToFirst: 0.4,
};

/** What is compared stands in different sentences. */
export const comparisonBreadth: Breadth = {
  mostSentences: 4,
  enoughCharacters: 700,
  mostCharacters: 1000,
  closeToFirst: 0.7,
};

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
export function selectSentences(
  { sentences, weights }: Retrieval,
  breadth: Breadth = usualBreadth,
): RankedSentence[] {
  const [first] = sentences;
  if (!first) return [];
  const selected = [first];
  let characters = first.text.length;
  for (const sentence of companions(first, sentences)) {
    if (selected.length >= breadth.mostSentences || characters >= breadth.enoughCharacters) break;
    if (characters + sentence.text.length > breadth.mostCharacters) continue;
    if (selected.some(({ stems }) => overlap(sentence.stems, stems) > sameWords)) continue;
    const free = characters < shortAnswer;
    if (!free && !isWorthAdding(sentence, selected, weights, breadth)) continue;
    selected.push(sentence);
    characters += sentence.text.length;
  }
  return selected;
}

/**
 * The other sentences, best first. After a short one, which often only names what is asked about,
 * the sentence that follows it in its paragraph comes before all others.
 */
function companions(
  first: RankedSentence,
  sentences: readonly RankedSentence[],
): readonly RankedSentence[] {
  const others = sentences.slice(1);
  const next =
    first.text.length < shortAnswer ? others.find((other) => follows(first, other)) : undefined;
  return next ? [next, ...others.filter((other) => other !== next)] : others;
}

function follows(first: RankedSentence, other: RankedSentence): boolean {
  const inPassage = other.passage === first.passage && other.index === first.index + 1;
  const inNextPassage =
    other.passage.documentId === first.passage.documentId &&
    other.passage.ordinal === first.passage.ordinal + 1 &&
    first.index === first.passage.sentences.length - 1 &&
    other.index === 0;
  return (inPassage || inNextPassage) && other.sentence.block === first.sentence.block;
}

function isWorthAdding(
  sentence: RankedSentence,
  selected: readonly RankedSentence[],
  weights: TermWeights,
  { closeToFirst }: Breadth,
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
