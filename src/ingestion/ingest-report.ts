import type { UnreadableFile } from '../protocol.ts';

/** What a run did, or would do: documents by their first URI, files that were left out by theirs. */
export interface IngestReport {
  added: string[];
  replaced: string[];
  /** Documents found at other places than before, copies among them. */
  moved: { from: string[]; to: string[] }[];
  removed: string[];
  unchanged: string[];
  failed: UnreadableFile[];
  /** How many of those an earlier run has told of already. */
  failedBefore: number;
  /** Files of kinds that cannot be read, which were passed over. */
  others: Record<string, number>;
  /** Passages of the documents added, replaced and moved that were indexed. */
  passages: number;
}

export const emptyReport = (): IngestReport => ({
  added: [],
  replaced: [],
  moved: [],
  removed: [],
  unchanged: [],
  failed: [],
  failedBefore: 0,
  others: {},
  passages: 0,
});

/** How many documents a run changed. */
export const changesOf = ({ added, replaced, moved, removed }: IngestReport): number =>
  added.length + replaced.length + moved.length + removed.length;

export interface IngestProgress {
  /** Files are looked at before any is read. */
  stage: 'looking' | 'indexing';
  /** Of `total`, in files or, when indexing, in documents that are new or changed. */
  done: number;
  total: number;
  /** Bytes of those, for the time that is left. */
  bytesDone: number;
  bytesTotal: number;
  /** The file at work; empty where there is none yet. */
  uri: string;
  /** Indexed so far. */
  passages: number;
  failed: number;
}
