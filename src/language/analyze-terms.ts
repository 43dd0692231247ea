import { stemmer } from 'stemmer';
import { demonyms, nameUnitedStates } from './demonyms.ts';

/** A word as it counts in matching: its stem, and what was written. */
export interface Term {
  stem: string;
  word: string;
}

const words = /[\p{L}\p{N}]+(?:[.'’&@+][\p{L}\p{N}]+)*/gu;
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

const stems = new Map<string, string>();
/** Enough for the vocabulary of a large corpus; starting over is cheaper than evicting. */
const mostStems = 100_000;

/**
 * The content words of a text, in order, repeated where they repeat; adjectives of countries count as
 * the country's name. About 1 µs a word.
 */
export function analyzeTerms(text: string): Term[] {
  const terms: Term[] = [];
  for (const [match] of nameUnitedStates(text).matchAll(words)) {
    const word = normalize(match);
    if (!stopWords.has(word)) terms.push({ stem: stemOf(word), word: match });
  }
  return terms;
}

export const isStopWord = (word: string): boolean => stopWords.has(normalize(word));

function normalize(word: string): string {
  const lower = word
    .toLowerCase()
    .replace(/[’']s$/, '')
    .replace(/’/g, "'");
  const name = acronym.test(lower) ? `${lower.replaceAll('.', '')}.` : lower;
  return demonyms.get(name) ?? name;
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
