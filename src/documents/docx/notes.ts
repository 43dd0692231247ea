import { formatNumber } from '../format-number.ts';
import type { BlockDraft } from '../text-composer.ts';
import { childElements, firstChild, type XmlElement } from '../xml.ts';
import type { NoteReference } from './read-inline.ts';
import { propertyOf } from './styles.ts';

/** Hands out a document's notes, each once, in the order in which its text refers to them. */
export interface NoteCounter {
  take(reference: NoteReference): { label: string; element: XmlElement } | undefined;
  /** What was read of the endnotes, which stand at the end of the document. */
  endnotes: BlockDraft[];
}

export interface NoteParts {
  footnotes: XmlElement | undefined;
  endnotes: XmlElement | undefined;
  settings: XmlElement | undefined;
}

/** Footnotes are counted 1, 2, 3 and endnotes i, ii, iii where the settings do not say otherwise. */
export function countNotes({ footnotes, endnotes, settings }: NoteParts): NoteCounter {
  const notes = {
    footnote: notesById(footnotes, 'w:footnote'),
    endnote: notesById(endnotes, 'w:endnote'),
  };
  const formats = {
    footnote: propertyOf(firstChild(settings, 'w:footnotePr'), 'w:numFmt') ?? 'decimal',
    endnote: propertyOf(firstChild(settings, 'w:endnotePr'), 'w:numFmt') ?? 'lowerRoman',
  };
  const counts = { footnote: 0, endnote: 0 };
  return {
    endnotes: [],
    take({ kind, id, mark }) {
      const element = notes[kind].get(id);
      if (!element) return undefined;
      // A note that refers to itself must not be read for ever.
      notes[kind].delete(id);
      if (mark === undefined) counts[kind] += 1;
      return { element, label: mark ?? formatNumber(counts[kind], formats[kind]) };
    },
  };
}

/** Without the lines that part notes from the text, which are notes of a type. */
function notesById(root: XmlElement | undefined, name: string): Map<string, XmlElement> {
  const elements = root ? childElements(root, name) : [];
  return new Map(
    elements
      .filter(({ attributes }) => (attributes['w:type'] ?? 'normal') === 'normal')
      .map((element) => [element.attributes['w:id'] ?? '', element]),
  );
}
