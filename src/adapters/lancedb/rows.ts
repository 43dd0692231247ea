import type { Table } from 'apache-arrow';
import type { SourceDocument } from '../../documents/source-document.ts';
import type { EmbeddedPassage, Sentence } from '../../passages/passage.ts';
import type { BlockKind } from '../../protocol.ts';
import { column, stringColumn, stringListColumn } from './columns.ts';

/** The largest int8 magnitude that has a negative counterpart. */
const INT8_LIMIT = 127;

/** Kind, block, joiner, then start and end of each span. */
type CompactSentence = [BlockKind, number, Sentence['joiner'], ...number[]];

export const PASSAGE_COLUMNS = [
  'id',
  'document_id',
  'revision',
  'ordinal',
  'title',
  'section',
  'page',
  'text',
  'sentences',
  'vector',
  'sentence_vectors',
  'heading_vector',
];

/** Throws where a vector has another length than the table's. */
export function checkVector(vector: Float32Array, dimension: number, of: string): void {
  if (vector.length === dimension) return;
  throw new Error(
    `The vector of ${of} has ${vector.length} numbers; this index was made for ${dimension}.`,
  );
}

/** Names one revision of one document in the documents table. */
export function documentKey(id: string, revision: string): string {
  return `${id}@${revision}`;
}

/** The id in a key. */
export function documentIdOf(key: string): string {
  return key.slice(0, key.lastIndexOf('@'));
}

/** @param content the key of its text and blocks */
export function documentRow(
  document: SourceDocument,
  content: string,
  storedAt: number,
): Record<string, unknown> {
  return {
    key: documentKey(document.id, document.revision),
    id: document.id,
    revision: document.revision,
    title: document.title,
    uris: document.uris,
    media_type: document.mediaType,
    content,
    stored_at: BigInt(storedAt),
  };
}

/** What the documents table has of a document: all but its text and blocks, which it names. */
export type DocumentHead = Omit<SourceDocument, 'text' | 'blocks'> & { content: string };

export const HEAD_COLUMNS = ['id', 'revision', 'title', 'uris', 'media_type', 'content'];

/** The documents of rows with `HEAD_COLUMNS`. */
export function decodeHeads(table: Table): DocumentHead[] {
  return table.batches.flatMap((batch) => {
    const id = stringColumn(batch, 'id');
    const uris = stringListColumn(batch, 'uris');
    const title = stringColumn(batch, 'title');
    const mediaType = stringColumn(batch, 'media_type');
    const revision = stringColumn(batch, 'revision');
    const content = stringColumn(batch, 'content');
    return Array.from({ length: batch.numRows }, (_, row) => ({
      id: id(row),
      uris: uris(row),
      title: title(row),
      mediaType: mediaType(row),
      revision: revision(row),
      content: content(row),
    }));
  });
}

export function passageRow(
  passage: EmbeddedPassage,
  terms: readonly string[],
): Record<string, unknown> {
  return {
    id: passage.id,
    document_id: passage.documentId,
    revision: passage.revision,
    ordinal: passage.ordinal,
    title: passage.title,
    section: passage.section,
    page: passage.page,
    text: passage.text,
    terms: terms.join(' '),
    sentences: encodeSentences(passage.sentences),
    vector: passage.vector,
    sentence_vectors: quantise(passage.sentenceVectors),
    heading_vector: quantise([passage.headingVector]),
  };
}

/** The passages of rows with `PASSAGE_COLUMNS`. Vectors are copies, so no batch is kept alive. */
export function decodePassages(table: Table, sentenceDimension: number): EmbeddedPassage[] {
  return table.batches.flatMap((batch) => {
    const id = stringColumn(batch, 'id');
    const documentId = stringColumn(batch, 'document_id');
    const revision = stringColumn(batch, 'revision');
    const ordinals = column(batch, 'ordinal');
    const title = stringColumn(batch, 'title');
    const section = stringListColumn(batch, 'section');
    const pages = column(batch, 'page');
    const text = stringColumn(batch, 'text');
    const sentences = stringColumn(batch, 'sentences');
    const vectors = column(batch, 'vector');
    const sentenceVectors = column(batch, 'sentence_vectors');
    const headingVectors = column(batch, 'heading_vector');
    return Array.from({ length: batch.numRows }, (_, row) => ({
      id: id(row),
      documentId: documentId(row),
      revision: revision(row),
      ordinal: ordinals.get(row),
      title: title(row),
      section: section(row),
      page: pages.get(row),
      text: text(row),
      sentences: decodeSentences(sentences(row)),
      vector: vectors.get(row).toArray().slice(),
      sentenceVectors: restore(sentenceVectors.get(row), sentenceDimension),
      headingVector: restore(headingVectors.get(row), sentenceDimension)[0]!,
    }));
  });
}

function encodeSentences(sentences: Sentence[]): string {
  const compact = sentences.map(({ kind, block, joiner, spans }): CompactSentence => {
    return [kind, block, joiner, ...spans.flatMap(({ start, end }) => [start, end])];
  });
  return JSON.stringify(compact);
}

function decodeSentences(json: string): Sentence[] {
  const compact = JSON.parse(json) as CompactSentence[];
  return compact.map(([kind, block, joiner, ...offsets]) => {
    const spans = [];
    for (let at = 0; at < offsets.length; at += 2) {
      spans.push({ start: offsets[at]!, end: offsets[at + 1]! });
    }
    return { spans, joiner, kind, block };
  });
}

/**
 * Each vector is stretched until its largest component is 127, then rounded. The stretch need not
 * be stored: `restore` brings every vector back to unit length. The cosine between a vector of 384
 * components and its restored self is above .9999.
 */
function quantise(vectors: Float32Array[]): Buffer {
  const dimension = vectors[0]?.length ?? 0;
  const bytes = new Int8Array(vectors.length * dimension);
  vectors.forEach((vector, index) => {
    let largest = 0;
    for (const value of vector) largest = Math.max(largest, Math.abs(value));
    const scale = largest > 0 ? INT8_LIMIT / largest : 0;
    for (let at = 0; at < dimension; at += 1) {
      bytes[index * dimension + at] = Math.round(vector[at]! * scale);
    }
  });
  return Buffer.from(bytes.buffer);
}

function restore(bytes: Uint8Array, dimension: number): Float32Array[] {
  const all = new Float32Array(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const vectors = [];
  for (let start = 0; start + dimension <= all.length; start += dimension) {
    const vector = all.subarray(start, start + dimension);
    let squares = 0;
    for (let at = 0; at < dimension; at += 1) squares += vector[at]! * vector[at]!;
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let at = 0; at < dimension; at += 1) vector[at]! *= scale;
    vectors.push(vector);
  }
  return vectors;
}
