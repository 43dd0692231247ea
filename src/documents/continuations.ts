import type { Block } from '../protocol.ts';
import type { ComposedText } from './text-composer.ts';

/** How many blocks may stand between the two parts of a cut sentence: a page's notes and a box. */
const mostBlocksBetween = 8;
/**
 * Without a rule or a note in between, only a paragraph whose last line has at least this many
 * characters is taken to be cut by the page; shorter ones are verses, labels or chat lines that just
 * lack a full stop.
 */
const shortestProse = 80;
/** With one in between, the first part still has to be more than a label. */
const shortestCutPart = 20;

const endsSentence = /[.!?…。！？‽:;]["'”’»)\]}]*$/u;
const startsLower = /^["'“‘«([]?\p{Ll}/u;
const spacelessScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const letterOrDigitAtEnd = /[\p{L}\p{N},–—\u2010\u00ad-]["'”’»)\]]*$/u;

/** Whether two characters belong to a run of one script that is written without spaces. */
export function isSpacelessRun(left: string, right: string): boolean {
  return spacelessScript.test(left.slice(-1)) && spacelessScript.test(right.slice(0, 1));
}

/** Whether `first` stops in the middle of a sentence that `second` carries on. */
export function isCutSentence(first: string, second: string): boolean {
  if (endsSentence.test(first) || !letterOrDigitAtEnd.test(first)) return false;
  return startsLower.test(second) || isSpacelessRun(first, second);
}

/**
 * Finds the paragraphs that a page or column break has cut in two, names for each second part the
 * block it continues, and turns paragraphs that stand in between, such as an author's box, into
 * asides. Never joins across a heading. Returns new blocks.
 */
export function markContinuations({ text, blocks, ...layout }: ComposedText): Block[] {
  const marked = blocks.map((block) => ({ ...block }));
  marked.forEach((block, index) => {
    const first = findCutPart({ text, blocks: marked, ...layout }, index);
    if (first === undefined) return;
    block.continues = first;
    for (const between of marked.slice(first + 1, index)) {
      if (between.kind === 'paragraph') between.kind = 'aside';
    }
  });
  return marked;
}

function findCutPart(
  { text, blocks, afterRule, carriesOn }: ComposedText,
  index: number,
): number | undefined {
  const second = blocks[index]!;
  if (second.kind !== 'paragraph') return undefined;
  const secondText = text.slice(second.start, second.end);
  let furthest = Math.max(0, index - 1 - mostBlocksBetween);
  for (let candidate = index - 1; candidate >= furthest; candidate -= 1) {
    const first = blocks[candidate]!;
    if (isTableOfOtherPage(first, second)) {
      furthest = Math.max(0, furthest - 1);
      continue;
    }
    if (first.kind === 'footnote' || first.kind === 'aside' || first.kind === 'caption') continue;
    if (first.kind !== 'paragraph' && first.kind !== 'list-item') return undefined;
    const between = blocks.slice(candidate + 1, index);
    if (between.some((block) => block.continues === candidate)) return undefined;
    const firstText = text.slice(first.start, first.end);
    const interrupted =
      afterRule.slice(candidate + 1, index + 1).some(Boolean) || between[0]?.kind === 'footnote';
    const carried = carriesOn[index] && !endsSentence.test(firstText);
    if (carried || isCutSentence(firstText, secondText)) {
      if (interrupted) return firstText.length >= shortestCutPart ? candidate : undefined;
      const adjacent = between.length === 0 && first.kind === 'paragraph';
      const lastLine = firstText.slice(firstText.lastIndexOf('\n') + 1);
      return adjacent && lastLine.length >= shortestProse ? candidate : undefined;
    }
    // A whole paragraph stands in between only as the content of an interruption.
    const insideInterruption = afterRule.slice(furthest, candidate + 1).some(Boolean);
    if (first.kind !== 'paragraph' || !insideInterruption) return undefined;
  }
  return undefined;
}

/** A table that floats to the top or the foot of a page stands in the middle of a sentence. */
function isTableOfOtherPage(between: Block, second: Block): boolean {
  return between.kind === 'table-row' && second.page !== null;
}
