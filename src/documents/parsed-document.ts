import type { Block } from '../protocol.ts';

/** What a format's reader finds in a document. */
export interface ParsedDocument {
  /** As the document itself names it; its file's name stands in where it is undefined. */
  title: string | undefined;
  text: string;
  blocks: Block[];
}
