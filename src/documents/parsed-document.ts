import type { Block } from '../protocol.ts';

/** What a format's reader finds in a document. */
export interface ParsedDocument {
  title: string | undefined;
  text: string;
  blocks: Block[];
}
