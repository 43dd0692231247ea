import type { SourceDocument } from '../../documents/source-document.ts';
import type { Passage } from '../../passages/passage.ts';

/** A file to be read and what its document is called. */
export interface ReadRequest {
  path: string;
  /** For the title and for messages. */
  uri: string;
  /** The document's id, which need not be that of its URI: a file that was moved keeps its own. */
  id: string;
  /** All places of this content, sorted; `uri` among them. */
  uris: string[];
}

/** A document that has been read and split, and the bytes' number. */
export interface ReadSource {
  document: SourceDocument;
  passages: Passage[];
}

/** Reads files, several at a time, apart from the thread that answers and embeds. */
export interface SourceReader {
  /** How many files it reads at the same time. */
  readonly parallel: number;
  /**
   * @throws DocumentError where this file cannot be read, whatever it does to its reader; anything
   * else is about the reader itself. The signal's reason when it aborts.
   */
  read(request: ReadRequest, signal?: AbortSignal): Promise<ReadSource>;
  close(): Promise<void>;
}
