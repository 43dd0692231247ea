import { oppositePairs } from '../language/opposites.ts';
import { bestPlaces, sharesNeighbour } from './align-words.ts';
import { deniedWords } from './compare-negations.ts';
import { comparisonsOf, isTurned } from './compare-order.ts';
import { furtherOpposites } from './further-opposites.ts';
import { readStatement, type Statement, type Word } from './read-statement.ts';

/** Prefixes that turn a word into its contrary. */
const prefixes = ['un', 'non', 'dis', 'in', 'im', 'ir', 'il', 'mis'];
/** Letters of a word that a prefix turns around; shorter ones only look so (`come`, `income`). */
const shortestTurned = 5;
/** Words that look turned around and are not. */
const unturned =
  /^(?:invaluable|inflammable|indeed|instead|disclose|discover|discount|understand|inform|inside|impress|import|install|interest|investigate|intention|invention|increase|instance|disease)/;

/**
 * Whether a sentence says the contrary of its evidence: by a word whose contrary stands there in its
 * place, or by turning round what is compared. A contrary that is denied is none.
 */
export function opposes(claim: Statement, evidence: Statement): boolean {
  const ours = comparisonsOf(claim);
  const theirs = comparisonsOf(evidence);
  const turned = ours.filter((one) => theirs.some((other) => isTurned(one, other)));
  const opposed = opposedWords(claim, evidence);
  return (
    opposed.some((word) => !turned.some(({ by }) => by === word)) ||
    turned.some(({ by }) => evidence.places.has(by.stem ?? '') && !opposed.includes(by))
  );
}

function opposedWords(claim: Statement, evidence: Statement): Word[] {
  const places = new Map<string, Word[]>();
  for (const word of evidence.words) {
    const key = keyOf(word);
    places.set(key, [...(places.get(key) ?? []), word]);
  }
  const ours = deniedWords(claim);
  const theirs = deniedWords(evidence);
  const keys = new Set(claim.words.map(keyOf));
  return claim.words.filter((word) => {
    const contraries = contrariesOf(word);
    // With both in the sentence, as in "before … after", each may stand for its own place.
    if (contraries.length === 0 || contraries.some((key) => keys.has(key))) return false;
    const placesOf = (key: string) => places.get(key) ?? [];
    const contrary = contraries
      .flatMap(placesOf)
      .filter((place) => theirs.has(place) === ours.has(word))
      .filter((place) => sharesNeighbour(claim, word, evidence, place));
    if (contrary.length === 0) return false;
    const alike = alikeOf(word, contraries).flatMap(placesOf);
    const best = bestPlaces(claim, word, evidence, [...alike, ...contrary]);
    return best.every((place) => contrary.includes(place));
  });
}

/** Whether the evidence says a word by denying its contrary, or the sentence denies the contrary of its. */
export function isSaidByContrary(word: Word, claim: Statement, evidence: Statement): boolean {
  const denied = deniedWords(claim).has(word);
  const theirs = deniedWords(evidence);
  return contrariesOf(word).some((key) =>
    evidence.places.get(key)?.some((place) => theirs.has(place) !== denied),
  );
}

/** What brings the forms of a content word together; words of form are themselves. */
const keyOf = ({ stem, lower }: Pick<Word, 'stem' | 'lower'>): string => stem ?? lower;

const keyOfForm = (form: string): string => {
  const [word] = readStatement([form]).words;
  return word ? keyOf(word) : form;
};

const listed = new Map<string, Set<string>>();
for (const [left, right] of [...oppositePairs, ...furtherOpposites]) {
  const [one, other] = [keyOfForm(left), keyOfForm(right)];
  listed.set(one, (listed.get(one) ?? new Set()).add(other));
  listed.set(other, (listed.get(other) ?? new Set()).add(one));
}

/** The word itself, and what has a contrary with it in common: "rose" for "grew". */
function alikeOf(word: Word, contraries: readonly string[]): string[] {
  const alike = [keyOf(word), ...contraries.flatMap((key) => [...(listed.get(key) ?? [])])];
  return [...new Set(alike)].filter((key) => !contraries.includes(key));
}

const known = new Map<string, readonly string[]>();
const mostKnown = 20_000;

function contrariesOf(word: Word): readonly string[] {
  const before = known.get(word.lower);
  if (before) return before;
  const turned = word.stem === undefined ? [] : [...prefixed(word.lower), ...bare(word.lower)];
  const own = keyOf(word);
  const all = new Set([...(listed.get(own) ?? []), ...turned.map(keyOfForm)]);
  all.delete(own);
  if (known.size >= mostKnown) known.clear();
  known.set(word.lower, [...all]);
  return [...all];
}

const prefixed = (lower: string): string[] =>
  lower.length < shortestTurned
    ? []
    : prefixes.map((prefix) => prefix + lower).filter((word) => !unturned.test(word));

const bare = (lower: string): string[] =>
  unturned.test(lower)
    ? []
    : prefixes
        .filter((prefix) => lower.startsWith(prefix))
        .map((prefix) => lower.slice(prefix.length))
        .filter((word) => word.length >= shortestTurned);
