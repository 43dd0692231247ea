import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CitationMarkParser, type MarkToken } from '../../src/writing/citation-marks.ts';

const greatestId = 60;

/** Tokens of the pieces, with neighbouring texts as one, since where they were cut says nothing. */
function parse(pieces: readonly string[]): MarkToken[] {
  const parser = new CitationMarkParser({ greatestId });
  const tokens = [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
  return tokens.reduce<MarkToken[]>((all, token) => {
    const last = all.at(-1);
    if (last?.kind === 'text' && token.kind === 'text') last.text += token.text;
    else all.push({ ...token });
    return all;
  }, []);
}

/** A short way to write tokens down: texts as they are, ids as arrays. */
const brief = (tokens: readonly MarkToken[]) =>
  tokens.map((token) => (token.kind === 'text' ? token.text : token.ids));

const forms: [name: string, written: string, ids: number[]][] = [
  ['one id', '[S3]', [3]],
  ['a list', '[S3, S5]', [3, 5]],
  ['a list without spaces', '[S3,S5,S9]', [3, 5, 9]],
  ['a list with semicolons', '[S3; S5]', [3, 5]],
  ['a list with a word', '[S3, S4, and S5]', [3, 4, 5]],
  ['a list with a sign', '[S3 & S5]', [3, 5]],
  ['a list of spaces alone', '[S3 S5]', [3, 5]],
  ['a list that names S once', '[S3, 5]', [3, 5]],
  ['a range', '[S3-S5]', [3, 4, 5]],
  ['a range with a dash', '[S3–5]', [3, 4, 5]],
  ['a range with spaces', '[ S3 — S5 ]', [3, 4, 5]],
  ['a range with a word', '[S3 to S5]', [3, 4, 5]],
  ['a range and more', '[S9, S3-S5]', [9, 3, 4, 5]],
  ['a range backwards', '[S5-S3]', [5, 3]],
  ['an absurd range', '[S1-S999]', [1, 999]],
  ['a bare number', '[3]', [3]],
  ['bare numbers', '[1, 3]', [1, 3]],
  ['a bare range', '[1-3]', [1, 2, 3]],
  ['a note', '[^3]', [3]],
  ['a note that does not exist', '[^99]', [99]],
  ['an id that does not exist', '[S99]', [99]],
  ['an id of very many digits', '[S12345678901]', [999_999]],
  ['an id of nothing', '[S0]', [0]],
  ['a zero in front', '[S03]', [3]],
  ['an id twice', '[S3, S3]', [3]],
  ['lower case', '[s3, s5]', [3, 5]],
  ['round brackets', '(S3)', [3]],
  ['round brackets with a list', '(S3, S5)', [3, 5]],
  ['round brackets with a word', '(see S3)', [3]],
  ['angle brackets', '<S3>', [3]],
  ['curly brackets', '{S3}', [3]],
  ['full-width brackets', '［S3］', [3]],
  ['full-width throughout', '［Ｓ３，Ｓ５］', [3, 5]],
  ['full-width round brackets', '（S3）', [3]],
  ['lenticular brackets', '【S3】', [3]],
  ['lenticular brackets with a Chinese comma', '【S3、S5】', [3, 5]],
  ['tortoise-shell brackets', '〔S3〕', [3]],
  ['a dagger and a source', '【3†source】', [3]],
  ['a dagger and lines', '【3†L10-L12】', [3]],
  ['a place in a thread of files', '【4:0†source】', [0]],
  ['double brackets', '[[S3]]', [3]],
  ['a word before the number', '[Source 3]', [3]],
  ['words before the numbers', '[Sources 3, 4]', [3, 4]],
  ['another word', '[Sentence 3]', [3]],
  ['a word and a colon', '[Source: S3, S5]', [3, 5]],
  ['a space after S', '[S 3]', [3]],
  ['backslashes', '\\[S3\\]', [3]],
  ['a link', '[S3](https://example.org/a_(b)?c=[d])', [3]],
  ['a link to nothing', '[S3]()', [3]],
  ['a link with a title', '[S3](#s3 "The third")', [3]],
  ['a link in angle brackets', '[S3](<a b>)', [3]],
  ['double brackets with a link', '[[S3]](#3)', [3]],
];

const ordinary = [
  '[sic]',
  '[a]',
  '[s]',
  '[S]',
  '[]',
  '[ ]',
  '[[]]',
  '[2015]',
  '[2015 edition]',
  '[61]',
  '[0]',
  '[3.5]',
  '[1:2]',
  '[translated]',
  '[see the note]',
  '[…]',
  '[...]',
  '[S3a]',
  '[S3',
  '[S3)',
  '[S3\n]',
  '[to S3 and beyond]',
  '(3)',
  '(1, 3)',
  '(2015)',
  '(see 3)',
  'f(x)',
  'array[0]x',
  'law(s)',
  '<b>bold</b>',
  '5 < 6 and 7 > 3',
  '{ "a": [61, 62] }',
  'S3',
  'S3]',
  '\\alpha \\(x\\)',
  '[text](https://example.org)',
  '📄【】〔x〕（三）',
  '[S3, S5, the rest',
];

describe('citation marks', () => {
  it.each(forms)('are read as %s', (_, written, ids) => {
    expect(brief(parse([`The law ${written}. Next`]))).toEqual(['The law ', ids, '. Next']);
    expect(brief(parse([written]))).toEqual([ids]);
  });

  it.each(forms)('are read as %s wherever they are cut', (_, written, ids) => {
    const text = `law${written} 是`;
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(brief(parse([text.slice(0, cut), text.slice(cut)]))).toEqual(['law', ids, ' 是']);
    }
    expect(brief(parse(text.split('')))).toEqual(['law', ids, ' 是']);
  });

  it.each(ordinary)('are not seen in %j, wherever it is cut', (text) => {
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(brief(parse([text.slice(0, cut), text.slice(cut)]))).toEqual([text]);
    }
    expect(brief(parse(`${text} and more.`.split('')))).toEqual([`${text} and more.`]);
  });

  it('follow one another', () => {
    expect(brief(parse(['law [S3][S5].']))).toEqual(['law ', [3], [5], '.']);
    expect(brief(parse(['law [S3](S5).']))).toEqual(['law ', [3], [5], '.']);
    expect(brief(parse(['[[S3], [S5]]']))).toEqual(['[', [3], ', ', [5], ']']);
    expect(brief(parse(['[see [S3]]']))).toEqual(['[see ', [3], ']']);
  });

  it('take no words along that stand in brackets behind them', () => {
    expect(brief(parse(['law [S3](which was signed in 2015).']))).toEqual([
      'law ',
      [3],
      '(which was signed in 2015).',
    ]);
    expect(brief(parse(['law [S3] (2015).']))).toEqual(['law ', [3], ' (2015).']);
  });

  it('lose the place that a model writes itself', () => {
    expect(brief(parse(['a\ufffcb [S\ufffc3]']))).toEqual(['ab ', [3]]);
  });

  it('are held back, and nothing else', () => {
    const parser = new CitationMarkParser({ greatestId });
    expect(brief(parser.push('The law ['))).toEqual(['The law ']);
    expect(parser.push('S3')).toEqual([]);
    expect(parser.push(']')).toEqual([]);
    expect(brief(parser.push('.'))).toEqual([[3], '.']);
    expect(brief(parser.push(' It [tr'))).toEqual([' It [tr']);
  });
});

