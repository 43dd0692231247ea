/** The first bytes of an OLE compound file: Office documents of before 2007, and encrypted ones of today. */
const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** An entry of the directory has 128 bytes: a name of at most 64, then the length of the name. */
const entrySize = 128;
const nameSize = 64;

/** What a compound file holds, told by the streams in its directory. */
export type CompoundContent = 'encrypted' | 'doc' | 'xls' | 'ppt' | 'other';

const streams: readonly [name: string, content: CompoundContent][] = [
  ['EncryptedPackage', 'encrypted'],
  ['WordDocument', 'doc'],
  ['PowerPoint Document', 'ppt'],
  ['Workbook', 'xls'],
  ['Book', 'xls'],
];

/**
 * What the bytes hold where they are a compound file ([MS-CFB]), otherwise undefined. Looks for the
 * entries of the directory wherever they lie, so a damaged file is recognised too.
 */
export function compoundContent(bytes: Uint8Array): CompoundContent | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.subarray(0, signature.length).equals(signature)) return undefined;
  return streams.find(([name]) => hasEntry(buffer, name))?.[1] ?? 'other';
}

function hasEntry(buffer: Buffer, name: string): boolean {
  const written = Buffer.from(`${name}\0`, 'utf16le');
  let found = buffer.indexOf(written);
  while (found !== -1) {
    const isEntry = found % entrySize === 0 && found + entrySize <= buffer.length;
    if (isEntry && buffer.readUInt16LE(found + nameSize) === written.length) return true;
    found = buffer.indexOf(written, found + 1);
  }
  return false;
}
