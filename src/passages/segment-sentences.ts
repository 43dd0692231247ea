import type { Range } from '../protocol.ts';
import { neverEnding, sentenceStarters, sometimesEnding } from './abbreviations.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** UTF-16 units that the segmenter is given at once. */
const windowLength = 2000;

/**
 * So much of a sentence's end shows whether it ends there: more than any abbreviation or number has.
 * Looking at all of it would make a long run of abbreviations cost the square of its length.
 */
const endLength = 80;

const abbreviationAtEnd = /(?<![\p{L}\p{N}])((?:\p{L}+\.)*\p{L}+)\.$/u;
const initialAtEnd = /(?:^|[\s("“‘[.\p{Pd}])(\p{Lu})\.$/u;
const listNumberAtEnd = /(?:^|\n)[^\S\n]{0,8}[([]?(?:\d{1,3}|\p{L}|[ivxlc]{1,6})[.)]$/u;
const closerAtEnd = /["'”’»)\]}」』）】》]$/u;
/** Japanese reports speech with 「…。」と: the sentence goes on after the bracket. */
const carriesOn = /^(?:\p{Ll}|と)/u;
/** What stands before a question mark or an exclamation mark inside an address. */
const addressAtEnd = /(?:\p{L}:\/\/|\bwww\.)\S*$/u;
/** Marks of notes that stand behind the stop, set high or in brackets: `stop.¹`, `stop.[2][3]`. */
const noteMarks =
  /([.!?…]["'”’)]*)((?:\[[\p{L}\p{N} ,–-]{1,20}\])+|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+)(?=\s|$)/gu;
/** The letter of a list entry within a paragraph: `One. (b) Two.` */
const entryLetters = /(?<=[.!?;:]\s)\(?(?:[a-z]|[ivx]{2,4})[.)](?=\s\p{Lu})/gu;
const opener = /[「『（【《〈“‘([{¿¡]/;
const hasWord = /[\p{L}\p{N}]/u;
const hasLetter = /\p{L}/u;
const firstWord = /^[^\p{L}\p{N}]*([\p{L}]+)/u;

/**
 * Cuts a text into sentences by Unicode's rules (UAX #29), mended where those see an end after an
 * abbreviation, an initial or the number of a list entry. Pieces without any letter or digit stay
 * with the sentence before them, as do the marks of notes. The ranges have no white space at their
 * ends.
 */
export function segmentSentences(text: string): Range[] {
  const ranges: Range[] = [];
  let open: Range | undefined;
  let openHasWord = false;
  for (const piece of cutByUnicode(text)) {
    const range = trimRange(text, piece.start, piece.end);
    if (!range) continue;
    const rangeHasWord = hasWord.test(text.slice(range.start, range.end));
    if (open && !(openHasWord && rangeHasWord && endsBetween(text, open, range))) {
      open = { start: open.start, end: range.end };
      openHasWord ||= rangeHasWord;
    } else {
      if (open) ranges.push(open);
      open = range;
      openHasWord = rangeHasWord;
    }
  }
  if (open) ranges.push(open);
  return ranges;
}

/** Where Unicode's rules cut; they take the bracket that opens a sentence to the one before it. */
function* cutByUnicode(text: string): Generator<Range> {
  let start = 0;
  for (const boundary of boundariesOf(spellOut(text))) {
    let end = boundary;
    while (end < text.length && end > start && opener.test(text[end - 1]!)) end -= 1;
    yield { start, end };
    start = end;
  }
}

/**
 * Where the segmenter's pieces end. It walks from the start of its text for every piece, and so is
 * given windows that begin where a piece does: Unicode's rules look no further back than that, and
 * ahead only to the next letter. A window's last piece may go on behind it.
 */
function* boundariesOf(text: string): Generator<number> {
  let from = 0;
  let length = windowLength;
  while (from < text.length) {
    const window = text.slice(from, from + length);
    const isLast = from + window.length === text.length;
    const ends = Array.from(
      segmenter.segment(window),
      ({ index, segment }) => from + index + segment.length,
    );
    if (!isLast) {
      const isOpen = (end: number) => !hasLetter.test(text.slice(end, from + length));
      // Marks without any letter are cut as they come; nothing depends on where.
      while (
        ends.length > 0 &&
        from + length - ends.at(-1)! < windowLength / 2 &&
        isOpen(ends.at(-1)!)
      ) {
        ends.pop();
      }
    }
    yield* ends;
    from = ends.at(-1) ?? from;
    length = ends.length > 0 ? windowLength : length * 2;
  }
}

/**
 * A text of the same length that shows Unicode's rules what a reader sees: stops stand behind the
 * marks of notes, an ellipsis is a stop, and the letter of a list entry can begin a sentence.
 */
function spellOut(text: string): string {
  return text
    .replace(noteMarks, (_, stop: string, marks: string) => 'x'.repeat(marks.length) + stop)
    .replaceAll('…', '.')
    .replace(entryLetters, (letters) => letters.toUpperCase());
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
  const left = text.slice(Math.max(before.start, before.end - endLength), before.end);
  const right = text.slice(after.start, after.end);
  if (/\n/.test(text.slice(before.end, after.start))) return !listNumberAtEnd.test(left);
  if (before.end === after.start && addressAtEnd.test(left)) return false;
  if (closerAtEnd.test(left)) return !carriesOn.test(right);
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
