import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentSentences } from '../../src/passages/segment-sentences.ts';
import { isSoundRange } from '../support/expect-sound-document.ts';

const segment = (text: string) =>
  segmentSentences(text).map(({ start, end }) => text.slice(start, end));

/** Sentences as they should come out of the text that they make with a space between them. */
const english: [name: string, sentences: string[]][] = [
  ['a country within', ['The U.S. Senate met.', 'It voted.']],
  ['a country at the end', ['He moved to the U.S.', 'The move was hard.']],
  ['a country and a preposition', ['He moved to the U.S. in 2016.']],
  ['a country in a compound', ['U.S.-China relations improved.', 'Fine.']],
  ['a country in quotes', ['He said “I left the U.S.”', 'Then he came back.']],
  ['organisations', ['The U.N. and the E.U. agreed.', 'So did we.']],
  ['titles', ['Dr. Smith saw Mr. Jones, Mrs. May and Ms. Lee.', 'They talked.']],
  ['ranks', ['Gen. Lee, Lt. Col. Brown and Prof. Dr. A. Müller spoke.', 'We heard.']],
  ['examples', ['Use fruit, e.g. Apples, i.e. sweet ones.', 'Cut them.']],
  ['and so on', ['Buy apples, pears, etc.', 'They are good.']],
  ['and so on within', ['Apples, etc. and so on.', 'Good.']],
  ['ordinals', ['The 13th Five-Year Plan began.', 'It ended.']],
  ['initials', ['J. K. Rowling, J.D. Vance and John F. Kennedy met.', 'They talked.']],
  ['Latin', ['Smith et al. showed this, cf. Jones 2010.', 'It holds.']],
  ['cases', ['Brown v. Board of Education was decided.', 'It matters.']],
  ['figures and pages', ['See Fig. 3, Eq. 4, pp. 12–15 and vol. 2, no. 7.', 'Next.']],
  ['a number sign', ['He is the No. 1 player.', 'See No. 12.', 'It says so.']],
  ['an answer', ['Is it?', 'No.', 'It is not.']],
  ['an answer at the end', ['The answer is no.', 'They left.']],
  ['companies', ['Apple Inc. announced it.', 'Shares rose.']],
  ['a company at the end', ['He works at Apple Inc.', 'The pay is good.']],
  ['a company in brackets', ['The company (Acme Co.) failed.', 'It closed.']],
  ['times of day', ['At 5 p.m. Eastern time it began.', 'It was 9 a.m. on Monday.']],
  ['a time at the end', ['It began at 5 p.m.', 'The crowd cheered.']],
  ['months', ['On Jan. 5 and in Sept. 2016 it rained.', 'Then it stopped.']],
  ['degrees', ['He has a Ph.D. in physics.', 'She has none.']],
  ['saints and streets', ['St. Petersburg is large.', 'He lives on Main St. near it.']],
  ['places', ['They met in Washington, D.C. for talks.', 'Then they left.']],
  ['a place at the end', ['It is in Washington, D.C.', 'For information, call.']],
  ['decimals and versions', ['It costs $3.50 in version 1.2.3 of it.', 'Buy it.']],
  ['sections', ['Section 2.1 says so.', 'Fine.']],
  ['measures', ['It was 3 ft. long and approx. 5 km away.', 'Far.']],
  ['file names', ['Node.js reads index.html here.', 'Open it.']],
  ['web addresses', ['Visit www.nbr.org.', 'Or see https://x.org/a.b.', 'Call us.']],
  ['a query in an address', ['See https://x.org/a.b?c=d!e for more.', 'It is good.']],
  ['mail addresses', ['Write to a.b@c.org.', 'We answer.']],
  ['a stop inside quotes', ['He said, "Stop."', 'Then he left.']],
  ['a stop inside curly quotes', ['He said, “Stop.”', 'Then he left.']],
  ['speech that goes on', ['"Stop!" he said.', '“Really?” asked the judge.', 'Yes.']],
  ['speech after speech', ['“First.”', '“Second.”']],
  ['several marks', ['What?!', 'No way!!!', 'Yes.']],
  ['an ellipsis within', ['Wait… what?', 'Or wait ... what?', 'Yes.']],
  ['an ellipsis at the end', ['He paused...', 'Then he spoke…', 'And left.']],
  ['spaced stops', ['It ended . . . badly.', 'Sad.']],
  ['brackets within', ['It was so (see above.) and then not.', 'Right.']],
  ['a sentence in brackets', ['It was so.', '(It was not.)', 'It is.']],
  ['an editor’s mark', ['It was [sic.] odd.', 'Really.']],
  ['a number in front', ['1. First item here.', '2. Second item here.']],
  ['letters in front', ['(a) First point.', '(b) Second point.', 'iv. The fourth.']],
  ['marks of notes, set high', ['He said it.¹', 'She heard.²³']],
  ['marks of notes in brackets', ['It is true.[1]', 'It is false.[2][13]', 'So.[citation needed]']],
  ['marks of notes behind quotes', ['He said “no.”[1]', 'She said “yes.”²', 'So.']],
  ['brackets that are no notes', ['It is [so].', '[It] is not.']],
  ['emoji', ['😀 Hi there.', '😀 Bye.']],
  ['an emoji at the end', ['Hello world 😀.', 'Bye.']],
];

