import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReadable, readableExtensions, readDocument } from '../../src/documents/read-document.ts';
import { DocumentError } from '../../src/errors.ts';
import { expectSoundDocument } from '../support/expect-sound-document.ts';
import { naughtyStrings } from '../support/read-source.ts';

const read = (source: string, uri = 'test.md') => readDocument(Buffer.from(source), uri);

async function failureOf(action: () => Promise<unknown>): Promise<string> {
  try {
    await action();
  } catch (error) {
    expect(error).toBeInstanceOf(DocumentError);
    return (error as DocumentError).message;
  }
  return expect.fail('should have thrown');
}

describe('readDocument', () => {
  it('names the document by its place, its bytes and its file', async () => {
    const document = await read('Text.', 'folder/some-long_name.md');
    expect(document).toMatchObject({
      uris: ['folder/some-long_name.md'],
      title: 'Some long name',
      mediaType: 'text/markdown',
      revision: createHash('sha256').update('Text.').digest('hex'),
    });
    expect(document.id).toMatch(/^some-long-name-[0-9a-f]{8}$/);
    expect((await read('Text.', 'a.TXT')).mediaType).toBe('text/plain');
  });

  it.each(['picture.png', 'archive.tar.gz', 'README', 'folder.md/file', 'md'])(
    'refuses %s, naming what it can read',
    async (uri) => {
      expect(isReadable(uri)).toBe(false);
      const message = await failureOf(() => read('Text.', uri));
      expect(message).toContain(uri);
      for (const extension of readableExtensions) expect(message).toContain(extension);
    },
  );

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t\r\n\u00a0\u2003\n'],
    ['a byte order mark', '\ufeff'],
    ['punctuation', '...\n\n!?\n\n— — —'],
    ['rules', '---\n\n***'],
    ['an image', '![words](image.png)'],
    ['front matter', '---\ntitle: Words\n---\n'],
    ['a comment', '<!-- words -->'],
    ['a link’s target', '[r]: http://words.example'],
  ])('says of a file of %s that it holds no text', async (_, source) => {
    expect(await failureOf(() => read(source, 'folder/a.md'))).toMatch(
      /^folder\/a\.md holds no text/,
    );
  });

  it.each([
    ['a letter', 'a'],
    ['a digit', '7'],
    ['a Chinese character', '中'],
    ['a heading', '# Title'],
  ])('reads a file of %s', async (_, source) => {
    expectSoundDocument(await read(source));
  });

  it.each([
    ['quotations', '>'.repeat(3_000)],
    ['tags', '<div>'.repeat(10_000)],
  ])('says of %s nested beyond reason that they are', async (_, source) => {
    expect(await failureOf(() => read(`${source}words`))).toContain('test.md is nested too deeply');
  });

  it.each([
    ['spaces in a line', 'a.txt', `a${' '.repeat(100_000)}b`],
    ['spaces in code', 'a.md', `\`a${' '.repeat(100_000)}b\``],
    ['spaces in a tag', 'a.md', `<p>a${' '.repeat(100_000)}b</p>`],
    ['lines of a paragraph', 'a.txt', 'some words on a line\n'.repeat(200_000)],
  ])('reads very many %s in time', async (_, uri, source) => {
    // What grows with the square of the length would run out of the time that every test has.
    expectSoundDocument(await read(source, uri));
  });

  it.each(['md', 'txt'])('survives every naughty string as a .%s file', async (extension) => {
    const strings = naughtyStrings();
    expect(strings).toHaveLength(515);
    let readable = 0;
    for (const string of [...strings, strings.join('\n\n'), strings.join('\n')]) {
      try {
        expectSoundDocument(await read(string, `naughty.${extension}`));
        readable += 1;
      } catch (error) {
        expect(error, JSON.stringify(string)).toBeInstanceOf(DocumentError);
      }
    }
    expect(readable).toBeGreaterThan(380);
  });

  it('gives sound documents for any mixture of marks and words', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...['\n', '\n\n', '  \n', '# ', '- ', '1. ', '> ', '    ', '| a | b |\n| - | - |\n', '***'],
        ...['*', '**', '`', '```\n', '<sup>1</sup>', '<sup>', '</sup>', '<b>', '<script>', '<!--'],
        ...['---\n', '[^1]', '[^1]: ', '[', '](x)', '&amp;', '\\', '\t', '\r\n', '\f', '<br>', '|'],
        ...[
          'word',
          'Sentence.',
          'and more',
          '中文。',
          '😀',
          'é',
          '\u0301',
          '\u200b',
          '\ufeff',
          '\u2028',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 4 }).filter((text) => !text.includes('\0')),
    );
    const sources = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(sources, fc.constantFrom('a.md', 'a.txt'), async (source, uri) => {
        try {
          expectSoundDocument(await read(source, uri));
        } catch (error) {
          if (!(error instanceof DocumentError)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });
});
