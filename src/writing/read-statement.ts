import { analyzeTerms } from '../language/analyze-terms.ts';
import { nameUnitedStates } from '../language/demonyms.ts';
import { irregularForms } from './irregular-forms.ts';

/** A word of a sentence, with what the comparisons ask of it. */
export interface Word {
  /** As it is written, with the United States as `America`. */
  text: string;
  lower: string;
  /** The base form of a content word; undefined for a word of form, a number, a day or a month. */
  stem: string | undefined;
  /** Where it stands in its statement's words. */
  index: number;
  /** Which sentence of its statement it stands in. */
  sentence: number;
  /** Where it begins in that sentence, with the United States as `America`. */
  start: number;
  /** The first word of its sentence. */
  first: boolean;
  /** Counts up at every mark that cuts a sentence into parts. */
  clause: number;
}

/** Sentences as their words. */
export interface Statement {
  text: string;
  words: Word[];
  /** Content words, in order. */
  content: Word[];
  /** Their places by stem. */
  places: ReadonlyMap<string, Word[]>;
}

const pieces =
  /(\p{L}[\p{L}\p{M}\p{N}]*(?:[.'’&@+][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*|\p{N}+\p{L}[\p{L}\p{N}]*)|([.!?](?=\s|$)|[,;:()[\]—–"“”])|\p{N}+/gu;
const calendar =
  /^(?:january|february|march|april|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)$/;
/** Words of number; they are compared as numbers. */
const numberWord =
  /^(?:twice|thrice|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)s?|first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|\w+teen|\w+tie)th|hundred|thousand|million|billion|trillion|percent|cent)$/;
const startsWithDigit = /^\p{N}/u;
const mixedDigits = /^\d+(?:st|nd|rd|th|s|km|cm|mm|kg|mg|ft|mi|mph|m|bn|k|h|g|%)?$/i;

/** Reads one or more sentences. About 2 µs a word. */
export function readStatement(sentences: readonly string[]): Statement {
  const words: Word[] = [];
  let clause = 0;
  sentences.forEach((sentence, number) => {
    let first = true;
    clause += 1;
    for (const match of plainText(sentence).matchAll(pieces)) {
      if (match[2] !== undefined) clause += 1;
      if (match[1] === undefined) continue;
      for (const { text, lower, stem } of formsOf(match[1])) {
        const [index, start] = [words.length, match.index];
        words.push({ text, lower, stem, index, sentence: number, start, first, clause });
        first = false;
      }
    }
  });
  const content = words.filter(({ stem }) => stem !== undefined);
  const places = new Map<string, Word[]>();
  for (const word of content) {
    const at = places.get(word.stem!);
    if (at) at.push(word);
    else places.set(word.stem!, [word]);
  }
  return { text: sentences.join('\n'), words, content, places };
}

/** As both words and numbers are read: the United States by one name, their dollars by the sign. */
export const plainText = (sentence: string): string =>
  nameUnitedStates(sentence.replace(/\bUS\$/g, '$'));

type Form = Pick<Word, 'text' | 'lower' | 'stem'>;

const forms = new Map<string, Form[]>();
/** Enough for the vocabulary of a large corpus; starting over is cheaper than evicting. */
const mostForms = 50_000;

function formsOf(text: string): Form[] {
  const known = forms.get(text);
  if (known) return known;
  const read = readForms(text);
  if (forms.size >= mostForms) forms.clear();
  forms.set(text, read);
  return read;
}

/** Several, where a script is written without spaces. */
function readForms(text: string): Form[] {
  const lower = text.toLowerCase().replaceAll('’', "'");
  if (isCounted(text, lower)) return [{ text, lower, stem: undefined }];
  const terms = analyzeTerms(text);
  if (terms.length <= 1) return [{ text, lower, stem: baseOf(terms[0], lower) }];
  return terms.map(({ word, stem }) => ({ text: word, lower: word.toLowerCase(), stem }));
}

const baseOf = (term: { stem: string } | undefined, lower: string): string | undefined =>
  term && (irregularStem(lower) ?? term.stem);

const bases = new Map<string, string>();
for (const [form, base] of irregularForms) {
  bases.set(form, analyzeTerms(base)[0]?.stem ?? base);
}
const irregularStem = (lower: string): string | undefined => bases.get(lower.replace(/'s$/, ''));

/** Written as a number, a month or a day of the week, which other comparisons look at. */
const isCounted = (text: string, lower: string): boolean =>
  startsWithDigit.test(text)
    ? mixedDigits.test(text)
    : numberWord.test(lower) || (text !== lower && calendar.test(lower));
