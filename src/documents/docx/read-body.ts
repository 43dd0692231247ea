import { isCutSentence } from '../continuations.ts';
import { chooseContent } from '../ooxml/alternate-content.ts';
import { paragraphText } from '../ooxml/read-diagrams.ts';
import type { BlockDraft } from '../text-composer.ts';
import { childElements, firstChild, type XmlElement } from '../xml.ts';
import type { BodyDraft, BodyState } from './body-state.ts';
import { paragraphKind } from './paragraph-kind.ts';
import { type InlineContent, type NoteReference, readInline } from './read-inline.ts';
import { readTable } from './read-table.ts';

const endsSentence = /[.!?…。！？]["'”’»)\]]*\s*$/u;
/** A shorter part of a sentence stays with its rest, on the page that it begins on. */
const shortestPart = 20;

/** The blocks of a body, a cell, a note or a text box, in reading order. */
export function readBlocks(parent: XmlElement, state: BodyState): BodyDraft[] {
  const drafts: BodyDraft[] = [];
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
        drafts.push(...readTable(element, state, readBlocks));
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
function readParagraph(paragraphs: readonly XmlElement[], state: BodyState): BodyDraft[] {
  const content = inlineOf(paragraphs, state);
  const first = paragraphs[0]!;
  const { text, ...kind } = paragraphKind(first, content.text, state);
  const parts = cutAtPages({ ...content, text }, kind.kind, state);
  return [
    ...parts.map(
      (part, index): BodyDraft => ({
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

interface PagePart {
  text: string;
  page: number | null;
}

/** Moves on over the pages that end in a paragraph, and cuts it where that is safe. */
function cutAtPages(
  { text, pageBreaks }: InlineContent,
  kind: BlockDraft['kind'],
  state: BodyState,
): PagePart[] {
  const parts: PagePart[] = [];
  let start = 0;
  if (state.page === null) return [{ text, page: null }];
  for (const offset of pageBreaks) {
    const before = text.slice(start, offset);
    if (before.trim() === '') start = offset;
    else if (mayCut(before, text.slice(offset), kind)) {
      parts.push({ text: before, page: state.page });
      start = offset;
    } else {
      // The rest stays with its beginning, and so the page it is said to be on is the first.
      parts.push({ text: text.slice(start), page: state.page });
      start = text.length;
    }
    state.page += 1;
  }
  if (start < text.length || parts.length === 0) {
    parts.push({ text: text.slice(start), page: state.page });
  }
  return parts;
}

function mayCut(before: string, after: string, kind: BlockDraft['kind']): boolean {
  if (after.trim() === '') return false;
  if (kind !== 'paragraph' && kind !== 'list-item') return false;
  if (before.trim().length < shortestPart) return false;
  if (isCutSentence(before.trimEnd(), after.trimStart())) return true;
  return kind === 'paragraph' && endsSentence.test(before);
}

function readNote(reference: NoteReference, state: BodyState): BodyDraft[] {
  const note = state.notes.take(reference);
  if (!note) return [];
  const drafts = readBlocks(note.element, { ...state, fields: [] }).map(
    (draft): BodyDraft =>
      draft.kind === 'table-row' ? draft : { ...draft, kind: 'footnote', label: note.label },
  );
  if (reference.kind === 'footnote') return drafts;
  state.notes.endnotes.push(...drafts);
  return [];
}

/** Text boxes stand apart from the text that they are anchored in. */
function readBox(box: XmlElement, state: BodyState): BodyDraft[] {
  const { page } = state;
  if (box.name === 'dgm:relIds') {
    const texts = state.diagrams.get(box.attributes['r:dm'] ?? '') ?? [];
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
