import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alignWords } from '../../scripts/eval-documents/align-words.ts';
import { foldWords } from '../../scripts/eval-documents/fold-words.ts';
import { packZip } from '../../scripts/fuzz/zip-file.ts';
import { formats } from '../../src/documents/formats.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import { type ReadingLimits, readingLimits } from '../../src/documents/reading-limits.ts';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import { DocumentError } from '../../src/errors.ts';
import { expectSoundDocument } from '../support/expect-sound-document.ts';

/** What the files of one name say, each in its format; marks of notes and lists apart. */
const harbour = `The harbour of Lindvik has two basins and a slip. Ships of up to ninety metres can enter
  it at high water. Opening hours. The lock opens at six o’clock in summer. In winter it opens on
  request. Call the harbour master on channel 12. Wait for the green light. Small boats go first.
  Fees. Length, Fee a day, up to 8 m, €14, up to 12 m, €21. Café owners and fishermen pay half.`;
const lowport = `The harbour of Lowport. Its history. The harbour was dug by hand between 1841 and 1847.
  The quays. North quay, for coal. Crane of 1860. Crane of 1911. South quay, for fish. Year Coal Fish
  1850 closed by ice 1851 212 97. Its rules. Boats give way to the ferry at all times.`;

/** A file of every format, by media type, and words that it holds, in their order. */
const fixtures: Readonly<Record<string, readonly { file: string; words: string }[]>> = {
  'text/markdown': [
    { file: 'lindvik.md', words: harbour },
    { file: 'umlauts-non-utf8.md', words: 'können können äöüß' },
  ],
  'text/plain': [
    {
      file: 'lindvik.txt',
      words: `THE HARBOUR OF LINDVIK The harbour of Lindvik has two basins and a slip. Ships of up to
        ninety metres can enter it at high water. The lock opens at six o’clock in summer. Café
        owners and fishermen pay half: €14 a day.`,
    },
  ],
  'text/html': [
    { file: 'lindvik.html', words: harbour },
    { file: 'fake-html-cp1252.html', words: 'My First Heading Die schöne Frau 15,50 €. frågade' },
  ],
  'text/csv': [
    {
      file: 'lindvik.csv',
      words: `Length, Fee a day, Note, up to 8 m, 14, Café Marie pays half, up to 12 m, 21, Two
        lines: by the night`,
    },
    { file: 'stanley-cups-with-emoji.csv', words: 'Blues STL 1 Flyers PHI 2 Maple Leafs TOR 13' },
  ],
  'application/rtf': [
    { file: 'lindvik.rtf', words: harbour },
    { file: 'fake-doc.rtf', words: 'My First Heading My first paragraph' },
  ],
  'application/pdf': [
    { file: 'lindvik.pdf', words: harbour },
    { file: 'helloworld-bad.pdf', words: 'Hello, world!' },
    { file: 'rotated.pdf', words: 'Rotated text test test' },
  ],
  'application/epub+zip': [{ file: 'lindvik.epub', words: harbour }],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': [
    { file: 'lindvik.docx', words: harbour },
    {
      file: 'docx-tables.docx',
      words: 'Simple uniform table Header Col 1 Lorem ipsum Nested Table a b c d e f g t h',
    },
  ],
  'application/vnd.oasis.opendocument.text': [
    { file: 'lindvik.odt', words: harbour },
    { file: 'harbour.odt', words: lowport },
  ],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': [
    { file: 'lindvik.pptx', words: harbour },
    {
      file: 'pass.pptx',
      words: `Winter on the pass Clearing the road Start before dawn Salt the bends first Close at
        forty centimetres Mention the winter of 1987 Winter Snow Days closed 2019 310 cm 12 Who to
        call The hut answers on channel 4`,
    },
  ],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': [
    {
      file: 'lindvik.xlsx',
      words: 'Length Fee a day up to 8 m 14 up to 12 m 21 Ship Arrival Café Marie 2024',
    },
    {
      file: 'ferry.xlsx',
      words: `Takings of the ferry in 2023 Day Passengers Takings 29 Mar 2023 1,250 8,125.50 EUR
        Prices were raised on 1 April Crew Name Duty Ada Brook Runs the engine at night far away`,
    },
  ],
};

const bytesOf = (file: string): Buffer =>
  readFileSync(join('tests', 'fixtures', 'documents', file));

const cases = formats.flatMap((format) =>
  (fixtures[format.mediaType] ?? []).map((fixture) => ({ ...format, ...fixture })),
);
const archives = cases.filter(({ file }) => bytesOf(file).toString('latin1', 0, 2) === 'PK');

