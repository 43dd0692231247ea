import { type EmbeddedPassage, passageId } from '../../src/passages/passage.ts';

export interface PlainPassage {
  document?: string;
  title?: string;
  section?: string[];
  ordinal?: number;
}

/** A passage of sentences that stand one after the other in a document of their own, without vectors. */
export function plainPassage(
  sentences: readonly string[],
  { document = 'doc', title = 'A Title', section = [], ordinal = 0 }: PlainPassage = {},
): EmbeddedPassage {
  let start = 0;
  return {
    id: passageId(document, ordinal),
    documentId: document,
    revision: 'r',
    ordinal,
    title,
    section,
    page: null,
    text: sentences.join(' '),
    sentences: sentences.map((text) => {
      const span = { start, end: start + text.length };
      start = span.end + 1;
      return { spans: [span], joiner: ' ', kind: 'paragraph', block: 0 };
    }),
    vector: new Float32Array(),
    headingVector: new Float32Array(),
    sentenceVectors: sentences.map(() => new Float32Array()),
  };
}
