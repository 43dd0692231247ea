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
  /** No more is quoted once the answer is among the sentences with this probability. */
  enoughProbability: number;
  /** How probable a further sentence has to be by itself. */
  leastProbability: number;
}

/**
 * With an enough probability of .7, .85 and .9 the first three quotes have the answer for .89, .91
 * and .91 of the questions of SQuAD, and the quotes have .56, .56 and .58 of the evidence of Chroma's
 * chunking set at an IoU of .33, .32 and .30; 270 characters at the median for SQuAD, 450 for Chroma.
 */
const usualBreadth: Breadth = {
  mostSentences: 5,
  enoughCharacters: 500,
  mostCharacters: 700,
  enoughProbability: 0.85,
  leastProbability: 0.1,
};

/** What is compared stands in different sentences. */
export const comparisonBreadth: Breadth = {
  mostSentences: 5,
  enoughCharacters: 700,
  mostCharacters: 1000,
  enoughProbability: 0.95,
  leastProbability: 0.03,
};

/** So few characters cost a reader nothing: whatever ranks next comes along. +.01 on Reddit, Amazon. */
const shortAnswer = 120;
/** How much likelier a sentence is where one beside it was chosen, as a factor. */
const beside = Math.E;
/** Share of the question's term weight that a weaker sentence has to bring in to be worth quoting. */
const worthwhileGain = 0.2;
/** How improbable such a sentence may be, against the first one. */
const faintButTelling = 1 / 150;
/** Two sentences that share so many of their words say the same. */
const sameWords = 0.8;

/** A sentence with how probable it is that the answer is in it. */
interface Option {
  sentence: RankedSentence;
  probability: number;
}

/**
 * Chooses the sentences that answer: the best one, those that may hold the answer as well, and those
 * that bring in words of the question that are not covered yet; nothing is said twice. Probabilities
 * are the softmax of the scores, which were fitted to be that.
 */
export function selectSentences(
  { sentences, weights }: Retrieval,
  breadth: Breadth = usualBreadth,
): RankedSentence[] {
  const [first, ...others] = weighOptions(sentences);
  if (!first) return [];
  const selected = [first];
  let rest = others;
  let characters = first.sentence.text.length;
  while (selected.length < breadth.mostSentences && characters < breadth.enoughCharacters) {
    const room = breadth.mostCharacters - characters;
    rest = rest.filter(
      ({ sentence }) => sentence.text.length <= room && !repeats(sentence, selected),
    );
    const free = characters < shortAnswer && !isRow(first);
    const next = nextOption(selected, rest, free, weights, breadth);
    if (!next) break;
    selected.push(next);
    rest = rest.filter((option) => option !== next);
    characters += next.sentence.text.length;
  }
  return selected.map(({ sentence }) => sentence);
}

function weighOptions(sentences: readonly RankedSentence[]): Option[] {
  const best = sentences[0]?.score ?? 0;
  const odds = sentences.map(({ score }) => Math.exp(score - best));
  const total = odds.reduce((sum, value) => sum + value, 0);
  return sentences.map((sentence, index) => ({ sentence, probability: odds[index]! / total }));
}

/**
 * The sentence to quote next. After a short one, which often only names what is asked about, the
 * sentence that follows it in its paragraph comes before all others.
 */
function nextOption(
  selected: readonly Option[],
  rest: readonly Option[],
  free: boolean,
  weights: TermWeights,
  { enoughProbability, leastProbability }: Breadth,
): Option | undefined {
  const [first] = selected as [Option];
  const following = rest.find(({ sentence }) => follows(first.sentence, sentence));
  if (free && selected.length === 1 && following) return following;
  const likely = (option: Option) =>
    !isRow(option) && selected.some((one) => standsBeside(one.sentence, option.sentence))
      ? option.probability * beside
      : option.probability;
  const best = rest.reduce<Option | undefined>(
    (most, option) => (most && likely(most) >= likely(option) ? most : option),
    undefined,
  );
  if (!best || free) return best;
  const sum = selected.reduce((total, { probability }) => total + probability, 0);
  if (sum < enoughProbability && likely(best) >= leastProbability) return best;
  return rest.find(
    (option) =>
      option.probability >= first.probability * faintButTelling &&
      gain(option, selected, weights) >= worthwhileGain,
  );
}

/** A row of a table says all that it says by itself; the row below speaks of something else. */
const isRow = ({ sentence: { sentence } }: Option): boolean => sentence.kind === 'table-row';

function follows(first: RankedSentence, other: RankedSentence): boolean {
  return isNext(first, other) && other.sentence.block === first.sentence.block;
}

const standsBeside = (one: RankedSentence, other: RankedSentence): boolean =>
  isNext(one, other) || isNext(other, one);

function isNext(first: RankedSentence, other: RankedSentence): boolean {
  if (other.passage.documentId !== first.passage.documentId) return false;
  if (other.passage === first.passage) return other.index === first.index + 1;
  return (
    other.passage.ordinal === first.passage.ordinal + 1 &&
    first.index === first.passage.sentences.length - 1 &&
    other.index === 0
  );
}

/** The term weight that a sentence has and none of those selected. */
function gain({ sentence }: Option, selected: readonly Option[], weights: TermWeights): number {
  const covered = selected.map((one) => one.sentence.stems);
  return coverage(weights, ...covered, sentence.stems) - coverage(weights, ...covered);
}

const repeats = ({ stems }: RankedSentence, selected: readonly Option[]): boolean =>
  selected.some(({ sentence }) => overlap(stems, sentence.stems) > sameWords);

/** The share of the smaller set that the other one has. */
function overlap(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const smaller = Math.min(left.size, right.size);
  if (smaller === 0) return 0;
  return [...left].filter((stem) => right.has(stem)).length / smaller;
}
