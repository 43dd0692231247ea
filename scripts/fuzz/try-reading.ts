import { readDocument } from '../../src/documents/read-document.ts';
import { DocumentError } from '../../src/errors.ts';
import type { UnreadableReason } from '../../src/protocol.ts';
import { findFaults } from './find-faults.ts';
import type { SeedFile } from './mutate-file.ts';

/** What came of reading a file; the last two are defects. */
export type Outcome =
  | { kind: 'read' }
  | { kind: 'refused'; reason: UnreadableReason }
  | { kind: 'unsound'; what: string }
  | { kind: 'crashed'; what: string };

/** A message that a person can do something with. */
const isUseful = (message: string, name: string): boolean =>
  message.startsWith(name) && message.endsWith('.') && !/undefined|\[object|NaN/.test(message);

/** Reads a file and looks whether the document is sound, or the refusal one that helps. */
export async function tryReading({ name, bytes }: SeedFile): Promise<Outcome> {
  try {
    const faults = findFaults(await readDocument(bytes, name));
    if (faults.length === 0) return { kind: 'read' };
    return { kind: 'unsound', what: faults.slice(0, 3).join('; ') };
  } catch (error) {
    if (!(error instanceof DocumentError)) return { kind: 'crashed', what: describeError(error) };
    const { reason, message } = error;
    if (!isUseful(message, name)) return { kind: 'unsound', what: `the message is: ${message}` };
    return { kind: 'refused', reason };
  }
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = /\n\s*at [^\n]*/.exec(error.stack ?? '')?.[0].trim() ?? '';
  return `${error.name}: ${error.message} ${place}`.trim();
}
