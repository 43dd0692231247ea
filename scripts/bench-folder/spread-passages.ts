import { createHash } from 'node:crypto';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import { type EmbeddedPassage, passageId, type Sentence } from '../../src/passages/passage.ts';
import type { DocumentEntry } from '../../src/ports.ts';
import type { Block } from '../../src/protocol.ts';
import { sentenceTextsOf } from '../../src/retrieval/passage-terms.ts';
import { seededRandom } from './seeded-words.ts';

const passagesPerDocument = 10;
/** Passages among which the second of a mixture is looked for: the nearest to the first. */
const looked = 40;
/** The second's share of the mixture is anything up to this. */
const mostMixed = 0.5;
/** Of each component of a vector: the mixture's cosine with it is about 0.93. */
const noise = 0.04;

/**
 * Documents of more passages than were embedded, that lie as passages do: each is a real one, or a
 * mixture of two that are near each other. Its vector is the mixture of theirs with some noise, and it
 * has a sentence of the second among those of the first.
 * @param start the number of the first passage, a multiple of 10
 */
export function* spreadPassages(
  real: readonly EmbeddedPassage[],
  start: number,
  end: number,
): Generator<DocumentEntry> {
  for (let at = start; at < end; at += passagesPerDocument) {
    const numbers = Array.from(
      { length: Math.min(passagesPerDocument, end - at) },
      (_, index) => at + index,
    );
    yield documentOf(
      at,
      numbers.map((number) => passageNumber(real, number)),
    );
  }
}

interface SpreadPassage {
  texts: string[];
  vector: Float32Array;
  sentenceVectors: Float32Array[];
  headingVector: Float32Array;
}

function passageNumber(real: readonly EmbeddedPassage[], number: number): SpreadPassage {
  const first = real[number % real.length]!;
  const texts = sentenceTextsOf(first);
  const { vector, sentenceVectors, headingVector } = first;
  if (number < real.length) return { texts, vector, sentenceVectors, headingVector };
  const random = seededRandom(number);
  const second = nearOne(real, first, random);
  const others = sentenceTextsOf(second);
  const place = Math.floor(random() * texts.length);
  const taken = Math.floor(random() * others.length);
  return {
    texts: texts.with(place, others[taken]!),
    vector: mixed(vector, second.vector, random),
    sentenceVectors: sentenceVectors.with(place, second.sentenceVectors[taken]!),
    headingVector,
  };
}

function nearOne(
  real: readonly EmbeddedPassage[],
  first: EmbeddedPassage,
  random: () => number,
): EmbeddedPassage {
  let best = first;
  let nearest = -1;
  for (let tried = 0; tried < looked; tried += 1) {
    const other = real[Math.floor(random() * real.length)]!;
    if (other === first) continue;
    const near = first.vector.reduce((sum, value, at) => sum + value * other.vector[at]!, 0);
    if (near > nearest) [best, nearest] = [other, near];
  }
  return best;
}

function mixed(first: Float32Array, second: Float32Array, random: () => number): Float32Array {
  const share = random() * mostMixed;
  const sum = first.map((value, at) => {
    const shaken = (random() + random() + random() - 1.5) * noise;
    return (1 - share) * value + share * second[at]! + shaken;
  });
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}

function documentOf(number: number, passages: SpreadPassage[]): DocumentEntry {
  const id = `spread-${number}`;
  const revision = createHash('sha256').update(id).digest('hex');
  const title = `Document ${number}`;
  const blocks: Block[] = [];
  const texts = passages.map(({ texts }) => texts.join(' '));
  const embedded = passages.map((passage, ordinal): EmbeddedPassage => {
    let at = (blocks.at(-1)?.end ?? -1) + 1;
    const start = at;
    const sentences = passage.texts.map((text): Sentence => {
      const span = { start: at, end: at + text.length };
      at = span.end + 1;
      return { spans: [span], joiner: ' ', kind: 'paragraph', block: ordinal };
    });
    blocks.push({ kind: 'paragraph', start, end: at - 1, section: [], page: null });
    const { vector, sentenceVectors, headingVector } = passage;
    const text = texts[ordinal]!;
    const ids = { id: passageId(id, ordinal), documentId: id, revision, ordinal };
    const where = { title, section: [], page: null };
    return { ...ids, ...where, text, sentences, vector, sentenceVectors, headingVector };
  });
  const document: SourceDocument = {
    id,
    uris: [`${id}.txt`],
    title,
    mediaType: 'text/plain',
    revision,
    text: texts.join('\n'),
    blocks,
  };
  return { document, passages: embedded };
}
