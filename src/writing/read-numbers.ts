import { isStopWord } from '../language/analyze-terms.ts';
import { lexNumbers, type Token } from './lex-numbers.ts';
import { romanValue } from './number-words.ts';
import { type NumberKind, parseNumber } from './parse-number.ts';
import { type DateMention, monthNames, readDates } from './read-dates.ts';
import { plainText } from './read-statement.ts';
import { type Unit, units } from './units.ts';

/** A number as it stands in a sentence. */
export interface NumberMention {
  kind: NumberKind | 'year' | 'century' | 'roman';
  /** What it may mean; empty for a code such as `3.1.2`. */
  values: number[];
  unit: Unit | undefined;
  text: string;
  /** Where it begins and ends in the sentence. */
  start: number;
  end: number;
  /** Belongs to a name: "World War II", "Windows 10". */
  named: boolean;
  /** The word behind it, lower case: what it counts, where it has no unit. */
  counted: string;
  /** "At least" and "more than", or "at most" and "less than". */
  bound: 'least' | 'most' | undefined;
  /** Day or year of a date that names its month. */
  dated: boolean;
}

/** The numbers of one sentence. */
export interface SentenceNumbers {
  numbers: NumberMention[];
  dates: DateMention[];
  /** Days of the week, lower case. */
  weekdays: string[];
}

const joinsRange = /^(?:[-–—‒−]|to|or|and|through|until)$/;
const currencyCode = /^(?:eur|usd|rmb|gbp|cny|chf|inr)$/;
const countedOne = /^(?:no|any|every|each|some|the|this|that|which|another|or|as|by)$/;

/** Most sentences have none of these, and need not be read. */
const hasNumber =
  /\p{Nd}|days?\b|\p{L}(?:teen|ty|th|ies)\b|\b(?:[IVXL]+|zero|one|two|twice|thrice|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|thirds?|quarters?|hal(?:f|ves)|(?:dozen|hundred|thousand|million|billion|trillion)s?|may|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\p{L}*)(?!\p{L})/iu;

/** Reads the numbers and dates of a sentence. About 1 µs a word where it has any. */
export function readNumbers(sentence: string): SentenceNumbers {
  const found: SentenceNumbers = { numbers: [], dates: [], weekdays: [] };
  if (!hasNumber.test(sentence)) return found;
  const tokens = lexNumbers(plainText(sentence));
  const { dates, weekdays, parts } = readDates(tokens);
  found.dates.push(...dates);
  found.weekdays.push(...weekdays);
  let last: { mention: NumberMention; end: number } | undefined;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    const read = readMention(tokens, at);
    if (!read) continue;
    const { mention, end, multiplier } = read;
    mention.dated = parts.has(at);
    mention.start = token.start;
    mention.end = tokens[end - 1]!.end;
    if (last && joinsRange.test(tokens[last.end]?.lower ?? '') && last.end + 1 === at) {
      joinRange(last.mention, mention, multiplier, tokens[last.end]!.kind === 'mark');
    }
    found.numbers.push(mention);
    last = { mention, end };
    at = end - 1;
  }
  return found;
}

/** "10 to 20 percent", "$5–6 million", "2015–16": what the one has, the other has. */
function joinRange(
  before: NumberMention,
  after: NumberMention,
  multiplier: number,
  dashed: boolean,
): void {
  before.unit ??= after.unit;
  after.unit ??= before.unit?.kind.match(/^(?:dollar|euro|pound|yen|yuan)$/)
    ? before.unit
    : undefined;
  if (before.counted === '' || joinsRange.test(before.counted)) before.counted = after.counted;
  if (multiplier > 1) before.values.push(...before.values.map((value) => value * multiplier));
  const [year, short] = [before.values[0], after.values[0]];
  if (dashed && before.kind === 'year' && /^\d\d$/.test(after.text) && short! > year! % 100) {
    after.values = [year! - (year! % 100) + short!];
    after.kind = 'year';
  }
}

function readMention(tokens: readonly Token[], at: number) {
  const token = tokens[at]!;
  const before = tokens[at - 1];
  const roman = before && isName(before) ? romanValue(token.text) : undefined;
  if (roman !== undefined && token.kind === 'word') {
    const mention = mentionOf(token.text, 'roman', [roman]);
    return { mention: { ...mention, named: true }, end: at + 1, multiplier: 1 };
  }
  const money = before && units.get(before.lower.replace(/^[a-z]{2}\$$/, '$'));
  const isMoney = before !== undefined && money !== undefined && /\P{L}/u.test(before.text);
  const parsed = parseNumber(tokens, at, isMoney);
  if (!parsed) return undefined;
  const text = tokens
    .slice(at, parsed.end)
    .map(({ text, suffix }) => text + suffix)
    .join(' ');
  if (parsed.kind === 'one' && !countsOne(tokens, at)) return undefined;
  const { unit, end } = parsed.unit ? parsed : readUnit(tokens, parsed.end, token.kind);
  const mention = mentionOf(text, parsed.kind, parsed.values);
  mention.unit = unit ?? (isMoney || currencyCode.test(before?.lower ?? '') ? money : undefined);
  mention.counted = tokens[end]?.kind === 'word' ? tokens[end]!.lower : '';
  mention.named = (before !== undefined && isName(before)) || isInside(tokens, at);
  mention.bound = boundBefore(tokens, at);
  nameKind(mention, tokens, parsed.end);
  return { mention, end: Math.max(parsed.end, end), multiplier: parsed.multiplier };
}

