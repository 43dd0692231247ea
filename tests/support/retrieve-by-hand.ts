import { questionTerms } from '../../src/language/analyze-terms.ts';
import { detectLanguage } from '../../src/language/detect-language.ts';
import { comparableTo } from '../../src/retrieval/comparable-passages.ts';
import { expectedKind } from '../../src/retrieval/expected-kind.ts';
import { passageTerms } from '../../src/retrieval/passage-terms.ts';
import { fuseCandidates } from '../../src/retrieval/rank-passages.ts';
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
  const language = detectLanguage(question);
  const comparable = comparableTo(language);
  const ranked = fuseCandidates(
    passages.map((passage) => ({ passage, textScore: 0 })),
    questionVector,
    comparable,
  );
  const terms = questionTerms(question, language);
  const weights = weighTerms(terms, passages.map(passageTerms));
  const sentences = rankSentences(ranked, count, {
    vector: questionVector,
    weights,
    comparable,
    offersKind: expectedKind(question),
  });
  return { language, terms, weights, passages: ranked, sentences };
}
