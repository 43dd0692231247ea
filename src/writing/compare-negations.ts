import { bestPlaces } from './align-words.ts';
import { isAdverb } from './is-adverb.ts';
import type { Statement, Word } from './read-statement.ts';

const denial =
  /^(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|unable|\w+n't|fail(?:s|ed|ing|ure)?|refus(?:e|es|ed|ing)|lack(?:s|ed|ing)?|hardly|scarcely|barely)$/;
/** Behind "not" and "no" these make no denial. */
const noDenial =
  /^(?:only|just|merely|simply|solely|later|earlier|less|fewer|more|doubt|least|most)$/;
/** Between a denial and what it denies. */
const passedOver =
  /^(?:longer|yet|to|be|been|being|have|has|had|the|a|an|any|even|also|so|very|quite|always|ever|of|such|being|necessarily|often)$/;
/** Words that deny in other ways; where evidence has one, a denial may rest on it. */
const otherDenial =
  /^(?:\w{3,}less|un\w{4,}|non|dis\w{4,}|except|instead|rather|unless|stop\w*|cease\w*|prevent\w*|forbid\w*|forbad\w*|prohibit\w*|ban(?:s|ned)?|avoid\w*|exempt\w*|exclud\w*|den(?:y|ies|ied)|reject\w*|few|little|former\w*|abolish\w*|contrary|against|false|myth|lost|miss(?:ed|ing)?|absent|absence|remov\w*|loss|oppos\w*|illegal\w*|impossib\w*|inab\w+|independen\w+|incomplete\w*|invalid\w*|only|until|too|differ\w*|separate\w*|apart)$/;
/** Words from a denial to the end of what it may deny. */
const denialReach = 6;
/** Words on each side in which two sentences may say the same denial of different words. */
const window = 9;

/** Several comparisons ask for the same statement's, one of them for every word. */
const known = new WeakMap<Statement, ReadonlySet<Word>>();

/** The words that each denial of a statement denies; the one before it where none follows. */
export function deniedWords(statement: Statement): ReadonlySet<Word> {
  const before = known.get(statement);
  if (before) return before;
  const denied = findDenied(statement);
  known.set(statement, denied);
  return denied;
}

function findDenied({ words }: Statement): Set<Word> {
  const denied = new Set<Word>();
  words.forEach((word, at) => {
    if (!isDenial(words, at)) return;
    if (words[at + 1]?.lower === 'same' || words[at + 2]?.lower === 'same') return;
    const behind = deniedBehind(words, at);
    const before = words
      .slice(Math.max(0, at - denialReach), at)
      .findLast(({ stem, clause }) => stem !== undefined && clause === word.clause);
    if (behind.length > 0) for (const other of behind) denied.add(other);
    else if (before) denied.add(before);
  });
  return denied;
}

function deniedBehind(words: readonly Word[], at: number): Word[] {
  const denied: Word[] = [];
  for (const other of words.slice(at + 1, at + 1 + denialReach)) {
    if (other.first || other.clause > words[at]!.clause + 1) break;
    // "Not the same as" denies that it is the same.
    if (other.lower === 'same') break;
    if (other.stem === undefined) continue;
    denied.push(other);
    if (!passedOver.test(other.lower) && !isAdverb(other.lower)) break;
  }
  return denied;
}

function isDenial(words: readonly Word[], at: number): boolean {
  const { lower } = words[at]!;
  if (!denial.test(lower)) return false;
  const next = words[at + 1];
  if (!next || (noDenial.test(next.lower) && lower !== 'never')) return false;
  // "No. 5"; "not … until" says when.
  if (lower === 'no' && /^\p{N}/u.test(next.text)) return false;
  const { clause } = words[at]!;
  return !words
    .slice(at + 1, at + 1 + denialReach)
    .some((word) => word.lower === 'until' && word.clause === clause);
}

/**
 * Whether a sentence denies what its evidence says, or says what it denies. Each word that is denied
 * on one side is held against the place of the other where the same is spoken of. A denial of
 * another word beside it may be the same denial in other words, unless it has its like already.
 */
export function contradicts(claim: Statement, evidence: Statement): boolean {
  const ours = deniedWords(claim);
  const theirs = deniedWords(evidence);
  if (ours.size === 0 && theirs.size === 0) return false;
  const oursAlone = withoutStems(ours, theirs);
  const theirsAlone = withoutStems(theirs, ours);
  for (const word of claim.content) {
    const places = evidence.places.get(word.stem!);
    if (!places) continue;
    const best = bestPlaces(claim, word, evidence, places);
    if (ours.has(word)) {
      if (best.every((at) => !theirs.has(at) && !isNear(theirsAlone, at, evidence))) return true;
    } else if (best.every((at) => theirs.has(at)) && !isNear(oursAlone, word, claim)) return true;
  }
  return (
    ours.size > 0 &&
    theirs.size === 0 &&
    !evidence.words.some(({ lower }) => otherDenial.test(lower))
  );
}

function withoutStems(denied: ReadonlySet<Word>, others: ReadonlySet<Word>): Set<Word> {
  const stems = new Set([...others].map(({ stem }) => stem));
  return new Set([...denied].filter(({ stem }) => !stems.has(stem)));
}

function isNear(denied: ReadonlySet<Word>, place: Word, { words }: Statement): boolean {
  if (denied.size === 0) return false;
  const [from, to] = [place.index - window, place.index + window];
  return words
    .slice(Math.max(0, from), to + 1)
    .some((word) => denied.has(word) && Math.abs(word.clause - place.clause) < 2);
}
