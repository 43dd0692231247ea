import type { Token } from './lex-numbers.ts';

/** A date that names its month. */
export interface DateMention {
  /** 1 to 12. */
  month: number;
  day: number | undefined;
  year: number | undefined;
}

/** The dates of a sentence. */
export interface SentenceDates {
  dates: DateMention[];
  /** Days of the week, lower case. */
  weekdays: string[];
  /** Where the tokens of days and years stand that belong to a date. */
  parts: Set<number>;
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
export const monthNames =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/i;
const monthAbbreviations = /^(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$/;
const weekday = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?$/;
const beforeMay =
  /^(?:in|of|since|by|until|from|during|late|early|mid|to|through|next|last|this|every|and|before|after|on)$/;

/** Reads the dates among the tokens of a sentence. */
export function readDates(tokens: readonly Token[]): SentenceDates {
  const found: SentenceDates = { dates: [], weekdays: [], parts: new Set() };
  tokens.forEach((token, at) => {
    if (isMonth(tokens, at)) found.dates.push(readDate(tokens, at, found.parts));
    if (weekday.test(token.text)) found.weekdays.push(token.lower.replace(/s$/, ''));
    if (/^\d{4}-\d{2}-\d{2}$/.test(isoText(tokens, at))) readIso(tokens, at, found);
  });
  return found;
}

function isMonth(tokens: readonly Token[], at: number): boolean {
  const { text, kind } = tokens[at]!;
  if (kind !== 'word' || !/^\p{Lu}/u.test(text)) return false;
  const besideDigits = [1, 2, -1].some(
    (step) => tokens[at + step]?.kind === 'digits' && tokens[at + step]!.suffix.length < 3,
  );
  if (monthAbbreviations.test(text)) return besideDigits;
  if (!monthNames.test(text)) return false;
  return !/^may$/i.test(text) || besideDigits || beforeMay.test(tokens[at - 1]?.lower ?? '');
}

function readDate(tokens: readonly Token[], at: number, parts: Set<number>): DateMention {
  const month = months.indexOf(tokens[at]!.lower.slice(0, 3)) + 1;
  let day: number | undefined;
  let year: number | undefined;
  const take = (index: number): number => {
    parts.add(index);
    return Number(tokens[index]!.text);
  };
  const isDay = (index: number) => /^(?:[1-9]|[12]\d|3[01])$/.test(digitsAt(tokens, index));
  const isYear = (index: number) => /^[12]\d{3}$/.test(digitsAt(tokens, index));
  const skip = (index: number, marks: RegExp) =>
    marks.test(tokens[index]?.lower ?? '') ? index + 1 : index;
  const before = tokens[at - 1]?.lower === 'of' ? at - 2 : at - 1;
  let next = skip(at + 1, /^\.$/);
  if (isDay(before)) day = take(before);
  else if (isDay(next)) {
    day = take(next);
    next += 1;
  }
  next = skip(skip(next, /^,$/), /^of$/);
  if (isYear(next)) year = take(next);
  return { month, day, year };
}

const digitsAt = (tokens: readonly Token[], at: number): string => {
  const token = tokens[at];
  return token?.kind === 'digits' && /^(?:st|nd|rd|th)?$/.test(token.suffix) ? token.text : '';
};

const isoText = (tokens: readonly Token[], at: number): string =>
  tokens[at]!.kind === 'digits'
    ? tokens
        .slice(at, at + 5)
        .map(({ text, apart }, index) => (apart && index > 0 ? ' ' : text))
        .join('')
    : '';

function readIso(tokens: readonly Token[], at: number, { dates, parts }: SentenceDates): void {
  const [year, month, day] = [at, at + 2, at + 4].map((index) => Number(tokens[index]!.text));
  dates.push({ year: year!, month: month!, day: day! });
  for (const index of [at, at + 2, at + 4]) parts.add(index);
}
