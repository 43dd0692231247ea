import { isKnown } from '../language/detect-language.ts';
import type { EmbeddedPassage } from '../passages/passage.ts';
import { comparableTo } from '../retrieval/comparable-passages.ts';
import type { RankedSentence } from '../retrieval/rank-sentences.ts';
import type { Retrieval, Retriever } from '../retrieval/retrieve.ts';
import { answerFeatures } from './answer-features.ts';
import { confidence } from './confidence.ts';

/** How often a sentence that has all of a question's words answers it. */
const mostConfidence = 0.6;
/** How steeply that falls with the share of the words. */
const steepness = 1.5;

/**
 * How likely it is that the selected sentences answer the question, 0 to 1. Where the best one's
 * meaning could not be compared, by the share of the question's term weight that it has, `c`:
 * `.6 × c^1.5`. On SQuAD 2.0 by words alone, half of the questions asked without their article, sentences
 * with a share of .5, .7 and .9 or more were right for .25, .36 and .55. With the usual minimum
 * about half of the weight has to match.
 * @param selected at least one sentence, best first
 */
export function likelihood(
  question: string,
  retrieval: Retrieval,
  selected: readonly RankedSentence[],
): number {
  const best = selected[0]!;
  if (comparableTo(retrieval.language)(best.passage)) {
    return confidence(answerFeatures(question, retrieval, selected));
  }
  return mostConfidence * best.coverageInContext ** steepness;
}

/**
 * Whether a question was searched by words alone: the built-in model does not know its language, or
 * that of any passage shown. Never where another model finds the passages, which may know it.
 */
export function isByWordsAlone(
  { passageEmbedder }: Retriever,
  { language }: Retrieval,
  shown: readonly { passage: EmbeddedPassage }[],
): boolean {
  if (passageEmbedder) return false;
  if (!isKnown(language)) return true;
  const comparable = comparableTo(language);
  return shown.length > 0 && !shown.some(({ passage }) => comparable(passage));
}
