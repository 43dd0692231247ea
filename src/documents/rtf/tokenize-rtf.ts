/** A piece of an RTF file (RTF 1.9.1, “RTF Syntax”). Bytes are in a code page that the text tells. */
export type RtfToken =
  | { type: 'open' | 'close' }
  /** `\name` or `\name-12`; a symbol such as `\~` is a word of one character. */
  | { type: 'word'; name: string; parameter: number | undefined }
  /** Characters as they stand, without line breaks, which mean nothing. */
  | { type: 'text'; bytes: Uint8Array }
  | { type: 'hex'; byte: number };

const [open, close, backslash, quote] = [0x7b, 0x7d, 0x5c, 0x27];
const [lineFeed, carriageReturn, space, minus] = [0x0a, 0x0d, 0x20, 0x2d];

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isPlain = (byte: number): boolean =>
  byte !== open &&
  byte !== close &&
  byte !== backslash &&
  byte !== lineFeed &&
  byte !== carriageReturn &&
  byte !== 0;
/** Longer ones are no words of the specification; reading on would take a whole file for one. */
const longestWord = 32;

/** Cuts RTF into its pieces. Binary data (`\bin`) is left out. One pass over the bytes. */
export function* tokenizeRtf(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte === open || byte === close) {
      yield { type: byte === open ? 'open' : 'close' };
      at += 1;
    } else if (byte === backslash) {
      const [token, next] = readControl(bytes, at + 1);
      if (token) yield token;
      at = next;
    } else if (isPlain(byte)) {
      const start = at;
      while (at < bytes.length && isPlain(bytes[at]!)) at += 1;
      yield { type: 'text', bytes: bytes.subarray(start, at) };
    } else at += 1;
  }
}

/** The control that stands behind a backslash, and where to go on. */
function readControl(bytes: Uint8Array, start: number): [RtfToken | undefined, number] {
  const first = bytes[start];
  if (first === undefined) return [undefined, start];
  if (first === quote) {
    const digits = Buffer.from(bytes.subarray(start + 1, start + 3)).toString('latin1');
    const byte = /^[\da-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
    return byte === undefined ? [undefined, start + 1] : [{ type: 'hex', byte }, start + 3];
  }
  if (!isLetter(first)) {
    const isBreak = first === lineFeed || first === carriageReturn;
    const name = isBreak ? 'par' : String.fromCharCode(first);
    return [{ type: 'word', name, parameter: undefined }, start + 1];
  }
  let at = start;
  while (at < bytes.length && at - start < longestWord && isLetter(bytes[at]!)) at += 1;
  const name = Buffer.from(bytes.subarray(start, at)).toString('latin1');
  const number = at;
  if (bytes[at] === minus && isDigit(bytes[at + 1] ?? 0)) at += 1;
  while (at < bytes.length && isDigit(bytes[at]!) && at - number < longestWord) at += 1;
  const digits = Buffer.from(bytes.subarray(number, at)).toString('latin1');
  const parameter = digits === '' ? undefined : Number(digits);
  if (bytes[at] === space) at += 1;
  if (name === 'bin') return [undefined, at + Math.max(0, parameter ?? 0)];
  return [{ type: 'word', name, parameter }, at];
}
