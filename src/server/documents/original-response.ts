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

/**
 * The file that a document was read from. A PDF is shown by the browser, and served in ranges, so
 * that the page that is asked for comes first; everything else is saved. Nothing in it is ever run.
 * @param request its headers `Range` and `If-Range`
 */
export function originalResponse(
  { bytes, revision, mediaType, name }: OriginalFile,
  request: Pick<Headers, 'get'>,
): Response {
  const isPdf = mediaType === 'application/pdf' && beginsAsPdf(bytes);
  const tag = `"${revision}"`;
  const headers = new Headers({
    'Content-Type': isPdf
      ? mediaType
      : inert.has(mediaType)
        ? mediaType
        : 'application/octet-stream',
    'Content-Disposition': contentDisposition(isPdf ? 'inline' : 'attachment', name),
    'Content-Security-Policy': isPdf ? viewerPolicy : closedPolicy,
    ETag: tag,
  });
  if (!isPdf) return send(bytes, 200, headers);
  headers.set('Accept-Ranges', 'bytes');
  const isSame = (request.get('If-Range') ?? tag) === tag;
  const range = isSame ? readByteRange(request.get('Range') ?? undefined, bytes.length) : undefined;
  if (range === undefined) return send(bytes, 200, headers);
  if (range === null) {
    headers.set('Content-Range', `bytes */${bytes.length}`);
    return send(new Uint8Array(), 416, headers);
  }
  headers.set('Content-Range', `bytes ${range.start}-${range.end - 1}/${bytes.length}`);
  return send(bytes.subarray(range.start, range.end), 206, headers);
}

function send(bytes: Uint8Array, status: number, headers: Headers): Response {
  headers.set('Content-Length', String(bytes.length));
  return new Response(bytes as Uint8Array<ArrayBuffer>, { status, headers });
}

/** As viewers do, which take a PDF with something before its header. */
const beginsAsPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).includes('%PDF-');
