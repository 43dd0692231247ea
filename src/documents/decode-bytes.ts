/** What Windows-1252 has at 0x80–0x9F; a space stands for the five bytes that it leaves undefined. */
const windows1252High = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const latin1Labels = /^(?:windows-1252|cp1252|iso-?8859-1|latin-?1|l1|us-ascii|ascii)$/i;
const utf32Label = /^utf-?32-?(le|be)?$/i;

/**
 * Decodes bytes in an encoding that is known, by any of the Web's labels for it or as UTF-32. A byte
 * order mark is taken away. `undefined` where the bytes are not of that encoding or where no such
 * encoding is known; never a replacement character.
 */
export function decodeBytes(bytes: Uint8Array, encoding: string): string | undefined {
  const label = encoding.trim();
  // The decoder of some releases of Node reads Windows-1252 as ISO-8859-1 (nodejs/node#56542).
  if (latin1Labels.test(label)) return decodeWindows1252(bytes);
  const utf32 = utf32Label.exec(label);
  if (utf32) return decodeUtf32(bytes, utf32[1]?.toLowerCase() === 'be');
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeWindows1252(bytes: Uint8Array): string | undefined {
  let undefinedByte = false;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (control) => {
      const character = windows1252High[control.charCodeAt(0) - 0x80]!;
      if (character === ' ') undefinedByte = true;
      return character;
    });
  return undefinedByte ? undefined : text;
}

function decodeUtf32(bytes: Uint8Array, bigEndian: boolean): string | undefined {
  if (bytes.length % 4 !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += 4) {
    const point = view.getUint32(offset, !bigEndian);
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
    parts.push(String.fromCodePoint(point));
  }
  const text = parts.join('');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
