import { readFile, stat } from 'node:fs/promises';
import { documentId } from '../documents/document-id.ts';
import { readDocument, revisionOf } from '../documents/read-document.ts';
import type { SourceDocument } from '../documents/source-document.ts';
import { DocumentError } from '../errors.ts';
import { embedPassages, type PassageEmbedders } from '../passages/embed-passages.ts';
import type { EmbeddedPassage } from '../passages/passage.ts';
import type { SentencePacker } from '../passages/sentence-packer.ts';
import { splitPassages } from '../passages/split-passages.ts';
import type { PassageStore } from '../ports.ts';
import { listSourceFiles, type SourceFile } from './list-source-files.ts';

/** A text file larger than this is rarely a document; reading it would take minutes. */
export const mostBytes = 20_000_000;
/** Documents are written together up to so many passages; each is still replaced at once. */
const passagesPerWrite = 512;

export interface IngestRequest {
  /** Files and folders to add or replace; without them the index is made equal to the corpus. */
  paths?: readonly string[] | undefined;
  corpusDirectory: string;
  /** Also remove documents that were ingested from outside the corpus folder. */
  removeForeign?: boolean;
}

export interface IngestParts {
  store: PassageStore;
  packer: SentencePacker;
  embedders: PassageEmbedders;
  onProgress?: ((progress: IngestProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

export interface IngestProgress {
  /** Documents that are done, out of those that changed. */
  done: number;
  total: number;
  /** The document at work. */
  uri: string;
  passages: number;
}

/** What a run did, by URI. */
export interface IngestReport {
  added: string[];
  replaced: string[];
  unchanged: string[];
  removed: string[];
  /** `kept`: an earlier version of the document stays in the index. */
  failed: { uri: string; reason: string; kept: boolean }[];
  passages: number;
}

interface ChangedFile extends SourceFile {
  isNew: boolean;
}

interface ReadyDocument {
  document: SourceDocument;
  passages: EmbeddedPassage[];
}

/**
 * Brings the index up to date with files. Documents whose bytes are unchanged are not touched, and
 * a file that cannot be read leaves its earlier version in the index. Each document changes at
 * once; stopping in the middle leaves those that are done.
 * @throws UserError when a path cannot be listed
 */
export async function ingestDocuments(
  { paths, corpusDirectory, removeForeign = true }: IngestRequest,
  parts: IngestParts,
): Promise<IngestReport> {
  const { store, signal } = parts;
  const report: IngestReport = {
    added: [],
    replaced: [],
    unchanged: [],
    removed: [],
    failed: [],
    passages: 0,
  };
  const files = await listSourceFiles(paths ?? [corpusDirectory], corpusDirectory);
  const indexed = await store.listDocuments();
  const revisions = new Map(indexed.map((document) => [document.id, document.revision]));
  const changed: ChangedFile[] = [];
  for (const file of files) {
    signal?.throwIfAborted();
    const known = revisions.get(documentId(file.uri));
    const isNew = known === undefined;
    const revision = await collectFailure(report, { ...file, isNew }, async () =>
      revisionOf(await readBytes(file)),
    );
    if (revision === undefined) continue;
    if (revision === known) report.unchanged.push(file.uri);
    else changed.push({ ...file, isNew });
  }
  await writeChanged(changed, parts, report);
  if (!paths) await removeMissing(files, indexed, removeForeign, store, report);
  await store.maintain();
  return report;
}

async function collectFailure<T>(
  report: IngestReport,
  { uri, isNew }: ChangedFile,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    report.failed.push({ uri, reason: error.message, kept: !isNew });
    return undefined;
  }
}

async function readBytes({ path, uri }: SourceFile): Promise<Uint8Array> {
  try {
    const status = await stat(path);
    const { size } = status;
    // Reading a pipe or a device may never end.
    if (!status.isFile())
      throw new DocumentError('not-a-file', `${uri} is not a file. Give a file or a folder.`);
    if (size > mostBytes) {
      throw new DocumentError(
        'too-large',
        `${uri} has ${(size / 1e6).toFixed(1)} MB, and at most ${mostBytes / 1e6} MB can be read. Split it into several files.`,
      );
    }
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof DocumentError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new DocumentError(
      'inaccessible',
      `${uri} cannot be read (${code}). Check that it exists and its permissions.`,
      { cause },
    );
  }
}

/** What is ready is written also where a later document stops the run. */
async function writeChanged(
  changed: readonly ChangedFile[],
  parts: IngestParts,
  report: IngestReport,
): Promise<void> {
  let batch: ReadyDocument[] = [];
  let waiting = 0;
  const write = async () => {
    const ready = batch;
    batch = [];
    waiting = 0;
    if (ready.length > 0) await parts.store.replaceDocuments(ready);
  };
  try {
    for (const [done, file] of changed.entries()) {
      parts.signal?.throwIfAborted();
      const entry = await collectFailure(report, file, () =>
        prepareDocument(file, parts, (passages) =>
          parts.onProgress?.({ done, total: changed.length, uri: file.uri, passages }),
        ),
      );
      if (!entry) continue;
      batch.push(entry);
      waiting += entry.passages.length;
      report.passages += entry.passages.length;
      (file.isNew ? report.added : report.replaced).push(file.uri);
      if (waiting >= passagesPerWrite) await write();
    }
  } finally {
    await write();
  }
}

async function prepareDocument(
  file: SourceFile,
  { packer, embedders, signal }: IngestParts,
  onPassages: (passages: number) => void,
): Promise<ReadyDocument> {
  onPassages(0);
  const { document, pieces } = await parse(await readBytes(file), file.uri, packer);
  let done = 0;
  const passages = await embedPassages(document, pieces, embedders, {
    signal,
    onPassage: () => {
      done += 1;
      onPassages(done);
    },
  });
  return { document, passages };
}

/** One document that no reader is prepared for must not keep the others from being indexed. */
async function parse(bytes: Uint8Array, uri: string, packer: SentencePacker) {
  try {
    const document = await readDocument(bytes, uri);
    return { document, pieces: await splitPassages(document, packer) };
  } catch (cause) {
    if (cause instanceof DocumentError) throw cause;
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new DocumentError(
      'too-complex',
      `${uri} cannot be taken apart (${what}). Simplify its structure, or take the file out.`,
      { cause },
    );
  }
}

async function removeMissing(
  files: readonly SourceFile[],
  indexed: readonly { id: string; uris: string[] }[],
  removeForeign: boolean,
  store: PassageStore,
  report: IngestReport,
): Promise<void> {
  const present = new Set(files.map((file) => documentId(file.uri)));
  const missing = indexed.filter(({ id, uris }) => {
    const isForeign = uris.every((uri) => uri.startsWith('file:'));
    return !present.has(id) && (removeForeign || !isForeign);
  });
  if (missing.length === 0) return;
  await store.removeDocuments(missing.map((document) => document.id));
  report.removed.push(...missing.map(({ id, uris }) => uris[0] ?? id));
}
