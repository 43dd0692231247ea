import { cosine } from '../retrieval/vector-math.ts';
import {
  compareWords,
  type Evidence,
  type OpenWord,
  type SentenceCheck,
  settleWords,
} from './check-sentence.ts';

/** Turns texts into vectors of unit length, in their order. */
export type EmbedTexts = (texts: string[], signal?: AbortSignal) => Promise<Float32Array[]>;

export type CheckSentence = (
  sentence: string,
  evidence: Evidence,
  signal?: AbortSignal,
) => Promise<SentenceCheck>;

/** Words whose vectors are kept: at 384 dimensions 6 MB. */
const mostVectors = 4000;

/**
 * Makes a check that embeds words only where the words themselves leave it open: in one of thirty
 * human answers, in one of three sentences that are worded freely. Vectors are kept, so that a
 * conversation asks for few. Cost of a new word: one forward pass of three tokens, 1 to 2 ms.
 */
export function createSentenceChecker(embedTexts: EmbedTexts): CheckSentence {
  const vectors = new Map<string, Float32Array>();
  return async function checkSentence(sentence, evidence, signal) {
    const comparison = compareWords(sentence, evidence);
    if (comparison.open.length === 0) return settleWords(comparison, () => 0);
    const near = await vectorsOf(wordsOf(comparison.open), vectors, embedTexts, signal);
    return settleWords(comparison, (word, other) => cosine(near.get(word)!, near.get(other)!));
  };
}

const wordsOf = (open: readonly OpenWord[]): string[] => [
  ...new Set(open.flatMap(({ word, rivals }) => (rivals.length > 0 ? [word, ...rivals] : []))),
];

/** Those that are known, and the others from the model. */
async function vectorsOf(
  words: readonly string[],
  vectors: Map<string, Float32Array>,
  embedTexts: EmbedTexts,
  signal?: AbortSignal,
): Promise<Map<string, Float32Array>> {
  const strange = words.filter((word) => !vectors.has(word));
  const found = new Map(
    words.flatMap((word) => (vectors.has(word) ? [[word, vectors.get(word)!] as const] : [])),
  );
  if (strange.length === 0) return found;
  const embedded = await embedTexts([...strange], signal);
  if (vectors.size + strange.length > mostVectors) vectors.clear();
  strange.forEach((word, index) => {
    vectors.set(word, embedded[index]!);
    found.set(word, embedded[index]!);
  });
  return found;
}
