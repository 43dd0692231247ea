import { createHash } from 'node:crypto';
import { DocumentError } from '../errors.ts';
import { decodeText } from './decode-text.ts';
import { documentId } from './document-id.ts';
import { readMarkdown } from './markdown.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { readPlainText } from './plain-text.ts';
import type { SourceDocument } from './source-document.ts';

interface Format {
  mediaType: string;
  read: (source: string) => ParsedDocument;
}

const markdown: Format = { mediaType: 'text/markdown', read: readMarkdown };
const plainText: Format = { mediaType: 'text/plain', read: readPlainText };

const formats: ReadonlyMap<string, Format> = new Map([
  ['.md', markdown],
  ['.markdown', markdown],
  ['.txt', plainText],
  ['.text', plainText],
]);

/** The file name endings that can be read, lower case, with their dot. */
export const readableExtensions: readonly string[] = [...formats.keys()];

const extensionOf = (uri: string): string => /\.[^./\\]+$/.exec(uri)?.[0].toLowerCase() ?? '';

export function isReadable(uri: string): boolean {
  return formats.has(extensionOf(uri));
}

/** The revision of a document with these bytes. About 1 ms a megabyte. */
export function revisionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Reads a file's bytes as a document.
 * @param uri where the file is, `/` between folders; the id and a missing title come from it
 * @throws DocumentError when the format is unknown, the bytes are not text, or there is no text
 */
export function readDocument(bytes: Uint8Array, uri: string): SourceDocument {
  const format = formats.get(extensionOf(uri));
  if (!format) {
    throw new DocumentError(
      `${uri} is of a kind that cannot be read. Readable are ${readableExtensions.join(', ')}.`,
    );
  }
  const parsed = parse(format, decodeText(bytes, uri), uri);
  if (!/[\p{L}\p{N}]/u.test(parsed.text)) {
    throw new DocumentError(`${uri} holds no text. Add some, or take the file out.`);
  }
  return {
    id: documentId(uri),
    uris: [uri],
    title: parsed.title ?? titleFromUri(uri),
    mediaType: format.mediaType,
    revision: revisionOf(bytes),
    text: parsed.text,
    blocks: parsed.blocks,
  };
}

function parse(format: Format, source: string, uri: string): ParsedDocument {
  try {
    return format.read(source);
  } catch (cause) {
    // Parsers descend by recursion, and so a stack overflow is what too deep a nesting ends in.
    if (!(cause instanceof RangeError)) throw cause;
    throw new DocumentError(`${uri} is nested too deeply to be read. Flatten its quotes or tags.`, {
      cause,
    });
  }
}

function titleFromUri(uri: string): string {
  const name = uri.split('/').at(-1) ?? uri;
  const words = name
    .replace(/\.[^.]+$/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return words === '' ? name : words[0]!.toUpperCase() + words.slice(1);
}
