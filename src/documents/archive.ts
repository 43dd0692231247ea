import { promisify } from 'node:util';
import zlib from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { DocumentError } from '../errors.ts';
import { type CompoundContent, compoundContent } from './compound-file.ts';
import type { FormatSource } from './document-format.ts';
import { decodeMarkup } from './xml.ts';

/** The files in a zip archive. Names have `/` between folders, and none leads out of the archive. */
export interface Archive {
  readonly names: readonly string[];
  has(name: string): boolean;
  /**
   * The unpacked bytes of a file. What is unpacked counts against the limit each time.
   * @throws DocumentError where it is missing, damaged, encrypted, or too large with all before it
   */
  read(name: string): Promise<Uint8Array>;
  /** The same as text: as its byte order mark or XML declaration says, otherwise UTF-8. */
  readText(name: string): Promise<string>;
}

const stored = 0;
const deflated = 8;
const inflate = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflateRaw);

/**
 * Opens a zip archive and reads its directory alone. Of several files of one name the last one
 * counts, as it does for most programs; absolute names and those with `..` are left out.
 * @throws DocumentError where it is none, is cut short or has more files than may be
 */
export async function openArchive(source: FormatSource): Promise<Archive> {
  const { bytes, uri } = source;
  refuseOtherFiles(source);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let zip: ZipFile;
  let entries: Map<string, Entry>;
  try {
    zip = await yauzl.fromBufferPromise(buffer, { decodeStrings: false });
    entries = await readDirectory(zip, source);
  } catch (cause) {
    throw asDocumentError(cause, uri);
  }

  let unpacked = 0;
  const read = async (name: string): Promise<Uint8Array> => {
    const entry = entries.get(name);
    if (!entry) throw damaged(uri, `${name} is missing from it`);
    const content = await unpack(entry, {
      zip,
      buffer,
      name,
      source,
      allowed: source.limits.unpackedBytes - unpacked,
    });
    unpacked += content.length;
    return content;
  };
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    read,
    readText: async (name) => decodeMarkup(await read(name), { uri, part: name }),
  };
}

async function readDirectory(zip: ZipFile, { uri, limits }: FormatSource) {
  const entries = new Map<string, Entry>();
  let count = 0;
  for await (const entry of zip.eachEntry()) {
    count += 1;
    if (count > limits.entries) {
      throw new DocumentError(
        'too-large',
        `${uri} holds more than ${limits.entries.toLocaleString('en')} files, which is more than can be read. Split it into several files.`,
      );
    }
    const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
    const name = yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
    if (yauzl.validateFileName(name) === null && !name.endsWith('/')) entries.set(name, entry);
  }
  return entries;
}

interface Unpacking {
  zip: ZipFile;
  buffer: Buffer;
  name: string;
  source: FormatSource;
  /** Bytes that may still be unpacked. */
  allowed: number;
}

async function unpack(entry: Entry, { zip, buffer, name, source, allowed }: Unpacking) {
  const { uri } = source;
  const { compressedSize, compressionMethod, uncompressedSize } = entry;
  if (entry.isEncrypted()) throw encrypted(uri);
  if (compressionMethod !== stored && compressionMethod !== deflated) {
    throw new DocumentError(
      'unsupported',
      `${uri} is packed in a way that cannot be read (method ${compressionMethod} of zip archives). Open it in its program and save it again.`,
    );
  }
  if (uncompressedSize > allowed) throw tooLarge(source);
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const packed = buffer.subarray(fileDataStart, fileDataStart + compressedSize);
    // At least 1, which is the least that zlib takes.
    const maxOutputLength = Math.max(uncompressedSize, 1);
    const content =
      compressionMethod === stored ? packed : await inflate(packed, { maxOutputLength });
    if (content.length === uncompressedSize && hasChecksum(content, entry.crc32)) return content;
  } catch (cause) {
    throw damaged(uri, `${name} cannot be unpacked`, cause);
  }
  throw damaged(uri, `${name} is not what its checksum says`);
}

/** Node has had the function since 20.15; before, a wrong checksum is not noticed. */
const hasChecksum = (content: Buffer, expected: number): boolean =>
  typeof zlib.crc32 !== 'function' || zlib.crc32(content) === expected;

function refuseOtherFiles({ bytes, uri }: FormatSource): void {
  if (bytes.length === 0) {
    throw new DocumentError('empty', `${uri} is empty. Copy it again from where it came from.`);
  }
  const content = compoundContent(bytes);
  if (content) throw refuseCompoundFile(content, uri);
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip) {
    throw new DocumentError(
      'mismatched',
      `${uri} is not what its name says: files of its kind are zip archives. Give it the ending of what it is, or save it again in its program.`,
    );
  }
}

const oldFormats = {
  doc: ['Word document (.doc)', '.docx'],
  xls: ['Excel workbook (.xls)', '.xlsx'],
  ppt: ['PowerPoint presentation (.ppt)', '.pptx'],
} as const;

function refuseCompoundFile(content: CompoundContent, uri: string): DocumentError {
  if (content === 'encrypted') return encrypted(uri);
  if (content === 'other') {
    return new DocumentError(
      'mismatched',
      `${uri} is not what its name says: it is a file of an old Office or Windows program. Save it in a format of today.`,
    );
  }
  const [kind, ending] = oldFormats[content];
  return new DocumentError(
    'mismatched',
    `${uri} is an old ${kind}, which cannot be read. Open it in its program and save it as ${ending}.`,
  );
}

function asDocumentError(cause: unknown, uri: string): DocumentError {
  if (cause instanceof DocumentError) return cause;
  const message = cause instanceof Error ? cause.message : '';
  if (message.includes('strong encryption')) return encrypted(uri);
  return damaged(uri, 'its list of contents is missing or broken', cause);
}

const encrypted = (uri: string): DocumentError =>
  new DocumentError(
    'encrypted',
    `${uri} is protected by a password. Save a copy without one, and use that.`,
  );

const tooLarge = ({ uri, limits }: FormatSource): DocumentError =>
  new DocumentError(
    'too-large',
    `${uri} unpacks to more than ${(limits.unpackedBytes / 1e6).toLocaleString('en')} MB, which is more than can be read. Split it into several files.`,
  );

function damaged(uri: string, what: string, cause?: unknown): DocumentError {
  return new DocumentError(
    'damaged',
    `${uri} is damaged or cut short: ${what}. Copy it again from where it came from, or save it again in its program.`,
    { cause },
  );
}