describe('sentences', () => {
  it.each(english)('are told apart: %s', (_, sentences) => {
    expect(segment(sentences.join(' '))).toEqual(sentences);
  });

  it.each([
    ['Chinese', ['中国发布了战略。', '它很重要！', '真的吗？', '是的。']],
    ['Chinese speech', ['他说：“走吧。”', '她走了。']],
    ['Japanese', ['これは文です。', '次の文です。']],
    ['Japanese speech', ['彼は「行く。」と言った。', '「行く。」', '彼女も行った。']],
  ])('are told apart without spaces: %s', (_, sentences) => {
    expect(segment(sentences.join(''))).toEqual(sentences);
  });

  it.each([
    ['German', ['Der Hund bellt.', 'Die Katze schläft.']],
    ['Spanish', ['¿Qué es esto?', '¡No lo sé!']],
    ['Russian', ['Это предложение.', 'Это другое.']],
    ['Arabic', ['هذا سؤال؟', 'نعم.']],
    ['Hindi', ['यह वाक्य है।', 'यह दूसरा है।']],
  ])('are told apart in other languages: %s', (_, sentences) => {
    expect(segment(sentences.join(' '))).toEqual(sentences);
  });

  it('end where a line ends, but for the number of a list entry', () => {
    expect(segment('Jane Doe\n12 Main St.\nSpringfield')).toEqual([
      'Jane Doe',
      '12 Main St.',
      'Springfield',
    ]);
    expect(segment('1.\nThe first')).toEqual(['1.\nThe first']);
  });

  it('have no white space at their ends', () => {
    expect(segment(' \u00a0One. \t\u2003 Two.\n\n ')).toEqual(['One.', 'Two.']);
    expect(segment(' \n\t')).toEqual([]);
    expect(segment('')).toEqual([]);
  });

  it('take pieces without a word along', () => {
    expect(segment('It ended. ∞')).toEqual(['It ended. ∞']);
    expect(segment('!? It began.')).toEqual(['!? It began.']);
    expect(segment('***')).toEqual(['***']);
  });

  it('cover every letter and digit once, in order, whatever the text', () => {
    const text = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            '. ',
            '? ',
            '! ',
            '.[1] ',
            '.¹ ',
            '” ',
            '(',
            ') ',
            '\n',
            'U.S. ',
            'No. ',
            'Dr. ',
          ),
          fc.constantFrom(
            '。',
            '」',
            '「',
            'と',
            '...',
            'http://a?b ',
            '1. ',
            ' ',
            '😀',
            'word ',
            'Word ',
          ),
          fc.string({ unit: 'grapheme', maxLength: 6 }),
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (source) => {
        const ranges = segmentSentences(source);
        let end = 0;
        for (const range of ranges) {
          expect(isSoundRange(source, range)).toBe(true);
          expect(source.slice(end, range.start).trim()).toBe('');
          const piece = source.slice(range.start, range.end);
          expect(piece).toBe(piece.trim());
          end = range.end;
        }
        expect(source.slice(end).trim()).toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it('are found alike wherever a long text is taken up again', () => {
    const sentences = english.flatMap(([, all]) => all);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...sentences), { minLength: 100, maxLength: 200 }),
        fc.integer({ min: 0, max: 2500 }),
        (all, before) => {
          const words = all.join(' ');
          const whole = segment(`${'x'.repeat(before)} ${words}`);
          const apart = new Intl.Segmenter('en', { granularity: 'sentence' });
          expect(whole.join(' ')).toBe(`${'x'.repeat(before)} ${words}`.trim());
          expect(whole.slice(-50)).toEqual(segment(words).slice(-50));
          expect([...apart.segment(words)].length).toBeGreaterThan(50);
        },
      ),
      { numRuns: 50 },
    );
  });

  it.each([
    ['sentences', 'A sentence of some words. '.repeat(20_000)],
    ['abbreviations', 'Dr. '.repeat(8_000)],
    ['numbers', 'No. 5 '.repeat(8_000)],
    ['quotation marks', '"'.repeat(100_000)],
    ['marks without words', '!? '.repeat(35_000)],
    ['stops', 'a.'.repeat(50_000)],
    ['brackets', '.['.repeat(50_000)],
  ])('are found in a moment among very many %s', (_, text) => {
    const started = performance.now();
    segmentSentences(text);
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
