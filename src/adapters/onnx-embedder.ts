import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import type { Tokenizer } from '@huggingface/tokenizers';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { EmbeddingError } from '../errors.ts';
import type { PassageVectors, SentenceEmbedder } from '../ports.ts';
import { type Checksums, readChecksums, readVerifiedFile } from './model-files.ts';
import { createSerialQueue } from './serial-queue.ts';
import { scaleToUnitLength } from './unit-vector.ts';

const MODEL_FILE = 'model-int8.onnx';
const TOKENIZER_FILE = 'tokenizer.json';
const DIMENSION = 384;

/** Tokens of text that are read, without the two end marks. The model was trained on up to 256. */
const MAXIMUM_TOKENS = 256;

/**
 * UTF-16 units of a text that are tokenised at all, so that a hostile text costs no more than a long
 * one. 256 tokens of ordinary prose are about 1,300 units.
 */
const MAXIMUM_LENGTH = 8192;

const START_MARK = '[CLS]';
const END_MARK = '[SEP]';

export interface OnnxEmbedderOptions {
  /** Holds the model's files and their `checksums.json`. */
  directory: string;
  /** Threads within one forward pass, the calling one among them. Vectors do not depend on it. */
  threads?: number;
}

type Feeds = Record<'input_ids' | 'attention_mask' | 'token_type_ids', Tensor>;

/**
 * Loads the built-in model after checking its files against their checksums.
 *
 * A text's vector is the mean over its token states, end marks among them, of unit length. Each text
 * has a forward pass of its own, so its vector does not depend on its neighbours. Of a longer text
 * the first 256 tokens are read (at most the first 8,192 UTF-16 units). Any string has a vector,
 * also an empty one.
 *
 * Cost: forward passes run on the calling thread one after the other, with a turn of the event loop
 * between them.
 * @throws EmbeddingError where a file is missing, damaged or not a model.
 */
export async function loadOnnxEmbedder({
  directory,
  threads = defaultThreads(),
}: OnnxEmbedderOptions): Promise<SentenceEmbedder & { close(): Promise<void> }> {
  const checksums = await readChecksums(directory);
  // The model is read and hashed by other threads while this one loads libraries and vocabulary.
  const [model, tokenizer, onnx] = await Promise.all([
    readVerifiedFile(directory, MODEL_FILE, checksums),
    loadTokenizer(directory, checksums),
    loadRuntime(),
  ]);
  const session = await createSession(onnx.InferenceSession, model, threads);
  const run = createForwardPass(session, onnx.Tensor, tokenizer);
  return createEmbedder(identify(directory, checksums), tokenizer, run, () => session.release());
}

