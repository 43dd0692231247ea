import { cutAtPages } from '../cut-at-pages.ts';
import type { OfficeDraft } from '../office-draft.ts';
import { chooseContent } from '../ooxml/alternate-content.ts';
import { drawingReference, paragraphText } from '../ooxml/read-drawings.ts';
import { childElements, firstChild, type XmlElement } from '../xml.ts';
import type { BodyState } from './body-state.ts';
import { paragraphKind } from './paragraph-kind.ts';
import { type InlineContent, type NoteReference, readInline } from './read-inline.ts';
import { readTable } from './read-table.ts';

/** The blocks of a body, a cell, a note or a text box, in reading order. */
export function readBlocks(parent: XmlElement, state: BodyState): OfficeDraft[] {
  const drafts: OfficeDraft[] = [];
  /** Paragraphs whose ends were deleted, so that their text goes on in the next one. */
  let joined: XmlElement[] = [];
  const visit = (element: XmlElement): void => {
    switch (element.name) {
      case 'w:p': {
        joined.push(element);
        if (isEndDeleted(element)) return;
        drafts.push(...readParagraph(joined, state));
        joined = [];
        return;
      }
      case 'w:tbl':
        // One by one, as a call takes no more than some 100,000 arguments.
        for (const draft of readTable(element, state, readBlocks)) drafts.push(draft);
        return;
      case 'm:oMathPara':
      case 'm:oMath':
        drafts.push({ kind: 'paragraph', text: inlineOf([element], state).text, page: state.page });
        return;
      case 'mc:AlternateContent': {
        const chosen = chooseContent(element);
        if (chosen) childElements(chosen).forEach(visit);
        return;
      }
      case 'w:del':
      case 'w:moveFrom':
      case 'w:sdtPr':
        return;
      default:
        childElements(element).forEach(visit);
    }
  };
  childElements(parent).forEach(visit);
  if (joined.length > 0) drafts.push(...readParagraph(joined, state));
  return drafts;
}

const isEndDeleted = (paragraph: XmlElement): boolean => {
  const mark = firstChild(firstChild(paragraph, 'w:pPr'), 'w:rPr');
  return firstChild(mark, 'w:del') !== undefined || firstChild(mark, 'w:moveFrom') !== undefined;
};

function inlineOf(paragraphs: readonly XmlElement[], state: BodyState): InlineContent {
  return readInline(paragraphs, { styles: state.styles, fields: state.fields });
}

/** A paragraph, then the notes that it refers to and the boxes that are anchored in it. */
function readParagraph(paragraphs: readonly XmlElement[], state: BodyState): OfficeDraft[] {
  const content = inlineOf(paragraphs, state);
  const first = paragraphs[0]!;
  const { text, ...kind } = paragraphKind(first, content.text, state);
  const { pageBreaks } = content;
  const { parts, page } = cutAtPages({ text, pageBreaks, kind: kind.kind, page: state.page });
  state.page = page;
  return [
    ...parts.map(
      (part, index): OfficeDraft => ({
        ...(index === 0 ? kind : { kind: 'paragraph', afterRule: true }),
        ...part,
        text: kind.kind === 'heading' ? part.text.replace(/\s+/g, ' ') : part.text,
        bold: content.bold,
      }),
    ),
    ...content.notes.flatMap((note) => readNote(note, state)),
    ...content.boxes.flatMap((box) => readBox(box, state)),
  ];
}

function readNote(reference: NoteReference, state: BodyState): OfficeDraft[] {
  const note = state.notes.take(reference);
  if (!note) return [];
  const drafts = readBlocks(note.element, { ...state, fields: [] }).map(
    (draft): OfficeDraft =>
      draft.kind === 'table-row' ? draft : { ...draft, kind: 'footnote', label: note.label },
  );
  if (reference.kind === 'footnote') return drafts;
  state.notes.endnotes.push(...drafts);
  return [];
}

/** Text boxes stand apart from the text that they are anchored in. */
function readBox(box: XmlElement, state: BodyState): OfficeDraft[] {
  const { page } = state;
  const reference = drawingReference(box);
  if (reference !== undefined) {
    const texts = state.drawings.get(reference) ?? [];
    return texts.map((text) => ({ kind: 'aside', text, page }));
  }
  if (box.name === 'a:txBody') {
    return childElements(box, 'a:p').map((paragraph) => ({
      kind: 'aside',
      text: paragraphText(paragraph),
      page,
    }));
  }
  // Its pages are those of its anchor: what breaks are inside belong to no page of their own.
  const drafts = readBlocks(box, { ...state, fields: [], page: null });
  return drafts.map((draft) => ({
    ...draft,
    page,
    kind: draft.kind === 'paragraph' ? 'aside' : draft.kind,
  }));
}
