import { Index, type Table } from '@lancedb/lancedb';
import {
  Binary,
  Field,
  FixedSizeList,
  Float32,
  Float64,
  Int32,
  Int64,
  List,
  Schema,
  Utf8,
} from 'apache-arrow';

/** What an index was made with: plain JSON values, compared and named when two differ. */
export type IndexSettings = Record<string, unknown>;

/** The tables of one index. Their names carry its fingerprint, so indexes can lie side by side. */
export interface TableNames {
  documents: string;
  passages: string;
  files: string;
}

const TABLE_NAME = /^(?:documents|passages|files|originals|texts)_([0-9a-f]+)(?:_\d+)?$/;

/** More than the tables of any number of fingerprints that pile up; some servers give 10 unasked. */
export const TABLES_LISTED = 10_000;

/** Key of the schema's metadata; LanceDB carries it through merges, deletions and compaction. */
const SETTINGS_KEY = 'verbatim.settings';

/** Waited for only on servers that index in the background; ample at some 50 µs a row. */
const INDEX_TIMEOUT_SECONDS = 600;

/**
 * Longer terms are not indexed: runs of letters that no one asks for. LanceDB's own limit of 40 also
 * leaves out words of 14 letters in scripts that take three bytes a letter, such as Devanagari.
 */
const LONGEST_TERM_BYTES = 1000;

export function tableNames(fingerprint: string): TableNames {
  return {
    documents: `documents_${fingerprint}`,
    passages: `passages_${fingerprint}`,
    files: `files_${fingerprint}`,
  };
}

/** What is large: the files that documents were read from, and their texts with their blocks. */
export type BlobKind = 'originals' | 'texts';

/** The name of one table of large values; they are numbered from 1. */
export function blobsSegment(kind: BlobKind, fingerprint: string, number: number | ''): string {
  return `${kind}_${fingerprint}_${number}`;
}

/** The fingerprint in the name of a table of ours, whatever its settings; else undefined. */
export function fingerprintOf(tableName: string): string | undefined {
  return TABLE_NAME.exec(tableName)?.[1];
}

/** One row a revision. */
export function documentsSchema(): Schema {
  return new Schema([
    /** `id@revision`; a revision is hexadecimal, so the last `@` parts them. */
    new Field('key', new Utf8(), false),
    new Field('id', new Utf8(), false),
    new Field('revision', new Utf8(), false),
    new Field('title', new Utf8(), false),
    new Field('uris', list(new Utf8()), false),
    new Field('media_type', new Utf8(), false),
    /** The key of its text and blocks among the texts. */
    new Field('content', new Utf8(), false),
    /** Milliseconds since 1970. */
    new Field('stored_at', new Int64(), false),
  ]);
}

/** One row a part of a large value. */
export function blobsSchema(): Schema {
  return new Schema([
    new Field('key', new Utf8(), false),
    /** Counted from 0. */
    new Field('part', new Int32(), false),
    new Field('parts', new Int32(), false),
    /** Of `bytes`, to be summed without reading them. */
    new Field('length', new Int32(), false),
    /** Milliseconds since 1970. */
    new Field('stored_at', new Int64(), false),
    new Field('bytes', new Binary(), false),
  ]);
}

/** One row a file that an ingestion has seen. Empty strings stand for what there is not. */
export function filesSchema(): Schema {
  return new Schema([
    new Field('uri', new Utf8(), false),
    new Field('size', new Float64(), false),
    new Field('modified_at', new Float64(), false),
    new Field('revision', new Utf8(), false),
    new Field('reason', new Utf8(), false),
    new Field('message', new Utf8(), false),
    /** The version of the readers that failed. */
    new Field('reader', new Int32(), true),
  ]);
}

/** One row a passage of a current document: what is searched. */
export function passagesSchema(dimension: number, settings: IndexSettings): Schema {
  const fields = [
    new Field('id', new Utf8(), false),
    new Field('document_id', new Utf8(), false),
    new Field('revision', new Utf8(), false),
    new Field('ordinal', new Int32(), false),
    new Field('title', new Utf8(), false),
    new Field('section', list(new Utf8()), false),
    new Field('page', new Int32(), true),
    new Field('text', new Utf8(), false),
    /** What full text is searched in: terms with a space between them. */
    new Field('terms', new Utf8(), false),
    /** Compact JSON, see `encodeSentences`. */
    new Field('sentences', new Utf8(), false),
    new Field(
      'vector',
      new FixedSizeList(dimension, new Field('item', new Float32(), true)),
      false,
    ),
    /** One int8 vector a sentence, one after the other. */
    new Field('sentence_vectors', new Binary(), false),
    /** int8, like a sentence's. */
    new Field('heading_vector', new Binary(), false),
  ];
  return new Schema(fields, new Map([[SETTINGS_KEY, JSON.stringify(settings)]]));
}

/** The settings that a passages table was made with, or undefined where it does not say. */
export function settingsOf(schema: Schema): IndexSettings | undefined {
  try {
    const settings: unknown = JSON.parse(schema.metadata.get(SETTINGS_KEY) ?? 'null');
    return typeof settings === 'object' && settings !== null
      ? (settings as IndexSettings)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Makes the full-text index anew over all rows. Terms come stemmed, folded and without stop words,
 * so they are indexed as they are. Without positions, because nothing asks for phrases.
 */
export async function indexText(passages: Table): Promise<void> {
  const config = Index.fts({
    baseTokenizer: 'whitespace',
    stem: false,
    lowercase: false,
    asciiFolding: false,
    removeStopWords: false,
    withPosition: false,
    maxTokenLength: LONGEST_TERM_BYTES,
  });
  await passages.createIndex('terms', {
    config,
    replace: true,
    waitTimeoutSeconds: INDEX_TIMEOUT_SECONDS,
  });
}

function list(type: Utf8): List<Utf8> {
  return new List(new Field('item', type, true));
}
