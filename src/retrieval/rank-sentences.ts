import {
  type EmbeddedPassage,
  isSameSection,
  passageId,
  type Sentence,
} from '../passages/passage.ts';
import { passageTerms } from './passage-terms.ts';
import { proximity } from './proximity.ts';
import type { Question } from './question.ts';
import type { RankedPassage } from './rank-passages.ts';
import sentenceWeights from './sentence-weights.json' with { type: 'json' };
import { cosine } from './vector-math.ts';
import { coverage } from './weigh-terms.ts';

export interface RankedSentence {
  passage: EmbeddedPassage;
  /** Position within the passage. */
  index: number;
  sentence: Sentence;
  text: string;
  /** Stems of its content words. */
  stems: ReadonlySet<string>;
  /** Cosine of question and sentence; 0 where the model does not know the language of both. */
  similarity: number;
  /** Share of the question's term weight that the sentence has, 0 to 1. */
  coverage: number;
  /** The same share where the sentence before it and the headings count: what "it" refers to. */
  coverageInContext: number;
  /** How closely the question's terms stand together in it, 0 to 1; see `proximity`. */
  proximity: number;
  /** Whether it holds what the question's form asks for, such as a date. */
  offersKind: boolean;
  /** How far its passage's score is behind the best passage's: 0 or less, at least -1. */
  passageScore: number;
  /** What sentences are ranked by: the weighted sum of its features. */
  score: number;
}

/** What a sentence is scored by, in the order of `sentenceFeatures`. */
export const sentenceFeatureNames = [
  'similarity',
  'coverage',
  'contextGain',
  'proximity',
  'passageScore',
  'offersKind',
] as const satisfies readonly (keyof typeof sentenceWeights)[];

/** A passage so far behind the best one is as good as out of the question. */
const farBehind = 8;

/**
 * Scores every sentence of the first `count` passages; best first. The others serve to look up what
 * stands before a sentence.
 */
export function rankSentences(
  passages: readonly RankedPassage[],
  count: number,
  question: Question,
): RankedSentence[] {
  const found = new Map(passages.map(({ passage }) => [passage.id, passage]));
  const best = passages[0]?.score ?? 0;
  return passages
    .slice(0, count)
    .flatMap(({ passage, score }) => {
      const before = lastSentenceBefore(passage, found);
      const passageScore = Math.max(-1, (score - best) / farBehind);
      return passage.sentences.map((_, index) =>
        scoreSentence(passage, passageScore, index, before, question),
      );
    })
    .sort((left, right) => right.score - left.score);
}

/** The stems of the sentence that ends the passage before, where that is one of the same section. */
function lastSentenceBefore(
  passage: EmbeddedPassage,
  found: ReadonlyMap<string, EmbeddedPassage>,
): ReadonlySet<string> | undefined {
  const before = found.get(passageId(passage.documentId, passage.ordinal - 1));
  if (!before || !isSameSection(before, passage)) return undefined;
  return passageTerms(before).sentences.at(-1);
}

function scoreSentence(
  passage: EmbeddedPassage,
  passageScore: number,
  index: number,
  before: ReadonlySet<string> | undefined,
  { vector, stems: asked, weights, comparable, offersKind }: Question,
): RankedSentence {
  const terms = passageTerms(passage);
  const text = terms.texts[index]!;
  const stems = terms.sentences[index]!;
  const previous = terms.sentences[index - 1] ?? before;
  const scored = {
    passage,
    index,
    sentence: passage.sentences[index]!,
    text,
    stems,
    similarity: comparable(passage) ? cosine(passage.sentenceVectors[index]!, vector) : 0,
    coverage: coverage(weights, stems),
    coverageInContext: coverage(weights, stems, terms.headings, ...(previous ? [previous] : [])),
    proximity: proximity(asked, terms.sequences[index]!, weights),
    offersKind: offersKind(text),
    passageScore,
  };
  const features = sentenceFeatures(scored);
  const score = sentenceFeatureNames.reduce(
    (sum, name, feature) => sum + sentenceWeights[name] * features[feature]!,
    0,
  );
  return { ...scored, score };
}

/** Numbers of about 0 to 1 that say how well a sentence fits a question. */
export function sentenceFeatures(sentence: Omit<RankedSentence, 'score'>): number[] {
  return [
    sentence.similarity,
    sentence.coverage,
    sentence.coverageInContext - sentence.coverage,
    sentence.proximity,
    sentence.passageScore,
    Number(sentence.offersKind),
  ];
}