describe('a stream of text with marks', () => {
  const piece = fc.oneof(
    fc.constantFrom(...forms.map(([, written]) => written)),
    fc.constantFrom(...ordinary),
    fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '【',
      '】',
      '†',
      ' ',
      '\n',
      'S',
      '3',
      ',',
      '-',
      '\\',
      '^',
      '[',
    ),
    fc.constantFrom('The law. ', 'word', '中文', '😀', 'source', 'and'),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  );
  const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));

  it('gives the same wherever it is cut', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(200), { maxLength: 12 }), (written, places) => {
        const cuts = [0, ...places.map((at) => Math.min(at, written.length)), written.length];
        cuts.sort((a, b) => a - b);
        const pieces = cuts.map((cut, index) => written.slice(cuts[index - 1] ?? 0, cut));
        expect(parse(pieces)).toEqual(parse([written]));
        expect(parse(written.split(''))).toEqual(parse([written]));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives every word in order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ordinary, 'word '), { maxLength: 20 }), (pieces) => {
        const written = pieces.join(' x ');
        expect(brief(parse([written])).join('')).toBe(written);
      }),
    );
  });

  it.each([
    ['brackets', '['],
    ['ids', '[S1'],
    ['lists', 'S1,'],
    ['links', '[S1](a'],
    ['daggers', '【3†'],
    ['white space', '[ '],
    ['backslashes', '\\'],
    ['numbers', '1'],
  ])('is read in a moment when %s never end', (_, unit) => {
    const endless = `[${unit.repeat(200_000 / unit.length)}`;
    const started = performance.now();
    parse([endless]);
    const whole = performance.now();
    const parser = new CitationMarkParser({ greatestId });
    let length = 0;
    for (let at = 0; at < 40_000; at += 5) {
      for (const token of parser.push(endless.slice(at, at + 5))) {
        if (token.kind === 'text') length += token.text.length;
      }
      expect(at + 5 - length).toBeLessThan(unit === '[S1](a' ? Number.POSITIVE_INFINITY : 400 + 5);
    }
    expect(whole - started).toBeLessThan(1500);
    expect(performance.now() - whole).toBeLessThan(2000);
  });
});
