import { readFile } from 'node:fs/promises';
import { revisionOf } from '../documents/read-document.ts';
import type { SourceDocument } from '../documents/source-document.ts';
import type { EmbeddedPassage } from '../passages/passage.ts';
import type { DocumentEntry, FileRecord, PassageStore } from '../ports.ts';

/** Documents are written together up to so many passages; each is still replaced at once. */
const passagesPerWrite = 512;
/** Bytes of files and UTF-16 units of text that are written together. */
const sizePerWrite = 16_000_000;
/** Failures are noted together up to so many, as each note is a commit. */
const recordsPerWrite = 200;

/**
 * Readers are shown new documents when so many passages wait, or a quarter of those that they see:
 * each time the full-text index is made anew, which takes 2.5 s for 50,000 passages.
 */
const leastPassagesPerPublication = 512;
const shareOfPublished = 0.25;
/** Or after so many milliseconds, or twenty times as long as it took the last time. */
const publicationInterval = 60_000;
const longestShare = 20;

/** A document that is ready to be stored, with the file that it was read from. */
export interface ReadyDocument {
  document: SourceDocument;
  passages: EmbeddedPassage[];
  path: string;
  /** Of the file. */
  bytes: number;
  /** What was seen of its files, to be noted once it is stored. */
  records: FileRecord[];
  /** Whether another title comes with the same bytes. */
  renames: boolean;
}

export interface IndexWriterParts {
  store: PassageStore;
  keepOriginals: boolean;
  /** Milliseconds of a clock that only goes forward. */
  clock: () => number;
}

/**
 * Writes documents in batches, one batch at a time beside the embedding of the next, and publishes
 * now and then. What is stored is noted only after it is, so that a killed run looks again.
 */
export class IndexWriter {
  readonly #parts: IndexWriterParts;
  #batch: ReadyDocument[] = [];
  #records: FileRecord[] = [];
  #writing: Promise<void> = Promise.resolve();
  /** Passages that readers see, and those written that they do not. */
  #published: number;
  #unpublished = 0;
  #publishedAt: number;
  #lastPublication = 0;

  constructor(parts: IndexWriterParts, published: number) {
    this.#parts = parts;
    this.#published = published;
    this.#publishedAt = parts.clock();
  }

  /** Takes a document; waits only where the batch before is still being written. */
  async add(ready: ReadyDocument): Promise<void> {
    this.#batch.push(ready);
    const passages = sum(this.#batch, (one) => one.passages.length);
    const size = sum(this.#batch, ({ bytes, document }) => bytes + document.text.length);
    if (passages >= passagesPerWrite || size >= sizePerWrite) await this.#startWriting();
  }

  /** Takes what was seen of files that are no document. */
  async note(records: FileRecord[]): Promise<void> {
    this.#records.push(...records);
    if (this.#records.length >= recordsPerWrite) await this.#startWriting();
  }

  /** Writes what it has taken and shows readers all of it. */
  async finish(): Promise<void> {
    await this.#startWriting();
    await this.#writing;
    if (this.#unpublished > 0) await this.#publish();
  }

  async #startWriting(): Promise<void> {
    const batch = this.#batch;
    const records = this.#records;
    await this.#writing;
    this.#batch = [];
    this.#records = [];
    this.#writing = this.#write(batch, records);
    // It is waited for later; until then its failure is nobody's.
    this.#writing.catch(() => {});
  }

  async #write(batch: ReadyDocument[], records: FileRecord[]): Promise<void> {
    const { store, keepOriginals } = this.#parts;
    const inDoubt = batch.filter(({ renames }) => renames).flatMap((one) => one.records);
    if (inDoubt.length > 0) await store.recordFiles(inDoubt.map(doubtful));
    if (batch.length > 0) {
      const entries: DocumentEntry[] = [];
      for (const ready of batch) entries.push(await entryOf(ready, keepOriginals));
      await store.replaceDocuments(entries, { publish: false });
      this.#unpublished += sum(batch, ({ passages }) => passages.length);
    }
    const seen = [...records, ...batch.flatMap((one) => one.records)];
    if (seen.length > 0) await store.recordFiles(seen);
    if (this.#isDue()) await this.#publish();
  }

  #isDue(): boolean {
    if (this.#unpublished === 0) return false;
    const enough = Math.max(leastPassagesPerPublication, this.#published * shareOfPublished);
    const interval = Math.max(publicationInterval, this.#lastPublication * longestShare);
    const isLate = this.#parts.clock() - this.#publishedAt > interval;
    return this.#unpublished > enough || isLate;
  }

  async #publish(): Promise<void> {
    const { store, clock } = this.#parts;
    const started = clock();
    await store.publish();
    this.#publishedAt = clock();
    this.#lastPublication = this.#publishedAt - started;
    this.#published += this.#unpublished;
    this.#unpublished = 0;
  }
}

/** A title that is stored before the passages that bear it: until those are, it is read again. */
const doubtful = ({ uri, size }: FileRecord): FileRecord => ({
  uri,
  size,
  modifiedAt: 0,
  revision: undefined,
});

/** Where the file has changed meanwhile the next run replaces it, and until then it has no original. */
async function entryOf(
  { document, passages, path }: ReadyDocument,
  keepOriginals: boolean,
): Promise<DocumentEntry> {
  const entry = { document, passages };
  if (!keepOriginals) return entry;
  const original = await readFile(path).catch(() => undefined);
  if (original === undefined || revisionOf(original) !== document.revision) return entry;
  return { ...entry, original };
}

const sum = <T>(items: readonly T[], count: (item: T) => number): number =>
  items.reduce((total, item) => total + count(item), 0);
