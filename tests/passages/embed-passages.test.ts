import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOnnxEmbedder } from '../../src/adapters/onnx-embedder.ts';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import { embedPassages } from '../../src/passages/embed-passages.ts';
import { headingsOf, type Passage } from '../../src/passages/passage.ts';
import { splitPassages } from '../../src/passages/split-passages.ts';
import type { Embedder, SentenceEmbedder } from '../../src/ports.ts';
import { createPacker } from '../support/create-packer.ts';
import { markdown } from '../support/read-source.ts';

let embedder: Awaited<ReturnType<typeof loadOnnxEmbedder>>;
let document: SourceDocument;
let passages: Passage[];
beforeAll(async () => {
  embedder = await loadOnnxEmbedder({ directory: 'models/all-minilm-l6-v2' });
  document = markdown('One sentence. Two sentences.\n\n## A\n\nThree.\n\n## B\n\nFour. Five. Six.');
  passages = await splitPassages(document, createPacker(embedder));
});
afterAll(() => embedder.close());

/** The model itself, with a record of the passages and the headings that were asked of it. */
function recording(calls: string[], headings: string[] = []): SentenceEmbedder {
  return {
    id: embedder.id,
    dimension: embedder.dimension,
    countTokens: (text) => embedder.countTokens(text),
    embedQuestion: (text, signal) => {
      headings.push(text);
      return embedder.embedQuestion(text, signal);
    },
    embedTexts: () => expect.fail('no texts apart from passages'),
    embedPassage: (sentences, signal) => {
      calls.push(sentences.join(' | '));
      return embedder.embedPassage(sentences, signal);
    },
  };
}

const lengthOf = (vector: Float32Array) => Math.hypot(...vector);

describe('embedding passages', () => {
  it('takes one forward pass for a passage and all its sentences', async () => {
    const calls: string[] = [];
    const sentences = recording(calls);
    const embedded = await embedPassages(document, passages, { sentences, passages: undefined });
    expect(calls).toEqual(['One sentence. | Two sentences.', 'Three.', 'Four. | Five. | Six.']);
    expect(embedded.map((passage) => passage.sentenceVectors.length)).toEqual([2, 1, 3]);
    for (const { vector, sentenceVectors, headingVector } of embedded) {
      for (const each of [vector, ...sentenceVectors, headingVector]) {
        expect(each).toHaveLength(384);
        expect(lengthOf(each)).toBeCloseTo(1, 4);
      }
    }
  });

  it('takes one more for what stands above passages, however many stand below', async () => {
    const source = `# T\n\nBefore.\n\n## A\n\n${'Three words here. '.repeat(80)}\n\n## B\n\n### A\n\nLast.`;
    const long = markdown(source);
    const split = await splitPassages(long, createPacker(embedder));
    expect(split.length).toBeGreaterThan(4);
    const headings: string[] = [];
    const sentences = recording([], headings);
    const embedded = await embedPassages(long, split, { sentences, passages: undefined });
    expect(headings).toEqual(['T', 'T. A', 'T. B. A']);
    for (const { headingVector, ...passage } of embedded) {
      expect(headingVector).toEqual(await embedder.embedQuestion(headingsOf(passage)));
    }
  });

  it('takes headings of any length', async () => {
    const long = markdown(`# ${'Very long '.repeat(5000)}\n\n## ${'👩‍👩‍👧 '.repeat(500)}\n\nText.`);
    const split = await splitPassages(long, createPacker(embedder));
    const parts = { sentences: embedder, passages: undefined };
    const [embedded] = await embedPassages(long, split, parts);
    expect(lengthOf(embedded!.headingVector)).toBeCloseTo(1, 4);
  });

  it('leaves the passages themselves as they are', async () => {
    const parts = { sentences: embedder, passages: undefined };
    const embedded = await embedPassages(document, passages, parts);
    expect(
      embedded.map(({ vector, sentenceVectors, headingVector, ...passage }) => passage),
    ).toEqual(passages);
  });

  it('takes passage vectors from another model where there is one', async () => {
    const asked: string[][] = [];
    const other: Embedder = {
      id: 'other',
      dimension: 2,
      embedQuestion: () => expect.fail('no question was asked'),
      embedTexts: async (texts) => {
        asked.push(texts);
        return texts.map((_, index) => Float32Array.of(Math.cos(index), Math.sin(index)));
      },
    };
    const parts = { sentences: embedder, passages: other };
    const embedded = await embedPassages(document, passages, parts);
    expect(asked).toEqual([passages.map((passage) => passage.text)]);
    expect(embedded.map(({ vector }) => vector)).toEqual([
      Float32Array.of(1, 0),
      Float32Array.of(Math.cos(1), Math.sin(1)),
      Float32Array.of(Math.cos(2), Math.sin(2)),
    ]);
    expect(embedded[0]!.sentenceVectors[0]).toHaveLength(384);
    expect(embedded[0]!.headingVector).toHaveLength(384);
  });

  it('tells of each passage, and stops when it is told to', async () => {
    const controller = new AbortController();
    const calls: string[] = [];
    let told = 0;
    const embedding = embedPassages(
      document,
      passages,
      { sentences: recording(calls), passages: undefined },
      {
        signal: controller.signal,
        onPassage: () => {
          told += 1;
          if (told === 2) controller.abort(new Error('enough'));
        },
      },
    );
    await expect(embedding).rejects.toThrow('enough');
    expect(calls).toHaveLength(2);
    expect(told).toBe(2);
  });
});
