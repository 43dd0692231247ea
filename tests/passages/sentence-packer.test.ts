import { Document } from '@langchain/core/documents';
import { TextSplitter } from '@langchain/textsplitters';
import { describe, expect, it } from 'vitest';
import { SentencePacker } from '../../src/passages/sentence-packer.ts';

/** A token for each word: counts that can be checked by eye. */
const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;

const packer = new SentencePacker({
  maximumCharacters: 40,
  maximumTokens: 8,
  countTokens: countWords,
});

describe('the packer', () => {
  it('fills groups up to the limit of characters', () => {
    const sentences = ['Aaaaaaaaaaaaaaaaaaa.', 'Bbbbbbbbbbbbbbbbbb.', 'Ccccccccccccccccccc.'];
    expect(sentences[0]!.length + 1 + sentences[1]!.length).toBe(40);
    expect(packer.pack(sentences.slice(0, 2))).toEqual([{ start: 0, end: 2 }]);
    expect(packer.pack([sentences[0]!, sentences[2]!])).toEqual([
      { start: 0, end: 1 },
      { start: 1, end: 2 },
    ]);
  });

  it('fills groups up to the limit of tokens', () => {
    expect(packer.pack(['A b c d.', 'E f g.'])).toEqual([{ start: 0, end: 2 }]);
    expect(packer.pack(['A b c d.', 'E f g h i.'])).toEqual([
      { start: 0, end: 1 },
      { start: 1, end: 2 },
    ]);
  });

  it('evens groups out rather than fill one and leave a rest', () => {
    expect(packer.pack(['A b c d.', 'E f g.', 'H i.'])).toEqual([
      { start: 0, end: 1 },
      { start: 1, end: 3 },
    ]);
  });

  it('packs nothing into nothing', () => {
    expect(packer.pack([])).toEqual([]);
  });

  it('tells equal sentences apart by their place', () => {
    const groups = packer.pack(Array.from({ length: 9 }, () => 'It is so.'));
    expect(groups.flatMap(({ start, end }) => [start, end])).toEqual([
      0, 2, 2, 4, 4, 6, 6, 8, 8, 9,
    ]);
  });

  it('aims at the usual length and goes beyond it up to the maximum', () => {
    const even = new SentencePacker({
      maximumCharacters: 40,
      usualCharacters: 29,
      maximumTokens: 40,
      countTokens: countWords,
    });
    const ranges = (count: number) =>
      even
        .pack(Array.from({ length: count }, () => 'Ten letter'))
        .map(({ start, end }) => end - start);
    expect(ranges(3)).toEqual([3]);
    expect(ranges(5).toSorted()).toEqual([2, 3]);
    expect(ranges(4)).toEqual([2, 2]);
  });

  it('rather ends a group where a block ends', () => {
    const sentences = Array.from({ length: 5 }, () => 'Of nine.');
    const sizes = (blocks?: number[]) =>
      packer.pack(sentences, blocks).map(({ start, end }) => end - start);
    expect(sizes([0, 0, 1, 1, 1])).toEqual([2, 3]);
    expect(sizes([0, 0, 0, 1, 1])).toEqual([3, 2]);
  });

  it('cuts only what is too long, at the coarsest mark there is', async () => {
    expect(await packer.cut('It fits.')).toEqual([{ start: 0, end: 8 }]);
    const sentence = 'One two three four; five six seven, eight nine ten.';
    const pieces = (await packer.cut(sentence)).map(({ start, end }) => sentence.slice(start, end));
    expect(pieces).toEqual(['One two three four', '; five six seven, eight nine ten.']);
  });

  it('never cuts a character in two', async () => {
    for (const text of ['😀'.repeat(50), `a${'😀'.repeat(50)}`]) {
      const pieces = await packer.cut(text);
      expect(pieces.length).toBeGreaterThan(2);
      expect(pieces.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      for (const { start, end } of pieces) {
        expect(end - start).toBeLessThanOrEqual(40);
        expect(text.slice(start, end)).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
      }
    }
  });
});

describe('as a text splitter of LangChain', () => {
  it('splits texts into whole sentences', async () => {
    expect(packer).toBeInstanceOf(TextSplitter);
    const text = 'Dr. Ada met us. We talked a lot. It was good. Then we left.';
    expect(await packer.splitText(text)).toEqual([
      'Dr. Ada met us.',
      'We talked a lot.',
      'It was good. Then we left.',
    ]);
    expect(await packer.splitText('')).toEqual([]);
  });

  it('makes documents, with their metadata', async () => {
    const documents = await packer.createDocuments(
      ['One sentence here. Another sentence there. A third.', 'Else.'],
      [{ source: 'a' }, { source: 'b' }],
    );
    expect(documents.map(({ pageContent, metadata }) => [pageContent, metadata['source']])).toEqual(
      [
        ['One sentence here.', 'a'],
        ['Another sentence there. A third.', 'a'],
        ['Else.', 'b'],
      ],
    );
  });

  it('splits documents', async () => {
    const [first, ...others] = await packer.splitDocuments([
      new Document({ pageContent: 'Very-long-words '.repeat(6), metadata: { page: 3 } }),
    ]);
    expect(first!.metadata).toMatchObject({ page: 3 });
    expect([first, ...others].map((document) => document!.pageContent).join(' ')).toBe(
      'Very-long-words '.repeat(6).trim(),
    );
  });
});
