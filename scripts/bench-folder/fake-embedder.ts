import type { SentenceEmbedder } from '../../src/ports.ts';
import { seededRandom } from './seeded-words.ts';

const dimension = 384;
/** Characters of a token of English. */
const tokenLength = 4;

/** Vectors of unit length made from a hash of the text: what costs nothing but is stored all the same. */
export function createFakeEmbedder(): SentenceEmbedder {
  const embedTexts = async (texts: string[]) => texts.map(vectorOf);
  return {
    id: 'fake',
    dimension,
    countTokens: (text) => Math.ceil(text.length / tokenLength),
    embedQuestion: async (text) => vectorOf(text),
    embedTexts,
    embedPassage: async (sentences) => ({
      vector: vectorOf(sentences.join(' ')),
      sentenceVectors: sentences.map(vectorOf),
    }),
  };
}

function vectorOf(text: string): Float32Array {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  const random = seededRandom(hash);
  const vector = new Float32Array(dimension);
  let squares = 0;
  for (let at = 0; at < dimension; at += 1) {
    const value = random() + random() - 1;
    vector[at] = value;
    squares += value * value;
  }
  const scale = 1 / Math.sqrt(squares);
  for (let at = 0; at < dimension; at += 1) vector[at]! *= scale;
  return vector;
}
