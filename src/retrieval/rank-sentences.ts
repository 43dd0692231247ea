import { type EmbeddedPassage, passageId, type Sentence } from '../passages/passage.ts';
import type { RankedPassage } from './fuse-candidates.ts';
import { passageTerms } from './passage-terms.ts';
import { cosine } from './vector-math.ts';
import { coverage, type TermWeights } from './weigh-terms.ts';

export interface RankedSentence {
  passage: EmbeddedPassage;
  /** Position within the passage. */
  index: number;
  sentence: Sentence;
  text: string;
  /** Stems of its content words. */
  stems: ReadonlySet<string>;
  /** Cosine of question and sentence. */
  similarity: number;
  /** Share of the question's term weight that the sentence has, 0 to 1. */
  coverage: number;
  /** The same share where the sentence before it is counted in: what "it" and "they" refer to. */
  coverageInContext: number;
  /** Whether it holds what the question's form asks for, such as a date. */
  offersKind: boolean;
  /** What sentences are ranked by. */
  score: number;
}

/**
 * Weights against that of the similarity, from a listwise fit on SQuADShifts, whose three sets gave
 * nearly the same. Against equal weights for the first three and nothing for the others, the answer
 * stood in the first sentence for .808 to .800 (Wikipedia), .619 to .596 (Reddit), .608 to .601
 * (Amazon) of the questions, each set weighed by the fit of the other two.
 */
const sentenceWeights = { coverage: 0.98, passage: 0.48, context: 0.36, kind: 0.24 } as const;

export interface SentenceQuery {
  /** Vector of the question. */
  vector: Float32Array;
  weights: TermWeights;
  /** See `expectedKind`. */
  offersKind: (sentence: string) => boolean;
}

/**
 * Scores every sentence of the first `count` passages; best first. The others serve to look up what
 * stands before a sentence.
 */
export function rankSentences(
  passages: readonly RankedPassage[],
  count: number,
  query: SentenceQuery,
): RankedSentence[] {
  const found = new Map(passages.map(({ passage }) => [passage.id, passage]));
  return passages
    .slice(0, count)
    .flatMap((ranked) => {
      const before = lastSentenceBefore(ranked.passage, found);
      return ranked.passage.sentences.map((_, index) =>
        scoreSentence(ranked, index, before, query),
      );
    })
    .sort((left, right) => right.score - left.score);
}

/** The stems of the sentence that ends the passage before, where that is one of the same section. */
function lastSentenceBefore(
  { documentId, ordinal, section }: EmbeddedPassage,
  found: ReadonlyMap<string, EmbeddedPassage>,
): ReadonlySet<string> | undefined {
  const before = found.get(passageId(documentId, ordinal - 1));
  if (before?.section.join('\n') !== section.join('\n')) return undefined;
  return passageTerms(before).sentences.at(-1);
}

function scoreSentence(
  { passage, score: passageScore }: RankedPassage,
  index: number,
  before: ReadonlySet<string> | undefined,
  { vector, weights, offersKind }: SentenceQuery,
): RankedSentence {
  const terms = passageTerms(passage);
  const text = terms.texts[index]!;
  const stems = terms.sentences[index]!;
  const previous = terms.sentences[index - 1] ?? before;
  const similarity = cosine(passage.sentenceVectors[index]!, vector);
  const own = coverage(weights, stems);
  const inContext = previous ? coverage(weights, stems, previous) : own;
  const kind = offersKind(text);
  return {
    passage,
    index,
    sentence: passage.sentences[index]!,
    text,
    stems,
    similarity,
    coverage: own,
    coverageInContext: inContext,
    offersKind: kind,
    score:
      similarity +
      sentenceWeights.coverage * own +
      sentenceWeights.passage * passageScore +
      sentenceWeights.context * (inContext - own) +
      sentenceWeights.kind * Number(kind),
  };
}
