import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CitationMarkParser } from '../../src/writing/citation-marks.ts';
import { type DraftSentence, markPlace } from '../../src/writing/draft-sentence.ts';
import { SentenceStream } from '../../src/writing/sentence-stream.ts';

/** What a model writes, through the parser and the stream, with how much was known after each piece. */
function read(pieces: readonly string[]): { sentences: DraftSentence[]; known: number[] } {
  const parser = new CitationMarkParser({ greatestId: 60 });
  const stream = new SentenceStream();
  const sentences: DraftSentence[] = [];
  const known: number[] = [];
  for (const piece of pieces) {
    sentences.push(...stream.push(parser.push(piece)));
    known.push(sentences.length);
  }
  sentences.push(...stream.push(parser.end()), ...stream.end());
  return { sentences, known };
}

/** A sentence as it was written, with its ids: `￼` becomes `{3,5}`, the space before it a `|`. */
const brief = ({ before, text, marks }: DraftSentence) => {
  let index = 0;
  const shown = text.replaceAll(markPlace, () => `{${marks[index++]!.join(',')}}`);
  expect(index).toBe(marks.length);
  return `${before.replaceAll('\n', '/')}|${shown}`;
};
const sentencesOf = (text: string) => read([text]).sentences.map(brief);

const answers: [name: string, written: string, sentences: string[]][] = [
  ['a mark before the stop', 'One law [S3]. Two.', ['|One law{3}.', ' |Two.']],
  ['a mark behind the stop', 'One law. [S3] Two.', ['|One law.{3}', ' |Two.']],
  ['a mark at the stop', 'One law.[S3] Two.', ['|One law.{3}', ' |Two.']],
  ['a mark between two words', 'One law.[S3]Two.', ['|One law.{3}', ' |Two.']],
  ['marks on both sides', 'One law [S3]. [S4] Two.', ['|One law{3}.{4}', ' |Two.']],
  ['two stops around a mark', 'One law. [S3]. Two.', ['|One law.{3}', ' |Two.']],
  ['marks within', 'One law [S3] and two [S4]. End.', ['|One law{3} and two{4}.', ' |End.']],
  ['a mark before a comma', 'One law [S3] , two.', ['|One law{3}, two.']],
  ['a mark between words', 'One law[S3] two.', ['|One law{3} two.']],
  ['marks in a row', 'One law [S3][S4] [S5]. Two.', ['|One law{3,4,5}.', ' |Two.']],
  ['marks with commas between', 'One law. [S3], [S4] Two.', ['|One law.{3,4}', ' |Two.']],
  ['marks with a word between', 'One law [S3] and [S4].', ['|One law{3,4}.']],
  ['marks in brackets', 'One law ([S3], [S4]). Two.', ['|One law{3,4}.', ' |Two.']],
  ['marks in brackets with a word', 'One law. (Source: [S3]) Two.', ['|One law.{3}', ' |Two.']],
  ['a mark in bold', 'One law. **[S3]** Two.', ['|One law.{3}', ' |Two.']],
  ['a mark set high', 'One law.<sup>[S3]</sup> Two.', ['|One law.{3}', ' |Two.']],
  ['a sentence in bold', '**One law.** [S3] Two.', ['|**One law.**{3}', ' |Two.']],
  ['a quotation', 'He said “One law.” [S3] Two.', ['|He said “One law.”{3}', ' |Two.']],
  [
    'an abbreviation',
    'In the U.S. [S3] Congress met. Two.',
    ['|In the U.S.{3} Congress met.', ' |Two.'],
  ],
  [
    'an abbreviation that ends',
    'In the U.S. [S3] The law is new.',
    ['|In the U.S.{3}', ' |The law is new.'],
  ],
  [
    'numbers',
    'It cost 3.5 million [S1]. Then no. 5 came.',
    ['|It cost 3.5 million{1}.', ' |Then no. 5 came.'],
  ],
  ['a mark in front', '[S3] One law. Two.', ['|{3} One law.', ' |Two.']],
  [
    'marks in front as a habit',
    '[S3] One law. [S4] Two. [S5] Three.',
    ['|{3} One law.', ' |{4} Two.', ' |{5} Three.'],
  ],
  [
    'a mark in front and another',
    '[S3] One law [S4]. [S5] Two.',
    ['|{3} One law{4}.{5}', ' |Two.'],
  ],
  [
    'marks in front and one at the end',
    '[S3] One law. [S4] Two. [S5]',
    ['|{3} One law.', ' |{4} Two.{5}'],
  ],
  ['marks in front of lines', '- [S3] One law.\n- [S4] Two.', ['|- {3} One law.', '/|- {4} Two.']],
  [
    'each paragraph by its own habit',
    '[S3] One. [S4] Two.\n\nThree. [S5] Four.',
    ['|{3} One.', ' |{4} Two.', '//|Three.{5}', ' |Four.'],
  ],
  ['a line of marks', 'One law.\n[S3] [S4]\nTwo.', ['|One law.{3,4}', '//|Two.']],
  ['a paragraph of marks', 'One law.\n\n[S3]\n\nTwo.', ['|One law.{3}', '//|Two.']],
  ['a line of marks in brackets', 'One law [S2].\n([S3])', ['|One law{2}.{3}']],
  ['a last line of marks', 'One law.{S3}\n[S4]', ['|One law.{3,4}']],
  ['a first line of marks', '[S3]\n\nOne law.', ['|{3} One law.']],
  ['nothing but marks', '[S3] [S4]', []],
  ['lines', 'One\nTwo.\n\n\nThree.\r\nFour', ['|One', '/|Two.', '//|Three.', '/|Four']],
  [
    'lists',
    'Laws:\n- One law [S3].\n* Two. More.\n  • Three\n1. Four\n2) Five.',
    ['|Laws:', '/|- One law{3}.', '/|- Two.', ' |More.', '/|- Three', '/|1. Four', '/|2. Five.'],
  ],
  ['a number and a mark', '42. [S3]', ['|42.{3}']],
  ['a year in front', '2015. It was new.', ['|2015.', ' |It was new.']],
  ['a quoted list', '> - One law.\n> Two.', ['|- One law.', '/|Two.']],
  ['rules', 'One.\n\n---\n\n* * *\nTwo.', ['|One.', '//|Two.']],
  [
    'a table',
    '| A. B | C [S3] |\n|---|---|\n| D. E | F |',
    ['|| A. B | C{3} |', '//|| D. E | F |'],
  ],
  [
    'Chinese',
    '法律很重要。[S3]下一句[S4]。真的吗？',
    ['|法律很重要。{3}', '|下一句{4}。', '|真的吗？'],
  ],
  ['Chinese lenticular marks', '法律很重要【S3】。下一句。', ['|法律很重要{3}。', '|下一句。']],
  [
    'Japanese speech',
    '彼は「行く。」[S3]と言った。次。',
    ['|彼は「行く。」{3}と言った。', '|次。'],
  ],
  ['Arabic', 'هذا سؤال؟ [S3] نعم.', ['|هذا سؤال؟{3}', ' |نعم.']],
  ['no stop at the end', 'One law [S3]', ['|One law{3}']],
  ['white space', '  One \t law  [S3] .\n \n  Two. ', ['|One law{3}.', '//|Two.']],
  ['nothing', ' \n\n ', []],
];

