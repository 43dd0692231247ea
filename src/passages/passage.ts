import type { BlockKind, Range } from '../protocol.ts';

/**
 * One sentence of a document, or one row of a table. It has more than one span where a page break, a
 * footnote or an author's box cuts it in two; a row begins with the names of its columns.
 */
export interface Sentence {
  /** In reading order, at least one, none empty. */
  spans: Range[];
  /** What stands between two spans when the sentence is read as one. */
  joiner: ' ' | '' | '\n';
  kind: BlockKind;
  /** Index in `SourceDocument.blocks` of the block in which the sentence begins. */
  block: number;
}

/** A passage's id, by which its neighbours can be named. */
export const passageId = (documentId: string, ordinal: number): string =>
  `${documentId}/${ordinal}`;

/** Whole consecutive sentences of one section: what is embedded and searched. */
export interface Passage {
  /** See `passageId`; stable while the document's text is. */
  id: string;
  documentId: string;
  revision: string;
  /** Position among the document's passages, from 0. */
  ordinal: number;
  /** The document's title. */
  title: string;
  /** Headings above the passage, outermost first, without the document's title. */
  section: string[];
  page: number | null;
  /** The sentences' texts, in order, with a space between them, or a line break between blocks. */
  text: string;
  sentences: Sentence[];
}

/** A passage with the vectors of one forward pass of the embedding model. */
export interface EmbeddedPassage extends Passage {
  /** Unit length. What the passage is found by. */
  vector: Float32Array;
  /** One unit-length vector a sentence, always from the built-in model. */
  sentenceVectors: Float32Array[];
  /** Unit length, of what stands above the passage (see `headingsOf`), from the built-in model. */
  headingVector: Float32Array;
}

/** Whether two passages of a document stand under the same headings. */
export const isSameSection = (
  left: Pick<Passage, 'section'>,
  right: Pick<Passage, 'section'>,
): boolean => left.section.join('\n') === right.section.join('\n');

/** The title and the headings above a passage as one text. */
export const headingsOf = ({ title, section }: Pick<Passage, 'title' | 'section'>): string =>
  [title, ...section].join('. ');
