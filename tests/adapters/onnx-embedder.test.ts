import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOnnxEmbedder } from '../../src/adapters/onnx-embedder.ts';
import { EmbeddingError } from '../../src/errors.ts';

const MODEL = 'models/all-minilm-l6-v2';

let embedder: Awaited<ReturnType<typeof loadOnnxEmbedder>>;
beforeAll(async () => {
  embedder = await loadOnnxEmbedder({ directory: MODEL });
});
afterAll(() => embedder.close());

function cosine(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, component, index) => sum + component * right[index]!, 0);
}

function expectUnitVector(vector: Float32Array) {
  expect(vector).toHaveLength(384);
  expect(Math.abs(Math.sqrt(cosine(vector, vector)) - 1)).toBeLessThan(1e-5);
}

/** Texts that tokenizers stumble over. */
const hostileTexts: [string, string][] = [
  ['nothing', ''],
  ['white space', ' \t\r\n\u2003'],
  ['control characters', '\u0000\u0001\u001f\u007f\ufffd'],
  ['half a surrogate pair', 'a\ud83d b \ude00'],
  ['emoji', '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['the end marks, as text', '[CLS] [SEP] [PAD] [MASK] [UNK]'],
  ['one word of 100 kB', 'a'.repeat(100_000)],
  ['words of 100 kB', 'the strategy '.repeat(7_700)],
  ['Chinese of 100 kB', '网络安全'.repeat(8_334)],
  ['emoji of 100 kB', '😀'.repeat(25_000)],
  ['emoji of 100 kB cut in the middle of one', `a${'😀'.repeat(25_000)}`],
  ['punctuation of 100 kB', '!?'.repeat(50_000)],
  ['combining marks of 100 kB', `e${'\u0301'.repeat(50_000)}`],
];

describe('a text', () => {
  it('has a vector near those of texts that say the same', async () => {
    const question = await embedder.embedQuestion('Who released the cybersecurity strategy?');
    const [answer, other] = await embedder.embedTexts([
      'The Cyberspace Administration of China released the strategy.',
      'Bananas are yellow and grow in bunches.',
    ]);
    expect(cosine(question, answer!)).toBeGreaterThan(0.6);
    expect(cosine(question, other!)).toBeLessThan(0.2);
  });

  it('has the same vector whatever is embedded beside it', async () => {
    const alone = await embedder.embedQuestion('What is cyber sovereignty?');
    const [, among] = await embedder.embedTexts([
      'x '.repeat(300),
      'What is cyber sovereignty?',
      'A much shorter one.',
    ]);
    expect(among).toEqual(alone);
  });

  it('has the same vector with any number of threads', async () => {
    const texts = ['Who?', 'the strategy of cyber sovereignty '.repeat(30)];
    const [one, two] = await Promise.all(
      [1, 2].map(async (threads) => {
        const each = await loadOnnxEmbedder({ directory: MODEL, threads });
        expect(each.id).toBe(embedder.id);
        const vectors = await each.embedTexts(texts);
        await each.close();
        return vectors;
      }),
    );
    expect(one).toEqual(two);
  });

  it('is read up to 256 tokens', async () => {
    const words = 'cyber '.repeat(256);
    expect(embedder.countTokens(words)).toBe(256);
    const [whole, longer, shorter] = await embedder.embedTexts([
      words,
      `${words} bananas`,
      `bananas ${words}`,
    ]);
    expect(longer).toEqual(whole);
    expect(shorter).not.toEqual(whole);
  });

  it('that contains the name of an end mark is text', () => {
    expect(embedder.countTokens('[SEP]')).toBeGreaterThan(1);
  });

  it.each(hostileTexts)('of %s has a unit vector', async (_, text) => {
    expectUnitVector(await embedder.embedQuestion(text));
  });

  it('is not tokenised beyond its first 8,192 units, whatever its length', async () => {
    // Tokenising all of it would take longer than a test may.
    expectUnitVector(await embedder.embedQuestion('网络安全'.repeat(2_500_000)));
    const nothing = await embedder.embedQuestion('');
    expect(await embedder.embedQuestion(`${' '.repeat(8_192)}word`)).toEqual(nothing);
    expect(await embedder.embedQuestion(`${' '.repeat(8_187)}word`)).not.toEqual(nothing);
  });

  it('of any kind has a unit vector', async () => {
    const strings = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    );
    await fc.assert(
      fc.asyncProperty(strings, async (text) => {
        expectUnitVector(await embedder.embedQuestion(text));
      }),
    );
  });
});