describe('sentences of a stream', () => {
  it.each(answers)('are put together: %s', (_, written, sentences) => {
    expect(sentencesOf(written)).toEqual(sentences);
  });

  it.each(answers)('are put together wherever they are cut: %s', (_, written, sentences) => {
    for (let cut = 0; cut <= written.length; cut += 1) {
      const pieces = [written.slice(0, cut), written.slice(cut)];
      expect(read(pieces).sentences.map(brief)).toEqual(sentences);
    }
    expect(read(written.split('')).sentences.map(brief)).toEqual(sentences);
  });

  it('come as soon as no mark can follow', () => {
    const tokens = [
      'One',
      ' law',
      '.',
      ' [S',
      '3]',
      ' ',
      'Two',
      ' laws',
      '.\n',
      '\n',
      '[S4]',
      '\nT',
    ];
    expect(read(tokens).known).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2]);
    expect(read(['法律。', '下']).known).toEqual([0, 1]);
  });

  it('are cut where they do not end', () => {
    const { sentences } = read([`${'word '.repeat(900)}[S3].`]);
    expect(sentences.length).toBe(3);
    expect(sentences.map(({ text }) => text).join(' ')).toBe(
      `${'word '.repeat(900).trim()}${markPlace}.`,
    );
    for (const { text } of sentences) expect(text.length).toBeLessThanOrEqual(2000);
    const emoji = read(['😀'.repeat(3001)]).sentences;
    expect(emoji.map(({ text }) => text).join('')).toBe('😀'.repeat(3001));
    for (const { text } of emoji) expect(text).toMatch(/^\p{Extended_Pictographic}+$/u);
  });

  const piece = fc.oneof(
    fc.constantFrom('[S1]', '[S2, S3]', '(S4)', '【S5】', ' [S6] ', '. [S7] ', '[S8].', '\n[S9]\n'),
    fc.constantFrom(
      '. ',
      '! ',
      '? ',
      '。',
      '... ',
      '\n',
      '\n\n',
      ' ',
      ', ',
      '“',
      '” ',
      '(',
      ')',
      '**',
    ),
    fc.constantFrom(
      'U.S. ',
      'Dr. ',
      'No. 5 ',
      'law',
      'Law ',
      'the ',
      'The ',
      '法律',
      'と',
      '3.5',
      '😀',
      '𠮷',
      '㉠',
    ),
    fc.constantFrom('- ', '1. ', '| ', '> ', 'a. b. c. d. e. f. ', 'word '.repeat(450)),
    fc.string({ unit: 'grapheme', maxLength: 4 }),
  );
  const answer = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  it('are the same wherever they are cut', () => {
    fc.assert(
      fc.property(answer, fc.array(fc.nat(3000), { maxLength: 12 }), (written, places) => {
        const cuts = [0, ...places.map((at) => Math.min(at, written.length)), written.length];
        cuts.sort((a, b) => a - b);
        const pieces = cuts.map((cut, index) => written.slice(cuts[index - 1] ?? 0, cut));
        expect(read(pieces).sentences).toEqual(read([written]).sentences);
        expect(read(written.split('')).sentences).toEqual(read([written]).sentences);
      }),
      { numRuns: 500 },
    );
  });

  it('have every word once and in order, and a place for each group of marks', () => {
    fc.assert(
      fc.property(answer, (written) => {
        const { sentences } = read([written]);
        const words = (text: string) => text.match(/[\p{L}\p{Nl}\p{No}]+/gu) ?? [];
        const parser = new CitationMarkParser({ greatestId: 60 });
        const plain = [...parser.push(written), ...parser.end()]
          .map((token) => (token.kind === 'text' ? token.text : ' '))
          .join('');
        const all = sentences.map(({ text }) => text).join(' ');
        expect(words(all).join('')).toBe(words(plain).join(''));
        for (const { text, marks, before } of sentences) {
          expect(text).toBe(text.trim());
          expect(text.replace(/^(?:- |\d+\. )/, '')).not.toMatch(/ \ufffc|\n| {2}|\ufffc ?\ufffc/);
          expect(text.split(markPlace).length - 1).toBe(marks.length);
          expect(['', ' ', '\n', '\n\n']).toContain(before);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['abbreviations', 'Dr. '],
    ['stops', '.'],
    ['spaced stops', '. '],
    ['marks', '[S1]'],
    ['marks and stops', '[S1]. '],
    ['marks and commas', 'a [S1], '],
    ['lines', '\n'],
    ['lines of marks', '[S1]\n'],
    ['list markers', '- '],
    ['brackets', '. ('],
    ['emphasis', '.** '],
    ['white space', ' '],
    ['words', 'word '],
    ['sentences', 'It is so [S1]. '],
  ])('are found in a moment among very many %s', (_, unit) => {
    const started = performance.now();
    const text = unit.repeat(40_000 / unit.length);
    const pieces = Array.from({ length: text.length / 5 }, (__, at) =>
      text.slice(at * 5, at * 5 + 5),
    );
    read([text]);
    read(pieces);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
