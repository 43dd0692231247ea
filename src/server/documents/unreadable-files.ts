import { publicUri } from '../../answering/cite-sentences.ts';
import type { FileRecord, IndexedDocument } from '../../ports.ts';
import type { UnreadableFile } from '../../protocol.ts';

const byName = new Intl.Collator('en', { numeric: true });

/** The files that were left out, by their names; folders outside of the corpus are not named. */
export function unreadableFiles(
  files: readonly FileRecord[],
  documents: readonly IndexedDocument[],
): UnreadableFile[] {
  const indexed = new Set(documents.flatMap(({ uris }) => uris));
  return files
    .flatMap(({ uri, failure }) => {
      if (!failure) return [];
      const shown = publicUri(uri);
      const message = failure.message.replaceAll(uri, () => shown);
      return [{ uri: shown, reason: failure.reason, message, kept: indexed.has(uri) }];
    })
    .sort((left, right) => byName.compare(left.uri, right.uri));
}
