import type { EmbeddedPassage } from '../passages/passage.ts';
import type { TermWeights } from './weigh-terms.ts';

/** What passages and sentences are compared with. */
export interface Question {
  /** Of the built-in model. */
  vector: Float32Array;
  /** Of the model of the passages' vectors, which may be the same. */
  passageVector: Float32Array;
  /** Whether that is another model, which may know languages that the built-in one does not. */
  hasOwnPassageModel: boolean;
  /** Of its content words, in order. */
  stems: readonly string[];
  weights: TermWeights;
  /** See `comparableTo`. */
  comparable: (passage: EmbeddedPassage) => boolean;
  /** See `expectedKind`. */
  offersKind: (sentence: string) => boolean;
}
