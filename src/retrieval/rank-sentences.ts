import type { EmbeddedPassage, Sentence } from '../passages/passage.ts';
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
  /** What sentences are ranked by: the sum of similarity, coverage and the passage's score. */
  score: number;
}

/** Scores every sentence of the passages; best first. */
export function rankSentences(
  passages: readonly RankedPassage[],
  question: Float32Array,
  weights: TermWeights,
): RankedSentence[] {
  return passages
    .flatMap(({ passage, score }) => {
      const terms = passageTerms(passage);
      return passage.sentences.map((sentence, index): RankedSentence => {
        const stems = terms.sentences[index]!;
        const similarity = cosine(passage.sentenceVectors[index]!, question);
        const share = coverage(weights, stems);
        return {
          passage,
          index,
          sentence,
          text: terms.texts[index]!,
          stems,
          similarity,
          coverage: share,
          score: similarity + share + score,
        };
      });
    })
    .sort((left, right) => right.score - left.score);
}