describe('countTokens', () => {
  it('leaves out the two end marks and counts what embedding would cut off', () => {
    expect(embedder.countTokens('')).toBe(0);
    expect(embedder.countTokens('Who released the strategy?')).toBe(5);
    expect(embedder.countTokens('cyber '.repeat(5_000))).toBe(5_000);
  });
});

describe('a passage', () => {
  const sentences = [
    'The CAC, led by Dr. Lu Wei, released it in December 2016.',
    'It sets out “nine tasks” — e.g. to protect critical infrastructure.',
    'U.S. firms objected.',
  ];

  it('has the vector of its sentences joined by a space', async () => {
    const { vector, sentenceVectors } = await embedder.embedPassage(sentences);
    const [joined] = await embedder.embedTexts([sentences.join(' ')]);
    expect(cosine(vector, joined!)).toBeGreaterThan(0.9999);
    expect(sentenceVectors).toHaveLength(3);
  });

  it('gives each sentence a vector near the one that it has alone', async () => {
    const { sentenceVectors } = await embedder.embedPassage(sentences);
    const alone = await embedder.embedTexts(sentences);
    for (const [index, vector] of sentenceVectors.entries()) {
      const likeness = alone.map((other) => cosine(vector, other));
      expect(likeness.indexOf(Math.max(...likeness))).toBe(index);
    }
  });

  it('gives its own vector to sentences without text and to those beyond the limit', async () => {
    const long = 'cyber '.repeat(254);
    const texts = ['\u0000', long, 'two more tokens', 'Nothing of this is read.'];
    const { vector, sentenceVectors } = await embedder.embedPassage(texts);
    const [nothing, first, partlyRead, unread] = sentenceVectors;
    expect(nothing).toEqual(vector);
    expect(first).not.toEqual(vector);
    expect(partlyRead).not.toEqual(vector);
    expect(unread).toEqual(vector);
  });

  it('may be empty', async () => {
    const { vector, sentenceVectors } = await embedder.embedPassage([]);
    expectUnitVector(vector);
    expect(sentenceVectors).toEqual([]);
  });

  it('of any strings has unit vectors, its own that of the joined text', async () => {
    const strings = fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(strings, async (texts) => {
        const { vector, sentenceVectors } = await embedder.embedPassage(texts);
        expect(sentenceVectors).toHaveLength(texts.length);
        for (const each of [vector, ...sentenceVectors]) expectUnitVector(each);
        const [joined] = await embedder.embedTexts([texts.join(' ')]);
        expect(cosine(vector, joined!)).toBeGreaterThan(0.9999);
      }),
      { numRuns: 50 },
    );
  });
});

