import { isStopWord } from '../language/analyze-terms.ts';
import { oppositesOf } from '../language/opposites.ts';
import { bestPlaces } from './align-words.ts';
import { deniedWords } from './compare-negations.ts';
import { comparisonsOf, isTurned } from './compare-order.ts';
import { furtherOpposites } from './further-opposites.ts';
import type { Statement, Word } from './read-statement.ts';

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
  const byForm = new Map<string, Word[]>();
  for (const word of evidence.words) {
    byForm.set(word.lower, [...(byForm.get(word.lower) ?? []), word]);
  }
  const ours = deniedWords(claim);
  const theirs = deniedWords(evidence);
  return claim.words.filter((word) => {
    const contrary = contrariesOf(word.lower)
      .flatMap((form) => byForm.get(form) ?? [])
      .filter((place) => theirs.has(place) === ours.has(word));
    if (contrary.length === 0) return false;
    const same = placesOf(word, evidence, byForm);
    if (isBesideBoth(word, claim, contrary)) return false;
    const best = bestPlaces(claim, word, evidence, [...same, ...contrary]);
    return best.every((place) => contrary.includes(place));
  });
}

/** Where the evidence says the same, also by a word that has the same contrary: "rose" for "grew". */
function placesOf(
  { stem, lower }: Word,
  { places }: Statement,
  byForm: ReadonlyMap<string, Word[]>,
): Word[] {
  const contrary = new Set(contrariesOf(lower));
  const alike = [...contrary].flatMap((form) => listedContraries(form));
  const own = (stem === undefined ? byForm.get(lower) : places.get(stem)) ?? [];
  return [...own, ...alike.flatMap((form) => byForm.get(form) ?? [])].filter(
    (place) => !contrary.has(place.lower),
  );
}

/** Where a claim has the contrary too, as in "before … after", each may stand for its own place. */
function isBesideBoth(word: Word, { words }: Statement, contrary: readonly Word[]): boolean {
  const forms = new Set(contrary.map(({ lower }) => lower));
  return words.some((other) => other !== word && forms.has(other.lower));
}

const known = new Map<string, readonly string[]>();
const mostKnown = 20_000;

function contrariesOf(lower: string): readonly string[] {
  const before = known.get(lower);
  if (before) return before;
  const turned = isStopWord(lower) ? [] : [...prefixed(lower), ...bare(lower)];
  const all = [...new Set([...listedContraries(lower), ...turned])];
  if (known.size >= mostKnown) known.clear();
  known.set(lower, all);
  return all;
}

const listedContraries = (lower: string): string[] => [
  ...oppositesOf(lower),
  ...(furtherOpposites.get(lower) ?? []),
];

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
