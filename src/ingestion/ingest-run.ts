import type { PassageEmbedders } from '../passages/embed-passages.ts';
import type { FileRecord, IndexedDocument, PassageStore } from '../ports.ts';
import type { SourceListing } from './files/list-source-files.ts';
import type { LookedAtFile } from './files/look-at-file.ts';
import type { IngestProgress, IngestReport } from './ingest-report.ts';
import type { SourceReader } from './reading/source-reader.ts';

export interface IngestParts {
  store: PassageStore;
  embedders: PassageEmbedders;
  reader: SourceReader;
  /** Whether the files themselves are kept in the index. */
  keepOriginals?: boolean;
  onProgress?: ((progress: IngestProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Milliseconds of a clock that only goes forward. */
  clock?: () => number;
}

/** What is needed to find out what a run would do. */
export interface PreviewParts
  extends Pick<IngestParts, 'reader' | 'onProgress' | 'signal' | 'now' | 'clock'> {
  store: Pick<PassageStore, 'listDocuments' | 'listFiles'>;
}

/** What a run knows so far. */
export interface IngestRun {
  listing: SourceListing;
  /** By URI. */
  files: Map<string, LookedAtFile>;
  documents: readonly IndexedDocument[];
  /** Of earlier runs, by URI. */
  records: ReadonlyMap<string, FileRecord>;
  report: IngestReport;
}
