import { bestPlaces } from './align-words.ts';
import { isAdverb } from './is-adverb.ts';
import type { Statement, Word } from './read-statement.ts';

/** How sure or how binding a verb is said to be: "can" is what "may" is, "will" is not. */
type Force = 'possible' | 'advised' | 'certain' | 'necessary';

const forces: ReadonlyMap<string, Force> = new Map(
  (
    [
      ['possible', `may might can could cannot can't couldn't possibly perhaps maybe`],
      ['advised', `should ought shouldn't recommended advisable`],
      ['certain', `will would won't wouldn't`],
      ['necessary', `must shall mustn't mandatory obliged obligated required compelled needs need`],
    ] as const
  ).flatMap(([force, words]) => words.split(' ').map((word): [string, Force] => [word, force])),
);
/** How much of something is spoken of, and how often. */
type Extent = 'all' | 'most' | 'some' | 'none' | 'only';

const extents: ReadonlyMap<string, Extent> = new Map(
  (
    [
      ['all', 'all every each always entire whole entirely everyone everything everybody fully'],
      [
        'most',
        'most mostly usually generally mainly typically largely majority commonly normally often',
      ],
      [
        'some',
        'some sometimes several many numerous occasionally certain partly partially few someone rarely seldom',
      ],
      ['none', 'no none never neither nobody nothing'],
      ['only', 'only solely exclusively'],
    ] as const
  ).flatMap(([extent, words]) => words.split(' ').map((word): [string, Extent] => [word, extent])),
);
/** What binds in other words. */
const binding =
  /^(?:must|shall|required?|requires|requirement|requirements|need(?:s|ed)?|needing|mandatory|obligat\w+|oblige[ds]?|compulsory|necessar\w+|essential|have|has|had|only|oblig\w+|forc\w+|demand\w*|mandat\w+|until|can't|cannot|not|order\w*)$/;
const advising =
  /^(?:should|ought|recommend\w*|advis\w*|suggest\w*|encourag\w*|suppos\w*|must|shall|need\w*|expect\w*|better)$/;
const whole =
  /^(?:all|every\w*|each|always|entire\w*|whole|any|both|full\w*|complet\w*|universal\w*|total\w*|throughout|everyone|only|no|none|never|without|constant\w*|unanimous\w*|100|across)$/;
/** What leaves open whether something is so. */
const doubting =
  /^(?:may|might|could|can|possib\w+|perhaps|maybe|potential\w*|sometimes|likely|probabl\w+|risk\w*|should|would|allow\w*|permit\w*|able|if|suggest\w*|optional\w*|free|right|rights|option|entitled|cannot|\w+n't|not)$/;
/** Words between a modal and its verb, or an extent and what it is of. */
const reach = 5;

/** Whether a sentence says "must" where its evidence says "may", "all" where it says "some", or the like. */
export const changesModality = (claim: Statement, evidence: Statement): boolean =>
  changesForce(claim, evidence) || changesExtent(claim, evidence);

function changesForce(claim: Statement, evidence: Statement): boolean {
  const ours = headsOf(claim, forceAt);
  const theirs = headsOf(evidence, forceAt);
  const says = (words: RegExp) => evidence.words.some(({ lower }) => words.test(lower));
  for (const [head, force] of ours) {
    const places = evidence.places.get(head.stem!) ?? [];
    const found = bestPlaces(claim, head, evidence, places).map((place) => theirs.get(place));
    const given = found.filter((other) => other !== undefined);
    if (given.length > 0 && given.every((other) => other !== force)) return true;
    if (given.length > 0) continue;
    if (force === 'necessary' && !says(binding) && !isDemanded(head, places)) return true;
    if (force === 'advised' && !says(advising)) return true;
    const contrary = [...theirs.values()];
    if (force === 'possible' && places.length === 0 && contrary.length > 0) {
      if (contrary.every((other) => other === 'necessary')) return true;
    }
  }
  return leavesDoubtOut(claim, evidence, new Set(ours.keys()), theirs);
}

/** Whether a sentence says flatly what its evidence says "may" be. */
function leavesDoubtOut(
  claim: Statement,
  evidence: Statement,
  headed: ReadonlySet<Word>,
  theirs: ReadonlyMap<Word, Force>,
): boolean {
  if (claim.words.some(({ lower }) => doubting.test(lower))) return false;
  const doubted = new Set(
    evidence.words.flatMap(({ lower }, at) =>
      /^(?:may|might|could)$/.test(lower) && !/^not$/.test(evidence.words[at + 1]?.lower ?? '')
        ? [...theirs.keys()].filter(({ index }) => index > at && index <= at + reach).slice(0, 1)
        : [],
    ),
  );
  return claim.content.some((word) => {
    if (headed.has(word) || claim.words[word.index - 1]?.lower === 'to') return false;
    const places = bestPlaces(claim, word, evidence, evidence.places.get(word.stem!) ?? []);
    return places.length > 0 && places.every((place) => doubted.has(place));
  });
}

/** "Submit the form" says what has to be done, by its verb alone. */
const isDemanded = ({ lower }: Word, places: readonly Word[]): boolean =>
  places.some((place) => place.first && place.lower === lower);

function changesExtent(claim: Statement, evidence: Statement): boolean {
  const ours = headsOf(claim, extentAt);
  const theirs = headsOf(evidence, extentAt);
  for (const [head, extent] of ours) {
    if (extent === 'none') continue;
    const places = evidence.places.get(head.stem!) ?? [];
    const best = bestPlaces(claim, head, evidence, places).map((place) => theirs.get(place));
    const given = best.filter((other) => other !== undefined);
    if (given.length > 0 && given.every((other) => other !== extent)) return true;
    if (given.length > 0) continue;
    if (extent === 'all' && !evidence.words.some(({ lower }) => whole.test(lower))) return true;
    if (extent === 'only' && ![...theirs.values()].includes('only')) return true;
    if (extent === 'most' && !says(evidence, 'most', 'all')) return true;
  }
  return false;
}

const says = ({ words }: Statement, ...sought: Extent[]): boolean =>
  words.some(({ lower }) => sought.includes(extents.get(lower)!));

/** The content word behind each word of force or extent. */
function headsOf<T>(
  { words }: Statement,
  read: (words: readonly Word[], at: number) => T | undefined,
): Map<Word, T> {
  const heads = new Map<Word, T>();
  words.forEach((word, at) => {
    const value = read(words, at);
    if (value === undefined) return;
    const head = words
      .slice(at + 1, at + 1 + reach)
      .find(
        ({ stem, clause, lower }) =>
          stem !== undefined && clause === word.clause && !isAdverb(lower),
      );
    if (head) heads.set(head, value);
  });
  return heads;
}

function forceAt(words: readonly Word[], at: number): Force | undefined {
  const { lower, text, first } = words[at]!;
  const next = words[at + 1]?.lower;
  if ((lower === 'have' || lower === 'has' || lower === 'had') && next === 'to') return 'necessary';
  // The month, and "needs" as a noun.
  if (lower === 'may' && text !== lower && !first) return undefined;
  if (/^(?:needs?|required|recommended|obliged|obligated|compelled)$/.test(lower) && next !== 'to')
    return undefined;
  return forces.get(lower);
}

function extentAt(words: readonly Word[], at: number): Extent | undefined {
  const { lower } = words[at]!;
  const before = words[at - 1]?.lower;
  if (lower === 'few' && before !== 'a') return undefined;
  // "the most", "at most", "not only", "almost all", "most of all", "the only".
  if (lower === 'most' && (before === 'the' || before === 'at' || isAdjective(words[at + 1])))
    return undefined;
  if (lower === 'only' && before === 'not') return undefined;
  if (before === 'not' || before === 'almost' || before === 'nearly' || before === 'at')
    return undefined;
  return extents.get(lower);
}

/** "Most important" compares; adjectives of several syllables end so. */
const isAdjective = (word: Word | undefined): boolean =>
  word !== undefined && /(?:al|ant|ent|ful|ous|ive|ic|able|ible|ed|ing|ary|ly)$/.test(word.lower);
