import {
  ambiguousWords,
  englishWords,
  functionWords,
  type ListedLanguage,
} from './function-words.ts';

/** ISO 639-1, or `other` for what is written in another script than the Latin one. */
export type Language = 'en' | ListedLanguage | 'other';

const languagesOf = new Map<string, ListedLanguage[]>();
for (const [language, words] of functionWords) {
  for (const word of words) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
}

/** Enough of a text to tell its language by. */
const readCharacters = 1000;
const addresses = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+/g;
/** Elided articles keep the apostrophe that tells them: `l'`, `qu'`. */
const letterRuns = /\p{L}[\p{L}\p{M}]*['’]?/gu;
const outsideAscii = /[^\0-\x7f]/;
const isLatin = /^\p{Script=Latin}/u;
/** A character of these is a syllable or a word. */
const isDense = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

const lettersPerCharacter = 3;

/** What words that a language alone has, words shared with English or names, and accents count. */
const ownWord = 2;
const ambiguousWord = 0.5;
const accent = 1;
const invertedMark = 2;
/** One word of its own; less is a name or a loan. */
const leastScore = 2;
/** In a longer text it has a point for so many different words. */
const wordsPerPoint = 8;
/** What an English word takes to be outweighed: foreign words are quoted in English questions. */
const englishWeight = 3;
const ambiguousEnglish = 0.25;
/** Letters of another script that it outweighs: "What does 主权 mean?" is English. */
const englishScriptWeight = 20;

/**
 * Tells the language of a question or a passage by its function words; undefined where there are
 * too few to tell, as in a list of names. To take English for another language costs more than a
 * miss, and n-gram models do it: the best one tried (`eld`, 1.6 MB, where it is sure) for 18 of the
 * 27,626 questions of SQuADShifts and for 58 of 152 names, loans and fragments, this for none of
 * either. It was made on those; of 7,379 other English questions it takes one so. Of 442 short
 * questions in other languages it knows 98 %, and knew 92 % of 139 more when it first saw them
 * (`eld`: 99 and 100 %).
 * Cost: about 20 µs a question and 80 µs a passage.
 */
export function detectLanguage(text: string): Language | undefined {
  const runs = text.slice(0, readCharacters).replace(addresses, ' ').match(letterRuns) ?? [];
  const latin = runs.filter((run) => isLatin.test(run));
  const words = plainWords(latin);
  const english = sum([...words].map(englishPoints));
  const otherLetters = sum(runs.filter((run) => !isLatin.test(run)).map(lettersIn));
  const outweighed = Math.max(sum(latin.map(lettersIn)), englishScriptWeight * english);
  if (otherLetters > outweighed) return 'other';
  const { language, score } = likeliest(words, /[¿¡]/.test(text));
  const least = Math.max(leastScore, words.size / wordsPerPoint);
  if (score >= least && score > englishWeight * english) return language;
  return english > 0 ? 'en' : undefined;
}

const lettersIn = (run: string): number =>
  run.length * (isDense.test(run) ? lettersPerCharacter : 1);

/** Whether a word carries the form of a sentence in a language other than English. */
export function isFunctionWord(word: string, language: Language | undefined): boolean {
  if (language === undefined || language === 'en' || language === 'other') return false;
  const list = functionWords.get(language)!;
  const parts = word.toLowerCase().replace(/’/g, "'").match(letterRuns) ?? [];
  return parts.length > 0 && parts.every((part) => list.has(part) || list.has(bareWord(part)));
}

/** Whether the built-in embedder knows a language: it knows English, and doubt counts as English. */
export const isKnown = (language: Language | undefined): boolean =>
  language === undefined || language === 'en';

/**
 * The different words in lower case, without those that are written as names are: with a capital
 * inside the text, or in capitals amid others.
 */
function plainWords(runs: readonly string[]): Set<string> {
  const shouts = runs.every((run) => run === run.toUpperCase());
  return new Set(
    runs
      .filter((run, index) => shouts || isPlain(run, index === 0))
      .map((run) => run.toLowerCase().replace('’', "'")),
  );
}

function isPlain(run: string, first: boolean): boolean {
  const rest = run.slice(1);
  if (rest !== rest.toLowerCase()) return false;
  return first || run[0] === run[0]!.toLowerCase();
}

/** The language whose function words are most of the words; the first of several. */
function likeliest(words: ReadonlySet<string>, inverted: boolean) {
  const scores = new Map<ListedLanguage, number>(inverted ? [['es', invertedMark]] : []);
  let accented = 0;
  for (const word of words) {
    if (outsideAscii.test(word)) accented = accent;
    const known = languagesOf.has(word) ? word : bareWord(word);
    const points = ambiguousWords.has(known) || known.length === 1 ? ambiguousWord : ownWord;
    for (const language of languagesOf.get(known) ?? []) {
      scores.set(language, (scores.get(language) ?? 0) + points);
    }
  }
  const ranked = [...scores].sort(([, left], [, right]) => right - left);
  const [language, score = 0] = ranked[0] ?? [];
  return { language, score: score + accented };
}

function englishPoints(word: string): number {
  const bare = bareWord(word);
  if (!englishWords.has(word) && !englishWords.has(bare)) return 0;
  return ambiguousWords.has(bare) ? ambiguousEnglish : 1;
}

const bareWord = (word: string): string => (word.endsWith("'") ? word.slice(0, -1) : word);

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
