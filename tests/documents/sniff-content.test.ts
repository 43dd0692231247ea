import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/documents/read-document.ts';
import { sniffContent } from '../../src/documents/sniff-content.ts';
import type { DocumentError } from '../../src/errors.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

const samples: [name: string, start: Buffer][] = [
  ['a PDF', latin1('%PDF-1.7\n')],
  ['a PDF', latin1('rubbish\r\n%PDF-1.4\n')],
  ['an RTF file', latin1('{\\rtf1\\ansi ')],
  ['a picture (PNG)', latin1('\x89PNG\r\n\x1a\n')],
  ['a picture (JPEG)', latin1('\xff\xd8\xff\xe0')],
  ['a picture (GIF)', latin1('GIF89a')],
  ['a picture (WebP)', latin1('RIFF\0\0\0\0WEBPVP8 ')],
  ['a gzip archive', latin1('\x1f\x8b\x08\0')],
  ['a tar archive', Buffer.concat([Buffer.alloc(257), latin1('ustar\0')])],
  ['a program', latin1('\x7fELF\x02')],
  ['a ZIP archive', latin1('PK\x03\x04rest')],
  ['a Word file', latin1('PK\x03\x04....word/document.xml')],
  ['an Excel file', latin1('PK\x03\x04....xl/workbook.xml')],
  ['a PowerPoint file', latin1('PK\x03\x04....ppt/presentation.xml')],
  ['an e-book (EPUB)', latin1('PK\x03\x04....mimetypeapplication/epub+zip')],
  ['an OpenDocument text', latin1('PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text')],
  ['a file of an old Windows program', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['a web page', latin1('\r\n<!DOCTYPE html><html>')],
  ['a web page', Buffer.from('\ufeff<?xml version="1.0"?>\n<!-- x -->\n<HTML lang="de">')],
];

const compoundFile = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** A compound file whose directory has an entry of this name. */
function withEntry(name: string): Buffer {
  const bytes = Buffer.concat([compoundFile, Buffer.alloc(760)]);
  const length = bytes.write(`${name}\0`, 640, 'utf16le');
  bytes.writeUInt16LE(length, 704);
  return bytes;
}

async function refusal(bytes: Buffer, uri: string): Promise<DocumentError> {
  return readDocument(bytes, uri).then(
    () => expect.fail('should have been refused'),
    (error) => error,
  );
}

describe('sniffContent', () => {
  it.each(samples)('knows %s by its bytes', (name, start) => {
    expect(sniffContent(start)?.name).toBe(name);
  });

  it.each(['', 'Plain words.', '# Markdown', 'a,b\n1,2', '<p>a piece of HTML</p>', 'PK is a code'])(
    'takes %j for text',
    (text) => {
      expect(sniffContent(Buffer.from(text))).toBeUndefined();
    },
  );
});

describe('readDocument', () => {
  it('names what a file seems to be and how to call it', async () => {
    const rtf = await refusal(latin1('{\\rtf1\\ansi words}'), 'folder/a.txt');
    expect(rtf.reason).toBe('mismatched');
    expect(rtf.message).toBe(
      'folder/a.txt is named like plain text and seems to be an RTF file. Rename it to end in .rtf.',
    );
    const picture = await refusal(latin1('\x89PNG\r\n\x1a\n'), 'a.md');
    expect(picture.message).toContain('a picture (PNG). Such files cannot be read');
  });

  it.each(samples.filter(([name]) => name !== 'a web page'))(
    'refuses %s by the name of a text',
    async (name, start) => {
      for (const uri of ['a.txt', 'a.md', 'a.csv']) {
        const { reason, message } = await refusal(start, uri);
        expect(reason).toBe('mismatched');
        expect(message).toContain(name);
      }
    },
  );

  it('reads HTML in a text file as the text that it is', async () => {
    const { text } = await readDocument(Buffer.from('<html><p>words</p></html>'), 'a.txt');
    expect(text).toBe('<html><p>words</p></html>');
  });

  it('says of an Office file with a password that it has one', async () => {
    const { reason, message } = await refusal(withEntry('EncryptedPackage'), 'a.txt');
    expect([reason, message]).toEqual(['encrypted', expect.stringContaining('without')]);
    expect((await refusal(withEntry('WordDocument'), 'a.md')).message).toContain(
      'an old Word file',
    );
  });

  it('says of an empty file of any kind that it is empty', async () => {
    expect((await refusal(Buffer.alloc(0), 'a.csv')).reason).toBe('empty');
  });
});
