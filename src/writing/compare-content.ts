import { bestPlaces } from './align-words.ts';
import type { Statement, Word } from './read-statement.ts';
import { units } from './units.ts';

/**
 * Content words that carry how something is told and not what: they come and go where a text is
 * put in other words. What could be wrong about them, other comparisons look at.
 */
const lightWords: ReadonlySet<string> = new Set(
  `about accordingly account accounted accounting according accounts additionally addition almost
  already although altogether another approximately area around aspect aspects away based became
  become becomes behind believe believed believes besides brief briefly bring brings brought call
  called calls case cases cause certain clearly come comes coming concern concerning consider
  considered considers consist consisting consists contain contained containing contains context
  course currently day days detail details document documents due effectively entirely especially
  essentially event eventually ever exactly example examples exist exists fact far finally following
  form forms former further generally get gets getting go goes going hence help helps however
  importantly include included includes including indeed indicate indicates inside involve involved
  involves involving item known later latter least less likewise literally longer main mainly mean
  meaning means meanwhile merely moreover much mostly name named namely nearly necessarily need
  needed needs never nevertheless next nobody none nothing notably note noted notes number numbers
  occasionally occur occurred occurs often originally otherwise overall part particular particularly
  parts passage passages people per perhaps period person place places point points possible possibly
  present presently previous previously primarily process provide provided provides put quote quotes
  rather refer referred refers regarding relate related relates respectively result resulted resulting
  results role roughly section see seem seems seen seldom separately seven several similarly simply
  situation small solely sometimes soon source sources specific specifically state stated states stating
  statement step still subsequently such take takes taken term termed terms text therefore thereby thing
  things thus time times together total towards turn type types typically ultimately use used user uses
  using usually various way ways well whereas while whole within without work works year yet`
    .split(/\s+/)
    .filter((word) => !/^(?:seven|small|cause|user)$/.test(word)),
);
/** Letters at the beginning that two forms of one word share, and the share of the longer that they are. */
const sharedLetters = 5;
const sharedPart = 0.6;
/** Of a stem that another one begins with, and of what that one has more. */
const wholeStem = 4;
const longestEnding = 4;
/** Words of the evidence that a word of a sentence may stand for; each may cost an embedding. */
const mostRivals = 8;

/** Whether a word has to have its like in the evidence. */
export const carriesContent = ({ stem, lower }: Word): boolean =>
  stem !== undefined && !lightWords.has(lower) && !units.has(lower);

/** The content words of a sentence that none of the sources has in any form. */
export function missingWords(claim: Statement, sources: readonly Statement[]): Word[] {
  return claim.content.filter(
    (word) => carriesContent(word) && !sources.some((source) => hasForm(source, word.stem!)),
  );
}

function hasForm({ places }: Statement, stem: string): boolean {
  if (places.has(stem)) return true;
  for (const other of places.keys()) if (isForm(stem, other)) return true;
  return false;
}

/** Whether two stems are of one word, as "decis" and "decid" are: told by how they begin. */
function isForm(left: string, right: string): boolean {
  if (left[0] !== right[0]) return false;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  if (short.length < wholeStem) return false;
  let shared = 0;
  while (shared < short.length && short[shared] === long[shared]) shared += 1;
  if (shared === short.length && long.length - shared <= longestEnding) return true;
  return shared >= sharedLetters && shared >= sharedPart * long.length;
}

/**
 * The words of the evidence that a missing one may stand for, the likeliest first: those that the
 * sentence has not, by how well they fit in its place.
 */
export function rivalsOf(word: Word, claim: Statement, evidence: Statement): string[] {
  const unused = evidence.content.filter(
    (other) => carriesContent(other) && !claim.places.has(other.stem!),
  );
  const rivals: string[] = [];
  let left = unused;
  while (rivals.length < mostRivals && left.length > 0) {
    const best = bestPlaces(claim, word, evidence, left);
    for (const { lower } of best) if (!rivals.includes(lower)) rivals.push(lower);
    left = left.filter((other) => !best.includes(other));
  }
  return rivals.slice(0, mostRivals);
}
