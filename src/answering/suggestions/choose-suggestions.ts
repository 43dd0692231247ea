import type { Turn } from '../../protocol.ts';
import { centroid, cosine } from '../../retrieval/vector-math.ts';
import type { SentencePlace } from '../cite-sentences.ts';
import { type PoolQuestion, placeKey, type QuestionPool, stemsOf } from './question-pool.ts';

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
 * quotes than those the reader has seen. Deterministic. Cost: about 0.2 ms for 160 questions.
 */
export function chooseSuggestions(pool: QuestionPool, leading: Leading): string[] {
  const { cited, documents } = leading;
  const near = [...cited, ...leading.closest];
  const seen = new Set(cited.map(keyOf));
  const asked = askedBefore(leading);
  const earlier = new Set(leading.history.map(({ content }) => content.trim()));
  const quoted = middleOf(near);
  const allowed = documents && new Set(documents);
  const ranked = pool
    .filter(({ places }) => !allowed || places.every((place) => allowed.has(place.documentId)))
    .filter((question) => !quotesTheSame(question, seen))
    .map((question) => ({
      question,
      nearness: nearnessOf(question, leading.vectors, quoted, near),
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

const keyOf = ({ passage, index }: SentencePlace): string => placeKey({ ...passage, index });

/** Its best sentence was shown, or most of them. */
function quotesTheSame({ places }: PoolQuestion, seen: ReadonlySet<string>): boolean {
  const shown = places.map((place) => seen.has(placeKey(place)));
  return shown[0] === true || shown.filter(Boolean).length * 2 > places.length;
}

const middleOf = (near: readonly SentencePlace[]): Float32Array | undefined =>
  near.length > 0
    ? centroid(near.map(({ passage, index }) => passage.sentenceVectors[index]!))
    : undefined;

const isElsewhere = ({ places }: PoolQuestion, near: readonly SentencePlace[]): boolean =>
  !near.some(({ passage }) => passage.documentId === places[0]!.documentId);

function nearnessOf(
  { vector, places, isTheme }: PoolQuestion,
  vectors: readonly Float32Array[],
  quoted: Float32Array | undefined,
  near: readonly SentencePlace[],
): number {
  const toAsked = greatest(vectors.map((other) => cosine(other, vector)));
  const toQuoted = quoted ? cosine(quoted, vector) : 0;
  const place = greatest(near.map(({ passage }) => placeBonus(places, passage)));
  return (toAsked + toQuoted) / 2 + place - (isTheme ? themePenalty : 0);
}

function placeBonus(
  places: PoolQuestion['places'],
  { documentId, section, ordinal }: SentencePlace['passage'],
): number {
  const heading = section.join('\n');
  return greatest(
    places
      .filter((place) => place.documentId === documentId)
      .map((place) => {
        const isBeside = Math.abs(place.ordinal - ordinal) <= besidePassages;
        return (
          sameDocument + (place.section === heading ? sameSection : 0) + (isBeside ? beside : 0)
        );
      }),
  );
}

const greatest = (values: readonly number[]): number => Math.max(0, ...values);

const isAlike = (one: PoolQuestion, other: PoolQuestion): boolean =>
  sharedWords(one.stems, other.stems) > alikeWords ||
  placeKey(one.places[0]!) === placeKey(other.places[0]!);

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
