import { analyzeTerms, isStopWord } from '../language/analyze-terms.ts';
import { demonyms } from '../language/demonyms.ts';
import { foldLetters } from '../language/fold-letters.ts';
import { slotOf } from './align-words.ts';
import { romanValue } from './number-words.ts';
import type { Statement, Word } from './read-statement.ts';

/** What names are looked for in. */
export interface NameSources {
  /** The cited sentences. */
  evidence: Statement;
  /** What stands around them, and the question. */
  context: Statement;
}

const capital = /^\p{Lu}/u;
const hasLower = /\p{Ll}/u;
const countries: ReadonlySet<string> = new Set(demonyms.values());
const countryStems: ReadonlySet<string> = new Set(
  [...countries].flatMap((name) => analyzeTerms(name).map(({ stem }) => stem)),
);
/** What makes a name the adjective of another, or its people. */
const nameEnding =
  /^(?:s|es|n|an|ans|ian|ians|ean|ese|ist|ists|ism|ic|ish|ite|ites|er|ers|ic|ity|i|is|istan|y|ies|al|ial)$/;
const shortestName = 4;
/** A sentence with so many of its words in capitals is a heading. */
const headingShare = 0.8;

/** The words of a sentence that are names, and are in none of the sources. */
export function unknownNames(claim: Statement, { evidence, context }: NameSources): Word[] {
  const names = claim.words.filter((word) => isName(word, claim, evidence));
  const letters = claim.words.filter(({ stem }) => stem !== undefined);
  if (letters.length > 3 && names.length > headingShare * letters.length) {
    return names.filter((word) => !isKnown(word, claim, [evidence, context]) && isAcronym(word));
  }
  return names.filter((word) => !isKnown(word, claim, [evidence, context]));
}

const otherScript = /(?!\p{Script=Latin})\p{L}/u;

/**
 * Whether a sentence in another language than its sources names what they do not. Names of countries
 * and bodies are translated and nouns may have capitals, so only those that are written alike in all
 * languages count: with digits or capitals inside, and any Latin ones in another script.
 */
export function hasForeignName(claim: Statement, { evidence, context }: NameSources): boolean {
  const isForeign = otherScript.test(claim.text);
  return claim.words.some(
    (word) =>
      word.stem !== undefined &&
      !otherScript.test(word.text) &&
      (isMixed(word) || (isForeign && capital.test(word.text))) &&
      !isKnown(word, claim, [evidence, context]),
  );
}

/**
 * Names of a sentence that the sources know, but whose place another one has in the evidence, which
 * the sentence does not name: "the U.S. sent ships" where it says that China did.
 */
export function misplacedNames(claim: Statement, evidence: Statement): Word[] {
  const rivals = evidence.content.filter(
    (word) => !word.first && capital.test(word.text) && !claim.places.has(word.stem!),
  );
  if (rivals.length === 0) return [];
  return claim.content.filter((word) => {
    if (!capital.test(word.text)) return false;
    const slot = slotAround(claim, word);
    if (slot === undefined) return false;
    const isThere = (other: Word) => slotAround(evidence, other) === slot;
    return rivals.some(isThere) && !evidence.places.get(word.stem!)?.some(isThere);
  });
}

const slotAround = ({ content }: Statement, { sentence, start, text }: Word) =>
  slotOf(content, sentence, start, start + text.length);

/**
 * Whether a word must be a name: written with a capital inside a sentence; at its beginning only
 * where it is a country or an acronym, has a capital or digit inside, or another name follows.
 */
export function isName(word: Word, claim: Statement, evidence: Statement): boolean {
  if (word.stem === undefined || !(capital.test(word.text) || isMixed(word))) return false;
  if (/^I(?:'|$)/.test(word.text)) return false;
  if (!word.first) return romanValue(word.text) === undefined;
  if (isMixed(word) || isAcronym(word) || countryStems.has(word.stem) || demonyms.has(word.lower)) {
    return true;
  }
  if (evidence.places.get(word.stem)?.some((place) => !capital.test(place.text))) return false;
  const next = claim.words[word.index + 1];
  return (
    next?.stem !== undefined && capital.test(next.text) && !next.first && !demonyms.has(next.lower)
  );
}

/** `iPhone`, `O2`, `H1N1`. */
const isMixed = ({ text }: Word): boolean =>
  /\p{Ll}\p{Lu}|\p{L}\p{N}|\p{N}\p{L}/u.test(text) && !/^\d+\p{Ll}+$/u.test(text);

const isAcronym = ({ text }: Word): boolean =>
  /^\p{Lu}[\p{Lu}\p{N}.&]+s?$/u.test(text) && romanValue(text) === undefined;

function isKnown(word: Word, claim: Statement, sources: readonly Statement[]): boolean {
  const forms = new Set([word.stem!, ...analyzeTerms(word.lower).map(({ stem }) => stem)]);
  if (sources.some(({ places }) => [...forms].some((form) => places.has(form)))) return true;
  const bare = bareName(word.lower);
  for (const { words } of sources) {
    if (words.some((other) => other.stem !== undefined && isFormOf(bare, bareName(other.lower)))) {
      return true;
    }
  }
  return isShortened(word, claim, sources);
}

const bareName = (lower: string): string =>
  foldLetters(lower.replace(/'s?$/, '')).replaceAll('.', '');

/** "Dadaist" and "Dada", "Napoleonic" and "Napoleon". */
function isFormOf(left: string, right: string): boolean {
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  if (short === long) return true;
  if (short.length < shortestName) return false;
  const stem = long.startsWith(short) ? short : short.replace(/[aeiouy]$/, '');
  return (
    stem.length >= shortestName && long.startsWith(stem) && nameEnding.test(long.slice(stem.length))
  );
}

const joiners = /^(?:of|the|and|for|on|in|de|du|des|la|&)$/;
/** Words of a name that goes by its initials. */
const fewestInitials = 2;

/** An acronym whose words the sources have, or a word of a name that they have the acronym of. */
function isShortened(word: Word, claim: Statement, sources: readonly Statement[]): boolean {
  if (isAcronym(word)) {
    const letters = bareName(word.lower).replace(/s$/, '');
    return sources.some((source) =>
      initialsOf(source).some((initials) => initials.includes(letters)),
    );
  }
  const known = new Set(
    sources.flatMap(({ words }) => words.filter(isAcronym).map(({ lower }) => bareName(lower))),
  );
  if (known.size === 0) return false;
  const run = runsOf(claim).find((words) => words.includes(word));
  if (!run || run.length < fewestInitials) return false;
  return known.has(run.map(({ lower }) => lower[0]).join(''));
}

/** The first letters of each run of capitalised words. */
const initialsOf = (statement: Statement): string[] =>
  runsOf(statement)
    .filter((run) => run.length >= fewestInitials)
    .map((run) => run.map(({ lower }) => lower[0]).join(''));

/** Capitalised words that stand together, small words between them left out. */
function runsOf({ words }: Statement): Word[][] {
  const runs: Word[][] = [];
  let run: Word[] = [];
  for (const word of words) {
    if (joiners.test(word.lower) && run.length > 0) continue;
    if (capital.test(word.text) && hasLower.test(word.text) && !isStopWord(word.text))
      run.push(word);
    else {
      if (run.length > 0) runs.push(run);
      run = [];
    }
  }
  if (run.length > 0) runs.push(run);
  return runs;
}
