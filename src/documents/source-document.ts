import type { Block } from '../protocol.ts';

/** One version of a document as its reader sees it. All offsets are UTF-16 offsets into `text`. */
export interface SourceDocument {
  id: string;
  /** Where this content was found; the first is the one that is shown. */
  uris: string[];
  title: string;
  mediaType: string;
  /** SHA-256 of the document's bytes, in hexadecimal. */
  revision: string;
  /** The canonical text: what a reader of the document sees, without markup. */
  text: string;
  /** In reading order, without overlaps. White space between blocks belongs to none. */
  blocks: Block[];
}
