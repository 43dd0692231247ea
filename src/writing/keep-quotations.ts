import { isSpacelessRun } from '../documents/continuations.ts';
import type { Range } from '../protocol.ts';
import { findQuotations } from './find-quotations.ts';

const ellipsis = /\s*(?:\[(?:…|\.{3})\]|\((?:…|\.{3})\)|…|\.(?: ?\.){2,3})\s*/;
const trailing = /[\s.,;:!?。，、；：！？]+$/;
const wordCharacter = /[\p{L}\p{M}\p{N}]/u;

/**
 * Keeps quotation marks only around words that stand in one of the cited texts, and takes out the
 * others, whose words stay. White space, the kind of marks and apostrophes, a stop or comma at the
 * end and an initial capital may differ; an ellipsis may leave words out between pieces in order.
 *
 * @param text a sentence; its places of marks stay
 */
export function keepQuotations(text: string, cited: readonly string[]): string {
  const sources = cited.map(fold);
  const isQuoted = (words: string) => sources.some((source) => stands(words, source));
  const { pairs, strays } = findQuotations(text, isQuoted);
  const removed = pairs
    .filter(({ start, end }) => !isQuoted(text.slice(start + 1, end - 1)))
    .flatMap(({ start, end }) => [outer(text, start), outer(text, end - 1)]);
  removed.push(...strays.map((at) => ({ start: at, end: at + 1 })));
  removed.sort((a, b) => a.start - b.start);
  let kept = '';
  let from = 0;
  for (const { start, end } of removed) {
    kept += text.slice(from, Math.max(from, start));
    from = Math.max(from, end);
  }
  return kept + text.slice(from);
}

/** A mark with the space that French sets inside it. */
function outer(text: string, at: number): Range {
  const isOpening = text[at] === '«' || text[at] === '‹';
  const isClosing = text[at] === '»' || text[at] === '›';
  const start = isClosing && /\s/.test(text[at - 1] ?? '') ? at - 1 : at;
  const end = isOpening && /\s/.test(text[at + 1] ?? '') ? at + 2 : at + 1;
  return { start, end };
}

/** One form of what may be written in several ways; of single marks only apostrophes are left. */
function fold(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\ufffc|\u00ad/g, '')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[„“”‟«»‹›「」『』"]|(?<![\p{L}\p{N}])'|'(?![\p{L}\p{N}])/gu, '')
    .replace(/[‐‑]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether words stand in a folded text, as a whole or in the pieces around an ellipsis. */
function stands(words: string, source: string): boolean {
  const whole = fold(words).replace(trailing, '');
  if (!wordCharacter.test(whole)) return false;
  if (placeOf(whole, source, 0) !== undefined) return true;
  const pieces = words.split(ellipsis).map((piece) => fold(piece).replace(trailing, ''));
  if (pieces.length < 2) return false;
  let from = 0;
  for (const piece of pieces.filter((part) => part !== '')) {
    const end = placeOf(piece, source, from);
    if (end === undefined) return false;
    from = end;
  }
  return true;
}

/** Where the words end in the source, from `from` on, with either case of their first letter. */
function placeOf(words: string, source: string, from: number): number | undefined {
  const first = String.fromCodePoint(words.codePointAt(0)!);
  const rest = words.slice(first.length);
  const forms = new Set([words, first.toLowerCase() + rest, first.toUpperCase() + rest]);
  const ends = [...forms].map((form) => endOf(form, source, from));
  return ends.filter((end) => end !== undefined).sort((a, b) => a - b)[0];
}

function endOf(words: string, source: string, from: number): number | undefined {
  for (let at = source.indexOf(words, from); at !== -1; at = source.indexOf(words, at + 1)) {
    const end = at + words.length;
    if (!isWithinWord(source, at) && !isWithinWord(source, end)) return end;
  }
  return undefined;
}

function isWithinWord(source: string, at: number): boolean {
  const left = source.slice(Math.max(0, at - 1), at);
  const right = source.slice(at, at + 1);
  if (!wordCharacter.test(left) || !wordCharacter.test(right)) return false;
  return !isSpacelessRun(left, right);
}
