import { readByteRange } from './byte-range.ts';
import { contentDisposition } from './content-disposition.ts';

/** Media types that nothing runs of, whatever is in the file; all others are only bytes. */
const inert: ReadonlySet<string> = new Set([
  'application/epub+zip',
  'application/rtf',
  'application/vnd.oasis.opendocument.presentation',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'text/csv',
  'text/markdown',
  'text/plain',
  'text/tab-separated-values',
]);

/** A browser's own viewer draws with styles of its own, and shows nothing in a sandbox. */
const viewerPolicy = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const closedPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";

export interface OriginalFile {
  bytes: Uint8Array;
  /** SHA-256 of the bytes. */
  revision: string;
  /** As the reader of its format said. */
  mediaType: string;
  /** Its own name. */
  name: string;
}

export interface ServedFile {
  bytes: Uint8Array;
  status: 200 | 206 | 416;
  headers: Record<string, string>;
}

/**
 * The file that a document was read from. A PDF is shown by the browser, and served in ranges, so
 * that the page that is asked for comes first; everything else is saved. Nothing in it is ever run.
 * @param request its headers `Range` and `If-Range`
 */
export function serveOriginal(file: OriginalFile, request: Pick<Headers, 'get'>): ServedFile {
  const { bytes, revision, mediaType, name } = file;
  const tag = `"${revision}"`;
  if (mediaType !== 'application/pdf' || !beginsAsPdf(bytes)) {
    return respond(bytes, 200, {
      'Content-Type': inert.has(mediaType) ? mediaType : 'application/octet-stream',
      'Content-Disposition': contentDisposition('attachment', name),
      'Content-Security-Policy': closedPolicy,
      ETag: tag,
    });
  }
  const headers = {
    'Content-Type': mediaType,
    'Content-Disposition': contentDisposition('inline', name),
    'Content-Security-Policy': viewerPolicy,
    'Accept-Ranges': 'bytes',
    ETag: tag,
  };
  const isSame = (request.get('If-Range') ?? tag) === tag;
  const asked = isSame ? request.get('Range') : null;
  const range = readByteRange(asked ?? undefined, bytes.length);
  if (range === undefined) return respond(bytes, 200, headers);
  const place = range === null ? '*' : `${range.start}-${range.end - 1}`;
  const part = range === null ? new Uint8Array() : bytes.subarray(range.start, range.end);
  const located = { ...headers, 'Content-Range': `bytes ${place}/${bytes.length}` };
  return respond(part, range === null ? 416 : 206, located);
}

const respond = (
  bytes: Uint8Array,
  status: ServedFile['status'],
  headers: Record<string, string>,
): ServedFile => ({ bytes, status, headers: { ...headers, 'Content-Length': `${bytes.length}` } });

/** As viewers do, which take a PDF with something before its header. */
const beginsAsPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).includes('%PDF-');