const mentionOf = (
  text: string,
  kind: NumberMention['kind'],
  values: readonly number[],
): NumberMention => ({
  kind,
  values: [...values],
  unit: undefined,
  text,
  start: 0,
  end: 0,
  named: false,
  counted: '',
  bound: undefined,
  dated: false,
});

const atLeast =
  /\b(?:at least|(?:more|greater|longer|higher|larger|older) than|over|above|minimum(?: of)?|exceeds?|exceed(?:ed|ing)|(?:no|not) (?:less|fewer) than)$/;
const atMost =
  /\b(?:at most|up to|(?:less|fewer|shorter|lower|smaller|younger) than|under|below|maximum(?: of)?|(?:no|not) (?:more|longer|later) than)$/;

function boundBefore(tokens: readonly Token[], at: number): NumberMention['bound'] {
  const words = tokens.slice(Math.max(0, at - 4), at).filter(({ kind }) => kind === 'word');
  const before = words.map(({ lower }) => lower).join(' ');
  // "No less than" ends as "less than" does.
  if (atLeast.test(before) && !/\bno[t]? (?:more|longer)\b/.test(before)) return 'least';
  return atMost.test(before) ? 'most' : undefined;
}

/** Years, centuries and the decades of a century are told by how they are written. */
function nameKind(mention: NumberMention, tokens: readonly Token[], end: number): void {
  const next = tokens[/^[-‐‑]$/.test(tokens[end]?.text ?? '') ? end + 1 : end]?.lower;
  const [value = 0] = mention.values;
  if (mention.kind === 'ordinal' && /^centur(?:y|ies)$/.test(next ?? '')) {
    mention.kind = 'century';
    mention.unit = undefined;
  } else if (mention.kind === 'decade') {
    if (value % 10 !== 0) mention.kind = 'year';
    if (value < 100) mention.values = [1900 + value];
  } else if (
    mention.kind === 'count' &&
    /^[12]\d{3}$/.test(mention.text.replace('年', '')) &&
    value <= 2100 &&
    (!mention.unit || mention.unit.kind === 'era')
  ) {
    mention.kind = 'year';
  }
}

/** "percent", "years", "square metres", "Canadian dollars"; short forms stand behind digits alone. */
function readUnit(tokens: readonly Token[], start: number, kind: Token['kind']) {
  const at = /^[-‐‑]$/.test(tokens[start]?.text ?? '') ? start + 1 : start;
  const here = tokens[at]?.lower ?? '';
  const next = tokens[at + 1]?.lower ?? '';
  if (here === 'per' && next === 'cent') return { unit: units.get('percent')!, end: at + 2 };
  if (here === 'percentage' && /^points?$/.test(next))
    return { unit: units.get('percent')!, end: at + 2 };
  if (here === '°' && /^[cf]$/.test(next)) return { unit: units.get(here + next)!, end: at + 2 };
  if (here === '%') return { unit: units.get('percent')!, end: at + 1 };
  const power = /^(?:square|cubic|sq)$/.test(here) ? here.replace('sq', 'square').slice(0, 6) : '';
  const unit = unitAt(tokens[at], kind);
  if (unit && !power) return { unit, end: at + 1 };
  const further = unitAt(tokens[at + 1], 'word');
  if (!further || tokens[at]?.kind !== 'word' || isStopWord(here))
    return { unit: undefined, end: start };
  if (!power) return { unit: further, end: start };
  return { unit: { ...further, name: `${power} ${further.name}`, kind: power }, end: at + 2 };
}

function unitAt(token: Token | undefined, kind: Token['kind']): Unit | undefined {
  if (!token) return undefined;
  const unit = units.get(token.lower);
  if (unit?.kind === 'era') return token.text === token.text.toUpperCase() ? unit : undefined;
  if (token.lower.length > 2 || token.kind === 'mark') return unit;
  return kind === 'digits' && /^\p{Ll}/u.test(token.text) ? unit : undefined;
}

const isName = ({ kind, text }: Token): boolean =>
  kind === 'word' && /^\p{Lu}\p{L}+$/u.test(text) && !isStopWord(text) && !monthNames.test(text);

/** Letters directly before digits: `COVID-19`, `G20`. */
const isInside = (tokens: readonly Token[], at: number): boolean =>
  !tokens[at]!.apart &&
  (tokens[at - 1]?.kind === 'word' ||
    (/^[-‐‑]$/.test(tokens[at - 1]?.text ?? '') &&
      tokens[at - 2]?.kind === 'word' &&
      !tokens[at - 1]!.apart));

/** "One" is a number before what it counts, and a pronoun elsewhere. */
function countsOne(tokens: readonly Token[], at: number): boolean {
  const next = tokens[/^[-‐‑]$/.test(tokens[at + 1]?.text ?? '') ? at + 2 : at + 1];
  const before = tokens[at - 1]?.lower ?? '';
  return next?.kind === 'word' && !isStopWord(next.text) && !countedOne.test(before);
}
