import { type EmbeddedPassage, passageId } from '../passages/passage.ts';
import type { Candidate } from '../ports.ts';
import { passageTerms } from './passage-terms.ts';
import passageWeights from './passage-weights.json' with { type: 'json' };
import { proximity } from './proximity.ts';
import type { Question } from './question.ts';
import { cosine } from './vector-math.ts';
import { coverage } from './weigh-terms.ts';

export interface RankedPassage {
  passage: EmbeddedPassage;
  /** BM25, 0 where no word matched. */
  textScore: number;
  /** Cosine of question and passage; 0 where the model does not know the language of both. */
  similarity: number;
  /**
   * What passages are ranked by: the weighted sum of its features. The weights make the difference
   * of two passages the logarithm of how much likelier the one is to answer.
   */
  score: number;
}

/** What a passage is scored by, in the order of `passageFeatures`. */
export const passageFeatureNames = [
  'textScore',
  'similarity',
  'bestSentence',
  'coverage',
  'sentenceCoverage',
  'proximity',
  'contextGain',
  'offersKind',
  'headingSimilarity',
] as const satisfies readonly (keyof typeof passageWeights)[];

/**
 * Ranks the union of a full-text and a vector query, best first, by a linear model over few
 * features, whose weights `npm run fit` makes. Cost: about 10 µs a passage.
 */
export function rankPassages(
  candidates: readonly Candidate[],
  question: Question,
): RankedPassage[] {
  const rows = passageFeatures(candidates, question);
  return candidates
    .map(({ passage, textScore }, index) => {
      const row = rows[index]!;
      const score = passageFeatureNames.reduce(
        (sum, name, feature) => sum + passageWeights[name] * row[feature]!,
        0,
      );
      return { passage, textScore, similarity: row[1]!, score };
    })
    .sort((left, right) => right.score - left.score || compareIds(left.passage, right.passage));
}

/** Numbers of about 0 to 1 that say how well each passage fits a question. */
export function passageFeatures(candidates: readonly Candidate[], question: Question): number[][] {
  const scaleText = scaler(candidates.map(({ textScore }) => textScore));
  const found = new Map(candidates.map(({ passage }) => [passage.id, passage]));
  return candidates.map(({ passage, textScore }) => [
    scaleText(textScore),
    ...similarities(passage, question),
    ...termFeatures(passage, found, question),
    Number(passageTerms(passage).texts.some(question.offersKind)),
    question.comparable(passage) ? cosine(passage.headingVector, question.vector) : 0,
  ]);
}

/** The cosines of the passage and of its nearest sentence. */
function similarities(passage: EmbeddedPassage, question: Question): [number, number] {
  const { vector, passageVector, hasOwnPassageModel } = question;
  const comparable = question.comparable(passage);
  const similarity = comparable || hasOwnPassageModel ? cosine(passage.vector, passageVector) : 0;
  if (!comparable) return [similarity, 0];
  const nearest = passage.sentenceVectors.reduce(
    (best, sentence) => Math.max(best, cosine(sentence, vector)),
    -1,
  );
  return [similarity, nearest];
}

function termFeatures(
  passage: EmbeddedPassage,
  found: ReadonlyMap<string, EmbeddedPassage>,
  { stems, weights }: Question,
): number[] {
  const terms = passageTerms(passage);
  const around = [passage.ordinal - 1, passage.ordinal + 1].flatMap((ordinal) => {
    const neighbour = found.get(passageId(passage.documentId, ordinal));
    return neighbour ? [passageTerms(neighbour).all] : [];
  });
  const own = coverage(weights, terms.all);
  return [
    coverage(weights, terms.all, terms.headings),
    terms.sentences.reduce((most, sentence) => Math.max(most, coverage(weights, sentence)), 0),
    proximity(stems, terms.sequence, weights),
    coverage(weights, terms.all, ...around) - own,
  ];
}

/** Maps the lowest value to 0 and the highest to 1, and all to 0 where they are equal. */
function scaler(values: readonly number[]): (value: number) => number {
  const lowest = values.reduce((least, value) => Math.min(least, value), Infinity);
  const highest = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const width = highest - lowest;
  return (value) => (width > 0 ? (value - lowest) / width : 0);
}

const compareIds = (left: EmbeddedPassage, right: EmbeddedPassage): number =>
  left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
