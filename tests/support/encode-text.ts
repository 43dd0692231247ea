import { decodeBytes } from '../../src/documents/decode-bytes.ts';

/** Encodes text in a legacy encoding, by looking up what its one and two bytes stand for. */
export function encodeText(text: string, encoding: string): Buffer {
  const table = tableOf(encoding);
  return Buffer.concat(
    [...text].map((character) => {
      const bytes = table.get(character);
      if (!bytes) throw new Error(`${encoding} has no ${character}`);
      return bytes;
    }),
  );
}

const tables = new Map<string, Map<string, Buffer>>();

function tableOf(encoding: string): Map<string, Buffer> {
  const known = tables.get(encoding);
  if (known) return known;
  const table = new Map<string, Buffer>();
  const add = (bytes: Buffer) => {
    const character = decodeBytes(bytes, encoding);
    if (character && [...character].length === 1 && !table.has(character)) {
      table.set(character, bytes);
    }
  };
  for (let byte = 0; byte < 0x100; byte += 1) add(Buffer.of(byte));
  if (/^(?:shift_jis|euc-|gb|big5)/.test(encoding)) {
    for (let lead = 0x81; lead < 0xff; lead += 1) {
      for (let trail = 0x40; trail < 0xff; trail += 1) add(Buffer.of(lead, trail));
    }
  }
  tables.set(encoding, table);
  return table;
}

/** Encodes text as UTF-16 or UTF-32, without a byte order mark unless the text has one. */
export function encodeWide(text: string, bytesAUnit: 2 | 4, bigEndian: boolean): Buffer {
  const utf16 = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  const units = bytesAUnit === 2 ? utf16 : [...text].map((character) => character.codePointAt(0)!);
  const buffer = Buffer.alloc(units.length * bytesAUnit);
  units.forEach((unit, index) => {
    if (bigEndian) buffer.writeUIntBE(unit, index * bytesAUnit, bytesAUnit);
    else buffer.writeUIntLE(unit, index * bytesAUnit, bytesAUnit);
  });
  return buffer;
}
