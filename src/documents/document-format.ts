import type { ParsedDocument } from './parsed-document.ts';
import type { ReadingLimits } from './reading-limits.ts';

/** A file to be read, whole. */
export interface FormatSource {
  bytes: Uint8Array;
  /** For messages. */
  uri: string;
  limits: ReadingLimits;
}

/**
 * Reads the bytes of one format. Does no I/O.
 * @throws DocumentError with the reason, where the file cannot be read or says nothing
 */
export type ReadFormat = (source: FormatSource) => ParsedDocument | Promise<ParsedDocument>;

/** A kind of file that can be read. */
export interface DocumentFormat {
  /** As people call it, for messages. */
  name: string;
  mediaType: string;
  /** Lower case, with their dot. */
  extensions: readonly string[];
  /** Loads the reader with its libraries, which most runs need for few formats. */
  load(): Promise<ReadFormat>;
}
