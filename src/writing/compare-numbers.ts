import type { Doubt } from '../protocol.ts';
import { slotOf } from './align-words.ts';
import type { DateMention } from './read-dates.ts';
import type { NumberMention, SentenceNumbers } from './read-numbers.ts';
import type { Statement } from './read-statement.ts';
import { isSameMeasure } from './units.ts';

/** The numbers of what a sentence is held against. */
export interface EvidenceNumbers {
  /** The cited sentences. */
  statement: Statement;
  /** Of each of its sentences. */
  sentences: readonly SentenceNumbers[];
  question: SentenceNumbers;
  /** Of what stands around them, where names may have numbers in them. */
  context: readonly SentenceNumbers[];
  /** Whether "first" has another word in the evidence. */
  saysFirst: boolean;
}

/** Numbers and dates of a sentence that are not in its evidence, as the doubts that they give. */
export function compareNumbers(
  statement: Statement,
  claim: SentenceNumbers,
  evidence: EvidenceNumbers,
): Doubt[] {
  const allowed = [...evidence.sentences, evidence.question];
  const known = allowed.flatMap(({ numbers }) => numbers);
  const around = evidence.context.flatMap(({ numbers }) => numbers);
  const doubts = new Set<Doubt>();
  for (const mention of claim.numbers) {
    if (isBoundOtherwise(mention, known)) doubts.add('opposite');
    if (mention.dated) continue;
    if (isKnown(mention, known, evidence.saysFirst)) {
      if (isMisplaced(mention, statement, evidence)) doubts.add(doubtOf(mention));
      continue;
    }
    if (mention.named && around.some((other) => isSame(mention, other))) continue;
    doubts.add(doubtOf(mention));
  }
  const dates = claim.dates.every((date) => allowed.some((one) => hasDate(one, date)));
  const weekdays = new Set(allowed.flatMap((one) => one.weekdays));
  if (!dates || claim.weekdays.some((day) => !weekdays.has(day))) doubts.add('date');
  return [...doubts];
}

/** "At most" where all that is said of the number is "at least". */
function isBoundOtherwise(mention: NumberMention, known: readonly NumberMention[]): boolean {
  if (!mention.bound) return false;
  const same = known.filter((other) => isSame(mention, other));
  return same.length > 0 && same.every(({ bound }) => bound && bound !== mention.bound);
}

const doubtOf = ({ kind }: NumberMention): Doubt =>
  kind === 'year' || kind === 'decade' || kind === 'century' ? 'date' : 'number';

/** Whether only other numbers stand between the words that a number stands between. */
function isMisplaced(
  mention: NumberMention,
  statement: Statement,
  { statement: cited, sentences }: EvidenceNumbers,
): boolean {
  const slot = slotOf(statement.content, 0, mention.start, mention.end);
  if (slot === undefined) return false;
  const there = sentences.flatMap(({ numbers }, index) =>
    numbers.filter(({ start, end }) => slotOf(cited.content, index, start, end) === slot),
  );
  return there.length > 0 && !there.some((other) => isSame(mention, other));
}

function isKnown(
  mention: NumberMention,
  known: readonly NumberMention[],
  saysFirst: boolean,
): boolean {
  if (mention.kind === 'one') return !isOutnumbered(mention, known);
  if (known.some((other) => isSame(mention, other))) return true;
  return mention.kind === 'ordinal' && mention.values[0] === 1 && saysFirst;
}

/** "One" is also "a" or a singular; more of the same contradict it. */
const isOutnumbered = ({ counted, unit }: NumberMention, known: readonly NumberMention[]) => {
  const alike = known.filter((other) =>
    unit ? other.unit?.name === unit.name : other.counted.replace(/s$/, '') === counted,
  );
  return alike.length > 0 && alike.every(({ values }) => !values.includes(1));
};

function isSame(claim: NumberMention, other: NumberMention): boolean {
  if (claim.kind === 'code' || other.kind === 'code') return claim.text === other.text;
  return claim.values.some((value) =>
    other.values.some((seen) => isSameValue(claim, value, other, seen)),
  );
}

function isSameValue(
  claim: NumberMention,
  value: number,
  other: NumberMention,
  seen: number,
): boolean {
  const isYear = other.kind === 'year' || other.kind === 'decade';
  if (claim.kind === 'decade') return isYear && Math.floor(seen / 10) === Math.floor(value / 10);
  if (claim.kind === 'century') {
    if (other.kind === 'century' || other.kind === 'ordinal') return seen === value;
    return isYear && Math.floor(seen / 100) === value - 1;
  }
  if (other.kind === 'decade' || other.kind === 'century') return false;
  if (claim.kind === 'vague') return seen >= value && seen < value * 1000;
  if (other.kind === 'vague') return false;
  const share = (mention: NumberMention, amount: number) =>
    mention.kind === 'fraction' ? amount * 100 : amount;
  if (claim.kind === 'fraction' && other.unit?.kind === 'share')
    return share(claim, value) === seen;
  if (other.kind === 'fraction' && claim.unit?.kind === 'share')
    return share(other, seen) === value;
  return hasUnit(claim, other) && isSameMeasure(value, claim.unit, seen, other.unit);
}

/** A share and an amount of money are told by their sign; what else is counted may go without saying. */
const hasUnit = ({ unit }: NumberMention, other: NumberMention): boolean =>
  !unit || other.unit !== undefined || !/^(?:share|dollar|euro|pound|yen|yuan)$/.test(unit.kind);

/** Whether a sentence has a date, in all of its parts that are given. */
function hasDate({ dates, numbers }: SentenceNumbers, { month, day, year }: DateMention): boolean {
  return dates.some(
    (date) =>
      date.month === month &&
      (day === undefined || date.day === day || isLoose(numbers, day, date.day)) &&
      (year === undefined || date.year === year || isLoose(numbers, year, date.year)),
  );
}

/** In "11 and 15 March" and "March, the third month of 2015", parts stand apart. */
const isLoose = (numbers: readonly NumberMention[], part: number, given: number | undefined) =>
  numbers.some(({ values, dated }) => values.includes(part) && (given === undefined || !dated));
