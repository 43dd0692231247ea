import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import type { Embedder } from '../../src/ports.ts';
import { type CodeHashes, hashOf } from './code-hash.ts';
import { dropStale } from './drop-stale.ts';
import type { EvaluationSet, ObservedPassage } from './evaluation-set.ts';
import { createProgress } from './progress.ts';

/** UTF-16 units; the figures of LangChain's own tutorial on retrieval. */
const chunkSize = 1000;
const chunkOverlap = 200;

/** Chunks with their vectors, as the tutorial pipeline searches them. */
export interface TutorialIndex {
  chunks: ObservedPassage[];
  /** Positions in `chunks`, nearest first. */
  search(question: Float32Array, count: number): number[];
}

interface TutorialParts {
  /** Where vectors are kept between runs. */
  folder: string;
  code: CodeHashes;
  signal: AbortSignal;
  say: (line: string) => void;
}

/**
 * What a user builds from the tutorials: LangChain's recursive splitter and a vector store in
 * memory, here with the built-in model. LangChain's `MemoryVectorStore` is in none of the packages
 * installed; it is an exact scan by cosine, and so is this. Vectors are cached as raw floats.
 */
export async function openTutorialIndex(
  set: EvaluationSet,
  embedder: Embedder,
  { folder, code, signal, say }: TutorialParts,
): Promise<TutorialIndex> {
  const plain = set.documents.flatMap(({ uri, plain }) => [uri, plain]);
  const key = hashOf([embedder.id, code.tutorial, ...plain]);
  await dropStale(folder, set.name, key);
  const chunks = await splitAll(set);
  const path = join(folder, `${set.name}-${key}.f32`);
  const cached = await readFile(path).catch(() => undefined);
  const vectors = cached
    ? new Float32Array(new Uint8Array(cached).buffer)
    : await embedChunks(set.name, chunks, embedder, { signal, say });
  if (!cached) {
    await mkdir(folder, { recursive: true });
    await writeFile(`${path}.tmp`, new Uint8Array(vectors.buffer));
    await rename(`${path}.tmp`, path);
  }
  return { chunks, search: (question, count) => findNearest(vectors, question, count) };
}

async function splitAll({ documents }: EvaluationSet): Promise<ObservedPassage[]> {
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize, chunkOverlap });
  const chunks: ObservedPassage[] = [];
  for (const { uri, plain } of documents) {
    let from = 0;
    for (const text of await splitter.splitText(plain)) {
      // A chunk never begins before its predecessor, and only white space was trimmed from it.
      const start = plain.indexOf(text, from);
      if (start === -1) throw new Error(`A chunk of ${uri} does not stand in it: ${text}`);
      chunks.push({ document: uri, ranges: [{ start, end: start + text.length }], text });
      from = start + 1;
    }
  }
  return chunks;
}

async function embedChunks(
  name: string,
  chunks: readonly ObservedPassage[],
  embedder: Embedder,
  { signal, say }: Pick<TutorialParts, 'signal' | 'say'>,
): Promise<Float32Array> {
  const progress = createProgress(`${name}: tutorial chunks embedded`, chunks.length, say);
  const vectors = new Float32Array(chunks.length * embedder.dimension);
  for (const [index, { text }] of chunks.entries()) {
    const [vector] = await embedder.embedTexts([text], signal);
    vectors.set(vector!, index * embedder.dimension);
    progress(index + 1);
  }
  return vectors;
}

function findNearest(vectors: Float32Array, question: Float32Array, count: number): number[] {
  const width = question.length;
  const scores = Float64Array.from({ length: vectors.length / width }, (_, row) => {
    let sum = 0;
    for (let column = 0; column < width; column += 1) {
      sum += vectors[row * width + column]! * question[column]!;
    }
    return sum;
  });
  const order = Uint32Array.from(scores.keys());
  order.sort((left, right) => scores[right]! - scores[left]! || left - right);
  return [...order.subarray(0, count)];
}
