import type { SourceDocument } from '../../src/documents/source-document.ts';
import type { Block } from '../../src/protocol.ts';

/** Nothing of it is part of a text that people read: controls, halves of pairs, glyphs of one font. */
const unreadable = /(?![\t\n])\p{Cc}|\p{Cs}|\p{Co}|[\ufffe\uffff\ufeff]/u;
const splitsPair = (text: string, offset: number): boolean =>
  /[\ud800-\udbff]/.test(text[offset - 1] ?? '') && /[\udc00-\udfff]/.test(text[offset] ?? '');

/** Whether the range is one of the text, not empty, and cuts no character in two. */
export function isSoundRange(text: string, { start, end }: { start: number; end: number }) {
  const inside = 0 <= start && start < end && end <= text.length;
  return inside && !splitsPair(text, start) && !splitsPair(text, end);
}

/**
 * What does not hold of a document and has to hold of every one, whatever its bytes were; empty
 * where all is well.
 */
export function findFaults(document: SourceDocument): string[] {
  const { text, blocks, title } = document;
  const faults: string[] = [];
  if (title.trim() === '' || /[\n\t]/.test(title) || unreadable.test(title)) {
    faults.push(`the title is ${JSON.stringify(title)}`);
  }
  const strange = unreadable.exec(text);
  if (strange) faults.push(`the text holds ${JSON.stringify(strange[0])} at ${strange.index}`);
  if (blocks.length === 0) faults.push('there are no blocks');
  let end = 0;
  for (const [index, block] of blocks.entries()) {
    const found = blockFaults(document, block, index, end);
    faults.push(...found.map((fault) => `block ${index} (${block.kind}): ${fault}`));
    end = block.end;
  }
  if (text.slice(end) !== '') faults.push('text stands after the last block');
  return [...faults, ...sectionFaults(document), ...pageFaults(document)];
}

function blockFaults({ text, blocks }: SourceDocument, block: Block, index: number, end: number) {
  const { kind, level, label, header, continues } = block;
  const content = text.slice(block.start, block.end);
  const isLevel = Number.isInteger(level) && level! >= 1;
  const checks: [boolean, string][] = [
    [isSoundRange(text, block), `its range is ${block.start} to ${block.end}`],
    [text.slice(end, block.start).trim() === '', 'text before it belongs to no block'],
    [block.start >= end, 'it overlaps the one before'],
    [content.trim() !== '', 'it is blank'],
    [!/\u00ad(?!\s*$)/.test(content), 'it holds a soft hyphen'],
    [kind !== 'heading' || (isLevel && level! <= 6), `its level is ${level}`],
    [level === undefined || isLevel, `its level is ${level}`],
    [!header || kind === 'table-row', 'it is a header and no row'],
    [label === undefined || isLabel(label), `its label is ${JSON.stringify(label)}`],
    [continues === undefined || mayContinue(blocks, index, continues), `continues ${continues}`],
  ];
  return checks.flatMap(([holds, fault]) => (holds ? [] : [fault]));
}

const isLabel = (label: string): boolean =>
  label.trim() === label && label !== '' && !/[\n\t]/.test(label) && !unreadable.test(label);

/** A part of a sentence continues an earlier part, in the same section, that nothing else continues. */
function mayContinue(blocks: readonly Block[], index: number, earlier: number): boolean {
  const first = blocks[earlier];
  const between = blocks.slice(earlier + 1, index);
  return (
    first !== undefined &&
    earlier < index &&
    (first.kind === 'paragraph' || first.kind === 'list-item') &&
    between.every(({ kind, continues }) => kind !== 'heading' && continues !== earlier)
  );
}

/**
 * Every block’s section has to be the headings above it. A first heading that the reader has taken
 * as the title is none of them; one that only equals the file’s name is. Where a block has none,
 * none of them holds any more.
 */
function sectionFaults(document: SourceDocument): string[] {
  const { text, blocks, title } = document;
  const [first] = blocks;
  const heading = first?.kind === 'heading' ? text.slice(first.start, first.end) : undefined;
  const isTitle = heading?.replace(/\s+/g, ' ').trim() === title;
  const faults = sectionsBelow(document, isTitle);
  return isTitle && sectionsBelow(document, false).length === 0 ? [] : faults;
}

function sectionsBelow({ text, blocks }: SourceDocument, withoutFirst: boolean): string[] {
  let path: { level: number; text: string }[] = [];
  return blocks.flatMap((block, index) => {
    const level = block.level ?? 1;
    if (block.kind === 'heading') path = path.filter((above) => above.level < level);
    // A slide without a title belongs to no heading, and neither does what follows on it.
    if (block.section.length === 0) path = [];
    const expected = JSON.stringify(path.map((above) => above.text));
    if (block.kind === 'heading' && !(index === 0 && withoutFirst)) {
      path.push({ level, text: text.slice(block.start, block.end) });
    }
    const section = JSON.stringify(block.section);
    return section === expected
      ? []
      : [`block ${index}: its section is ${section}, not ${expected}`];
  });
}

/**
 * Pages count up from 1; a format has them everywhere or nowhere. Only books tell the pages of a
 * printed edition, which has some without a number.
 */
function pageFaults({ blocks, mediaType }: SourceDocument): string[] {
  const isBook = mediaType === 'application/epub+zip';
  const pages = blocks.map(({ page }) => page);
  if (pages.every((page) => page === null)) return [];
  let before = 1;
  return pages.flatMap((page, index) => {
    if (page === null && isBook) return [];
    if (page === null || !Number.isInteger(page) || page < 1)
      return [`block ${index}: page ${page}`];
    if (page < before) return [`block ${index}: page ${page} after page ${before}`];
    before = page;
    return [];
  });
}
