import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/documents/decode-text.ts';
import { DocumentError } from '../../src/errors.ts';

const bytes = (...parts: (string | number)[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))),
  );

const decode = (...parts: (string | number)[]) => decodeText(bytes(...parts), 'notes/a.txt');

describe('decodeText', () => {
  it('decodes UTF-8, and takes the byte order mark away', () => {
    expect(decode('é 中 😀')).toBe('é 中 😀');
    expect(decode(0xef, 0xbb, 0xbf, 'é')).toBe('é');
    expect(decode()).toBe('');
  });

  it.each([
    ['Latin-1', ['one\ntwo caf', 0xe9, ' three'], '0xE9', 11, 2],
    ['a lone continuation byte', ['a', 0x80, 'b'], '0x80', 1, 1],
    ['a byte that UTF-8 never has', ['a\r\n\r\nb', 0xff], '0xFF', 6, 3],
    ['a character that does not go on', ['a', 0xe2, 0x82, 'b'], '0xE2', 1, 1],
    ['a character cut off at the end', ['abc\n', 0xf0, 0x9f, 0x98], '0xF0', 4, 2],
    ['half a surrogate pair', ['a', 0xed, 0xa0, 0x80], '0xED', 1, 1],
    ['an overlong form', ['abc', 0xc0, 0xaf], '0xC0', 3, 1],
    ['a bad byte behind a byte order mark', [0xef, 0xbb, 0xbf, 'a', 0xe9], '0xE9', 4, 1],
    ['a bad byte far inside', ['é\n'.repeat(100_000), 0xa0], '0xA0', 300_000, 100_001],
  ] as [string, (string | number)[], string, number, number][])(
    'says where %s stands',
    (_, parts, byte, offset, line) => {
      expect(() => decode(...parts)).toThrow(DocumentError);
      expect(() => decode(...parts)).toThrow(
        `notes/a.txt is not valid UTF-8: byte ${byte} at offset ${offset} (line ${line}).`,
      );
    },
  );

  it('takes NUL bytes for a sign of a binary file', () => {
    expect(() => decode('a\0b')).toThrow(DocumentError);
    expect(() => decode('a\0b')).toThrow(/^notes\/a\.txt looks like a binary file/);
    expect(() => decodeText(Buffer.from('UTF-16', 'utf16le'), 'a')).toThrow(/binary/);
  });
});
