import { analyzeTerms } from '../../src/language/analyze-terms.ts';
import { expectedKind } from '../../src/retrieval/expected-kind.ts';
import { fuseCandidates } from '../../src/retrieval/fuse-candidates.ts';
import { passageTerms } from '../../src/retrieval/passage-terms.ts';
import { rankSentences } from '../../src/retrieval/rank-sentences.ts';
import type { Retrieval } from '../../src/retrieval/retrieve.ts';
import { weighTerms } from '../../src/retrieval/weigh-terms.ts';
import { embedByHand, questionVector } from './embed-by-hand.ts';
import { markdown } from './read-source.ts';

export interface HandOptions {
  maximumCharacters?: number;
  /** The cosine of the question and a sentence or passage; 0 for all without it. */
  similarityOf?: (text: string) => number;
  /** How many passages are read. */
  count?: number;
  /** Passages that were found; all without it. */
  found?: (text: string) => boolean;
}

/** What a Markdown text offers for a question, without a model and without a store. */
export async function retrieveByHand(
  question: string,
  source: string,
  { count = 12, found = () => true, ...options }: HandOptions = {},
): Promise<Retrieval> {
  const passages = (await embedByHand(markdown(source), options)).filter(({ text }) => found(text));
  const ranked = fuseCandidates(
    passages.map((passage) => ({ passage, textScore: 0 })),
    questionVector,
  );
  const terms = analyzeTerms(question);
  const weights = weighTerms(terms, passages.map(passageTerms));
  const sentences = rankSentences(ranked, count, {
    vector: questionVector,
    weights,
    offersKind: expectedKind(question),
  });
  return { terms, weights, passages: ranked, sentences };
}
