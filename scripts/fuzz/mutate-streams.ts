import { deflateSync, inflateSync } from 'node:zlib';
import { type Material, mutateBytes } from './mutate-bytes.ts';
import type { Random } from './random.ts';

/** How far before a stream its dictionary is looked for, in bytes. */
const longestDictionary = 600;

/**
 * Changes what one of a PDF’s packed streams holds: a page’s operators, a font, a map of characters
 * or a table of objects, where a changed packed byte would only break the packing. What fits into
 * its old place is padded, so that the offsets of all other objects still hold.
 */
export function mutateStream(bytes: Buffer, random: Random, material: Material): Buffer {
  const streams = packedStreams(bytes);
  if (streams.length === 0) return mutateBytes(bytes, random, material);
  const { start, end } = random.pick(streams);
  let content: Buffer;
  try {
    content = inflateSync(bytes.subarray(start, end));
  } catch {
    return mutateBytes(bytes, random, material);
  }
  const packed = deflateSync(mutateBytes(content, random, material), { level: 9 });
  const padding = Buffer.alloc(Math.max(0, end - start - packed.length), '\n');
  return Buffer.concat([bytes.subarray(0, start), packed, padding, bytes.subarray(end)]);
}

function packedStreams(bytes: Buffer): { start: number; end: number }[] {
  const text = bytes.toString('latin1');
  return [...text.matchAll(/stream\r?\n(.*?)\r?\nendstream/gs)].flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - longestDictionary), match.index);
    const dictionary = before.slice(before.lastIndexOf('obj') + 3);
    if (!dictionary.includes('/FlateDecode')) return [];
    const start = match.index + match[0].indexOf('\n') + 1;
    return [{ start, end: start + match[1]!.length }];
  });
}
