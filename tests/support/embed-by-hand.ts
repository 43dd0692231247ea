import type { SourceDocument } from '../../src/documents/source-document.ts';
import { type EmbeddedPassage, headingsOf } from '../../src/passages/passage.ts';
import { SentencePacker } from '../../src/passages/sentence-packer.ts';
import { sentenceText } from '../../src/passages/sentence-text.ts';
import { splitPassages } from '../../src/passages/split-passages.ts';

/** The vector of every question that is asked of passages embedded by hand. */
export const questionVector = Float32Array.of(1, 0);

/** A vector of unit length that has this cosine with the question's. */
export const vectorAt = (cosine: number): Float32Array =>
  Float32Array.of(cosine, Math.sqrt(1 - cosine * cosine));

/**
 * A document's passages with vectors that are known, so that a test decides what is similar.
 * @param similarityOf the cosine of the question and a sentence, a whole passage or what stands above
 */
export async function embedByHand(
  document: SourceDocument,
  {
    maximumCharacters = 600,
    similarityOf = () => 0,
  }: { maximumCharacters?: number; similarityOf?: (text: string) => number } = {},
): Promise<EmbeddedPassage[]> {
  const packer = new SentencePacker({
    maximumCharacters,
    maximumTokens: maximumCharacters,
    countTokens: (text) => text.split(/\s+/).length,
  });
  const passages = await splitPassages(document, packer);
  return passages.map((passage) => ({
    ...passage,
    vector: vectorAt(similarityOf(passage.text)),
    sentenceVectors: passage.sentences.map((sentence) =>
      vectorAt(similarityOf(sentenceText(document.text, sentence))),
    ),
    headingVector: vectorAt(similarityOf(headingsOf(passage))),
  }));
}
