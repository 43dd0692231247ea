import { linesText, sizeOf } from './body-type.ts';
import type { OutlineEntry } from './engine.ts';
import type { PageBlock } from './page-blocks.ts';

/** Longer text is not a heading, however it is set; in characters. */
const longestHeading = 160;
const mostLines = 4;
/** Type this much larger than the text's makes a heading. */
const largeType = 1.14;
/** Lines up to this much larger than the text may still be a list. */
const listType = 1.35;
/** A higher number before a heading is that of a page. */
const highestSection = 30;
const numbered = /^(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+\p{L}/u;
const endsAsText = /[.,;:…]$/u;
const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

export interface HeadingOptions {
  bodySize: number;
  outline: readonly OutlineEntry[];
  /** The block that shows the document's title. */
  title: PageBlock | undefined;
}

/** Turns blocks that are set as headings into such, with their levels. */
export function findHeadings(
  blocks: readonly PageBlock[],
  { bodySize, outline, title }: HeadingOptions,
): PageBlock[] {
  const depths = new Map(outline.map((entry) => [fold(entry.title), entry.depth]));
  const headings = new Set(
    blocks.filter((block, index) => {
      if (block === title) return true;
      const next = blocks[index + 1];
      if (isOneOfMany(block, blocks[index - 1], next, bodySize)) return false;
      return isHeading(block, next, { bodySize, listed: depths.has(fold(linesText(block))) });
    }),
  );
  const ranks = rankStyles([...headings].filter((block) => block !== title));
  const above = title ? 1 : 0;
  return blocks.map((block): PageBlock => {
    if (!headings.has(block)) return block;
    const level =
      block === title ? 1 : levelOf(block, { depths, rank: ranks.get(styleOf(block))!, above });
    const heading: PageBlock = { ...block, kind: 'heading', level: Math.min(6, level) };
    delete heading.marker;
    return heading;
  });
}

function levelOf(
  block: PageBlock,
  { depths, rank, above }: { depths: ReadonlyMap<string, number>; rank: number; above: number },
): number {
  const text = linesText(block);
  const role = /^H([1-6])$/.exec(block.lines[0]!.role ?? '')?.[1];
  if (role) return Number(role);
  const depth = depths.get(fold(text));
  if (depth !== undefined) return depth + above;
  const number = numbered.exec(text)?.[1];
  if (number && Number.parseInt(number, 10) <= highestSection)
    return number.split('.').length + above;
  return rank + above;
}

/** Bold ranks before plain, and upright before slanted, of the same size. */
function styleOf(block: PageBlock): string {
  const { bold, italic } = block.lines[0]!;
  const size = Math.round(sizeOf(block) * 2) / 2;
  return `${String(size * 10).padStart(6, '0')} ${bold ? 1 : 0} ${italic ? 0 : 1}`;
}

/** Whether two styles differ by less than anyone sees. */
function isAlike(above: string, style: string): boolean {
  const [size, ...looks] = style.split(' ');
  const [other, ...its] = above.split(' ');
  return Number(other) - Number(size) <= Number(size) * 0.04 && looks.join() === its.join();
}

/** From 1, for the largest type. */
function rankStyles(headings: readonly PageBlock[]): Map<string, number> {
  const styles = [...new Set(headings.map(styleOf))].sort().reverse();
  let rank = 0;
  let previous = '';
  return new Map(
    styles.map((style) => {
      if (!isAlike(previous, style)) rank += 1;
      previous = style;
      return [style, rank];
    }),
  );
}

function isHeading(
  block: PageBlock,
  next: PageBlock | undefined,
  { bodySize, listed }: { bodySize: number; listed: boolean },
): boolean {
  if (block.kind !== 'paragraph' && block.kind !== 'list-item') return false;
  const text = linesText(block);
  if (text.length > longestHeading || block.lines.length > mostLines || !isWorded(text)) {
    return false;
  }
  const { role, bold, italic, mono } = block.lines[0]!;
  if (/^(H[1-6]?|Title)$/.test(role ?? '') || listed) return true;
  if (block.marker && !numbered.test(text)) return false;
  if (block.marker && !bold && sizeOf(block) < bodySize * largeType) return false;
  if (mono && !bold) return false;
  if (sizeOf(block) >= bodySize * largeType) return !/[,;:]$/.test(text);
  if (sizeOf(block) < bodySize * 0.94 || endsAsText.test(text) || !next) return false;
  if (!leads(block, next)) return false;
  const shouted = /\p{Lu}{3}/u.test(text) && !/\p{Ll}/u.test(text);
  if (bold || (shouted && block.lines.length === 1)) return true;
  return italic && block.lines.length === 1 && text.length <= 70 && /^[\p{Lu}\p{N}]/u.test(text);
}

/** Lines of one look below each other are a list, such as one of contents, unless they are large. */
function isOneOfMany(
  block: PageBlock,
  previous: PageBlock | undefined,
  next: PageBlock | undefined,
  bodySize: number,
): boolean {
  if (sizeOf(block) > bodySize * listType) return false;
  const [{ bold, italic, role }] = block.lines as [PageBlock['lines'][0]];
  if (/^H/.test(role ?? '')) return false;
  return [previous, next].some((other) => {
    const line = other?.lines[0];
    return (
      line !== undefined &&
      other!.region === block.region &&
      other!.page === block.page &&
      Math.abs(sizeOf(other!) - sizeOf(block)) < 0.3 &&
      line.bold === bold &&
      line.italic === italic
    );
  });
}

/** Whether what follows is text that a heading may stand over. */
function leads(block: PageBlock, next: PageBlock): boolean {
  if (next.kind === 'caption' || next.kind === 'aside' || next.kind === 'footnote') return false;
  const { bold, italic } = block.lines[0]!;
  const other = next.lines[0]!;
  return other.bold !== bold || other.italic !== italic || next.kind !== 'paragraph' || bold;
}

/** A heading has words: a sum in large type is none. */
function isWorded(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters >= 2 && letters >= text.replace(/\s/g, '').length * 0.4;
}
