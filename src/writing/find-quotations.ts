import type { Range } from '../protocol.ts';

/** The quotation marks of a text: pairs, with the marks, and those without a partner. */
export interface Quotations {
  pairs: Range[];
  strays: number[];
}

/** What closes each opening mark; models mix curly and straight ones, and languages swap them. */
const closers: Readonly<Record<string, string>> = {
  '„': '“”‟"',
  '“': '”"',
  '”': '”',
  '‟': '”',
  '"': '"”',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
  '「': '」',
  '『': '』',
  '‘': "’'",
  '‚': '‘’',
  "'": "'",
};
const marks = /[„“”‟"«»‹›「」『』‘’‚']/g;
const singles = "‘’‚'";
/** Quotations in quotations; deeper marks are a model's noise. */
const deepest = 4;
/** Characters of a quotation in single marks that is looked up at each "s’" that may end it. */
const longestLookedUp = 500;

const letterOrDigit = /[\p{L}\p{M}\p{N}]/u;
/** A measure in inches, which a model writes as a straight mark: `12"`. */
const inches = /(?<![\p{L}\p{N}.,])\d{1,3}(?:[.,]\d{1,2}|\/\d{1,2})?$/u;
const elision = /^(?:\d|(?:tis|twas|em|til|cause|cos|n|round|bout|tween)(?![\p{L}\p{N}]))/iu;

/**
 * Pairs the quotation marks of a sentence. Apostrophes and signs of feet and inches are none.
 *
 * @param isQuoted whether words are a quotation; tells the end of one from the apostrophe of a plural
 */
export function findQuotations(text: string, isQuoted: (words: string) => boolean): Quotations {
  const found: Quotations = { pairs: [], strays: [] };
  const open: number[] = [];
  for (const { index: at, 0: mark } of text.matchAll(marks)) {
    const isSingle = singles.includes(mark);
    if (isSingle && isApostrophe(text, at, open.length > 0)) continue;
    const opening = open.findLastIndex((start) => closers[text[start]!]!.includes(mark));
    if (opening !== -1 && mayClose(text, at, open[opening]!, isQuoted)) {
      found.pairs.push({ start: open[opening]!, end: at + 1 });
      found.strays.push(
        ...open
          .splice(opening)
          .slice(1)
          .filter((start) => isStray(text, start)),
      );
    } else if (mayOpen(text, at)) {
      if (open.length === deepest) found.strays.push(...open.splice(0, 1));
      open.push(at);
    } else if (isStray(text, at)) found.strays.push(at);
  }
  found.strays.push(...open.filter((start) => isStray(text, start)));
  return found;
}

/** Between letters, or before what is left of a word: "China's", "’90s", "'tis". */
function isApostrophe(text: string, at: number, isOpen: boolean): boolean {
  const before = letterOrDigit.test(text[at - 1] ?? '');
  if (before && letterOrDigit.test(text[at + 1] ?? '') && text[at] !== '‚') return true;
  if (before && /\d/.test(text[at - 1]!) && text[at] === "'" && !isOpen) return true;
  return !before && text[at] !== '‚' && elision.test(text.slice(at + 1, at + 9));
}

function mayClose(
  text: string,
  at: number,
  start: number,
  isQuoted: (words: string) => boolean,
): boolean {
  const mark = text[at]!;
  if (mark === '"' && /^$|\s/.test(text[at - 1] ?? '')) return false;
  if (mark !== '’' && mark !== "'") return true;
  if (!/[\p{L}\p{M}\p{N}\p{P}\ufffc]/u.test(text[at - 1] ?? '')) return false;
  if (!/s/i.test(text[at - 1]!)) return true;
  if (at - start <= longestLookedUp && isQuoted(text.slice(start + 1, at))) return true;
  return !closesLater(text, at);
}

/** Whether a better end than that of a plural's possessive follows before the next opening mark. */
function closesLater(text: string, at: number): boolean {
  const mark = text[at]!;
  for (let next = text.indexOf(mark, at + 1); next !== -1; next = text.indexOf(mark, next + 1)) {
    if (mark === '’' && text.slice(at, next).includes('‘')) return false;
    if (mark === "'" && !/\S/.test(text[next - 1]!)) return false;
    if (!letterOrDigit.test(text[next + 1] ?? '')) return true;
  }
  return false;
}

function mayOpen(text: string, at: number): boolean {
  const mark = text[at]!;
  if (mark === '’' || mark === '」' || mark === '』') return false;
  const next = text[at + 1] ?? '';
  if (mark === "'") {
    return /^$|[\s([“"„«\p{Pd}]/u.test(text[at - 1] ?? '') && /[\p{L}\p{N}]/u.test(next);
  }
  if (mark === '"') return /\S/.test(next) && !inches.test(text.slice(Math.max(0, at - 8), at));
  return !/[”»›]/.test(mark) || (/[\p{L}\p{N}]/u.test(next) && !/\S/.test(text[at - 1] ?? ' '));
}

/** Whether a mark without partner is a quotation mark, not a sign of something else. */
function isStray(text: string, at: number): boolean {
  const mark = text[at]!;
  if (mark === '’' || mark === "'") return false;
  return mark !== '"' || !inches.test(text.slice(Math.max(0, at - 8), at));
}
