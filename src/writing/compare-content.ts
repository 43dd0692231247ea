import { bestPlaces } from './align-words.ts';
import { carriesContent } from './light-words.ts';
import type { Statement, Word } from './read-statement.ts';

/** Letters at the beginning that two forms of one word share, and the share of the longer that they are. */
const sharedLetters = 5;
const sharedPart = 0.6;
/** Of a stem that another one begins with, and of what that one has more. */
const wholeStem = 4;
const longestEnding = 4;
const capital = /^\p{Lu}/u;
/** Words of the evidence that a word of a sentence may stand for; each may cost an embedding. */
const mostRivals = 8;

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
 * sentence has not, by how well they fit in its place. The first word of a sentence may be a name, and
 * names of like things have vectors that are near, so it stands for none with a capital.
 */
export function rivalsOf(word: Word, claim: Statement, evidence: Statement): string[] {
  const unused = evidence.content.filter(
    (other) =>
      carriesContent(other) &&
      !claim.places.has(other.stem!) &&
      !(word.first && capital.test(other.text)),
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
