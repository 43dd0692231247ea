import { describe, expect, it } from 'vitest';
import { openArchive } from '../../src/documents/archive.ts';
import { readingLimits } from '../../src/documents/reading-limits.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { makeZip, type ZipFile } from '../support/make-zip.ts';

const open = (bytes: Uint8Array, limits = {}) =>
  openArchive({ bytes, uri: 'test.zip', limits: { ...readingLimits, ...limits } });

const openFiles = (files: ZipFile[], limits = {}) => open(makeZip(files), limits);

describe('an archive', () => {
  it('gives its files by name, deflated or stored', async () => {
    const archive = await openFiles([
      ['a.txt', 'first'],
      ['folder/', '', { stored: true }],
      ['folder/b.txt', 'zweite Ü', { stored: true }],
      ['empty', ''],
    ]);
    expect(archive.names).toEqual(['a.txt', 'folder/b.txt', 'empty']);
    expect(archive.has('folder/b.txt')).toBe(true);
    expect(archive.has('folder')).toBe(false);
    expect(await archive.readText('a.txt')).toBe('first');
    expect(await archive.readText('folder/b.txt')).toBe('zweite Ü');
    expect(await archive.read('empty')).toHaveLength(0);
  });

  it('reads from the middle of a larger buffer', async () => {
    const zip = makeZip([['a', 'text']]);
    const larger = new Uint8Array(zip.length + 20);
    larger.set(zip, 7);
    const archive = await open(larger.subarray(7, 7 + zip.length));
    expect(await archive.readText('a')).toBe('text');
  });

  it('leaves out names that lead elsewhere, and takes the last of two files of one name', async () => {
    const archive = await openFiles([
      ['../outside', 'x'],
      ['/absolute', 'x'],
      ['C:/windows', 'x'],
      ['same', 'old'],
      ['same', 'new'],
      ['back\\slash', 'kept'],
    ]);
    expect(archive.names).toEqual(['same', 'back/slash']);
    expect(await archive.readText('same')).toBe('new');
  });

  it('names the part that is missing', async () => {
    const archive = await openFiles([['a', 'text']]);
    await expectRefusal(archive.read('b'), 'damaged', /b is missing/);
  });

  it('decodes text by its mark, its declaration, or as UTF-8', async () => {
    const utf16 = Buffer.from('\ufeff<a>ü</a>', 'utf16le');
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>ü</a>', 'latin1');
    const archive = await openFiles([
      ['utf16', utf16],
      ['utf16be', Buffer.from(utf16).swap16()],
      ['unmarked', utf16.subarray(2)],
      ['latin', latin],
      ['marked', '\ufeff<a>ü</a>'],
      ['wrong', Buffer.from([0x3c, 0xff, 0xfe, 0x41])],
      ['unknown', '<?xml version="1.0" encoding="klingon"?><a/>'],
    ]);
    for (const name of ['utf16', 'utf16be', 'unmarked', 'marked']) {
      expect(await archive.readText(name), name).toBe('<a>ü</a>');
    }
    expect(await archive.readText('latin')).toContain('<a>ü</a>');
    await expectRefusal(archive.readText('wrong'), 'damaged', /wrong .*utf-8/);
    await expectRefusal(archive.readText('unknown'), 'damaged', /klingon/);
  });
});

describe('limits', () => {
  const thousand = 'a'.repeat(1000);

  it('hold for all that is unpacked together', async () => {
    const archive = await openFiles(
      [
        ['a', thousand],
        ['b', thousand],
      ],
      { unpackedBytes: 1999 },
    );
    await archive.read('a');
    await expectRefusal(archive.read('b'), 'too-large', /unpacks to more than/);
  });

  it('let through what just fits', async () => {
    const archive = await openFiles(
      [
        ['a', thousand],
        ['b', thousand],
      ],
      { unpackedBytes: 2000 },
    );
    expect(await archive.read('a')).toHaveLength(1000);
    expect(await archive.read('b')).toHaveLength(1000);
  });

  it('stop a bomb that says it were small', async () => {
    const bomb = Buffer.alloc(50_000_000);
    const archive = await openFiles([['a', bomb, { says: { size: 10 } }]]);
    await expectRefusal(archive.read('a'), 'damaged', /a cannot be unpacked/);
  });

  it('hold for the number of files', async () => {
    const files = [...'abcd'].map((name): ZipFile => [name, '']);
    await expectRefusal(openFiles(files, { entries: 3 }), 'too-large', /more than 3 files/);
    expect((await openFiles(files, { entries: 4 })).names).toHaveLength(4);
  });
});

describe('an archive that cannot be read', () => {
  it('says that it is cut short, wherever it was cut', async () => {
    const zip = makeZip([
      ['a', 'some text that is long enough to be cut'],
      ['b', 'more of it'],
    ]);
    for (let length = 2; length < zip.length; length += 1) {
      await expectRefusal(open(zip.subarray(0, length)), 'damaged', /cut short/);
    }
  });

  it('says where its content is not what was packed', async () => {
    const wrong = await openFiles([['a', 'text', { says: { checksum: 1 } }]]);
    await expectRefusal(wrong.read('a'), 'damaged', /a is not what its checksum says/);
    const broken = await openFiles([
      ['a', Buffer.alloc(9, 0xff), { says: { method: 8 }, stored: true }],
    ]);
    await expectRefusal(broken.read('a'), 'damaged', /a cannot be unpacked/);
  });

  it('says that it is encrypted', async () => {
    const archive = await openFiles([['a', 'text', { flags: 1 }]]);
    await expectRefusal(archive.read('a'), 'encrypted', /password/);
    await expectRefusal(openFiles([['a', 'text', { flags: 0x41 }]]), 'encrypted', /password/);
  });

  it('says that it is packed in an unknown way', async () => {
    const archive = await openFiles([['a', 'text', { says: { method: 14 } }]]);
    await expectRefusal(archive.read('a'), 'unsupported', /method 14/);
  });

  it('says that it is none, or empty', async () => {
    await expectRefusal(open(Buffer.from('%PDF-1.7')), 'mismatched', /not what its name says/);
    await expectRefusal(open(new Uint8Array()), 'empty', /empty/);
  });

  it.each([
    ['EncryptedPackage', 'encrypted', /password/],
    ['WordDocument', 'mismatched', /save it as \.docx/],
    ['Workbook', 'mismatched', /save it as \.xlsx/],
    ['Book', 'mismatched', /save it as \.xlsx/],
    ['PowerPoint Document', 'mismatched', /save it as \.pptx/],
    ['Contents', 'mismatched', /old Office/],
  ] as const)('says what it is where it holds a stream %s', async (name, reason, words) => {
    await expectRefusal(open(compoundFile(name)), reason, words);
  });

  it('is not taken for encrypted because its text says so', async () => {
    const file = compoundFile('WordDocument');
    Buffer.from(file.buffer).write('EncryptedPackage\0', 1024, 'utf16le');
    await expectRefusal(open(file), 'mismatched', /\.docx/);
  });
});

/** The parts of an OLE compound file that tell what it is: its signature and one entry. */
function compoundFile(stream: string): Uint8Array {
  const file = Buffer.alloc(2048);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.write(stream, 640, 'utf16le');
  file.writeUInt16LE((stream.length + 1) * 2, 640 + 64);
  return new Uint8Array(file);
}
