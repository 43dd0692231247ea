import { stemmer } from 'stemmer';
import { demonyms, nameUnitedStates } from './demonyms.ts';
import { isFunctionWord, type Language } from './detect-language.ts';
import { foldLetters } from './fold-letters.ts';
import {
  hasSpacelessScript,
  otherStopWords,
  segmentWords,
  withoutParticle,
} from './script-words.ts';

/** A word as it counts in matching: its stem, and what was written. */
export interface Term {
  stem: string;
  word: string;
}

const words = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[.'’&@+][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;
/** French and Italian articles and the like that are written onto the word behind them. */
const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|un|[ads]?all|dell|nell|sull|quell)'(?=\p{L}{3})/u;
const isAscii = /^[\0-\x7f]*$/;
const acronym = /^(?:\p{L}\.)+\p{L}$/u;

/** English words that carry the form of a sentence, a question or a request and not its subject. */
const stopWords: ReadonlySet<string> = new Set(
  `a about again all also am an and another any anybody anyone anything are aren't as ask asked at be
  because been before being between both but by can can't come could couldn't describe did didn't do
  does doesn't doing don't done during each either else ever every everyone everything explain few
  for from further get give given gives got had has hasn't have having he her here hers herself him
  himself his how however i if in into is isn't it it's its itself just know let let's like list made
  make makes many may me mention mentioned mentions might mine more most much must my myself name
  neither no nor not now of off on once one ones only onto or other others our ours ourselves out over own
  per please quite rather really regarding same say saying says shall she should show since so some
  somebody someone something still such take taken tell than that that's the their theirs them
  themselves then there there's these they thing things this those through thus to too toward towards
  under until up upon us very via was wasn't we were weren't what what's whatever when where whether
  which while who who's whom whose why will with within without would wouldn't yes yet you your yours
  yourself`.split(/\s+/),
);

const otherStems: ReadonlySet<string> = new Set(
  [...otherStopWords].flatMap((word) => [foldLetters(word), withoutParticle(word)]),
);

const stems = new Map<string, string>();
/** Enough for the vocabulary of a large corpus; starting over is cheaper than evicting. */
const mostStems = 100_000;

/**
 * The content words of a text, in order, repeated where they repeat; adjectives of countries count as
 * the country's name. About 1 µs a word, and as much a character where a script has no spaces.
 */
export function analyzeTerms(text: string): Term[] {
  const terms: Term[] = [];
  const spaceless = hasSpacelessScript(text);
  for (const [match] of nameUnitedStates(text).matchAll(words)) {
    for (const word of spaceless && hasSpacelessScript(match) ? segmentWords(match) : [match]) {
      const normal = normalize(word);
      if (!isStopWordInForm(normal)) terms.push({ stem: stemOf(normal), word });
    }
  }
  return terms;
}

/** A question's terms, without the words that give it its form in the language it is asked in. */
export const questionTerms = (question: string, language: Language | undefined): Term[] =>
  analyzeTerms(question).filter(({ word }) => !isFunctionWord(word, language));

export const isStopWord = (word: string): boolean => isStopWordInForm(normalize(word));

const isStopWordInForm = (word: string): boolean => stopWords.has(word) || otherStems.has(word);

function normalize(word: string): string {
  const lower = word
    .toLowerCase()
    .replace(/[’']s$/, '')
    .replace(/’/g, "'");
  const whole = lower.includes("'") ? lower.replace(elided, '') : lower;
  const name = acronym.test(whole) ? `${whole.replaceAll('.', '')}.` : whole;
  return demonyms.get(name) ?? (isAscii.test(name) ? name : withoutParticle(foldLetters(name)));
}

function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  // Digits, acronyms and names with inner marks are no English words.
  const stem = /^[a-z]{3,}$/.test(word) ? stemmer(word) : word;
  if (stems.size >= mostStems) stems.clear();
  stems.set(word, stem);
  return stem;
}
