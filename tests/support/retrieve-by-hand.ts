import { questionTerms } from '../../src/language/analyze-terms.ts';
import { detectLanguage } from '../../src/language/detect-language.ts';

import type { EmbeddedPassage } from '../../src/passages/passage.ts';
import { comparableTo } from '../../src/retrieval/comparable-passages.ts';
import { expectedKind } from '../../src/retrieval/expected-kind.ts';
import { passageTerms, searchTerms } from '../../src/retrieval/passage-terms.ts';
import { type Findings, type Retrieval, rank } from '../../src/retrieval/retrieve.ts';

import { weighTerms } from '../../src/retrieval/weigh-terms.ts';
import { embedByHand, questionVector } from './embed-by-hand.ts';
import { markdown } from './read-source.ts';

export interface HandOptions {
  maximumCharacters?: number;
  /** The cosine of the question and a sentence, a passage or its headings; 0 for all without it. */
  similarityOf?: (text: string) => number;
  /** Passages that were found; all without it. */
  found?: (text: string) => boolean;
}

/** What is found for a question in a Markdown text, without a model and without a store. */
export async function findByHand(
  question: string,
  source: string,
  { found = () => true, ...options }: HandOptions = {},
): Promise<Findings> {
  const passages = (await embedByHand(markdown(source), options)).filter(({ text }) => found(text));
  const language = detectLanguage(question);
  const terms = questionTerms(question, language);
  const stems = terms.map(({ stem }) => stem);
  return {
    language,
    terms,
    question: {
      vector: questionVector,
      passageVector: questionVector,
      hasOwnPassageModel: false,
      stems,
      weights: weighTerms(terms, passages.map(passageTerms)),
      comparable: comparableTo(language),
      offersKind: expectedKind(question),
    },
    candidates: passages.map((passage) => ({ passage, textScore: countShared(stems, passage) })),
  };
}

/** What a Markdown text offers for a question, without a model and without a store. */
export const retrieveByHand = async (
  question: string,
  source: string,
  options?: HandOptions,
): Promise<Retrieval> => rank(await findByHand(question, source, options));

/** Stands in for BM25: how many of the question's terms a passage is found by. */
function countShared(stems: readonly string[], passage: EmbeddedPassage): number {
  const own = new Set(searchTerms(passage));
  return new Set(stems.filter((stem) => own.has(stem))).size;
}
