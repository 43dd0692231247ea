import { detectLanguage, isKnown, type Language } from '../language/detect-language.ts';
import type {
  Candidate,
  Embedder,
  PassageFilter,
  PassageStore,
  SentenceEmbedder,
} from '../ports.ts';
import { questionTerms, type Term } from './analyze-terms.ts';
import { comparableTo } from './comparable-passages.ts';
import { expectedKind } from './expected-kind.ts';
import { fuseCandidates, type RankedPassage } from './fuse-candidates.ts';
import { passageTerms } from './passage-terms.ts';
import { type RankedSentence, rankSentences } from './rank-sentences.ts';
import { type TermWeights, weighTerms } from './weigh-terms.ts';

/** What the documents offer for a question. */
export interface Retrieval {
  /** Of the question; undefined where it has too few words to tell. */
  language: Language | undefined;
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
 * Finds passages for a question and ranks their sentences. A question in a language that the models
 * do not know is answered by its words alone. Cost: one forward pass and two queries.
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
  const language = detectLanguage(question);
  const comparable = comparableTo(language);
  const passages = passageEmbedder
    ? fuseCandidates(candidates, vector)
    : fuseCandidates(findable(candidates, language), vector, comparable);
  const terms = questionTerms(question, language);
  // All candidates: those near by vector alone are a sample of passages without the words, too.
  const weights = weighTerms(
    terms,
    candidates.map(({ passage }) => passageTerms(passage)),
  );
  const sentences = rankSentences(passages, passagesRead, {
    vector: sentenceVector,
    weights,
    comparable,
    offersKind: expectedKind(question),
  });
  return { language, terms, weights, passages, sentences };
}

/** What the vector query gave for a question that its model does not know was found by chance. */
const findable = (candidates: Candidate[], language: Language | undefined): Candidate[] =>
  isKnown(language) ? candidates : candidates.filter(({ textScore }) => textScore > 0);
