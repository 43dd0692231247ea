import zlib from 'node:zlib';

export interface ZipFileOptions {
  /** Written as it is instead of deflated. */
  stored?: boolean;
  /** Bits of the general purpose flag, such as 1 for an encrypted file. */
  flags?: number;
  /** What the directory says, where that shall not be the truth. */
  says?: { size?: number; checksum?: number; method?: number };
}

export type ZipContent = string | Uint8Array;

/** A file with its name; several may have the same. */
export type ZipFile = [name: string, content: ZipContent, options?: ZipFileOptions];

const utf8Names = 0x0800;

/** A zip archive as programs write it, or one that is wrong in the ways that the options say. */
export function makeZip(files: readonly ZipFile[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content, options = {}] of files) {
    const header = describe(name, Buffer.from(content), options);
    directory.push(central(header, offset));
    parts.push(local(header));
    offset += parts.at(-1)!.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, listing, end]));
}

interface Header {
  name: Buffer;
  packed: Buffer;
  /** From the version needed to the lengths, which both kinds of header have in common. */
  common: Buffer;
}

function describe(name: string, content: Buffer, options: ZipFileOptions): Header {
  const packed = options.stored ? content : zlib.deflateRawSync(content);
  const { size, checksum, method } = options.says ?? {};
  const nameBytes = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(utf8Names | (options.flags ?? 0), 2);
  common.writeUInt16LE(method ?? (options.stored ? 0 : 8), 4);
  common.writeUInt32LE(checksum ?? zlib.crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(size ?? content.length, 18);
  common.writeUInt16LE(nameBytes.length, 22);
  return { name: nameBytes, packed, common };
}

function local({ name, packed, common }: Header): Buffer {
  const signature = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
  return Buffer.concat([signature, common, name, packed]);
}

function central({ name, common }: Header, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  const signature = Buffer.from([0x50, 0x4b, 0x01, 0x02, 20, 0]);
  return Buffer.concat([signature, common, rest, name]);
}
