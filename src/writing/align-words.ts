import { carriesContent } from './light-words.ts';
import type { Statement, Word } from './read-statement.ts';

/** Words on each side in which a place of the evidence has to have the neighbours of the claim's. */
const reach = 10;
/** Content words on each side of a word that tell its places apart. */
const neighbours = 3;
/** A difference in distance alone. */
const nearlyAsGood = 0.15;

/**
 * Which of the places fit a word of a claim best: those with the most of its neighbouring content
 * words around them. A word stands in evidence for several things, and only what is said of the same
 * thing counts.
 */
export function bestPlaces(
  claim: Statement,
  word: Word,
  evidence: Statement,
  places: readonly Word[],
): Word[] {
  if (places.length < 2) return [...places];
  const around = neighbourStems(claim, word);
  const scores = places.map(
    (place) => closeness(around, evidence, place) + besideAlike(claim, word, evidence, place),
  );
  const best = Math.max(...scores);
  return places.filter((_, index) => scores[index]! >= best - nearlyAsGood);
}

/** What a word directly beside counts that is the same, also one of form: "doesn't love", "you love". */
const sameBeside = 0.2;

const besideAlike = (claim: Statement, word: Word, evidence: Statement, place: Word): number =>
  [-1, 1].filter((step) => {
    const beside = claim.words[word.index + step];
    return beside && beside.lower === evidence.words[place.index + step]?.lower;
  }).length * sameBeside;

/** Whether a place has any neighbour of a claim's word; without neighbours to tell, it may. */
export function sharesNeighbour(
  claim: Statement,
  word: Word,
  evidence: Statement,
  place: Word,
): boolean {
  const around = neighbourStems(claim, word);
  return around.size === 0 || closeness(around, evidence, place) > 0;
}

/** Stems beside a word, with where they stand from it and what each counts: the nearest a little more. */
function neighbourStems(
  { words }: Statement,
  word: Word,
): Map<string, { at: number; weight: number }> {
  const stems = new Map<string, { at: number; weight: number }>();
  for (const step of [-1, 1]) {
    let found = 0;
    for (let at = word.index + step; found < neighbours; at += step) {
      if (words[at]?.sentence !== word.sentence) break;
      const { stem } = words[at]!;
      if (stem === undefined || stem === word.stem || !carriesContent(words[at]!)) continue;
      if (!stems.has(stem)) stems.set(stem, { at: at - word.index, weight: 1 - found / 10 });
      found += 1;
    }
  }
  return stems;
}

type Neighbours = ReturnType<typeof neighbourStems>;

/** A neighbour counts in full on its side and at its distance, and half where it is moved far. */
function closeness(around: Neighbours, { words }: Statement, place: Word): number {
  const scores = new Map<string, number>();
  for (let at = -reach; at <= reach; at += 1) {
    const { stem, sentence } = words[place.index + at] ?? {};
    if (stem === undefined || sentence !== place.sentence || at === 0) continue;
    const neighbour = around.get(stem);
    if (!neighbour) continue;
    const moved = Math.min(reach, Math.abs(at - neighbour.at));
    const score = neighbour.weight * (1 - moved / (2 * reach));
    scores.set(stem, Math.max(scores.get(stem) ?? 0, score));
  }
  return [...scores.values()].reduce((sum, score) => sum + score, 0);
}

/** The content words before and behind a range of a sentence, as one text; undefined at its ends. */
export function slotOf(
  content: readonly Word[],
  sentence: number,
  start: number,
  end: number,
): string | undefined {
  let before: Word | undefined;
  for (const word of content) {
    if (word.sentence < sentence || (word.sentence === sentence && word.start < start))
      before = word;
    else if (word.sentence > sentence) break;
    else if (word.start >= end) {
      return before?.sentence === sentence ? `${before.stem} ${word.stem}` : undefined;
    }
  }
  return undefined;
}
