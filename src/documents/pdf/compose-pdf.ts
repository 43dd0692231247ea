import { markContinuations } from '../continuations.ts';
import type { ParsedDocument } from '../parsed-document.ts';
import { type BlockDraft, composeText } from '../text-composer.ts';
import { bodySizeOf } from './body-type.ts';
import { findCaptions } from './captions.ts';
import { joinColumns } from './column-joins.ts';
import { chooseTitle, findTitleBlock } from './document-title.ts';
import { toDrafts } from './drafts.ts';
import type { OutlineEntry } from './engine.ts';
import { findLabels } from './figure-labels.ts';
import { findFurniture } from './furniture.ts';
import { findHeadings } from './headings.ts';
import { collectVocabulary } from './hyphenation.ts';
import { nestItems } from './list-levels.ts';
import { type PageBlock, readPageBlocks } from './page-blocks.ts';
import type { PageLayers } from './page-layers.ts';
import { findPageNotes } from './page-notes.ts';

export interface PdfContent {
  /** As the file's properties say. */
  title: string | undefined;
  outline: OutlineEntry[];
  pages: PageLayers[];
}

/** Makes one document of the text that stands on its pages. */
export function composePdf({ title: properties, outline, pages }: PdfContent): ParsedDocument {
  const furniture = findFurniture(pages);
  const read = pages.map((page) => readPageBlocks(page, furniture));
  const bodySize = bodySizeOf(read.flat());
  const noted = read.map((blocks, index) => {
    const { height } = pages[index]!;
    const captioned = findLabels(findCaptions(blocks, bodySize), bodySize);
    return findPageNotes(captioned, { bodySize, height });
  });
  const flat = noted.flat();
  const titleBlock = findTitleBlock(flat, { bodySize, height: pages[0]?.height ?? 0 });
  const headed = findHeadings(flat, { bodySize, outline, title: titleBlock });
  const whole = byPage(headed).flatMap((blocks) => joinColumns(nestItems(blocks)));
  const vocabulary = collectVocabulary(lineTexts(whole));
  const drafts = toDrafts(whole, vocabulary);
  const title = nameDocument(drafts, properties, titleBlock !== undefined);
  const composed = composeText(drafts, title ?? '');
  return { title, text: composed.text, blocks: markContinuations(composed) };
}

function nameDocument(
  drafts: readonly BlockDraft[],
  properties: string | undefined,
  titled: boolean,
): string | undefined {
  const first = drafts.filter((draft) => draft.page === drafts[0]?.page);
  const headings = first.filter((draft) => draft.kind === 'heading');
  return chooseTitle(properties, {
    title: titled ? headings.find((draft) => draft.level === 1)?.text : undefined,
    heading: headings[0]?.text,
    firstPage: first.map((draft) => draft.text).join(' '),
  });
}

function* lineTexts(blocks: readonly PageBlock[]): Generator<string> {
  for (const block of blocks) for (const line of block.lines) yield line.text;
}

function byPage(blocks: readonly PageBlock[]): PageBlock[][] {
  const pages = new Map<number, PageBlock[]>();
  for (const block of blocks) {
    const page = pages.get(block.page);
    if (page) page.push(block);
    else pages.set(block.page, [block]);
  }
  return [...pages.values()];
}
