import { type CompoundContent, compoundContent } from './compound-file.ts';

/** What a file's first bytes show it to be. */
export interface ContentKind {
  /** As people call it, with its article, for messages. */
  name: string;
  /** The extensions that such a file has, lower case, the usual one first. */
  extensions: readonly string[];
  /** Encrypted by a password, whatever it holds. */
  encrypted?: boolean;
}

interface Signature extends ContentKind {
  /** As hexadecimal digits or as Latin-1 text. */
  begins: { hex: string } | { text: string };
  at?: number;
}

/** Where a PDF's header may stand at the latest: readers accept rubbish before it. */
const pdfHeaderWithin = 1_024;
/** How much of an archive's start and end is searched for the names of its files, in bytes. */
const archiveEnds = 65_536;
/** Whitespace and what an XML file or a comment may have before its first element. */
const htmlStart = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype html|html)\b/i;

const signatures: readonly Signature[] = [
  { begins: { text: '{\\rtf' }, name: 'an RTF file', extensions: ['.rtf'] },
  { begins: { hex: '89504e47' }, name: 'a picture (PNG)', extensions: ['.png'] },
  { begins: { hex: 'ffd8ff' }, name: 'a picture (JPEG)', extensions: ['.jpg', '.jpeg'] },
  { begins: { text: 'GIF8' }, name: 'a picture (GIF)', extensions: ['.gif'] },
  { begins: { text: 'WEBP' }, at: 8, name: 'a picture (WebP)', extensions: ['.webp'] },
  { begins: { hex: '49492a00' }, name: 'a picture (TIFF)', extensions: ['.tif', '.tiff'] },
  { begins: { hex: '4d4d002a' }, name: 'a picture (TIFF)', extensions: ['.tif', '.tiff'] },
  { begins: { hex: '1f8b08' }, name: 'a gzip archive', extensions: ['.gz', '.tgz'] },
  { begins: { text: 'BZh' }, name: 'a bzip2 archive', extensions: ['.bz2'] },
  { begins: { hex: '377abcaf271c' }, name: 'a 7-Zip archive', extensions: ['.7z'] },
  { begins: { text: 'Rar!' }, name: 'a RAR archive', extensions: ['.rar'] },
  { begins: { hex: 'fd377a585a00' }, name: 'an xz archive', extensions: ['.xz'] },
  { begins: { text: 'ustar' }, at: 257, name: 'a tar archive', extensions: ['.tar'] },
  { begins: { hex: '7f454c46' }, name: 'a program', extensions: ['.elf', '.so', '.o'] },
  { begins: { hex: '4d5a90' }, name: 'a program', extensions: ['.exe', '.dll'] },
  { begins: { text: '%!PS' }, name: 'a PostScript file', extensions: ['.ps', '.eps'] },
  { begins: { text: 'SQLite format 3' }, name: 'a database', extensions: ['.sqlite', '.db'] },
  { begins: { text: 'ftyp' }, at: 4, name: 'a video', extensions: ['.mp4', '.mov'] },
  { begins: { text: 'ID3' }, name: 'a sound file', extensions: ['.mp3'] },
];

const pdf: ContentKind = { name: 'a PDF', extensions: ['.pdf'] };
const html: ContentKind = { name: 'a web page', extensions: ['.html', '.htm', '.xhtml'] };
const archive: ContentKind = { name: 'a ZIP archive', extensions: ['.zip'] };

/** Files of OLE, in which Office before 2007 wrote, and Office of today what a password protects. */
const compoundKinds: Readonly<Record<CompoundContent, ContentKind>> = {
  encrypted: { name: 'an Office file with a password', extensions: [], encrypted: true },
  doc: { name: 'an old Word file', extensions: ['.doc'] },
  xls: { name: 'an old Excel file', extensions: ['.xls'] },
  ppt: { name: 'an old PowerPoint file', extensions: ['.ppt'] },
  other: { name: 'a file of an old Windows program', extensions: ['.msg'] },
};

/** A file in the archive, its end where it is empty, or where it is split. */
const zipStarts = ['504b0304', '504b0506', '504b0708'];

/** Kinds of archive, told by a file that each holds. */
const archiveKinds: readonly (ContentKind & { holds: string })[] = [
  { holds: 'application/epub+zip', name: 'an e-book (EPUB)', extensions: ['.epub'] },
  {
    holds: 'application/vnd.oasis.opendocument.text',
    name: 'an OpenDocument text',
    extensions: ['.odt', '.ott'],
  },
  {
    holds: 'application/vnd.oasis.opendocument.spreadsheet',
    name: 'an OpenDocument spreadsheet',
    extensions: ['.ods'],
  },
  {
    holds: 'application/vnd.oasis.opendocument.presentation',
    name: 'an OpenDocument presentation',
    extensions: ['.odp'],
  },
  { holds: 'word/document', name: 'a Word file', extensions: ['.docx', '.docm'] },
  { holds: 'xl/workbook', name: 'an Excel file', extensions: ['.xlsx', '.xlsm'] },
  { holds: 'ppt/presentation', name: 'a PowerPoint file', extensions: ['.pptx', '.pptm'] },
];

/** Whether files with this extension begin in a way of their own, unlike text. */
export function isToldBySignature(extension: string): boolean {
  const kinds = [pdf, archive, ...archiveKinds, ...signatures, ...Object.values(compoundKinds)];
  return kinds.some(({ extensions }) => extensions.includes(extension));
}

/** Whether files with this extension are ZIP archives. */
export function isArchiveExtension(extension: string): boolean {
  return archiveKinds.some(({ extensions }) => extensions.includes(extension));
}

export const isCompoundKind = (kind: ContentKind): boolean =>
  Object.values(compoundKinds).includes(kind);

/**
 * What the bytes themselves show a file to be, or `undefined` where they are text or unknown. An
 * archive whose content is not told, as where it is cut off, is a ZIP archive. Costs microseconds.
 */
export function sniffContent(bytes: Uint8Array): ContentKind | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, pdfHeaderWithin).includes('%PDF-')) return pdf;
  if (zipStarts.some((hex) => startsWith(buffer, { hex }))) return sniffArchive(buffer);
  const compound = compoundContent(bytes);
  if (compound) return compoundKinds[compound];
  const signature = signatures.find(({ begins, at }) => startsWith(buffer, begins, at));
  if (signature) return { name: signature.name, extensions: signature.extensions };
  const start = buffer.toString('utf8', 0, 512).replace(/^\ufeff/, '');
  return htmlStart.test(start) ? html : undefined;
}

function startsWith(buffer: Buffer, begins: Signature['begins'], at = 0): boolean {
  const expected =
    'hex' in begins ? Buffer.from(begins.hex, 'hex') : Buffer.from(begins.text, 'latin1');
  return buffer.subarray(at, at + expected.length).equals(expected);
}

function sniffArchive(buffer: Buffer): ContentKind {
  const ends = [buffer.subarray(0, archiveEnds), buffer.subarray(-archiveEnds)];
  const found = archiveKinds.find(({ holds }) => ends.some((end) => end.includes(holds)));
  return found ? { name: found.name, extensions: found.extensions } : archive;
}
