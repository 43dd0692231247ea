import { digitValues, type Token } from './lex-numbers.ts';
import { cardinals, fractions, multipliers, ordinals } from './number-words.ts';
import { type Unit, units } from './units.ts';

export type NumberKind = 'count' | 'ordinal' | 'decade' | 'fraction' | 'vague' | 'one' | 'code';

/** A number at the beginning of some tokens. */
export interface ParsedNumber {
  kind: NumberKind;
  /** What it may mean; one value but for `1.000`. */
  values: number[];
  /** Of the words or letters that multiply it, 1 without. */
  multiplier: number;
  /** A unit written onto its digits. */
  unit: Unit | undefined;
  /** Where the tokens behind it begin. */
  end: number;
}

const attached = /^(?:k|m|mm|b|bn|tn|mio|mrd)$/i;
const attachedValues: Readonly<Record<string, number>> = { m: 1e6, mm: 1e6, b: 1e9 };
const vague = /^(?:dozen|hundred|thousand|million|billion|trillion)s$/;

export function parseNumber(
  tokens: readonly Token[],
  at: number,
  isMoney: boolean,
): ParsedNumber | undefined {
  const token = tokens[at]!;
  if (token.kind === 'digits') return parseDigits(tokens, at, isMoney);
  return token.kind === 'word' ? parseWords(tokens, at) : undefined;
}

function parseDigits(
  tokens: readonly Token[],
  at: number,
  isMoney: boolean,
): ParsedNumber | undefined {
  const { text, suffix } = tokens[at]!;
  const values = digitValues(text);
  const parsed: ParsedNumber = {
    kind: values.length > 0 ? 'count' : 'code',
    values,
    multiplier: 1,
    unit: undefined,
    end: at + 1,
  };
  const ending = suffix.toLowerCase();
  if (/^(?:st|nd|rd|th)$/.test(ending)) return { ...parsed, kind: 'ordinal' };
  if (ending === 's') return { ...parsed, kind: 'decade' };
  if (ending !== '' && !'年月日'.includes(ending)) {
    const multiplier = attachedMultiplier(ending, isMoney);
    if (multiplier) return multiply({ ...parsed }, multiplier);
    const unit = /^\p{Lu}$/u.test(suffix) ? undefined : units.get(ending);
    // "3D" and "5G" are names; in other scripts what is counted stands there.
    if (!unit) return /^[a-z]+$/.test(ending) ? undefined : parsed;
    return { ...parsed, unit };
  }
  return withMultipliers(tokens, parsed);
}

const attachedMultiplier = (ending: string, isMoney: boolean): number | undefined =>
  isMoney && attached.test(ending)
    ? (attachedValues[ending] ?? multipliers.get(ending))
    : ending.length > 1 || /\P{ASCII}/u.test(ending)
      ? multipliers.get(ending)
      : undefined;

function multiply(parsed: ParsedNumber, by: number): ParsedNumber {
  // 1.1 million is 1100000.0000000001 otherwise.
  const values = parsed.values.map((value) => Number((value * by).toPrecision(12)));
  return { ...parsed, values, multiplier: parsed.multiplier * by };
}

function withMultipliers(tokens: readonly Token[], start: ParsedNumber): ParsedNumber {
  let parsed = start;
  for (;;) {
    const next = hyphenated(tokens, parsed.end);
    const by = multipliers.get(tokens[next]?.lower ?? '');
    if (by === undefined || tokens[next]!.kind !== 'word') return parsed;
    parsed = { ...multiply(parsed, by), end: next + 1 };
  }
}

/** Past a hyphen that joins two words. */
function hyphenated(tokens: readonly Token[], at: number): number {
  const mark = tokens[at];
  return mark && /^[-‐‑]$/.test(mark.text) && tokens[at + 1]?.kind === 'word' ? at + 1 : at;
}

function parseWords(tokens: readonly Token[], start: number): ParsedNumber | undefined {
  const made = { multiplier: 1, unit: undefined };
  const { lower } = tokens[start]!;
  if (vague.test(lower)) {
    return {
      ...made,
      kind: 'vague',
      values: [multipliers.get(lower.slice(0, -1))!],
      end: start + 1,
    };
  }
  if (lower === 'half') return { ...made, kind: 'fraction', values: [1 / 2], end: start + 1 };
  if (lower === 'a' || lower === 'an') return parseArticle(tokens, start);
  const phrase = readPhrase(tokens, start);
  if (!phrase) return undefined;
  const { value, end, isOrdinal } = phrase;
  const next = hyphenated(tokens, end);
  const part = isOrdinal ? undefined : fractions.get(tokens[next]?.lower ?? '');
  if (part) return { ...made, kind: 'fraction', values: [value * part], end: next + 1 };
  const kind = isOrdinal ? 'ordinal' : value === 1 && end === start + 1 ? 'one' : 'count';
  return { ...made, kind, values: [value], end };
}

/** "a million", "a third". */
function parseArticle(tokens: readonly Token[], start: number): ParsedNumber | undefined {
  const next = tokens[start + 1];
  const made = { multiplier: 1, unit: undefined, end: start + 2 };
  const by = multipliers.get(next?.lower ?? '');
  if (by && next!.lower.length > 4) {
    return withMultipliers(tokens, { ...made, kind: 'count', values: [by], multiplier: by });
  }
  const part = /^(?:third|quarter)$/.test(next?.lower ?? '') && tokens[start + 2]?.lower === 'of';
  return part ? { ...made, kind: 'fraction', values: [fractions.get(next!.lower)!] } : undefined;
}

/** "twenty-one", "three hundred and five thousand", "twenty-first". */
function readPhrase(tokens: readonly Token[], start: number) {
  let [total, current, at] = [0, 0, start];
  for (;;) {
    const { lower = '' } = tokens[at] ?? {};
    const value = cardinals.get(lower);
    const ordinal = ordinals.get(lower);
    const by = at > start ? multipliers.get(lower) : undefined;
    if (ordinal !== undefined && (at === start || (current % 100 >= 20 && ordinal < 10))) {
      return { value: total + current + ordinal, end: at + 1, isOrdinal: true };
    }
    if (value !== undefined && goesOn(current, value, at === start)) current += value;
    else if (by !== undefined && by <= 100) current *= by;
    else if (by !== undefined) {
      total += current * by;
      current = 0;
    } else break;
    at = stepOn(tokens, at + 1);
  }
  return at === start
    ? undefined
    : { value: total + current, end: backFrom(tokens, at), isOrdinal: false };
}

/** "twenty" takes "one" and "hundred" takes both; "nineteen eighty" are two numbers. */
const goesOn = (current: number, value: number, first: boolean): boolean =>
  first ||
  current === 0 ||
  (current % 100 === 0 && value < 100) ||
  (current % 10 === 0 && current % 100 >= 20 && value < 10);

function stepOn(tokens: readonly Token[], at: number): number {
  const next = tokens[at];
  const joined = next && (/^[-‐‑]$/.test(next.text) || next.lower === 'and');
  const after = tokens[at + 1]?.lower ?? '';
  if (!joined) return at;
  const previous = multipliers.has(tokens[at - 1]!.lower);
  const joins = next.lower === 'and' ? previous && cardinals.has(after) : true;
  return joins && (cardinals.has(after) || multipliers.has(after) || ordinals.has(after))
    ? at + 1
    : at;
}

/** A joiner that turned out to join nothing stays outside. */
const backFrom = (tokens: readonly Token[], at: number): number =>
  /^(?:[-‐‑]|and)$/.test(tokens[at - 1]?.lower ?? '') ? at - 1 : at;