/** The built-in model, loaded when it is first needed. */
export interface LazyEmbedder extends SentenceEmbedder {
  /** Loads it now. `countTokens` needs that to have settled. */
  load(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Like `loadOnnxEmbedder`, but looks only at the checksums at once: loading takes half a second and
 * more, and a run that finds nothing to embed needs only the model's id. What is wrong with its files
 * is thrown by what needs them first.
 */
export async function openOnnxEmbedder(options: OnnxEmbedderOptions): Promise<LazyEmbedder> {
  const checksums = await readChecksums(options.directory);
  let loading: ReturnType<typeof loadOnnxEmbedder> | undefined;
  let loaded: SentenceEmbedder | undefined;
  const load = () => {
    loading ??= loadOnnxEmbedder(options).then((embedder) => {
      loaded = embedder;
      return embedder;
    });
    return loading;
  };
  return {
    id: identify(options.directory, checksums),
    dimension: DIMENSION,
    embedQuestion: async (text, signal) => (await load()).embedQuestion(text, signal),
    embedTexts: async (texts, signal) => (await load()).embedTexts(texts, signal),
    embedPassage: async (sentences, signal) => (await load()).embedPassage(sentences, signal),
    countTokens(text) {
      if (!loaded) throw new Error('The embedding model has to be loaded before it counts tokens.');
      return loaded.countTokens(text);
    },
    load: async () => void (await load()),
    close: async () => (await loading?.catch(() => undefined))?.close(),
  };
}

/**
 * Half of the processors, up to two: beside the model there are the database's threads.
 *
 * Measured on 2 processors, medians of 6 runs with 1 | 2 threads: a lone question 2.1 | 2.0 ms, one
 * after a pause 2.6 | 2.9 ms, 8 callers 460 | 490 questions a second at 1.0 | 1.4 processors, a
 * passage of 600 characters 10.4 | 8.7 ms. Where other processes compete, 2 threads are the slower
 * (8 callers: 340 | 290 a second), so the second one pays where processors are free.
 */
function defaultThreads(): number {
  return Math.min(2, Math.ceil(availableParallelism() / 2));
}

function identify(directory: string, checksums: Checksums): string {
  const versions = [MODEL_FILE, TOKENIZER_FILE].map((name) => checksums[name]?.sha256.slice(0, 12));
  return `onnx:${basename(directory)}:${versions.join(':')}`;
}

/**
 * Counts tokens as the model does, without loading the model.
 * @throws EmbeddingError where a file is missing, damaged or not a tokenizer
 */
export async function loadTokenCounter(directory: string): Promise<(text: string) => number> {
  const tokenizer = await loadTokenizer(directory, await readChecksums(directory));
  return (text) => tokenizer.encode(text, { add_special_tokens: false }).ids.length;
}

/**
 * Of the tokenizer's options, padding and truncation are left out, and so are the special tokens: a
 * document that contains "[SEP]" contains five characters, not the end of a text.
 */
async function loadTokenizer(directory: string, checksums: Checksums): Promise<Tokenizer> {
  const vocabulary = await readVerifiedFile(directory, TOKENIZER_FILE, checksums);
  const tokenizers = await import('@huggingface/tokenizers');
  try {
    const options = JSON.parse(Buffer.from(vocabulary).toString('utf8'));
    return new tokenizers.Tokenizer(
      { ...options, padding: null, truncation: null, post_processor: null, added_tokens: [] },
      {},
    );
  } catch (cause) {
    throw new EmbeddingError(
      `The embedding model's ${TOKENIZER_FILE} is not a tokenizer that can be used here.`,
      { cause },
    );
  }
}

async function loadRuntime() {
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    throw new EmbeddingError(
      `The embedding model's runtime has no library that loads on ${process.platform} ${process.arch}. ` +
        'It runs on Linux and Windows (x64, arm64) and on macOS (arm64); there, run `npm ci` again.',
      { cause },
    );
  }
}

async function createSession(
  sessionClass: typeof InferenceSession,
  model: Uint8Array,
  threads: number,
): Promise<InferenceSession> {
  try {
    return await sessionClass.create(model, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      // Silent: what goes wrong is thrown.
      logSeverityLevel: 4,
      // A thread that spins while it waits takes a whole processor for 10 ms and more after each pass from
      // whatever comes next, and where processors are scarce doubles the time of the pass itself.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  } catch (cause) {
    throw new EmbeddingError(
      `The embedding model's ${MODEL_FILE} is not a model that can be used here.`,
      { cause },
    );
  }
}

/** Token ids in, end marks to be added; one row of states a token out, those of the marks first and last. */
type ForwardPass = (ids: number[]) => Promise<Float32Array>;

function createForwardPass(
  session: InferenceSession,
  tensorClass: typeof Tensor,
  tokenizer: Tokenizer,
): ForwardPass {
  const start = BigInt(tokenizer.token_to_id(START_MARK)!);
  const end = BigInt(tokenizer.token_to_id(END_MARK)!);
  // Inputs are reused by length: one pass runs at a time, and only the ids differ.
  const feedsByLength = new Map<number, { ids: BigInt64Array; feeds: Feeds }>();

  function feedsOf(length: number) {
    let entry = feedsByLength.get(length);
    if (!entry) {
      const tensor = (data: BigInt64Array) => new tensorClass('int64', data, [1, length]);
      const ids = new BigInt64Array(length);
      const feeds = {
        input_ids: tensor(ids),
        attention_mask: tensor(new BigInt64Array(length).fill(1n)),
        token_type_ids: tensor(new BigInt64Array(length)),
      };
      entry = { ids, feeds };
      feedsByLength.set(length, entry);
    }
    return entry;
  }

  return async function forwardPass(tokens) {
    const { ids, feeds } = feedsOf(tokens.length + 2);
    ids[0] = start;
    for (let index = 0; index < tokens.length; index++) ids[index + 1] = BigInt(tokens[index]!);
    ids[tokens.length + 1] = end;
    const { last_hidden_state: states } = await session.run(feeds);
    return states!.data as Float32Array;
  };
}

function createEmbedder(
  id: string,
  tokenizer: Tokenizer,
  run: ForwardPass,
  release: () => Promise<void>,
): SentenceEmbedder & { close(): Promise<void> } {
  const queue = createSerialQueue();
  let closing: Promise<void> | undefined;

  const tokenize = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;

  async function forwardPass(ids: number[], signal?: AbortSignal): Promise<Float32Array> {
    signal?.throwIfAborted();
    if (closing) throw new EmbeddingError('The embedding model was closed.');
    return queue.run(() => run(ids), signal);
  }

  async function embed(text: string, signal?: AbortSignal): Promise<Float32Array> {
    const ids = tokenize(cutText(text)).slice(0, MAXIMUM_TOKENS);
    const states = await forwardPass(ids, signal);
    return meanOfRows(states, 0, ids.length + 2)!;
  }

  return {
    id,
    dimension: DIMENSION,
    embedQuestion: embed,

    async embedTexts(texts, signal) {
      const vectors: Float32Array[] = [];
      for (const text of texts) vectors.push(await embed(text, signal));
      return vectors;
    },

    countTokens: (text) => tokenize(text).length,

    async embedPassage(sentences, signal) {
      const ids: number[] = [];
      const ends = sentences.map((sentence) => {
        if (ids.length < MAXIMUM_TOKENS) {
          ids.push(...tokenize(cutText(sentence)).slice(0, MAXIMUM_TOKENS - ids.length));
        }
        return ids.length;
      });
      return poolSentences(await forwardPass(ids, signal), ends);
    },

    close() {
      closing ??= queue.idle().then(release);
      return closing;
    },
  };
}

/** A text's beginning, cut where it splits no surrogate pair. */
function cutText(text: string): string {
  if (text.length <= MAXIMUM_LENGTH) return text;
  const last = text.charCodeAt(MAXIMUM_LENGTH - 1);
  const isHighSurrogate = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isHighSurrogate ? MAXIMUM_LENGTH - 1 : MAXIMUM_LENGTH);
}

/**
 * @param states A row for the start mark, one a token, one for the end mark.
 * @param ends For each sentence, how many tokens it and those before it have. A sentence that adds
 * none (nothing in it is text, or it lies beyond the limit) gets the passage's vector.
 */
function poolSentences(states: Float32Array, ends: number[]): PassageVectors {
  const vector = meanOfRows(states, 0, states.length / DIMENSION)!;
  const sentenceVectors = ends.map((end, index) => {
    const begin = index === 0 ? 0 : ends[index - 1]!;
    return meanOfRows(states, begin + 1, end + 1) ?? vector;
  });
  return { vector, sentenceVectors };
}

/** The mean of rows `from` to `to` (exclusive), of unit length; undefined where there are none. */
function meanOfRows(states: Float32Array, from: number, to: number): Float32Array | undefined {
  // The sum has the direction of the mean, and the length goes anyway.
  const sum = new Float32Array(DIMENSION);
  for (let row = from; row < to; row++) {
    const offset = row * DIMENSION;
    for (let column = 0; column < DIMENSION; column++) {
      sum[column] = sum[column]! + states[offset + column]!;
    }
  }
  return scaleToUnitLength(sum) ? sum : undefined;
}
