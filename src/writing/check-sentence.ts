import { detectLanguage } from '../language/detect-language.ts';
import type { Doubt, Support } from '../protocol.ts';
import { missingWords, rivalsOf } from './compare-content.ts';
import { changesModality } from './compare-modality.ts';
import {
  hasForeignName,
  isName,
  misplacedNames,
  type NameSources,
  unknownNames,
} from './compare-names.ts';
import { contradicts } from './compare-negations.ts';
import { compareNumbers, type EvidenceNumbers } from './compare-numbers.ts';
import { isSaidByContrary, opposes } from './compare-opposites.ts';
import { deniesOtherwise } from './foreign-negations.ts';
import { carriesContent } from './light-words.ts';
import { readNumbers } from './read-numbers.ts';
import { readStatement, type Statement } from './read-statement.ts';

/** What a sentence cites. */
export interface Evidence {
  /** The texts of the cited sentences. */
  sentences: readonly string[];
  /**
   * What stands around them and may name what "it" and "they" are: titles, headings, the sentences
   * beside them in their passages. Names may come from there; nothing else may.
   */
  context: readonly string[];
  /** What the user has asked, in the user's own words. */
  question: string;
}

export interface SentenceCheck {
  support: Support;
  /** Every reason found; empty where it is supported. */
  doubts: Doubt[];
}

/** A word of a sentence that its evidence has not, and words of the evidence that may mean the same. */
export interface OpenWord {
  word: string;
  /** The likeliest first; at most 8. */
  rivals: string[];
}

/** What the words alone tell. */
export interface WordComparison {
  doubts: Doubt[];
  /** Words that only their meaning can settle; empty where `doubts` has all there is to say. */
  open: OpenWord[];
  /** Content words of the sentence. */
  words: number;
}

/** A sentence with fewer of its content words in its evidence is about something else. */
const leastShare = 0.4;
/** As it is with fewer after those that mean the same are counted. */
const leastShareMeant = 0.6;
/**
 * Cosine of the built-in model's vectors for two words from which on one may stand for the other. Of
 * 33 pairs such as "bought" and "purchased" 29 reach it, of words taken at random 2 in 100.
 */
const sameMeaning = 0.5;

/**
 * Holds a sentence, plain text without marks, against what it cites, word by word. Contradictions and
 * inventions are decided here; words that it has alone and that may mean the same stay open.
 * Pure. Cost: about half a millisecond, with a cited passage or two.
 */
export function compareWords(sentence: string, evidence: Evidence): WordComparison {
  if (evidence.sentences.length === 0) return { doubts: ['no-citation'], open: [], words: 0 };
  const claim = readStatement([sentence]);
  const cited = readStatement(evidence.sentences);
  const sources = { evidence: cited, context: readStatement(aroundOf(evidence)) };
  const language = languageOf(sentence);
  const numbers = compareNumbers(claim, readNumbers(sentence), numbersOf(cited, evidence));
  const words = claim.content.filter(carriesContent).length;
  if (language !== languageOf(evidence.sentences.join(' '))) {
    const names: Doubt[] = hasForeignName(claim, sources) ? ['name'] : [];
    return { doubts: [...numbers, ...names, 'language'], open: [], words };
  }
  const doubts = [...numbers, ...findContradictions(claim, sources, language, evidence)];
  const asked = readStatement([evidence.question]);
  const missing = missingWords(claim, [cited, asked]).filter(
    (word) => !isName(word, claim, cited) && !isSaidByContrary(word, claim, cited),
  );
  const isFar = missing.length > 0 && 1 - missing.length / words < leastShare;
  if (isFar) doubts.push('meaning');
  if (doubts.length > 0) return { doubts: [...new Set(doubts)], open: [], words };
  const open = missing.map((word) => ({ word: word.lower, rivals: rivalsOf(word, claim, cited) }));
  return { doubts: [], open, words };
}

function findContradictions(
  claim: Statement,
  sources: NameSources,
  language: string,
  { sentences }: Evidence,
): Doubt[] {
  const { evidence } = sources;
  const doubts: Doubt[] = [];
  if (unknownNames(claim, sources).length > 0 || misplacedNames(claim, evidence).length > 0) {
    doubts.push('name');
  }
  if (language !== 'en') {
    return deniesOtherwise(claim.text, sentences) ? [...doubts, 'negation'] : doubts;
  }
  if (contradicts(claim, evidence)) doubts.push('negation');
  if (opposes(claim, evidence)) doubts.push('opposite');
  if (changesModality(claim, evidence)) doubts.push('modality');
  return doubts;
}

/**
 * The result, once it is known how near the open words come to those that they may stand for.
 * @param likeness the cosine of two words
 */
export function settleWords(
  { doubts, open, words }: WordComparison,
  likeness: (word: string, other: string) => number,
): SentenceCheck {
  const strange = open.filter(
    ({ word, rivals }) => !rivals.some((rival) => likeness(word, rival) >= sameMeaning),
  );
  if (doubts.length === 0 && strange.length === 0) return { support: 'supported', doubts: [] };
  if (strange.length > 0) {
    const isNear = 1 - strange.length / words >= leastShareMeant;
    return { support: isNear ? 'partly' : 'unsupported', doubts: ['meaning'] };
  }
  const isForeign = doubts.length === 1 && doubts[0] === 'language';
  return { support: isForeign ? 'partly' : 'unsupported', doubts };
}

const firstWords = /^\W*(?:first|original|earliest|initial|debut|inaugural)/i;

function numbersOf(
  statement: Statement,
  { sentences, context, question }: Evidence,
): EvidenceNumbers {
  return {
    statement,
    sentences: sentences.map(readNumbers),
    question: readNumbers(question),
    context: context.map(readNumbers),
    saysFirst: sentences.some((text) => text.split(/\s+/).some((word) => firstWords.test(word))),
  };
}

const aroundOf = ({ context, question }: Evidence): string[] => [...context, question];

/** Scripts of languages that are told apart by them; one letter shows which. */
const scripts = [
  'Hiragana',
  'Katakana',
  'Han',
  'Hangul',
  'Cyrillic',
  'Arabic',
  'Hebrew',
  'Greek',
  'Devanagari',
  'Thai',
].map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const);

/** Doubt counts as English. Another script stands for the languages that are written in it. */
function languageOf(text: string): string {
  const language = detectLanguage(text) ?? 'en';
  if (language !== 'other') return language;
  const script = scripts.find(([, letters]) => letters.test(text))?.[0] ?? language;
  return script === 'Katakana' ? 'Hiragana' : script;
}
