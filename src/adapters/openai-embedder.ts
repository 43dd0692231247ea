import { EmbeddingError } from '../errors.ts';
import type { Embedder } from '../ports.ts';
import {
  connectOpenAi,
  type EndpointWording,
  type OpenAiConnection,
  type OpenAiEndpoint,
} from './openai.ts';
import { scaleToUnitLength } from './unit-vector.ts';

/** The lowest limit among the servers known: text-embeddings-inference takes 32 by default. */
const DEFAULT_BATCH_SIZE = 32;
/** About 15,000 tokens of prose: far below OpenAI's 300,000 a request, also for other scripts. */
const MAXIMUM_BATCH_LENGTH = 60_000;

const WORDING: EndpointWording = {
  purpose: 'embedding',
  modelVariable: 'EMBEDDING_MODEL',
  baseUrlVariable: 'EMBEDDING_BASE_URL (or OPENAI_BASE_URL)',
  keyVariables: 'EMBEDDING_API_KEY (or OPENAI_API_KEY)',
  error: EmbeddingError,
};

export interface OpenAiEmbedderOptions extends OpenAiEndpoint {
  /** The most texts in a request. */
  batchSize?: number | undefined;
}

/**
 * An embedder behind any OpenAI-compatible endpoint. Sends one probe to learn the dimension, so that
 * a wrong address, key or model shows at once. Batches go out one after the other.
 * @throws EmbeddingError, here and on every later call, that says what to change. It never holds the
 * key or, in its message, the provider's words. An aborted call rejects with the signal's reason.
 */
export async function connectOpenAiEmbedder({
  batchSize = DEFAULT_BATCH_SIZE,
  ...endpoint
}: OpenAiEmbedderOptions): Promise<Embedder> {
  const { model } = endpoint;
  const connection = await connectOpenAi(endpoint, WORDING);

  async function requestVectors(texts: string[], signal?: AbortSignal): Promise<Float32Array[]> {
    const answer: unknown = await connection.request(
      // Without a format the client asks for base64, which not every server knows.
      (client, options) =>
        client.embeddings.create({ model, input: texts, encoding_format: 'float' }, options),
      signal,
    );
    return readAnswer(answer, texts.length, connection.fail);
  }

  const [probe] = await requestVectors(['dimension']);
  const dimension = probe!.length;

  async function embedTexts(texts: string[], signal?: AbortSignal): Promise<Float32Array[]> {
    signal?.throwIfAborted();
    const vectors: Float32Array[] = [];
    for (const batch of toBatches(texts.map(makeAcceptable), batchSize)) {
      vectors.push(...(await requestVectors(batch, signal)));
    }
    const other = vectors.find((vector) => vector.length !== dimension);
    if (other) {
      throw connection.fail(
        `gave vectors of ${other.length} numbers for the model "${model}", which gave ${dimension} ` +
          'at the start: another model now has this name. Restart, and rebuild the index, or set ' +
          `${WORDING.modelVariable} to the model meant.`,
      );
    }
    return vectors;
  }

  return {
    id: `openai:${model}`,
    dimension,
    embedTexts,
    embedQuestion: async (text, signal) => (await embedTexts([text], signal))[0]!,
  };
}

/** Endpoints refuse empty texts, and some fail on half a surrogate pair. */
function makeAcceptable(text: string): string {
  return text === '' ? ' ' : text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Consecutive texts, limited by their number and, but for a single text, by their total length. */
function* toBatches(texts: string[], size: number): Generator<string[]> {
  let batch: string[] = [];
  let length = 0;
  for (const text of texts) {
    const full = batch.length >= size || length + text.length > MAXIMUM_BATCH_LENGTH;
    if (full && batch.length > 0) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push(text);
    length += text.length;
  }
  if (batch.length > 0) yield batch;
}

/** The vectors of an answer in the order of the texts, of unit length. */
function readAnswer(
  answer: unknown,
  count: number,
  fail: OpenAiConnection['fail'],
): Float32Array[] {
  const advice = `Check ${WORDING.baseUrlVariable} and ${WORDING.modelVariable}.`;
  const { data } = (answer ?? {}) as { data?: unknown };
  if (!Array.isArray(data)) {
    const kind = typeof answer === 'string' ? 'text, perhaps a web page,' : 'something';
    throw fail(`answered with ${kind} instead of vectors. ${advice}`);
  }
  if (data.length !== count) {
    throw fail(`gave ${data.length} vectors for ${count} texts. ${advice}`);
  }
  const vectors: Float32Array[] = [];
  for (const [position, entry] of data.entries()) {
    const { index = position, embedding } = (entry ?? {}) as Record<string, unknown>;
    const vector = readVector(embedding);
    if (!vector || !scaleToUnitLength(vector)) {
      throw fail(`gave something that is not a vector of numbers with a direction. ${advice}`);
    }
    if (typeof index !== 'number' || !(index in data) || index in vectors) {
      throw fail(`did not say clearly which vector belongs to which text. ${advice}`);
    }
    vectors[index] = vector;
  }
  return vectors;
}

/** From an array of numbers, or from the base64 that some servers send whatever they are asked for. */
function readVector(embedding: unknown): Float32Array | undefined {
  if (typeof embedding === 'string') {
    const bytes = Buffer.from(embedding, 'base64');
    if (bytes.length % Float32Array.BYTES_PER_ELEMENT !== 0) return undefined;
    return Float32Array.from(
      { length: bytes.length / Float32Array.BYTES_PER_ELEMENT },
      (_, index) => bytes.readFloatLE(index * Float32Array.BYTES_PER_ELEMENT),
    );
  }
  if (!Array.isArray(embedding) || embedding.some((number) => typeof number !== 'number')) {
    return undefined;
  }
  return Float32Array.from(embedding);
}
