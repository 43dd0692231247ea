import { stemmer } from 'stemmer';
import { eng } from 'stopword';

/** A word as it counts in matching: its stem, and what was written. */
export interface Term {
  stem: string;
  word: string;
}

const words = /[\p{L}\p{N}]+(?:[.'’&@+][\p{L}\p{N}]+)*/gu;
const acronym = /^(?:\p{L}\.)+\p{L}$/u;

/** Words that carry the form of a question or a request and not its subject. */
const questionWords = `who whom whose when how why do does did done doing am was were been having
  has had have shall should may might must can could would will there any some tell say says said
  saying please let me us give show list name explain describe mention mentioned mentions ask asked
  us we our ours yours him her hers its itself themselves not no nor than then too very just also
  so such both either neither each every few more most other another own same again further once
  here there what's who's it's that's let's don't doesn't didn't isn't aren't wasn't weren't`.split(
  /\s+/,
);
const stopWords: ReadonlySet<string> = new Set([...eng, ...questionWords]);

const stems = new Map<string, string>();
/** Enough for the vocabulary of a large corpus; starting over is cheaper than evicting. */
const mostStems = 100_000;

/** The content words of a text, in order, repeated where they repeat. About 1 µs a word. */
export function analyzeTerms(text: string): Term[] {
  const terms: Term[] = [];
  for (const [match] of text.matchAll(words)) {
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
  return acronym.test(lower) ? lower.replaceAll('.', '') + '.' : lower;
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