/** Reads bytes; what comes of it is a sound document or an error that says so. */
async function attempt(
  bytes: Uint8Array,
  uri: string,
  limits?: Partial<ReadingLimits>,
): Promise<SourceDocument | DocumentError> {
  try {
    const document = await readDocument(bytes, uri, { ...readingLimits, ...limits });
    expectSoundDocument(document);
    return document;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    expect(error.message.startsWith(uri), error.message).toBe(true);
    expect(error.message, 'a whole sentence').toMatch(/\.$/);
    return error;
  }
}

const reasonOf = (result: SourceDocument | DocumentError): string =>
  result instanceof DocumentError ? result.reason : 'read';

describe('formats', () => {
  it('each have a fixture, and differ in media type and extensions', () => {
    const without = formats.filter(({ mediaType }) => !fixtures[mediaType]);
    expect(without.map(({ name }) => name)).toEqual([]);
    const extensions = formats.flatMap(({ extensions }) => extensions);
    expect(new Set(extensions).size).toBe(extensions.length);
    expect(new Set(formats.map(({ mediaType }) => mediaType)).size).toBe(formats.length);
    for (const extension of extensions) expect(extension).toMatch(/^\.[a-z0-9]+$/);
  });
});

describe.each(cases)('$name, of $file', ({ file, words, mediaType }) => {
  const uri = `folder/${file}`;
  const bytes = bytesOf(file);

  it('is read whole, in order, the same each time', async () => {
    const document = await readDocument(bytes, uri);
    expectSoundDocument(document);
    expect(document.mediaType).toBe(mediaType);
    const expected = foldWords(words);
    const read = foldWords(document.text);
    const found = new Set(alignWords(expected, read).map(([at]) => at));
    expect(expected.filter((_, at) => !found.has(at))).toEqual([]);
    expect(await readDocument(bytes, uri)).toEqual(document);
  });

  it('leaves the bytes as they were', async () => {
    const given = Uint8Array.from(bytes);
    await readDocument(given, uri);
    expect(Buffer.compare(given, bytes)).toBe(0);
  });

  it('is refused beyond the limits', async () => {
    expect(reasonOf(await attempt(bytes, uri, { bytes: bytes.length - 1 }))).toBe('too-large');
    expect(reasonOf(await attempt(bytes, uri, { characters: 5 }))).toBe('too-large');
  });

  it('is empty or damaged where nothing is in it', async () => {
    expect(['empty', 'damaged']).toContain(reasonOf(await attempt(Buffer.alloc(0), uri)));
  });

  it('is read or refused wherever it is cut off', async () => {
    const steps = 24;
    for (let step = 1; step < steps; step += 1) {
      const length = Math.floor((bytes.length * step) / steps);
      const result = await attempt(bytes.subarray(0, length), uri);
      expect(['read', 'damaged', 'empty', 'mismatched', 'scanned', 'encrypted']).toContain(
        reasonOf(result),
      );
    }
  });

  it('is read or refused under every other ending', async () => {
    for (const { extensions } of formats) {
      for (const extension of extensions) {
        if (extension === extname(file)) continue;
        const result = await attempt(bytes, `folder/file${extension}`);
        expect(['read', 'damaged', 'empty', 'mismatched'], extension).toContain(reasonOf(result));
      }
    }
  });
});

describe.each(archives)('the archive $file', ({ file, extensions: [extension] }) => {
  const bytes = bytesOf(file);

  it('is refused where it holds more files or more bytes than it may', async () => {
    expect(reasonOf(await attempt(bytes, file, { entries: 2 }))).toBe('too-large');
    expect(reasonOf(await attempt(bytes, file, { unpackedBytes: 500 }))).toBe('too-large');
  });

  it('is refused where it is another kind of archive', async () => {
    const other = packZip([{ name: 'words.txt', content: Buffer.from('words') }]);
    const reason = reasonOf(await attempt(other, `other${extension}`));
    expect(['mismatched', 'damaged']).toContain(reason);
  });
});

describe('pages', () => {
  const paged = cases.filter(({ mediaType }) => /pdf|presentation/.test(mediaType));
  it.each(paged)('of $file are refused beyond their limit', async ({ file }) => {
    const { blocks } = await readDocument(bytesOf(file), file);
    const pages = blocks.map(({ page }) => page);
    expect(pages).not.toContain(null);
    expect(reasonOf(await attempt(bytesOf(file), file, { pages: 0 }))).toBe('too-large');
  });
});

describe('files that cannot be read', () => {
  it.each([
    ['password.pdf', 'encrypted'],
    ['empty_protected.pdf', 'empty'],
    ['poppler-395-0-fuzzed.pdf', 'damaged'],
  ])('%s says that it is %s', async (file, reason) => {
    expect(reasonOf(await attempt(bytesOf(file), file))).toBe(reason);
  });
});
