import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOnnxEmbedder } from '../../src/adapters/onnx-embedder.ts';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import type { Passage } from '../../src/passages/passage.ts';
import { passageSettings } from '../../src/passages/passage-settings.ts';
import type { SentencePacker } from '../../src/passages/sentence-packer.ts';
import { sentenceText } from '../../src/passages/sentence-text.ts';
import { splitPassages } from '../../src/passages/split-passages.ts';
import { splitSentences } from '../../src/passages/split-sentences.ts';
import type { Range } from '../../src/protocol.ts';
import { sentenceTextsOf } from '../../src/retrieval/passage-terms.ts';
import { arbitrarySource } from '../support/arbitrary-source.ts';
import { createPacker } from '../support/create-packer.ts';
import { isSoundRange } from '../support/expect-sound-document.ts';
import { corpusDocument, markdown, plainText } from '../support/read-source.ts';

let embedder: Awaited<ReturnType<typeof loadOnnxEmbedder>>;
let packer: SentencePacker;
beforeAll(async () => {
  embedder = await loadOnnxEmbedder({ directory: 'models/all-minilm-l6-v2' });
  packer = createPacker(embedder);
});
afterAll(() => embedder.close());

const spansOf = (passages: readonly Passage[]): Range[] =>
  passages.flatMap((passage) => passage.sentences.flatMap((sentence) => sentence.spans));

const byStart = (left: Range, right: Range) => left.start - right.start;

/** The ranges in order, each character once. */
const merged = (ranges: readonly Range[]): Range[] => {
  let end = 0;
  return ranges.toSorted(byStart).flatMap((range) => {
    const start = Math.max(range.start, end);
    end = Math.max(end, range.end);
    return start < range.end ? [{ start, end: range.end }] : [];
  });
};

const wordCharacters = (document: SourceDocument, spans: readonly Range[]) =>
  spans
    .map(({ start, end }) => document.text.slice(start, end).replace(/[^\p{L}\p{N}]/gu, ''))
    .join('');

/** What holds of the passages of every document. */
function expectSoundPassages(document: SourceDocument, passages: readonly Passage[]): void {
  const { maximumCharacters, maximumTokens } = passageSettings;
  for (const [ordinal, passage] of passages.entries()) {
    expect(passage).toMatchObject({
      id: `${document.id}/${ordinal}`,
      documentId: document.id,
      revision: document.revision,
      ordinal,
      title: document.title,
    });
    expect(passage.text.length).toBeLessThanOrEqual(maximumCharacters);
    const texts = passage.sentences.map((sentence) => sentenceText(document.text, sentence));
    const tokens = texts.reduce((sum, text) => sum + embedder.countTokens(text), 0);
    expect(tokens).toBeLessThanOrEqual(maximumTokens);
    expect(sentenceTextsOf(passage)).toEqual(texts);
    expect(passage.text.replaceAll('\n', ' ')).toBe(texts.join(' ').replaceAll('\n', ' '));
    for (const { block } of passage.sentences) {
      expect(document.blocks[block]!.section).toEqual(passage.section);
    }
    for (const span of spansOf([passage])) expect(isSoundRange(document.text, span)).toBe(true);
  }
  // Every row of a table repeats the names of its columns.
  const isName = ({ start, end }: Range) =>
    document.blocks.some((block) => block.header && block.start <= start && end <= block.end);
  const spans = spansOf(passages).sort(byStart);
  const once = spans.filter((span) => !isName(span));
  for (const [index, span] of once.entries()) {
    expect(span.start).toBeGreaterThanOrEqual(once[index - 1]?.end ?? 0);
  }
  const whole = splitSentences(document).flatMap((sentence) => sentence.spans);
  expect(wordCharacters(document, merged(spans))).toBe(wordCharacters(document, merged(whole)));
}

