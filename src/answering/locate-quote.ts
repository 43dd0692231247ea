import { isSpacelessRun } from '../documents/continuations.ts';
import type { SourceDocument } from '../documents/source-document.ts';
import type { Block, QuotedSpan, Range } from '../protocol.ts';

/** Places of a quote's first part that are tried, from the one nearest to the old place. */
const mostCandidates = 50;
/** Characters by which the parts of a quote may have moved apart. */
const furthestApart = 2000;

/**
 * Where words that were quoted from one revision stand in another: the same words in the same order,
 * whatever white space is between them, and not as part of longer words or numbers; of several places
 * the one nearest to the old. Also where a page break now cuts them, or no longer does. Empty where
 * they do not stand. Costs a search through the text.
 * @param spans of the old revision, in reading order
 */
export function locateQuote(
  spans: readonly QuotedSpan[],
  { text, blocks }: Pick<SourceDocument, 'text' | 'blocks'>,
): Range[] {
  const apart = locateParts(spans, text);
  return apart.length > 0 ? apart : locateAcrossCuts(spans, text, blocks);
}

function locateParts(spans: readonly QuotedSpan[], text: string): Range[] {
  const [first, ...others] = spans;
  if (!first) return [];
  const candidates = findAll(first.text, text)
    .sort((a, b) => Math.abs(a.start - first.start) - Math.abs(b.start - first.start))
    .slice(0, mostCandidates);
  for (const candidate of candidates) {
    const ranges = [candidate];
    for (const [index, span] of others.entries()) {
      const from = ranges.at(-1)!.end;
      const gap = span.start - spans[index]!.end;
      const to = from + gap + span.text.length * 2 + furthestApart;
      const [next] = findAll(span.text, text, { start: from, end: to });
      if (!next) break;
      ranges.push(next);
    }
    if (ranges.length === spans.length) return ranges;
  }
  return [];
}

/** In each text that is cut in two or more blocks, as it reads without the cuts. */
function locateAcrossCuts(spans: readonly QuotedSpan[], text: string, blocks: Block[]): Range[] {
  const words = spans.map((span) => span.text).join(' ');
  const start = spans[0]?.start ?? 0;
  const found = joinCutBlocks(text, blocks).flatMap((joined) =>
    findAll(words, joined.text).map((range) => splitAtCuts(range, joined)),
  );
  const distance = (ranges: Range[]) => Math.abs((ranges[0]?.start ?? 0) - start);
  return found.sort((a, b) => distance(a) - distance(b))[0] ?? [];
}

/** Blocks as one text, and where in it each begins. */
interface JoinedText {
  text: string;
  parts: { at: number; block: Block }[];
}

function joinCutBlocks(text: string, blocks: Block[]): JoinedText[] {
  const joined = new Map<number, JoinedText>();
  blocks.forEach((block, index) => {
    if (block.continues === undefined) return;
    const before = blocks[block.continues];
    if (!before) return;
    const whole = joined.get(block.continues) ?? {
      text: text.slice(before.start, before.end),
      parts: [{ at: 0, block: before }],
    };
    joined.delete(block.continues);
    const own = text.slice(block.start, block.end);
    if (!isSpacelessRun(whole.text, own)) whole.text += ' ';
    whole.parts.push({ at: whole.text.length, block });
    whole.text += own;
    joined.set(index, whole);
  });
  return [...joined.values()];
}

function splitAtCuts(range: Range, { parts }: JoinedText): Range[] {
  return parts
    .map(({ at, block }) => ({
      start: Math.max(range.start - at + block.start, block.start),
      end: Math.min(range.end - at + block.start, block.end),
    }))
    .filter(({ start, end }) => start < end);
}

/** All places of words in a text, or in a range of it. */
function findAll(words: string, text: string, range?: Range): Range[] {
  const trimmed = words.trim();
  if (trimmed === '') return [];
  const pattern = new RegExp(patternOf(trimmed), 'gv');
  const searched = range ? text.slice(0, range.end) : text;
  pattern.lastIndex = range?.start ?? 0;
  const found: Range[] = [];
  for (let match = pattern.exec(searched); match; match = pattern.exec(searched)) {
    const start = match.index;
    found.push({ start, end: start + match[0].length });
    // Repeated words may stand in another place that overlaps with this one.
    pattern.lastIndex = start + (searched.codePointAt(start)! > 0xffff ? 2 : 1);
  }
  return found;
}

/** An end that is a letter or a digit has to be the end of a word or a number there too. */
function patternOf(words: string): string {
  const inner = words
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('\\s+');
  const [first = '', last = ''] = [words.slice(0, 2), words.slice(-2)];
  const before = /^\d/.test(first) ? `(?<!${wordCharacter}|\\d[.,])` : `(?<!${wordCharacter})`;
  const after = /\d$/.test(last) ? `(?!${wordCharacter}|[.,]\\d)` : `(?!${wordCharacter})`;
  return (startsWord.test(first) ? before : '') + inner + (endsWord.test(last) ? after : '');
}

// Scripts without spaces have no ends of words to see.
const spaceless = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script=${script}}`)
  .join('');
const wordCharacter = `[[\\p{L}\\p{N}\\p{M}]--[${spaceless}]]`;
const startsWord = new RegExp(`^${wordCharacter}`, 'v');
const endsWord = new RegExp(`${wordCharacter}$`, 'v');
