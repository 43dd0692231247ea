import { analyse } from 'chardet';
import { decodeBytes } from './decode-bytes.ts';

/** How much of a text is looked at, in bytes: detection gains nothing beyond and costs about 50 ms. */
const sampleLength = 32_768;
/** Below this confidence, of 100, a guess is no better than the commonest encoding. */
const leastConfidence = 12;
/** How much surer than Western European a guess has to be, in points, where few bytes tell. */
const marginOfFewBytes = 12;
/** Below this confidence, few bytes do not tell one Latin alphabet from another. */
const leastConfidenceOfFewBytes = 25;
/** Bytes beyond ASCII that count as few; and those that tell nothing of a Latin alphabet. */
const fewBytes = 8;
const tooFewBytes = 3;
const westernEuropean = 'windows-1252';
/** Where the detector names one of two nearly equal encodings, the one that has more characters. */
const supersets: Readonly<Record<string, string>> = {
  'ISO-8859-1': westernEuropean,
  'KOI8-R': 'koi8-u',
  'ISO-8859-9': 'windows-1254',
};
const westernNames = new Set(['ISO-8859-1', 'windows-1252']);
const otherLatin = /^(?:ISO-8859-[29]|windows-125[0478])$/;

/** The one control beside white space that text may have: some encodings switch by it. */
const escapeCharacter = String.fromCharCode(0x1b);
/** Unassigned and private characters and other controls, which show that it is another encoding. */
const foreign = new RegExp(
  `[\\ufffd\\p{Cn}\\p{Co}\\p{Cs}]|(?![\\s${escapeCharacter}])\\p{Cc}`,
  'u',
);
/** What mistaken text has in Windows-1252, and real text hardly ever. */
const unlikely =
  /[ƒˆ˜¦¬¯¨¸]|\p{L}[‚„¿¡€‹]|\p{Ll}[\u00c0-\u00de]\p{Ll}|[\u00c0-\u00ff]{4}|\p{L}[¹²³ªº¼½¾]\p{L}/u;

/**
 * Decodes text in a legacy encoding, which its bytes have to tell: the guess of a detector (n-grams
 * of ~20 languages, as in ICU), checked by decoding everything strictly. Where few bytes tell,
 * Western European is preferred. `undefined` where nothing fits.
 */
export function decodeByGuess(bytes: Uint8Array): string | undefined {
  const highBytes = countHighBytes(bytes, fewBytes + 1);
  const guesses = analyse(sampleOf(bytes)).filter(
    ({ confidence }) => confidence >= leastConfidence,
  );
  const western = guesses.find(({ name }) => westernNames.has(name))?.confidence ?? 0;
  const asWestern = decodeCleanly(bytes, westernEuropean);
  const likelyWestern = asWestern !== undefined && !unlikely.test(asWestern);
  const leastOfLatin = likelyWestern ? leastConfidenceOfLatin(highBytes, western) : 0;
  for (const { name, confidence } of guesses) {
    if (otherLatin.test(name) && confidence < leastOfLatin) continue;
    const text = decodeCleanly(bytes, supersets[name] ?? name);
    if (text !== undefined) return text;
  }
  return likelyWestern ? asWestern : undefined;
}

function leastConfidenceOfLatin(highBytes: number, western: number): number {
  if (highBytes <= tooFewBytes) return Number.POSITIVE_INFINITY;
  if (highBytes > fewBytes) return 0;
  return Math.max(western + marginOfFewBytes, leastConfidenceOfFewBytes);
}

/** Decodes text in an encoding that it is said to have, unless it cannot have it. */
export function decodeCleanly(bytes: Uint8Array, encoding: string): string | undefined {
  const text = decodeBytes(bytes, encoding);
  return text === undefined || foreign.test(text) ? undefined : text;
}

/** Decodes UTF-16 and UTF-32 without a mark, which hold NUL bytes wherever they hold ASCII. */
export function decodeWideText(bytes: Uint8Array): string | undefined {
  const texts = ['utf-32le', 'utf-32be', 'utf-16le', 'utf-16be'].flatMap(
    (encoding) => decodeCleanly(bytes, encoding) ?? [],
  );
  const likely = texts.map((text) => ({ text, share: shareOfOneScript(text.slice(0, 4_096)) }));
  likely.sort((left, right) => right.share - left.share);
  return likely[0] && likely[0].share >= 0.95 ? likely[0].text : undefined;
}

const commonCharacters =
  /[\t\r\n\x20-\x7e\u00a0-\u00bf\u2000-\u2044\u20a0-\u20bf\u2122]|\p{Extended_Pictographic}/gu;
const scripts = [
  /[\u00c0-\u024f]/g,
  /[\u0370-\u058f]/g,
  /[\u0590-\u06ff]/g,
  /[\u0900-\u0e7f]/g,
  /[\u3000-\u30ff\u4e00-\u9fff\uff01-\uffee]/g,
  /[\u3000-\u303f\uac00-\ud7af]/g,
];

/** Bytes read in a wrong order or width give letters of many scripts. */
function shareOfOneScript(text: string): number {
  const counts = scripts.map((script) => text.match(script)?.length ?? 0);
  const common = text.match(commonCharacters)?.length ?? 0;
  return text === '' ? 0 : (common + Math.max(...counts)) / [...text].length;
}

function countHighBytes(bytes: Uint8Array, atMost: number): number {
  let count = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) count += 1;
    if (count === atMost) break;
  }
  return count;
}

/** From the line of the first byte beyond ASCII on; a line's end is one byte in every encoding. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= sampleLength) return bytes;
  const high = bytes.findIndex((byte) => byte >= 0x80);
  const start = high < sampleLength / 2 ? 0 : bytes.lastIndexOf(0x0a, high) + 1;
  const from = Math.max(start, high - sampleLength / 2);
  return bytes.subarray(from, from + sampleLength);
}