describe('the passages of a document', () => {
  it('of the corpus have its sentences whole, in order', async () => {
    const document = corpusDocument();
    const passages = await splitPassages(document, packer);
    expectSoundPassages(document, passages);
    const sentences = splitSentences(document);
    expect(passages.flatMap((passage) => passage.sentences)).toHaveLength(sentences.length);
    expect(new Set(passages.flatMap((passage) => passage.sentences))).toEqual(new Set(sentences));
  });

  it('have about the usual length, and few are tiny', async () => {
    const passages = await splitPassages(corpusDocument(), packer);
    const lengths = passages.map((passage) => passage.text.length).sort((a, b) => a - b);
    const { usualCharacters } = passageSettings;
    const quantile = (share: number) => lengths[Math.floor(lengths.length * share)]!;
    expect(Math.abs(quantile(0.5) - usualCharacters)).toBeLessThan(usualCharacters / 5);
    expect(quantile(0.1)).toBeGreaterThan(usualCharacters / 4);
  });

  it('end with a paragraph rather than inside the next', async () => {
    const paragraph = (word: string, count: number) => `${word} is a sentence here. `.repeat(count);
    const source = `${paragraph('Ada', 20)}\n\n${paragraph('Bob', 17)}\n\n${paragraph('Cat', 20)}`;
    const passages = await splitPassages(plainText(source), packer);
    expect(passages).toHaveLength(3);
    for (const { sentences } of passages) {
      expect(new Set(sentences.map(({ block }) => block)).size).toBe(1);
    }
  });

  it('stay within a section, and keep notes and boxes apart', async () => {
    const document = markdown(
      '# T\n\nOne. Two.\n\n## S\n\nThree.\n\n- four\n\n<sup>1</sup> Five.\n\nSix.\n\n### S\n\nSeven.',
    );
    const passages = await splitPassages(document, packer);
    expect(passages.map(({ text, section }) => [text, section])).toEqual([
      ['One. Two.', []],
      ['Three.\nfour\nSix.', ['S']],
      ['Five.', ['S']],
      ['Seven.', ['S', 'S']],
    ]);
  });

  it('tell sections of one name apart', async () => {
    const passages = await splitPassages(markdown('# A\n\n## S\n\nOne.\n\n## S\n\nTwo.'), packer);
    expect(passages.map(({ text }) => text)).toEqual(['One.', 'Two.']);
  });

  it('carry the page on which they begin', async () => {
    const passages = await splitPassages(
      plainText(`${'One. '.repeat(90)}\f${'Two. '.repeat(90)}`),
      packer,
    );
    expect(passages.map(({ page }) => page)).toEqual([1, 2]);
  });

  it.each([
    ['one sentence repeated', 'The law takes effect. '.repeat(200)],
    ['one long sentence repeated', `${'a clause, '.repeat(90)}end. `.repeat(5)],
    ['one paragraph repeated', 'It is so. It is not.\n\n'.repeat(60)],
    ['Chinese without a stop', '网络安全'.repeat(1250)],
    ['text without spaces', 'x'.repeat(5000)],
    ['text without spaces that repeats', 'abc'.repeat(1700)],
    ['emoji', '😀'.repeat(2500)],
    ['emoji behind an odd letter', `a${'😀'.repeat(2500)}`],
    ['families of emoji', '👩‍👩‍👧‍👦'.repeat(300)],
    ['combining marks', `e${'\u0301'.repeat(3000)}`],
    ['numbers', '1234567890,'.repeat(300)],
    ['brackets', '[('.repeat(1500).concat('a')],
  ])('stand where they say: %s', async (_, source) => {
    const document = plainText(`Words. ${source}`);
    const passages = await splitPassages(document, packer);
    expect(passages.length).toBeGreaterThan(1);
    expectSoundPassages(document, passages);
  });

  it('are made of a word of 100,000 characters in a moment', async () => {
    const document = plainText('a'.repeat(100_000));
    const started = performance.now();
    const passages = await splitPassages(document, packer);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(spansOf(passages).reduce((sum, { start, end }) => sum + end - start, 0)).toBe(100_000);
  });

  it('stand where they say, whatever the document', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySource, async (source) => {
        const document = markdown(source);
        expectSoundPassages(document, await splitPassages(document, packer));
      }),
      { numRuns: 40 },
    );
  });

  it('of a cut sentence that is too long have parts of its spans', async () => {
    const clause = 'and so it went on and on, ';
    const document = markdown(
      `It began ${clause.repeat(30)}and\n\n---\n\n${clause.repeat(30)}until it ended.`,
    );
    expect(splitSentences(document)).toHaveLength(1);
    const passages = await splitPassages(document, packer);
    expectSoundPassages(document, passages);
    expect(passages.length).toBeGreaterThan(2);
    expect(
      passages.some(({ sentences }) => sentences.some(({ spans }) => spans.length === 2)),
    ).toBe(true);
  });
});
