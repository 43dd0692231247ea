import type { Embedder, PassageFilter, PassageStore, SentenceEmbedder } from '../ports.ts';
import { analyzeTerms, type Term } from '../language/analyze-terms.ts';
import { expectedKind } from './expected-kind.ts';
import { fuseCandidates, type RankedPassage } from './fuse-candidates.ts';
import { passageTerms } from './passage-terms.ts';
import { type RankedSentence, rankSentences } from './rank-sentences.ts';
import { type TermWeights, weighTerms } from './weigh-terms.ts';

/** What the documents offer for a question. */
export interface Retrieval {
  terms: readonly Term[];
  weights: TermWeights;
  /** Best first. */
  passages: RankedPassage[];
  /** The sentences of the best passages, best first. */
  sentences: RankedSentence[];
}

export interface Retriever {
  store: PassageStore;
  /** The built-in model, which sentence vectors come from. */
  sentenceEmbedder: SentenceEmbedder;
  /** The model of the passage vectors, where it is another one. */
  passageEmbedder: Embedder | undefined;
}

/** How many passages each query gives to the fusion. */
const depth = 100;
/** The sentence that answers is almost always in one of so many passages. */
const passagesRead = 12;

/**
 * Finds passages for a question and ranks their sentences. Cost: one forward pass and two queries.
 */
export async function retrieve(
  { store, sentenceEmbedder, passageEmbedder }: Retriever,
  question: string,
  { documents }: PassageFilter = {},
  signal?: AbortSignal,
): Promise<Retrieval> {
  const [sentenceVector, passageVector] = await Promise.all([
    sentenceEmbedder.embedQuestion(question, signal),
    passageEmbedder?.embedQuestion(question, signal),
  ]);
  signal?.throwIfAborted();
  const vector = passageVector ?? sentenceVector;
  const candidates = await store.search({ text: question, vector, depth, documents });
  signal?.throwIfAborted();
  const passages = fuseCandidates(candidates, vector);
  const terms = analyzeTerms(question);
  const weights = weighTerms(
    terms,
    passages.map(({ passage }) => passageTerms(passage)),
  );
  const sentences = rankSentences(passages, passagesRead, {
    vector: sentenceVector,
    weights,
    offersKind: expectedKind(question),
  });
  return { terms, weights, passages, sentences };
}
