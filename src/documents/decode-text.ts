import { DocumentError } from '../errors.ts';
import { decodeBytes } from './decode-bytes.ts';
import { decodeByGuess, decodeCleanly, decodeWideText } from './guess-encoding.ts';

/** Byte order marks, the longer ones first: UTF-32LE begins like UTF-16LE. */
const marks: readonly [mark: string, encoding: string, name: string][] = [
  ['fffe0000', 'utf-32le', 'UTF-32'],
  ['0000feff', 'utf-32be', 'UTF-32'],
  ['fffe', 'utf-16le', 'UTF-16'],
  ['feff', 'utf-16be', 'UTF-16'],
];
const utf8Mark = 'efbbbf';
const wideLabel = /^(?:utf-?(?:8|16|32)|ucs-?2|unicode)/i;
/** Japanese in seven bits, told by what switches to it. */
const iso2022Jp = ['\u001b$@', '\u001b$B'];

/**
 * Decodes text in whichever common encoding it has: what a byte order mark says, else UTF-8 where
 * all of it is, else what the document `declared`, else what its bytes make likely. Never gives a
 * replacement character, because quotes have to equal the source.
 * @param name of the file, for messages
 * @param declared an encoding's label that the document itself names
 * @throws DocumentError where the bytes are no text, or in none of these encodings
 */
export function decodeText(bytes: Uint8Array, name: string, declared?: string): string {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  const mark = marks.find(([prefix]) => start.startsWith(prefix));
  if (mark) return decodeMarked(bytes, name, mark);
  if (bytes.includes(0)) return decodeWideText(bytes) ?? refuseBinary(name);
  const utf8 = decodeBytes(bytes, 'utf-8');
  if (utf8 !== undefined) {
    const japanese = iso2022Jp.some((sequence) => utf8.includes(sequence));
    return (japanese && decodeCleanly(bytes, 'iso-2022-jp')) || utf8;
  }
  if (start.startsWith(utf8Mark) || isDamagedUtf8(bytes)) return refuseUtf8(bytes, name);
  if (hasControls(bytes)) return decodeWideText(bytes) ?? refuseBinary(name);
  const asDeclared =
    declared && !wideLabel.test(declared) ? decodeCleanly(bytes, declared) : undefined;
  return asDeclared ?? decodeByGuess(bytes) ?? refuseUtf8(bytes, name);
}

function decodeMarked(
  bytes: Uint8Array,
  name: string,
  [, encoding, shown]: readonly [string, string, string],
): string {
  const text = decodeBytes(bytes, encoding);
  if (text !== undefined) return text;
  throw new DocumentError(
    'damaged',
    `${name} begins like ${shown} and does not go on so: it may be cut off. Save the file as UTF-8 and ingest it again.`,
  );
}

function refuseBinary(name: string): never {
  throw new DocumentError(
    'mismatched',
    `${name} looks like a binary file: it holds bytes that no text has. Give it the extension of what it is, or convert it to text in UTF-8.`,
  );
}

function refuseUtf8(bytes: Uint8Array, name: string): never {
  const offset = firstInvalidByte(bytes);
  const line = countLines(bytes.subarray(0, offset));
  const byte = bytes[offset]?.toString(16).toUpperCase().padStart(2, '0');
  throw new DocumentError(
    'damaged',
    `${name} is not valid UTF-8: byte 0x${byte} at offset ${offset} (line ${line}). Save the file as UTF-8 and ingest it again.`,
  );
}

/** Control characters other than white space and the escape that some encodings use. */
function hasControls(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b);
}

/** How many times as many characters have to be UTF-8 as are not, in UTF-8 that is damaged. */
const intactShare = 3;

/** Whether text is UTF-8 but for a few places; in other encodings its sequences are chance finds. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  let broken = 0;
  let intact = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 0xfffd) broken += 1;
    else if (unit >= 0x80) intact += 1;
  }
  return intact >= broken * intactShare;
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
