import type { Range } from '../protocol.ts';
import { neverEnding, sentenceStarters, sometimesEnding } from './abbreviations.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

const abbreviationAtEnd = /(?<![\p{L}\p{N}])((?:\p{L}+\.)*\p{L}+)\.$/u;
const initialAtEnd = /(?:^|[\s("“‘[.\p{Pd}])(\p{Lu})\.$/u;
const listNumberAtEnd = /(?:^|\n)\s*[([]?(?:\d{1,3}|\p{L}|[ivxlc]{1,6})[.)]$/u;
const closers = /["'”’»)\]}]+$/u;
const hasWord = /[\p{L}\p{N}]/u;
const firstWord = /^[^\p{L}\p{N}]*([\p{L}]+)/u;

/**
 * Cuts a text into sentences by Unicode's rules (UAX #29), mended where those see an end after an
 * abbreviation, an initial or the number of a list entry. Pieces without any letter or digit stay
 * with the sentence before them. The ranges have no white space at their ends.
 */
export function segmentSentences(text: string): Range[] {
  const ranges: Range[] = [];
  let open: Range | undefined;
  for (const { index, segment } of segmenter.segment(text)) {
    const range = trimRange(text, index, index + segment.length);
    if (!range) continue;
    if (open && !endsBetween(text, open, range)) open = { start: open.start, end: range.end };
    else {
      if (open) ranges.push(open);
      open = range;
    }
  }
  if (open) ranges.push(open);
  return ranges;
}

/** The range without white space at its ends; nothing where there is only white space. */
export function trimRange(text: string, start: number, end: number): Range | undefined {
  const piece = text.slice(start, end);
  const leading = piece.length - piece.trimStart().length;
  const trimmed = piece.trim();
  if (trimmed === '') return undefined;
  return { start: start + leading, end: start + leading + trimmed.length };
}

function endsBetween(text: string, before: Range, after: Range): boolean {
  const left = text.slice(before.start, before.end);
  const right = text.slice(after.start, after.end);
  if (!hasWord.test(right)) return false;
  if (!hasWord.test(left)) return false;
  if (/\n/.test(text.slice(before.end, after.start))) return !listNumberAtEnd.test(left);
  if (closers.test(left)) return !/^\p{Ll}/u.test(right);
  if (listNumberAtEnd.test(left)) return false;
  return !isAbbreviation(left, right);
}

function isAbbreviation(left: string, right: string): boolean {
  const word = abbreviationAtEnd.exec(left)?.[1]?.toLowerCase();
  if (word === undefined) return false;
  if (neverEnding.has(word) && !(word === 'no' && isAnswer(left, right))) return true;
  const startsSentence = sentenceStarters.has(firstWord.exec(right)?.[1]?.toLowerCase() ?? '');
  if (sometimesEnding.has(word)) return !startsSentence;
  return initialAtEnd.test(left) && !startsSentence;
}

/** "No." is a number sign before a digit and an answer otherwise. */
function isAnswer(left: string, right: string): boolean {
  return /(?:^|[\s"“(])no\.$/i.test(left) && !/^[\p{N}#]/u.test(right);
}
