import { markContinuations } from './continuations.ts';
import type { FormatSource } from './document-format.ts';
import { documentTitle } from './document-title.ts';
import { countNotes } from './docx/notes.ts';
import { readListCounter } from './docx/numbering.ts';
import { readBlocks } from './docx/read-body.ts';
import { readStyles } from './docx/styles.ts';
import { guessHeadings } from './guess-headings.ts';
import { joinCode } from './join-code.ts';
import { type OfficePackage, openPackage } from './ooxml/open-package.ts';
import { readDrawings } from './ooxml/read-drawings.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { composeText } from './text-composer.ts';
import { firstChild, isElement, type XmlElement } from './xml.ts';

/** What only tells of looks makes up most of a Word document, and of the memory of its tree. */
const looks = new Set(
  `w:sz w:szCs w:lang w:color w:spacing w:ind w:jc w:kern w:w w:position w:highlight w:shd w:iCs w:bCs
  w:i w:u w:rtl w:cs w:noProof w:tabs w:widowControl w:keepNext w:keepLines w:pBdr w:contextualSpacing
  w:proofErr w:bookmarkStart w:bookmarkEnd w:tblBorders w:tblCellMar w:tblW w:tblGrid w:tcW w:tcBorders
  w:tcMar w:vAlign w:trHeight w:sectPr w:latentStyles`.split(/\s+/),
);

/**
 * Reads a Word document (ECMA-376, WordprocessingML): its text as it is shown, with changes that are
 * not accepted yet, without hidden text, comments, headers and footers.
 */
export async function readDocxFile(source: FormatSource): Promise<ParsedDocument> {
  const opened = await openPackage(source, {
    root: 'w:document',
    kind: 'a Word document',
    leaveOut: looks,
  });
  const { name, root } = opened.main;
  const related = (type: string) => opened.readRelated(name, type);
  const styles = readStyles(await related('styles'));
  const body = firstChild(root, 'w:body');
  const state = {
    styles,
    countItem: readListCounter(await related('numbering'), styles),
    notes: countNotes({
      footnotes: await related('footnotes'),
      endnotes: await related('endnotes'),
      settings: await related('settings'),
    }),
    fields: [],
    page: body && tellsPages(body, opened) ? 1 : null,
    drawings: await readDrawings(opened, name, root),
  };
  const drafts = body ? joinCode(readBlocks(body, state)) : [];
  for (const draft of state.notes.endnotes) drafts.push({ ...draft, page: state.page });
  const styled = drafts.find((draft) => draft.title)?.text.trim();
  const title = documentTitle(opened.title, styled || undefined, drafts);
  const composed = composeText(guessHeadings(drafts), title ?? '');
  return { title, text: composed.text, blocks: markContinuations(composed) };
}

/**
 * Word marks where pages ended when it last laid the document out. The marks are believed where
 * there are as many as its count of pages asks for; other programs leave some or all of them out, or
 * copy the count of a template, which says one.
 */
function tellsPages(body: XmlElement, { pages }: OfficePackage): boolean {
  return pages !== undefined && pages > 1 && countPageBreaks(body) === pages - 1;
}

function countPageBreaks(element: XmlElement): number {
  let count = 0;
  for (const child of element.children) {
    if (!isElement(child)) continue;
    if (child.name === 'w:lastRenderedPageBreak') count += 1;
    else if (!/^(?:w:txbxContent|mc:Fallback|w:del|w:moveFrom)$/.test(child.name)) {
      count += countPageBreaks(child);
    }
  }
  return count;
}
