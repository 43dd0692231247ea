import type { Random } from './random.ts';

/** What a mutation may use beside the bytes that it changes. */
export interface Material {
  /** Pieces of the format’s syntax, a character a byte. */
  dictionary: readonly string[];
  /** Another file, of any format. */
  other: Buffer;
}

type Mutation = (bytes: Buffer, random: Random, material: Material) => Buffer;

/** Bytes of the longest range that is moved or repeated. */
const longestRange = 4096;
const mostRepeats = 3000;

const mutations: readonly Mutation[] = [
  flipBits,
  flipBits,
  setBytes,
  removeRange,
  repeatRange,
  swapRanges,
  insertToken,
  insertToken,
  insertToken,
  repeatToken,
  changeNumber,
  splice,
  truncate,
];

/** Changes bytes in one to four ways; the same from the same chance. */
export function mutateBytes(bytes: Buffer, random: Random, material: Material): Buffer {
  let mutated = bytes;
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    mutated = random.pick(mutations)(mutated, random, material);
  }
  return mutated;
}

function rangeIn(bytes: Buffer, random: Random): { start: number; end: number } {
  const start = random.below(bytes.length + 1);
  const longest = random.chance(0.1) ? bytes.length : longestRange;
  return { start, end: Math.min(bytes.length, start + random.below(longest) + 1) };
}

const replace = (bytes: Buffer, start: number, end: number, content: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, start), content, bytes.subarray(end)]);

function flipBits(bytes: Buffer, random: Random): Buffer {
  const mutated = Buffer.from(bytes);
  if (bytes.length === 0) return mutated;
  for (let left = 1 + random.below(random.pick([1, 8, 64])); left > 0; left -= 1) {
    const at = random.below(bytes.length);
    mutated[at] = mutated[at]! ^ (1 << random.below(8));
  }
  return mutated;
}

function setBytes(bytes: Buffer, random: Random): Buffer {
  const mutated = Buffer.from(bytes);
  const { start, end } = rangeIn(bytes, random);
  return mutated.fill(
    random.pick([0, 0xff, 0x20, 0x3c, 0x28, 0x80]),
    start,
    Math.min(end, start + 64),
  );
}

function removeRange(bytes: Buffer, random: Random): Buffer {
  const { start, end } = rangeIn(bytes, random);
  return replace(bytes, start, end, Buffer.alloc(0));
}

function repeatRange(bytes: Buffer, random: Random): Buffer {
  const { start, end } = rangeIn(bytes, random);
  const part = bytes.subarray(start, end);
  return replace(bytes, start, start, Buffer.concat(Array(1 + random.below(3)).fill(part)));
}

function swapRanges(bytes: Buffer, random: Random): Buffer {
  const [first, second] = [rangeIn(bytes, random), rangeIn(bytes, random)].sort(
    (left, right) => left.start - right.start,
  );
  if (!first || !second || first.end > second.start) return flipBits(bytes, random);
  return Buffer.concat([
    bytes.subarray(0, first.start),
    bytes.subarray(second.start, second.end),
    bytes.subarray(first.end, second.start),
    bytes.subarray(first.start, first.end),
    bytes.subarray(second.end),
  ]);
}

function insertToken(bytes: Buffer, random: Random, { dictionary }: Material): Buffer {
  const at = random.below(bytes.length + 1);
  const token = Buffer.from(random.pick(dictionary), 'latin1');
  return replace(bytes, at, random.chance(0.3) ? at + token.length : at, token);
}

/** The same piece very many times: what nests, nests deeply. */
function repeatToken(bytes: Buffer, random: Random, { dictionary }: Material): Buffer {
  const at = random.below(bytes.length + 1);
  const token = random.pick(dictionary).repeat(1 + random.below(mostRepeats));
  return replace(bytes, at, at, Buffer.from(token, 'latin1'));
}

/** Puts another number in the place of one that is written out. */
function changeNumber(bytes: Buffer, random: Random): Buffer {
  const from = random.below(bytes.length + 1);
  const found = /\d{1,10}/.exec(bytes.toString('latin1', from, from + longestRange));
  if (!found) return flipBits(bytes, random);
  const number = Number(found[0]);
  const other = random.pick([0, -1, 1, number + 1, number * 2, 2 ** 31 - 1, 2 ** 32, 99_999_999]);
  const at = from + found.index;
  return replace(bytes, at, at + found[0].length, Buffer.from(`${other}`));
}

/** The beginning of this file and the end of another, or a part of another in the middle. */
function splice(bytes: Buffer, random: Random, { other }: Material): Buffer {
  if (random.chance(0.5)) {
    const end = random.below(other.length + 1);
    return replace(bytes, random.below(bytes.length + 1), bytes.length, other.subarray(end));
  }
  const { start, end } = rangeIn(other, random);
  const at = random.below(bytes.length + 1);
  return replace(bytes, at, at, other.subarray(start, end));
}

function truncate(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, random.below(bytes.length + 1));
}
