import { isCutSentence, isSpacelessRun } from '../continuations.ts';
import { linesText, sizeOf } from './body-type.ts';
import type { PageBlock } from './page-blocks.ts';
import { boxOf } from './reading-order.ts';

/** Paragraphs of one text have type of one size, within this share. */
const sameSize = 0.06;
/** What may stand between the two parts of a paragraph that a column break cuts. */
const passable: ReadonlySet<string> = new Set([
  'caption',
  'aside',
  'footnote',
  'table-row',
  'code',
]);
const mostBetween = 40;
const endsSentence = /[.!?…。！？:;؟۔]["'”’»)\]]*$/u;

/**
 * Joins the two parts of a paragraph that the end of a column or a figure has cut, on one page.
 * What stands in between comes after the whole.
 */
export function joinColumns(blocks: readonly PageBlock[]): PageBlock[] {
  const joined: PageBlock[] = [];
  for (const block of blocks) {
    const at = block.kind === 'paragraph' ? findCutBlock(joined, block) : undefined;
    if (at === undefined) {
      joined.push(block);
      continue;
    }
    const first = joined[at]!;
    const lines = [...first.lines, ...block.lines];
    joined[at] = { ...first, lines, region: block.region, box: boxOf([first.box, block.box]) };
  }
  return joined;
}

function findCutBlock(before: readonly PageBlock[], block: PageBlock): number | undefined {
  const furthest = Math.max(0, before.length - mostBetween);
  for (let index = before.length - 1; index >= furthest; index -= 1) {
    const candidate = before[index]!;
    const apart = candidate.region !== block.region || index < before.length - 1;
    if ((apart || isProse(candidate, block)) && isCut(candidate, block)) return index;
    if (!passable.has(candidate.kind)) return undefined;
  }
  return undefined;
}

/** Whether a paragraph stops in the middle of a sentence that another one carries on. */
export function isCut(first: PageBlock, second: PageBlock): boolean {
  if (first.kind !== 'paragraph' && first.kind !== 'list-item') return false;
  const [size, other] = [sizeOf(first), sizeOf(second)];
  if (Math.abs(size - other) > size * sameSize) return false;
  if (first.lines.at(-1)!.bold !== second.lines[0]!.bold) return false;
  const text = linesText(first);
  const rest = linesText(second);
  if (isCutSentence(text, rest)) return first.kind === 'paragraph' || /^\p{Ll}/u.test(rest);
  if (endsSentence.test(text) || isSpacelessRun(text, rest)) return false;
  return first.kind === 'paragraph' && fillsColumn(first, second) && !isIndented(second);
}

/** A line that is full and goes on in lower case was torn by a formula or a figure's side. */
const isProse = (first: PageBlock, second: PageBlock): boolean =>
  first.kind === 'paragraph' && fillsColumn(first, second) && /^\p{Ll}/u.test(linesText(second));

/** Whether the last line is as long as the others, but for a word that had no room. */
function fillsColumn({ lines }: PageBlock, second: PageBlock): boolean {
  const last = lines.at(-1)!;
  const end = Math.max(...lines.map((line) => line.x1));
  const characterWidth = (last.x1 - last.x0) / Math.max(1, last.text.length);
  const word = /^\S+/.exec(linesText(second))?.[0].length ?? 0;
  const room = end - last.x1;
  return lines.length >= 3 && last.text.length > 25 && room < characterWidth * (word + 1);
}

function isIndented({ lines }: PageBlock): boolean {
  const [first, second] = lines;
  return !second || first!.x0 > second.x0 + first!.size * 0.5 || first!.text.length <= 25;
}
