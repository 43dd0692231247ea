import type { Block, BlockKind } from '../protocol.ts';
import { cleanText, cleanTitle } from './clean-text.ts';

/** What a reader of a format says about a block; the composer adds where it stands. */
export interface BlockDraft {
  kind: BlockKind;
  text: string;
  level?: number;
  label?: string;
  header?: boolean;
  page?: number | null;
  /** True when the source draws a rule or breaks the page right before the block. */
  afterRule?: boolean;
  /** True when the row begins another table than that of the row before. */
  beginsTable?: boolean;
  /** True when the layout shows that the block carries on the paragraph before it. */
  carriesOn?: boolean;
  /** True when no heading above holds for the block, as on a slide without a title. */
  leavesSections?: boolean;
}

export interface ComposedText {
  text: string;
  blocks: Block[];
  /** For each block, whether a rule or a page break stands right before it. */
  afterRule: boolean[];
  /** For each block, whether the layout shows that it carries on the paragraph before it. */
  carriesOn: boolean[];
}

const betweenBlocks = '\n\n';
/** Rows and items of one table or list stand on consecutive lines. */
const betweenSiblings = '\n';
const siblingKinds: ReadonlySet<BlockKind> = new Set(['list-item', 'table-row']);

/**
 * Lays blocks out as one canonical text and gives each its span and heading path. A first heading,
 * or one of the first level, that is the title in whatever case does not become part of any heading
 * path.
 */
export function composeText(drafts: readonly BlockDraft[], title: string): ComposedText {
  const composed: ComposedText = { text: '', blocks: [], afterRule: [], carriesOn: [] };
  let headings: { level: number; text: string }[] = [];
  let previous: BlockKind | undefined;
  const documentTitle = cleanTitle(title).toLowerCase();
  for (const draft of drafts) {
    const text = trimText(draft);
    if (text.trim() === '') continue;
    if (previous) {
      const siblings =
        previous === draft.kind && siblingKinds.has(draft.kind) && !draft.beginsTable;
      composed.text += siblings ? betweenSiblings : betweenBlocks;
    }
    if (draft.leavesSections) headings = [];
    if (draft.kind === 'heading') {
      const level = draft.level ?? 1;
      headings = headings.filter((heading) => heading.level < level);
    }
    const start = composed.text.length;
    composed.text += text;
    composed.blocks.push({
      kind: draft.kind,
      start,
      end: composed.text.length,
      ...(draft.level === undefined ? {} : { level: draft.level }),
      ...(draft.label === undefined ? {} : { label: draft.label }),
      ...(draft.header ? { header: true } : {}),
      section: headings.map((heading) => heading.text),
      page: draft.page ?? null,
    });
    composed.afterRule.push(draft.afterRule ?? false);
    composed.carriesOn.push(draft.carriesOn ?? false);
    const mayBeTitle = composed.blocks.length === 1 || (draft.level ?? 1) === 1;
    const isTitle = mayBeTitle && cleanTitle(text).toLowerCase() === documentTitle;
    if (draft.kind === 'heading' && !isTitle) {
      headings.push({ level: draft.level ?? 1, text });
    }
    previous = draft.kind;
  }
  return composed;
}

/** Keeps what white space means: the indentation of code, the empty cells of a row. */
function trimText({ kind, text: raw }: BlockDraft): string {
  const text = cleanText(raw);
  if (kind === 'code') return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
  if (kind === 'table-row') return text.replace(/^[ \n]+/, '').replace(/[ \n]$/, '');
  return text.trim();
}
