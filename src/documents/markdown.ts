import type { List, Paragraph, Root, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { markContinuations } from './continuations.ts';
import { decodeText } from './decode-text.ts';
import type { FormatSource } from './document-format.ts';
import { frontMatterTitle } from './front-matter-title.ts';
import { readHtmlBlocks } from './html-blocks.ts';
import { type InlinePiece, joinInline, readInline } from './inline-text.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { type BlockDraft, composeText } from './text-composer.ts';

/** A note's text starts with its mark set high: `<sup>1</sup> UN Office …`. */
const noteLabel = /^(\d{1,3}|[*†‡§¶]{1,3}|[a-z])$/;

/** A block whose superscripts are not decided yet. */
interface PendingBlock extends Omit<BlockDraft, 'text'> {
  pieces: InlinePiece[];
}

export const readMarkdownFile = ({ bytes, uri }: FormatSource): ParsedDocument =>
  readMarkdown(decodeText(bytes, uri));

/** Reads CommonMark with tables, footnotes, task lists and front matter. */
export function readMarkdown(source: string): ParsedDocument {
  const tree = fromMarkdown(source.replace(/\r\n?/g, '\n'), {
    extensions: [frontmatter(['yaml', 'toml']), gfm()],
    mdastExtensions: [frontmatterFromMarkdown(['yaml', 'toml']), gfmFromMarkdown()],
  });
  const pending = collectBlocks(tree);
  const notes = new Set(
    pending.flatMap((block) => (block.kind === 'footnote' && block.label ? [block.label] : [])),
  );
  const drafts = pending.map(
    ({ pieces, ...draft }): BlockDraft => ({
      ...draft,
      text:
        draft.kind === 'code'
          ? pieces.map((piece) => piece.text).join('')
          : joinInline(pieces, notes),
    }),
  );
  const title = titleInFrontMatter(tree) ?? firstHeading(drafts);
  const composed = composeText(drafts, title ?? '');
  return { title, text: composed.text, blocks: markContinuations(composed) };
}

function titleInFrontMatter(tree: Root): string | undefined {
  const matter = tree.children[0];
  if (matter?.type !== 'yaml' && matter?.type !== ('toml' as string)) return undefined;
  return 'value' in matter ? frontMatterTitle(matter.value) : undefined;
}

function firstHeading(drafts: readonly BlockDraft[]): string | undefined {
  const headings = drafts.filter((draft) => draft.kind === 'heading' && draft.text !== '');
  return (headings.find((heading) => heading.level === 1) ?? headings[0])?.text;
}

function collectBlocks(tree: Root): PendingBlock[] {
  const blocks: PendingBlock[] = [];
  let afterRule = false;
  const push = (block: PendingBlock) => {
    blocks.push(afterRule ? { ...block, afterRule } : block);
    afterRule = false;
  };
  const visit = (node: RootContent) => {
    if (node.type === 'thematicBreak') afterRule = true;
    else for (const block of readBlock(node)) push(block);
  };
  tree.children.forEach(visit);
  return blocks;
}

function readBlock(node: RootContent): PendingBlock[] {
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', level: node.depth, pieces: readInline(node.children) }];
    case 'paragraph':
      return readParagraph(node);
    case 'blockquote':
      return node.children.flatMap(readBlock);
    case 'list':
      return readList(node, 1);
    case 'table':
      return readTable(node);
    case 'code':
      return [{ kind: 'code', pieces: [{ text: node.value }] }];
    case 'html':
      return readHtmlBlocks(node.value).map(({ text, ...draft }) => ({
        ...draft,
        pieces: [{ text }],
      }));
    case 'footnoteDefinition':
      return node.children.flatMap(readBlock).map((block) => ({
        ...block,
        kind: 'footnote',
        label: node.label ?? node.identifier,
      }));
    default:
      return [];
  }
}

/** A paragraph, or a note where it starts with a mark set high. */
function readParagraph(node: Paragraph): PendingBlock[] {
  const pieces = readInline(node.children);
  const label = noteLabelOf(pieces[0]);
  if (label === undefined) return [{ kind: 'paragraph', pieces }];
  return [{ kind: 'footnote', label, pieces: pieces.slice(1) }];
}

function noteLabelOf(piece: InlinePiece | undefined): string | undefined {
  const label = piece?.superscript ? piece.text.trim() : '';
  return noteLabel.test(label) ? label : undefined;
}

function readList(list: List, level: number): PendingBlock[] {
  return list.children.flatMap((item, index) => {
    const label = list.ordered ? `${(list.start ?? 1) + index}.` : undefined;
    let labelled = false;
    return item.children.flatMap((child): PendingBlock[] => {
      if (child.type === 'list') return readList(child, level + 1);
      const blocks = readBlock(child as RootContent);
      if (child.type !== 'paragraph') return blocks;
      return blocks.map((block) => {
        const first = !labelled;
        labelled = true;
        return { ...block, kind: 'list-item', level, ...(first && label ? { label } : {}) };
      });
    });
  });
}

/** Cells are set apart by tabs, which no cell can hold; an empty cell keeps its place. */
function readTable(table: Table): PendingBlock[] {
  return table.children.map((row, index) => ({
    kind: 'table-row',
    ...(index === 0 ? { header: true } : {}),
    pieces: row.children.flatMap((cell, column) => [
      ...(column > 0 ? [{ text: '\t' }] : []),
      ...readInline(cell.children),
    ]),
  }));
}
