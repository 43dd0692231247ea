import type { Turn } from '../../protocol.ts';
import { cosine } from '../../retrieval/vector-math.ts';
import type { SentencePlace } from '../cite-sentences.ts';
import {
  type PoolQuestion,
  placeKey,
  type QuestionPool,
  type QuotedPlace,
  stemsOf,
} from './question-pool.ts';

/** What a suggestion has to lead on from. */
export interface Leading {
  /** The question as it was asked, and what was searched for. */
  asked: readonly string[];
  history: readonly Turn[];
  /** Of what was searched for. */
  vectors: readonly Float32Array[];
  /** What the answer quotes. */
  cited: readonly SentencePlace[];
  /** What comes closest, where the documents don't answer. */
  closest: readonly SentencePlace[];
  /** Ids of the documents that may be shown; all of them without it. */
  documents?: readonly string[] | undefined;
}

const mostSuggestions = 3;
/** How much nearer a question is whose quotes stand under the same headings, or beside. */
const sameDocument = 0.1;
const sameSection = 0.1;
const beside = 0.1;
/** Passages between which that is beside. */
const besidePassages = 2;
/** What asks about a theme says less than what asks for a fact. */
const themePenalty = 0.05;
/** The mean of two cosines, and what is above; with less a question leads to something else. */
const leastNearness = 0.3;
const leastElsewhere = 0.45;
/** Questions with so near vectors, or with so many words in common, ask the same. */
const sameMeaning = 0.9;
const sameWords = 0.65;
/** Two suggestions that have more of their words in common are about the same. */
const alikeWords = 0.5;
/** Turns whose words are compared, the latest; and characters of a question and of an answer. */
const questionsRead = 8;
const answersRead = 8;
const longestQuestion = 300;
const longestAnswer = 6000;

/**
 * Up to three questions of the pool that lead on: near what was asked and quoted, and with other
 * quotes than those the reader has seen. Deterministic. Cost: about 0.1 ms for 16 questions of a pool, 0.3 ms for 160.
 */
export function chooseSuggestions(pool: QuestionPool, leading: Leading): string[] {
  const { cited, documents } = leading;
  const shown = [...cited, ...leading.closest];
  const near = toNearPlaces(shown);
  const seen = new Set(cited.map(placeKey));
  const asked = askedBefore(leading);
  const earlier = new Set(leading.history.map(({ content }) => content.trim()));
  const direction = directionOf(leading.vectors, shown);
  const allowed = documents && new Set(documents);
  const ranked = pool
    .filter(({ places }) => !allowed || places.every((place) => allowed.has(place.documentId)))
    .filter((question) => !quotesTheSame(question, seen))
    .map((question) => ({
      question,
      nearness: nearnessOf(question, direction, near),
    }))
    .filter(
      ({ question, nearness }) =>
        nearness >= (isElsewhere(question, near) ? leastElsewhere : leastNearness),
    )
    .map(({ question, nearness }) => ({ question, rank: nearness - question.commonness / 2 }))
    .sort((one, other) => other.rank - one.rank || compare(one.question, other.question));
  const said = saidBefore(leading.history);
  const chosen: PoolQuestion[] = [];
  for (const { question } of ranked) {
    if (chosen.length >= mostSuggestions) break;
    if (chosen.some((other) => isAlike(question, other))) continue;
    if (asked.some((stems) => sharedWords(stems, question.stems) >= sameWords)) continue;
    if (leading.vectors.some((vector) => cosine(vector, question.vector) >= sameMeaning)) continue;
    if (said.some((text) => text.includes(question.places[0]!.text))) continue;
    if (earlier.has(question.text)) continue;
    chosen.push(question);
  }
  return chosen.map(({ text }) => text);
}

const compare = (one: PoolQuestion, other: PoolQuestion): number =>
  one.text < other.text ? -1 : Number(one.text > other.text);

type NearPlace = Pick<QuotedPlace, 'documentId' | 'section' | 'ordinal'>;

/** Once a passage. */
function toNearPlaces(places: readonly SentencePlace[]): NearPlace[] {
  const passages = new Map(places.map(({ passage }) => [passage.id, passage]));
  return [...passages.values()].map(({ documentId, section, ordinal }) => ({
    documentId,
    section: section.join('\n'),
    ordinal,
  }));
}

/** Its best sentence was shown, or most of them. */
function quotesTheSame({ places }: PoolQuestion, seen: ReadonlySet<string>): boolean {
  const shown = places.map(({ key }) => seen.has(key));
  return shown[0] === true || shown.filter(Boolean).length * 2 > places.length;
}

/**
 * Its product with a vector is the mean of that one's cosines with what was asked and what is shown,
 * so that a question costs one product and not one for each sentence.
 */
function directionOf(
  asked: readonly Float32Array[],
  shown: readonly SentencePlace[],
): Float32Array | undefined {
  const quoted = shown.map(({ passage, index }) => passage.sentenceVectors[index]!);
  const [first] = [...asked, ...quoted];
  if (!first) return undefined;
  const direction = new Float32Array(first.length);
  for (const vectors of [asked, quoted]) addMiddle(direction, vectors);
  return direction;
}

/** Adds half of the direction that vectors have in common. */
function addMiddle(direction: Float32Array, vectors: readonly Float32Array[]): void {
  const sum = new Float32Array(direction.length);
  for (const vector of vectors) {
    for (let at = 0; at < sum.length; at += 1) sum[at] = sum[at]! + vector[at]!;
  }
  const length = Math.sqrt(cosine(sum, sum));
  if (length === 0) return;
  for (let at = 0; at < sum.length; at += 1) direction[at] = direction[at]! + sum[at]! / length / 2;
}

const isElsewhere = ({ places }: PoolQuestion, near: readonly NearPlace[]): boolean =>
  !near.some(({ documentId }) => documentId === places[0]!.documentId);

function nearnessOf(
  { vector, places, isTheme }: PoolQuestion,
  direction: Float32Array | undefined,
  near: readonly NearPlace[],
): number {
  const cosines = direction ? cosine(direction, vector) : 0;
  return cosines + placeBonus(places, near) - (isTheme ? themePenalty : 0);
}

function placeBonus(places: readonly QuotedPlace[], near: readonly NearPlace[]): number {
  let most = 0;
  for (const place of places) {
    for (const { documentId, section, ordinal } of near) {
      if (place.documentId !== documentId) continue;
      const isBeside = Math.abs(place.ordinal - ordinal) <= besidePassages;
      const bonus =
        sameDocument + (place.section === section ? sameSection : 0) + (isBeside ? beside : 0);
      if (bonus > most) most = bonus;
    }
  }
  return most;
}

const isAlike = (one: PoolQuestion, other: PoolQuestion): boolean =>
  sharedWords(one.stems, other.stems) > alikeWords || one.places[0]!.key === other.places[0]!.key;

/** The words that both have, of those that either has. */
function sharedWords(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((stem) => other.has(stem)).length;
  return shared / Math.max(1, one.size + other.size - shared);
}

/** The words of each question so far. A text of a page was no question that is suggested. */
function askedBefore({ asked, history }: Leading): Set<string>[] {
  const earlier = history.filter(({ role }) => role === 'user').slice(-questionsRead);
  return [...asked, ...earlier.map(({ content }) => content)]
    .filter(({ length }) => length <= longestQuestion)
    .map(stemsOf);
}

function saidBefore(history: readonly Turn[]): string[] {
  const answers = history.filter(({ role }) => role === 'assistant').slice(-answersRead);
  return answers.map(({ content }) => content.slice(0, longestAnswer));
}
