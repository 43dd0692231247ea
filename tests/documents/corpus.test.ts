import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/passages/split-sentences.ts';
import { expectSoundDocument } from '../support/expect-sound-document.ts';
import {
  blockText,
  corpusDocument,
  corpusSource,
  joinedBlocks,
  outline,
} from '../support/read-source.ts';
import { foldSpace, stripMarkdown } from '../support/strip-markdown.ts';

const document = corpusDocument();
const blocksOf = (kind: string) => document.blocks.filter((block) => block.kind === kind);
const textsOf = (kind: string) => blocksOf(kind).map((block) => blockText(document, block));

describe('the corpus', () => {
  it('is read into blocks that stand where they say', () => {
    expectSoundDocument(document);
    expect(document.title).toBe("China's Evolving Cybersecurity and Cyber Development Strategy");
    expect(outline(document).slice(0, 3)).toEqual([
      ['heading', document.title],
      ['paragraph', 'BY JING DE JONG-CHEN'],
      ['paragraph', 'Published: March 29, 2017'],
    ]);
  });

  it('has its headings as heading paths, the title apart', () => {
    expect(blocksOf('heading').map((block) => block.level)).toEqual([1, 2, 3, 3, 3, 3, 3]);
    const strategy = "China's Cybersecurity Strategy";
    expect(document.blocks[1]!.section).toEqual([]);
    expect(blocksOf('list-item')[0]!.section).toEqual([
      strategy,
      'Linking National Economic Strategy with Cyber Development',
    ]);
    const sections = new Set(document.blocks.map((block) => block.section.join(' > ')));
    expect(sections.size).toBe(7);
  });

  it('has its three initiatives as list items', () => {
    expect(textsOf('list-item')).toEqual([
      'implement a "broadband China" investment project',
      'increase network speed and reduce access costs to encourage startups and innovation',
      'carry out the Internet Plus initiative',
    ]);
  });

  it('has the author’s box as an aside, and nothing else', () => {
    expect(textsOf('aside')).toEqual([
      expect.stringMatching(/^JING DE JONG-CHEN is a Partner .* the author's own\.$/),
    ]);
  });

  it('has three footnotes with their labels', () => {
    expect(blocksOf('footnote').map((block) => block.label)).toEqual(['1', '2', '3']);
    expect(textsOf('footnote').map((text) => text.slice(0, 11))).toEqual([
      'UN Office f',
      'Zhang Feng,',
      'Eric Carlso',
    ]);
  });

  it('shows no marks of notes and no markup', () => {
    expect(corpusSource().match(/<sup>/g)).toHaveLength(6);
    expect(document.text).toContain('consensus on key issues. Although');
    expect(document.text).toContain('a global cyber power:\n');
    expect(document.text.replace('[to]', 'to')).not.toMatch(/[<>*#[\]]/);
  });

  it('has its seven cut paragraphs marked, and no others', () => {
    const lastWord = (text: string) => text.split(' ').at(-1);
    const firstWord = (text: string) => text.split(' ')[0];
    const cuts = joinedBlocks(document).map(
      ([first, second]) => `${lastWord(first)} | ${firstWord(second)}`,
    );
    expect(cuts).toEqual([
      'rules | and',
      'U.S.-China | cybercrime',
      'Internet | development.',
      'established | this',
      '"trans-regional | efforts',
      'political | and',
      'joint | partnerships',
    ]);
  });

  it('is quoted in the words of the file itself, taken from it by other means', () => {
    const file = stripMarkdown(corpusSource());
    const spans = splitSentences(document)
      .flatMap((sentence) => sentence.spans)
      .sort((left, right) => left.start - right.start);
    expect(spans.length).toBeGreaterThan(100);
    let from = 0;
    for (const { start, end } of spans) {
      const quoted = foldSpace(document.text.slice(start, end));
      const at = file.indexOf(quoted, from);
      expect(at, quoted).toBeGreaterThanOrEqual(from);
      from = at + quoted.length;
    }
  });

  it('leaves nothing of the file out', () => {
    const file = stripMarkdown(corpusSource());
    expect(foldSpace(document.text)).toBe(file);
  });
});
