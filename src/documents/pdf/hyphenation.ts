import { joinPieces, type Piece, textOf } from './fragment.ts';

/** How often words occur in a document, in lower case; compounds with their hyphens. */
export interface Vocabulary {
  has(word: string): boolean;
}

const word = /[\p{L}\p{M}\p{N}]+(?:[-‐][\p{L}\p{M}\p{N}]+)*/gu;
const hyphen = /[-\u2010\u00ad]$/u;
const cutWord = /([\p{L}\p{M}\p{N}'’]+(?:[-‐][\p{L}\p{M}\p{N}]+)*)[-\u2010\u00ad]$/u;
const restOfWord = /^([\p{L}\p{M}\p{N}]+)/u;
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}。、，：；！？「」『』（）《》]/u;
/** First parts that English and its neighbours join to others with a hyphen that stays. */
const joiningPrefix =
  /^(self|well|ill|ex|all|half|cross|long|short|high|low|near|so|one|two|three|four|five|six|ten|state|e|x|t)$/i;

/** The words of lines, leaving out what is cut at a line's end and what may be the rest of it. */
export function collectVocabulary(lines: Iterable<string>): Vocabulary {
  const words = new Set<string>();
  let cut = false;
  for (const line of lines) {
    const found = [...line.matchAll(word)].map(([match]) => match.toLowerCase());
    const endsCut = hyphen.test(line);
    const whole = found.slice(cut ? 1 : 0, endsCut ? -1 : undefined);
    for (const one of whole) words.add(one);
    cut = endsCut;
  }
  return words;
}

/**
 * Puts lines together as one text. A hyphen at a line's end goes where it only divides a word, and
 * stays where the word has it elsewhere in the document or its parts say so.
 */
export function joinLines(lines: readonly (readonly Piece[])[], vocabulary: Vocabulary): Piece[] {
  const pieces: Piece[] = [];
  let before = '';
  for (const line of lines) {
    const text = textOf(line);
    const joint = pieces.length === 0 ? '' : jointOf(before, text, vocabulary);
    before = text;
    if (joint === 'divided') dropHyphen(pieces);
    if (joint === ' ') pieces.push({ text: ' ', raised: false });
    pieces.push(...line.map((piece) => ({ ...piece })));
  }
  return joinPieces(pieces);
}

/** What stands between two lines of a paragraph: a space, nothing, or a hyphen less. */
export function jointOf(
  before: string,
  after: string,
  vocabulary: Vocabulary,
): '' | ' ' | 'divided' {
  if (hyphen.test(before)) return hyphenJoint(before, after, vocabulary);
  if (/[—–/]$/u.test(before) && /[\p{L}\p{N}][—–/]$/u.test(before)) return '';
  const last = before.at(-1) ?? '';
  const first = after[0] ?? '';
  return spaceless.test(last) && spaceless.test(first) ? '' : ' ';
}

function hyphenJoint(before: string, after: string, vocabulary: Vocabulary): '' | ' ' | 'divided' {
  const first = cutWord.exec(before)?.[1];
  const second = restOfWord.exec(after)?.[1];
  if (!first || !second) return /\s[-\u2010]$/u.test(before) ? ' ' : '';
  if (before.endsWith('\u00ad')) return 'divided';
  if (!/^\p{Ll}|^\p{Lo}/u.test(second) || /[\p{Lu}\p{N}]$/u.test(first)) return '';
  const left = first.toLowerCase();
  const right = second.toLowerCase();
  if (vocabulary.has(left + right)) return 'divided';
  if (vocabulary.has(`${left}-${right}`) || first.includes('-')) return '';
  if (joiningPrefix.test(first) || left.length === 1) return '';
  const bothWords = left.length > 3 && right.length > 3 && vocabulary.has(left);
  return bothWords && vocabulary.has(right) ? '' : 'divided';
}

function dropHyphen(pieces: Piece[]): void {
  const last = pieces.at(-1)!;
  last.text = last.text.replace(hyphen, '');
}
