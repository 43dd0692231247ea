import { LRUCache } from 'lru-cache';
import type { SentenceEmbedder } from '../ports.ts';
import { cosine } from '../retrieval/vector-math.ts';
import type { OpenWord } from '../writing/check-sentence.ts';

/** Of 384 numbers each: 8 MB at most. */
const mostWords = 5000;
const vectors = new WeakMap<SentenceEmbedder, LRUCache<string, Float32Array>>();

/**
 * How near words come to those that they may stand for, by the cosine of their vectors. Cost: a
 * forward pass, 2 ms, for each word that was not met before.
 */
export async function wordLikeness(
  open: readonly OpenWord[],
  embedder: SentenceEmbedder,
  signal?: AbortSignal,
): Promise<(word: string, other: string) => number> {
  const known = vectors.get(embedder) ?? new LRUCache<string, Float32Array>({ max: mostWords });
  vectors.set(embedder, known);
  const needed = new Map<string, Float32Array>();
  for (const word of new Set(open.flatMap(({ word, rivals }) => [word, ...rivals]))) {
    const vector = known.get(word) ?? (await embedder.embedQuestion(word, signal));
    known.set(word, vector);
    needed.set(word, vector);
  }
  return (word, other) => cosine(needed.get(word)!, needed.get(other)!);
}