describe('concurrent calls', () => {
  it('each get their own vector', async () => {
    const questions = Array.from({ length: 8 }, (_, index) => `Question ${index} of cyber policy`);
    const oneByOne = await embedder.embedTexts(questions);
    const atOnce = await Promise.all(questions.map((text) => embedder.embedQuestion(text)));
    expect(atOnce).toEqual(oneByOne);
  });

  it('are rejected with the reason of a signal that is aborted already', async () => {
    const reason = new Error('the browser went away');
    const signal = AbortSignal.abort(reason);
    await expect(embedder.embedQuestion('Who?', signal)).rejects.toBe(reason);
    await expect(embedder.embedTexts(['Who?'], signal)).rejects.toBe(reason);
    await expect(embedder.embedPassage(['Who?'], signal)).rejects.toBe(reason);
  });

  it('leave the queue when their signal aborts, and the others go on', async () => {
    const reason = new Error('the browser went away');
    const abort = new AbortController();
    const order: string[] = [];
    const running = embedder.embedQuestion('first').then(() => order.push('first'));
    const waiting = embedder.embedQuestion('second', abort.signal).catch((error) => {
      order.push('second left');
      throw error;
    });
    const last = embedder.embedQuestion('third').then(() => order.push('third'));
    abort.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await Promise.all([running, last]);
    expect(order).toEqual(['second left', 'first', 'third']);
  });

  it('let the embedder finish them when it is closed, and are refused afterwards', async () => {
    const other = await loadOnnxEmbedder({ directory: MODEL });
    const running = other.embedQuestion('Who?');
    await Promise.all([other.close(), other.close()]);
    expectUnitVector(await running);
    await expect(other.embedQuestion('Who?')).rejects.toThrow(EmbeddingError);
  });
});

describe('the model’s files', () => {
  let copy: string;
  beforeAll(async () => {
    copy = join(await mkdtemp(join(tmpdir(), 'verbatim-model-')), 'model');
    await mkdir(copy);
  });
  afterAll(() => rm(join(copy, '..'), { recursive: true }));

  async function failureWith(spoil: () => Promise<unknown>): Promise<EmbeddingError> {
    await cp(MODEL, copy, { recursive: true });
    await spoil();
    const error = await loadOnnxEmbedder({ directory: copy }).then(
      () => expect.fail('should have been refused'),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(EmbeddingError);
    await rm(copy, { recursive: true });
    return error as EmbeddingError;
  }

  const inCopy = (name: string) => join(copy, name);
  const flipByte = async (name: string) => {
    const bytes = await readFile(inCopy(name));
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(inCopy(name), bytes);
  };

  it.each(['model-int8.onnx', 'tokenizer.json', 'checksums.json'])(
    'are needed: %s',
    async (name) => {
      const { message } = await failureWith(() => rm(inCopy(name)));
      expect(message).toContain(`${inCopy(name)} is missing`);
      expect(message).toContain('git checkout -- models');
    },
  );

  it.each(['model-int8.onnx', 'tokenizer.json'])('must be whole: %s', async (name) => {
    const { message } = await failureWith(() => truncate(inCopy(name), 1000));
    expect(message).toMatch(/should have [0-9]+ bytes but has 1000/);
    expect(message).toContain(inCopy(name));
  });

  it.each(['model-int8.onnx', 'tokenizer.json'])('must be unaltered: %s', async (name) => {
    const { message } = await failureWith(() => flipByte(name));
    expect(message).toMatch(/SHA-256 should be [0-9a-f]{64} but is [0-9a-f]{64}/);
    expect(message).toContain(inCopy(name));
  });

  it('must be files', async () => {
    const { message } = await failureWith(async () => {
      await rm(inCopy('tokenizer.json'));
      await mkdir(inCopy('tokenizer.json'));
    });
    expect(message).toContain(inCopy('tokenizer.json'));
  });

  it.each(['{', '[]', '{"tokenizer.json": {"bytes": -1, "sha256": "x"}}', '{}'])(
    'must have checksums, not %s',
    async (text) => {
      const { message } = await failureWith(() => writeFile(inCopy('checksums.json'), text));
      expect(message).toContain(inCopy('checksums.json'));
    },
  );

  it.each(['model-int8.onnx', 'tokenizer.json'])(
    'must be a model also where the checksum says nothing against it: %s',
    async (name) => {
      const { message, cause } = await failureWith(async () => {
        const bytes = Buffer.from('no such thing');
        const checksums = JSON.parse(await readFile(inCopy('checksums.json'), 'utf8'));
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        checksums[name] = { bytes: bytes.length, sha256 };
        await writeFile(inCopy('checksums.json'), JSON.stringify(checksums));
        await writeFile(inCopy(name), bytes);
      });
      expect(message).toContain(name);
      expect(cause).toBeInstanceOf(Error);
    },
  );
});
