import type { UnreadableReason } from '../../protocol.ts';
import type { ReadRequest, ReadSource } from './source-reader.ts';

/** What is sent to a reading process: one file at a time. */
export type ToReader = ReadRequest;

/** What comes back: once that it is ready, then for each file what was read or why not. */
export type FromReader =
  | { ready: true }
  | { source: ReadSource; residentBytes: number }
  | { failure: { reason: UnreadableReason; message: string }; residentBytes: number };
