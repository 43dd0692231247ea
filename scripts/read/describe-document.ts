import type { SourceDocument } from '../../src/documents/source-document.ts';
import type { Block } from '../../src/protocol.ts';

/** Characters of a block that its line shows. */
const shownWords = 72;

/** How many pages the blocks name; 0 where the format has none. */
export const pagesOf = ({ blocks }: Pick<SourceDocument, 'blocks'>): number =>
  blocks.reduce((most, { page }) => Math.max(most, page ?? 0), 0);

/**
 * What a reader made of a file, for a person: its title, kind and size, then a line a block with
 * its page, its kind and its first words.
 */
export function describeDocument(document: SourceDocument, kind: string): string[] {
  const { uris, title, text, blocks } = document;
  const pages = pagesOf(document);
  const size = [
    ...(pages > 0 ? [count(pages, 'page')] : []),
    count(blocks.length, 'block'),
    count(text.length, 'character'),
  ].join(', ');
  const kinds = blocks.map(describeKind);
  const kindWidth = kinds.reduce((most, name) => Math.max(most, name.length), 0);
  const pageWidth = pages > 0 ? `p. ${pages}`.length : 0;
  const lines = blocks.map((block, index) => {
    const page = block.page === null ? '' : `p. ${block.page}`;
    return [
      ...(pageWidth > 0 ? [page.padEnd(pageWidth)] : []),
      kinds[index]!.padEnd(kindWidth),
      firstWords(text.slice(block.start, block.end)),
    ].join('  ');
  });
  return [`${uris[0]}: ${kind}, ${size}`, `Title: ${title}`, ...lines.map((line) => `  ${line}`)];
}

/** `heading 2`, `list-item 1 “3.”`, `table-row header`, `paragraph after 12`. */
function describeKind({ kind, level, label, header, continues }: Block): string {
  return [
    kind,
    ...(level === undefined ? [] : [level]),
    ...(label === undefined ? [] : [`“${label}”`]),
    ...(header ? ['header'] : []),
    ...(continues === undefined ? [] : [`after ${continues + 1}`]),
  ].join(' ');
}

/** The beginning of a block on one line: cells apart by bars, breaks as spaces. */
function firstWords(text: string): string {
  const line = text.replaceAll('\t', ' | ').replace(/\s+/g, ' ').trim();
  const characters = [...line.slice(0, 2 * shownWords)];
  if (line.length <= shownWords || characters.length <= shownWords) return line;
  return `${characters.slice(0, shownWords - 1).join('')}…`;
}

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
