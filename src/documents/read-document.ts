import { createHash } from 'node:crypto';
import { DocumentError } from '../errors.ts';
import { checkContent } from './check-content.ts';
import { cleanTitle } from './clean-text.ts';
import type { DocumentFormat, FormatSource } from './document-format.ts';
import { documentId } from './document-id.ts';
import { formats } from './formats.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { type ReadingLimits, readingLimits } from './reading-limits.ts';
import type { SourceDocument } from './source-document.ts';
import { titleFromUri } from './title-from-uri.ts';

const byExtension: ReadonlyMap<string, DocumentFormat> = new Map(
  formats.flatMap((format) => format.extensions.map((extension) => [extension, format])),
);

/** The file name endings that can be read, lower case, with their dot. */
export const readableExtensions: readonly string[] = [...byExtension.keys()];

const extensionOf = (uri: string): string => /\.[^./\\]+$/.exec(uri)?.[0].toLowerCase() ?? '';

export function isReadable(uri: string): boolean {
  return byExtension.has(extensionOf(uri));
}

/** The revision of a document with these bytes. About 1 ms a megabyte. */
export function revisionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Reads a file's bytes as a document.
 * @param uri where the file is, `/` between folders; the id and a missing title come from it
 * @throws DocumentError when the format is unknown, the bytes are not of it, or there is no text
 */
export async function readDocument(
  bytes: Uint8Array,
  uri: string,
  limits: ReadingLimits = readingLimits,
): Promise<SourceDocument> {
  const format = byExtension.get(extensionOf(uri));
  if (!format) {
    throw new DocumentError(
      'unsupported',
      `${uri} is of a kind that cannot be read. Readable are ${readableExtensions.join(', ')}.`,
    );
  }
  if (bytes.length > limits.bytes) {
    throw new DocumentError(
      'too-large',
      `${uri} has ${megabytes(bytes.length)}, and at most ${megabytes(limits.bytes)} can be read. Split it into several files.`,
    );
  }
  if (bytes.length === 0) throw emptyError(uri);
  checkContent({ bytes, uri, format, readableExtensions });
  const parsed = await parse(format, { bytes, uri, limits });
  checkText(parsed.text, uri, limits);
  return toSourceDocument(parsed, { bytes, uri, mediaType: format.mediaType });
}

/** A parsed document with what its file adds: where it is, its bytes and its media type. */
export function toSourceDocument(
  parsed: ParsedDocument,
  { bytes, uri, mediaType }: { bytes: Uint8Array; uri: string; mediaType: string },
): SourceDocument {
  return {
    id: documentId(uri),
    uris: [uri],
    title: cleanTitle(parsed.title ?? '') || cleanTitle(titleFromUri(uri)) || uri,
    mediaType,
    revision: revisionOf(bytes),
    text: parsed.text,
    blocks: parsed.blocks,
  };
}

const emptyError = (uri: string): DocumentError =>
  new DocumentError('empty', `${uri} holds no text. Add some, or take the file out.`);

function checkText(text: string, uri: string, limits: ReadingLimits): void {
  if (!/[\p{L}\p{N}]/u.test(text)) throw emptyError(uri);
  if (text.length > limits.characters) {
    throw new DocumentError(
      'too-large',
      `${uri} has ${text.length.toLocaleString('en')} characters of text, and at most ${limits.characters.toLocaleString('en')} can be read. Split it into several files.`,
    );
  }
}

async function parse(format: DocumentFormat, source: FormatSource): Promise<ParsedDocument> {
  const read = await format.load();
  try {
    return await read(source);
  } catch (cause) {
    // Parsers descend by recursion, and so a stack overflow is what too deep a nesting ends in.
    if (!(cause instanceof RangeError)) throw cause;
    throw new DocumentError(
      'too-complex',
      `${source.uri} is nested too deeply to be read. Flatten its quotes or tags.`,
      { cause },
    );
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
