import { DocumentError } from '../errors.ts';
import type { DocumentFormat } from './document-format.ts';
import {
  isArchiveExtension,
  isCompoundKind,
  isToldBySignature,
  sniffContent,
} from './sniff-content.ts';

interface NamedContent {
  bytes: Uint8Array;
  uri: string;
  /** The format that the name promises. */
  format: DocumentFormat;
  readableExtensions: readonly string[];
}

/**
 * Refuses a file whose bytes show that it is not what its name says, before a reader of the wrong
 * format makes text out of it. Text formats that differ by convention only, such as HTML in a .txt
 * file, are read as the name says.
 * @throws DocumentError that names what it seems to be and what to do
 */
export function checkContent({ bytes, uri, format, readableExtensions }: NamedContent): void {
  const kind = sniffContent(bytes);
  const isText = !format.extensions.some(isToldBySignature);
  if (!kind) {
    if (isText || !isPlainText(bytes)) return;
    refuse(
      uri,
      `is named like ${format.name} and seems to be plain text. Rename it to end in .txt`,
    );
  }
  // Of Office files that are old, protected or cut off, the format's own reader says more.
  const isOfArchive = format.extensions.some(isArchiveExtension);
  if (isOfArchive && (kind.extensions.includes('.zip') || isCompoundKind(kind))) return;
  if (kind.encrypted) {
    const message = `${uri} is protected by a password. Save it without one and ingest it again.`;
    throw new DocumentError('encrypted', message);
  }
  if (kind.extensions.some((extension) => format.extensions.includes(extension))) return;
  if (isText && kind.extensions.includes('.html')) return;
  const readable = kind.extensions.find((extension) => readableExtensions.includes(extension));
  const advice = readable
    ? `Rename it to end in ${readable}`
    : 'Such files cannot be read: convert it, or take it out';
  refuse(uri, `is named like ${format.name} and seems to be ${kind.name}. ${advice}`);
}

function refuse(uri: string, what: string): never {
  throw new DocumentError('mismatched', `${uri} ${what}.`);
}

/** True of a text by the name of a PDF or the like, such as a page that says “not found”. */
function isPlainText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 4_096).every((byte) => (byte >= 0x20 || isSpace(byte)) && byte < 0x7f);
}

const isSpace = (byte: number): boolean => byte >= 0x09 && byte <= 0x0d;
