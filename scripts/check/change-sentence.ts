import { isStopWord } from '../../src/language/analyze-terms.ts';
import {
  countryWords,
  modalWords,
  monthWords,
  numberWords,
  oppositeWords,
  quantityWords,
  unitWords,
} from './change-words.ts';

export const changeKinds = [
  'number',
  'date',
  'name',
  'subject',
  'country',
  'negation',
  'unit',
  'opposite',
  'modality',
  'quantity',
  'word',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What changes are made with. */
export interface ChangeParts {
  /** 0 to 1. */
  random: () => number;
  /** Other sentences, whose names and words are put in. */
  others: readonly string[];
}

interface Place {
  start: number;
  end: number;
  /** What may stand there instead. */
  others: readonly string[];
}

const placesOf: Record<ChangeKind, (sentence: string, others: readonly string[]) => Place[]> = {
  number: numberPlaces,
  date: datePlaces,
  name: (sentence, others) => namePlaces(sentence, others, name),
  subject: (sentence, others) => namePlaces(sentence, others, subject),
  country: (sentence) => wordPlaces(sentence, countryWords),
  negation: negationPlaces,
  unit: unitPlaces,
  opposite: (sentence) => wordPlaces(sentence, oppositeWords),
  modality: (sentence) => mapPlaces(sentence, modalWords),
  quantity: (sentence) => mapPlaces(sentence, quantityWords),
  word: contentPlaces,
};

/** The sentence with one word changed; undefined where it has none of the kind. */
export function changeSentence(
  sentence: string,
  kind: ChangeKind,
  { random, others }: ChangeParts,
): string | undefined {
  const place = pick(placesOf[kind](sentence, others), random);
  const other = place && pick(place.others, random);
  if (!place || other === undefined) return undefined;
  return sentence.slice(0, place.start) + other + sentence.slice(place.end);
}

const pick = <T>(items: readonly T[], random: () => number): T | undefined =>
  items[Math.floor(random() * items.length)];

const matchPlaces = (
  sentence: string,
  pattern: RegExp,
  othersFor: (text: string, index: number) => readonly string[],
): Place[] =>
  [...sentence.matchAll(pattern)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
    others: othersFor(text, index).filter((other) => other !== text),
  }));

const year = /(?<![\d.,])[12]\d{3}(?![\d,]|\.\d)/g;
const month = new RegExp(
  `\\b(?:${monthWords.join('|')})\\b(?=\\s\\d)|(?<=\\d\\s)(?:${monthWords.join('|')})\\b`,
  'g',
);

/** Digits change places or one becomes another; a word of number becomes another. */
function numberPlaces(sentence: string): Place[] {
  const digits = matchPlaces(sentence, /(?<![\d.,])\d[\d,]*(?:\.\d+)?(?!\d)/g, (text, index) =>
    new RegExp(`^${year.source}$`).test(text) || isDay(sentence, text, index)
      ? []
      : otherDigits(text),
  );
  const words = matchPlaces(
    sentence,
    new RegExp(`\\b(?:${numberWords.join('|')})\\b`, 'g'),
    () => numberWords,
  );
  return [...digits, ...words].filter(({ others }) => others.length > 0);
}

function isDay(sentence: string, text: string, index: number): boolean {
  const around = sentence.slice(Math.max(0, index - 10), index + text.length + 10);
  return new RegExp(month.source).test(around);
}

function otherDigits(text: string): string[] {
  const bare = text.replace(/\D/g, '');
  const turned = bare.length === 2 ? [...bare].reverse().join('') : bare;
  const first = text.replace(/\d/, (digit) => String((Number(digit) % 9) + 1));
  return [...(turned !== bare && turned[0] !== '0' ? [turned] : []), first];
}

function datePlaces(sentence: string): Place[] {
  return [
    ...matchPlaces(sentence, year, (text) => [String(Number(text) + 1), String(Number(text) - 1)]),
    ...matchPlaces(sentence, month, () => monthWords),
  ];
}

const name = /(?<=[\p{L}\p{N},] )\p{Lu}\p{Ll}{2,}\b(?! ?\d)/gu;

/** What begins a sentence as its subject, where only its meaning tells whether it is a name. */
const subject =
  /^\p{Lu}\p{Ll}{2,}(?= (?:\p{Lu}\p{Ll}|(?:is|was|are|were|has|had|did|does|will|can|may)\b))/gu;

/** A name gives way to one of another sentence; not the month, not a country. */
function namePlaces(sentence: string, others: readonly string[], pattern: RegExp): Place[] {
  const barred = new Set([...monthWords, ...countryWords.flat()]);
  const names = others
    .flatMap((other) => other.match(name) ?? [])
    .filter((other) => !sentence.includes(other) && !barred.has(other) && !isStopWord(other));
  return matchPlaces(sentence, pattern, (text) =>
    barred.has(text) || isStopWord(text) ? [] : names,
  ).filter(({ others }) => others.length > 0);
}

function wordPlaces(sentence: string, sets: readonly (readonly string[])[]): Place[] {
  return matchPlaces(sentence, /\p{L}[\p{L}.]*\p{L}\b\.?/gu, (text) =>
    sets
      .filter((set) => set.includes(text))
      .flatMap((set) => set.filter((other) => !sentence.includes(other))),
  ).filter(({ others }) => others.length > 0);
}

const mapPlaces = (sentence: string, map: Readonly<Record<string, string>>): Place[] =>
  matchPlaces(sentence, new RegExp(`\\b(?:${Object.keys(map).join('|')})\\b`, 'g'), (text) => [
    map[text]!,
  ]);

/** "Not" goes in behind an auxiliary, or is taken out. */
function negationPlaces(sentence: string): Place[] {
  const taken = matchPlaces(
    sentence,
    /\b(?:not|never|no) (?!only|longer|more|less|later|doubt)|n['’]t\b/g,
    () => [''],
  );
  if (taken.length > 0) return taken;
  return matchPlaces(
    sentence,
    /(?<=\b(?:is|was|are|were|can|could|will|would|has|have|had|may|must|should|do|does|did) )(?!not|to\b|been? not|only)(?=\p{L})/gu,
    () => ['not '],
  );
}

function unitPlaces(sentence: string): Place[] {
  const found = unitWords.flatMap((kind) =>
    matchPlaces(
      sentence,
      new RegExp(
        `(?<=(?:\\d|\\d |\\b(?:${numberWords.join('|')}) |th[ -]))(?:${kind.map((unit) => unit.replace('$', '\\$')).join('|')})(?!\\p{L})|[$€£](?=\\d)`,
        'gu',
      ),
      (text) => (kind.includes(text) ? kind : []),
    ),
  );
  return found.filter(({ others }) => others.length > 0);
}

const contentWord = /(?<=\p{L},? )\p{Ll}{4,}\b/gu;

function contentPlaces(sentence: string, others: readonly string[]): Place[] {
  const isContent = (word: string) => !isStopWord(word) && !numberWords.includes(word);
  const words = others
    .flatMap((other) => other.match(contentWord) ?? [])
    .filter((word) => isContent(word) && !sentence.includes(word));
  return matchPlaces(sentence, contentWord, (text) => (isContent(text) ? words : [])).filter(
    ({ others }) => others.length > 0,
  );
}
