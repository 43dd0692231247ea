import { DocumentError } from '../errors.ts';

/**
 * Decodes UTF-8, with or without a byte order mark. A byte that is not UTF-8 is an error and never
 * a replacement character, because quotes have to equal the source.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  if (bytes.includes(0)) {
    throw new DocumentError(
      'mismatched',
      `${name} looks like a binary file: it holds NUL bytes. Convert it to Markdown or plain text in UTF-8.`,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const offset = firstInvalidByte(bytes);
    const line = countLines(bytes.subarray(0, offset));
    const byte = bytes[offset]?.toString(16).toUpperCase().padStart(2, '0');
    throw new DocumentError(
      'damaged',
      `${name} is not valid UTF-8: byte 0x${byte} at offset ${offset} (line ${line}). Save the file as UTF-8 and ingest it again.`,
      { cause },
    );
  }
}

/**
 * The offset of the first character that is not UTF-8. Bisects over stream decoding, so a large
 * file costs a few decodes and no own decoder.
 */
function firstInvalidByte(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  while (valid < invalid) {
    const middle = Math.floor((valid + invalid) / 2);
    if (isValidPrefix(bytes.subarray(0, middle + 1))) valid = middle + 1;
    else invalid = middle;
  }
  // The byte at fault may be the one that should have gone on with a character, or be missing.
  let start = valid;
  while (!isDecodable(bytes.subarray(0, start))) start -= 1;
  return start;
}

/** True also where the last character is not complete yet. */
const isValidPrefix = (prefix: Uint8Array): boolean => isDecodable(prefix, { stream: true });

function isDecodable(bytes: Uint8Array, options?: { stream: boolean }): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, options);
    return true;
  } catch {
    return false;
  }
}

function countLines(bytes: Uint8Array): number {
  let lines = 1;
  for (const byte of bytes) if (byte === 0x0a) lines += 1;
  return lines;
}
