import { questionTerms, type Term } from '../language/analyze-terms.ts';
import { detectLanguage, isKnown, type Language } from '../language/detect-language.ts';
import { ownTurn } from '../own-turn.ts';
import type {
  Candidate,
  Embedder,
  PassageFilter,
  PassageStore,
  SentenceEmbedder,
} from '../ports.ts';
import { comparableTo } from './comparable-passages.ts';
import { expectedKind } from './expected-kind.ts';
import { mendSpelling } from './mend-spelling.ts';
import { passageTerms } from './passage-terms.ts';
import type { Question } from './question.ts';
import { type RankedPassage, rankPassages } from './rank-passages.ts';
import { type RankedSentence, rankSentences } from './rank-sentences.ts';
import { type TermWeights, weighTerms } from './weigh-terms.ts';

/** What the documents offer for a question. */
export interface Retrieval {
  /** Of the question; undefined where it has too few words to tell. */
  language: Language | undefined;
  /** Of the question, by the built-in model. */
  vector: Float32Array;
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

/** What was found for a question, before it is ranked. */
export interface Findings {
  language: Language | undefined;
  terms: readonly Term[];
  question: Question;
  candidates: Candidate[];
}

/**
 * Finds passages for a question and ranks their sentences. A question in a language that the models
 * do not know is answered by its words alone. Cost: one forward pass and two queries.
 */
export async function retrieve(
  retriever: Retriever,
  question: string,
  filter: PassageFilter = {},
  signal?: AbortSignal,
): Promise<Retrieval> {
  return rank(await findCandidates(retriever, question, filter, signal));
}

/** The passages that the question's words or its meaning lead to. */
export async function findCandidates(
  { store, sentenceEmbedder, passageEmbedder }: Retriever,
  text: string,
  { documents }: PassageFilter = {},
  signal?: AbortSignal,
): Promise<Findings> {
  const [vector, otherVector] = await Promise.all([
    sentenceEmbedder.embedQuestion(text, signal),
    passageEmbedder?.embedQuestion(text, signal),
  ]);
  signal?.throwIfAborted();
  const language = detectLanguage(text);
  const written = questionTerms(text, language);
  const passageVector = otherVector ?? vector;
  const query = {
    terms: written.map(({ stem }) => stem),
    vector: passageVector,
    depth,
    documents,
  };
  const candidates = await store.search(query);
  await ownTurn();
  signal?.throwIfAborted();
  // All candidates: those near by vector alone are a sample of passages without the words, too.
  const found = candidates.map(({ passage }) => passageTerms(passage));
  const terms = mendSpelling(written, found);
  const question: Question = {
    vector,
    passageVector,
    stems: terms.map(({ stem }) => stem),
    weights: weighTerms(terms, found),
    comparable: comparableTo(language),
    hasOwnPassageModel: passageEmbedder !== undefined,
    offersKind: expectedKind(text),
  };
  return { language, terms, question, candidates };
}

/** Ranks what was found. A pure function. */
export function rank({ language, terms, question, candidates }: Findings): Retrieval {
  const findable =
    isKnown(language) || question.hasOwnPassageModel
      ? candidates
      : candidates.filter(({ textScore }) => textScore > 0);
  const passages = rankPassages(findable, question);
  const sentences = rankSentences(passages, passagesRead, question);
  const { vector, weights } = question;
  return { language, vector, terms, weights, passages, sentences };
}
