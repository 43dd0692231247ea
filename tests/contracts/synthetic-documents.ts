import { createHash } from 'node:crypto';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import type { EmbeddedPassage, Sentence } from '../../src/passages/passage.ts';
import type { Block } from '../../src/protocol.ts';

export const DIMENSION = 384;

export interface SyntheticEntry {
  document: SourceDocument;
  passages: EmbeddedPassage[];
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A vector of unit length that depends on the text alone. */
export function vectorOf(text: string, dimension = DIMENSION): Float32Array {
  const random = seededRandom(createHash('sha256').update(text).digest().readInt32LE());
  const vector = Float32Array.from({ length: dimension }, () => random() + random() - 1);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

export function cosine(a: Float32Array, b: Float32Array): number {
  const dot = a.reduce((sum, value, index) => sum + value * b[index]!, 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b));
}

/** A document of one passage a text. Sentences end with a full stop and a space. */
export function syntheticEntry(
  id: string,
  texts: string[],
  changes: Partial<SourceDocument> = {},
): SyntheticEntry {
  const text = texts.join('\n\n');
  const blocks: Block[] = [];
  let start = 0;
  for (const part of texts) {
    const section = ['Part', `§ ${blocks.length}`];
    blocks.push({ kind: 'paragraph', start, end: start + part.length, section, page: null });
    start += part.length + 2;
  }
  const document: SourceDocument = {
    id,
    uris: [`file:///corpus/${encodeURIComponent(id)}`],
    title: `Title of ${id}`,
    mediaType: 'text/markdown',
    revision: createHash('sha256').update(`${id}\n${text}`).digest('hex'),
    text,
    blocks,
    ...changes,
  };
  return { document, passages: blocks.map((_, ordinal) => passageOf(document, ordinal)) };
}

function passageOf(document: SourceDocument, ordinal: number): EmbeddedPassage {
  const block = document.blocks[ordinal]!;
  const text = document.text.slice(block.start, block.end);
  const sentences = sentencesOf(text, block.start, ordinal);
  return {
    id: `${document.id}/${ordinal}`,
    documentId: document.id,
    revision: document.revision,
    ordinal,
    title: document.title,
    section: block.section,
    page: ordinal % 2 === 0 ? null : ordinal,
    text,
    sentences,
    vector: vectorOf(text),
    sentenceVectors: sentences.map((_, index) => vectorOf(`${text} ${index}`)),
    headingVector: vectorOf(document.title),
  };
}

/** The first sentence has two spans, as one that a page break cuts. */
function sentencesOf(text: string, offset: number, block: number): Sentence[] {
  const sentences: Sentence[] = [];
  for (const { index, 0: match } of text.matchAll(/.+?(?:\. |$)/gsu)) {
    const start = offset + index;
    const end = start + match.trimEnd().length;
    const middle = start + Math.floor((end - start) / 2);
    const cut = sentences.length === 0 && middle > start;
    const spans = cut
      ? [
          { start, end: middle },
          { start: middle, end },
        ]
      : [{ start, end }];
    sentences.push({ spans, joiner: cut ? '' : ' ', kind: 'paragraph', block });
  }
  return sentences;
}
