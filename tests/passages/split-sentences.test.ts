import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import { sentenceText } from '../../src/passages/sentence-text.ts';
import { splitSentences } from '../../src/passages/split-sentences.ts';
import { arbitrarySource } from '../support/arbitrary-source.ts';
import { isSoundRange } from '../support/expect-sound-document.ts';
import { corpusDocument, markdown, plainText } from '../support/read-source.ts';

const texts = (document: SourceDocument) =>
  splitSentences(document).map((sentence) => sentenceText(document.text, sentence));

const cutTexts = (document: SourceDocument) =>
  splitSentences(document)
    .filter((sentence) => sentence.spans.length > 1)
    .map((sentence) => sentenceText(document.text, sentence));

describe('the sentences of the corpus', () => {
  it('that a page break cuts are one each, with two spans', () => {
    const document = corpusDocument();
    const cut = splitSentences(document).filter((sentence) => sentence.spans.length > 1);
    expect(cut.map((sentence) => [sentence.spans.length, sentence.joiner])).toEqual(
      Array.from({ length: 7 }, () => [2, ' ']),
    );
    const read = cutTexts(document);
    expect(read[0]).toMatch(
      /^At the same time, .* and to set their own rules and priorities for Internet development\.$/,
    );
    expect(read[1]).toMatch(/value of the U\.S\.-China cybercrime hotline and agreed/);
    expect(read[2]).toMatch(/balance national security and Internet development\.$/);
    expect(read[3]).toMatch(/^After Xi established this new direction, .* cyber power:$/);
    expect(read[4]).toMatch(/“?trans-regional efforts on counter-terrorism .* gathering\.”$/);
    expect(read[5]).toMatch(/to avoid political and social disruption/);
    expect(read[6]).toMatch(/commit to building joint partnerships to promote/);
  });

  it('begin and end as sentences do', () => {
    const document = corpusDocument();
    const prose = splitSentences(document)
      .filter(({ kind, block }) => kind === 'paragraph' && block > 2 && block < 46)
      .map((sentence) => sentenceText(document.text, sentence));
    expect(prose.length).toBeGreaterThan(80);
    for (const text of prose) expect(text).toMatch(/^["“]?\p{Lu}.*(?:[.:]["”]?|∞)$/su);
  });

  it('leave headings out, and are of the kinds of their blocks', () => {
    const document = corpusDocument();
    const sentences = splitSentences(document);
    for (const { kind, block } of sentences) expect(document.blocks[block]!.kind).toBe(kind);
    const kinds = new Set(sentences.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['aside', 'footnote', 'list-item', 'paragraph']);
  });
});

describe('a sentence that is cut', () => {
  it('runs no words into one, though the paragraph is cut within a word further on', () => {
    const parts = [
      'The lease holds until the first of the two parties, who are named above,',
      'gives notice to the other. Whatever they have settled on in the agree-',
      'ment before holds until then. So do the rules of the house.',
    ];
    const document = markdown(parts.join('\n\n---\n\n'));
    expect(document.blocks.map(({ continues }) => continues)).toEqual([undefined, 0, 1]);
    expect(texts(document)).toEqual([
      `${parts[0]} gives notice to the other.`,
      'Whatever they have settled on in the agree-ment before holds until then.',
      'So do the rules of the house.',
    ]);
    const [first, second, third] = parts.map((part) => part.replaceAll('. ', ', '));
    const long = markdown([first, second, third].join('\n\n---\n\n'));
    expect(texts(long)).toEqual([`${first} ${second} ${third}`]);
  });

  const first = 'The committee has met several times since the spring and has reached an';

  it.each([
    ['at a space', markdown(`${first}\n\n---\n\nagreement. Good.`), `${first} agreement.`],
    ['at a hyphen', markdown(`${first} agree-\n\n---\n\nment. Good.`), `${first} agree-ment.`],
    [
      'at a soft hyphen',
      markdown(`${first} agree\u00ad\n\n---\n\nment.`),
      `${first} agree\u00adment.`,
    ],
    ['at a form feed', plainText(`${first}\fagreement. Good.`), `${first} agreement.`],
    [
      'in a script without spaces',
      markdown('委员会自春季以来已多次召开会议并就新条约的文本达成了一致\n\n---\n\n意见。好。'),
      '委员会自春季以来已多次召开会议并就新条约的文本达成了一致意见。',
    ],
  ])('%s reads as one', (_, document, sentence) => {
    expect(cutTexts(document)).toEqual([sentence]);
  });

  it('twice has three spans', () => {
    const document = markdown(`${first}\n\n---\n\n${first.toLowerCase()}\n\n---\n\nend.`);
    expect(splitSentences(document).map(({ spans }) => spans.length)).toEqual([3]);
  });

  it('does not take the whole sentences around it along', () => {
    const document = markdown(`It began. ${first}\n\n---\n\nagreement. It ended.`);
    expect(texts(document)).toEqual(['It began.', `${first} agreement.`, 'It ended.']);
    expect(splitSentences(document).map(({ block }) => block)).toEqual([0, 0, 1]);
  });
});

describe('splitSentences', () => {
  it('quotes headings where there is nothing else', () => {
    expect(texts(markdown('# One\n\n## Two'))).toEqual(['One', 'Two']);
  });

  it('keeps rows and code whole, each row with the names of its columns', () => {
    const document = markdown(
      '| A. B? | c |\n| - | - |\n|  | D. E. |\n| f | g |\n\n```\na. B. C\n```',
    );
    expect(texts(document)).toEqual(['A. B?\tc\nD. E.', 'A. B?\tc\nf\tg', 'a. B. C']);
  });

  it('quotes the names of columns by themselves where there are no rows', () => {
    expect(texts(markdown('| a | b |\n| - | - |\n'))).toEqual(['a\tb']);
  });

  it('gives sentences that together have every letter of the body once, in order', () => {
    fc.assert(
      fc.property(arbitrarySource, (source) => {
        const document = markdown(source);
        const { text, blocks } = document;
        const spans = splitSentences(document).flatMap((sentence) => {
          expect(sentence.spans.length).toBeGreaterThan(0);
          return sentence.spans;
        });
        const covered = new Uint8Array(text.length);
        for (const span of spans) {
          expect(isSoundRange(text, span)).toBe(true);
          expect(blocks.some(({ start, end }) => start <= span.start && span.end <= end)).toBe(
            true,
          );
          for (let at = span.start; at < span.end; at += 1) covered[at]! += 1;
        }
        const hasBody = blocks.some(({ kind }) => kind !== 'heading');
        const wrong: string[] = [];
        for (const { kind, header, start, end } of blocks) {
          const times = kind === 'heading' && hasBody ? 0 : 1;
          // Every row repeats the names of its columns.
          const most = header ? Number.POSITIVE_INFINITY : times;
          for (let at = start; at < end; at += 1) {
            const isWord = /[\p{L}\p{N}]/u.test(text[at]!);
            const right = (!isWord || covered[at]! >= times) && covered[at]! <= most;
            if (!right) wrong.push(`${text[at]} at ${at}, ${covered[at]} times`);
          }
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
