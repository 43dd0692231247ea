import { markContinuations } from './continuations.ts';
import { decodeText } from './decode-text.ts';
import type { FormatSource } from './document-format.ts';
import { mergeChapters } from './epub/merge-chapters.ts';
import { openBook } from './epub/open-book.ts';
import { declaredCharset } from './html/html-charset.ts';
import { findNotes } from './html/html-notes.ts';
import { attributeWords, type HtmlElement } from './html/html-tree.ts';
import { isInvisible } from './html/html-visibility.ts';
import { HtmlWalker } from './html/html-walker.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { type BlockDraft, composeText } from './text-composer.ts';

/**
 * Reads an e-book (EPUB 2 and 3): the text of its chapters in reading order, without its navigation,
 * with its notes and, where it tells them, the pages of its printed edition.
 */
export async function readEpubFile(source: FormatSource): Promise<ParsedDocument> {
  const book = await openBook(source);
  const chapters = [];
  for (const name of book.chapters) {
    const bytes = await book.archive.read(name);
    chapters.push({
      name,
      source: decodeText(bytes, `${source.uri} (${name})`, declaredCharset(bytes)),
      isContents: book.contents.has(name),
    });
  }
  const pages = mergeChapters(chapters);
  const walker = new HtmlWalker({ notes: findNotes(pages), leaveOut: isLeftOut });
  const drafts = withSoundPages(walker.walk(pages.childNodes));
  const title = book.title ?? drafts.find(({ kind }) => kind === 'heading')?.text;
  const composed = composeText(drafts, title ?? '');
  return { title, text: composed.text, blocks: markContinuations(composed) };
}

/** Without pages where their numbers do not count up, as in several volumes in one book. */
function withSoundPages(drafts: BlockDraft[]): BlockDraft[] {
  const pages = drafts.flatMap(({ page }) => page ?? []);
  const sound = pages.every((page, index) => page >= 1 && page >= (pages[index - 1] ?? 1));
  return sound ? drafts : drafts.map((draft) => ({ ...draft, page: null }));
}

/** Books repeat their table of contents and their list of pages as navigation. */
function isLeftOut(element: HtmlElement): boolean {
  return (
    isInvisible(element) ||
    element.tagName === 'nav' ||
    attributeWords(element, 'epub:type').some((type) => type === 'toc' || type === 'page-list')
  );
}
