import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locateQuote } from '../../src/answering/locate-quote.ts';
import type { Block, QuotedSpan } from '../../src/protocol.ts';

/** A document of paragraphs; `continues` names the one that a paragraph goes on from. */
function documentOf(...paragraphs: (string | [text: string, continues: number])[]) {
  const text = paragraphs.map((part) => (typeof part === 'string' ? part : part[0])).join('\n\n');
  let start = 0;
  const blocks = paragraphs.map((part): Block => {
    const [own, continues] = typeof part === 'string' ? [part, undefined] : part;
    const block = { kind: 'paragraph' as const, start, end: start + own.length };
    start = block.end + 2;
    return { ...block, section: [], page: null, ...(continues === undefined ? {} : { continues }) };
  });
  return { text, blocks };
}

/** Spans of an old revision. */
function quoted(old: string, ...parts: string[]): QuotedSpan[] {
  let from = 0;
  return parts.map((text) => {
    const start = old.indexOf(text, from);
    if (start < 0) throw new Error(`Not in the old text: ${text}`);
    from = start + text.length;
    return { start, end: from, text };
  });
}

const textsIn = ({ text }: { text: string }, ranges: { start: number; end: number }[]) =>
  ranges.map(({ start, end }) => text.slice(start, end));

describe('a quote in another revision', () => {
  test('is found where text before it was added or taken out', () => {
    const document = documentOf('A new line that was not there.', 'Dogs stay out. Cats come in.');
    const spans = quoted('Dogs stay out. Cats come in.', 'Cats come in.');
    expect(textsIn(document, locateQuote(spans, document))).toEqual(['Cats come in.']);
  });

  test('is the one nearest to the old place, of several', () => {
    const line = 'It is closed on Mondays.';
    const filler = 'Something else stands here. '.repeat(10).trim();
    const old = [filler, line, filler].join('\n\n');
    const document = documentOf(line, filler, line, filler, line);
    const [range] = locateQuote(quoted(old, line), document);
    expect(range?.start).toBe(document.text.indexOf(line, 5));
  });

  test('is at its own place among words that repeat', () => {
    const spans = [{ start: 6, end: 17, text: 'alpha alpha' }];
    expect(locateQuote(spans, documentOf('alpha alpha alpha'))).toEqual([{ start: 6, end: 17 }]);
  });

  test('may have other white space between its words', () => {
    const document = documentOf('Dogs stay\nout of   the garden.');
    expect(
      locateQuote(quoted('Dogs stay out of the garden.', 'Dogs stay out of'), document),
    ).toEqual([{ start: 0, end: 16 }]);
  });

  test.each([
    ['Fee: 5', 'Fee: 50'],
    ['Fee: 5', 'Fee: 5.50'],
    ['5 days', '15 days'],
    ['5 days', '1.5 days'],
    ['able to pay', 'unable to pay'],
    ['Dogs stay out.', 'Dogs never stay out.'],
    ['Dogs stay out.', 'Dogs stay in.'],
    ['Dogs stay out.', ''],
    ['a.c', 'abc'],
  ])('“%s” is not what “%s” says', (quote, now) => {
    expect(locateQuote(quoted(quote, quote), documentOf(now))).toEqual([]);
  });

  test('is found within a run of a script without spaces', () => {
    const document = documentOf('现在网络安全法规定如下。使用Internet服务。');
    expect(locateQuote(quoted('网络安全法', '网络安全法'), document)).toHaveLength(1);
    expect(locateQuote(quoted('Internet', 'Internet'), document)).toHaveLength(1);
  });

  test('in two parts is two parts, in order and not far apart', () => {
    const old = 'It sets the rules\n\nA note.\n\nand the fees of it.';
    const spans = quoted(old, 'It sets the rules', 'and the fees of it.');
    const document = documentOf(
      'First.',
      'It sets the rules',
      'A longer note.',
      'and the fees of it.',
    );
    expect(textsIn(document, locateQuote(spans, document))).toEqual(spans.map(({ text }) => text));
    const turned = documentOf('and the fees of it.', 'It sets the rules');
    expect(locateQuote(spans, turned)).toEqual([]);
    const far = documentOf('It sets the rules', 'Other. '.repeat(600), 'and the fees of it.');
    expect(locateQuote(spans, far)).toEqual([]);
  });

  test('in one part is found where a page break now cuts it, and the other way round', () => {
    const whole = documentOf('It sets the rules and the fees of it.');
    const cut = documentOf('It sets the rules', 'A note.', ['and the fees of it.', 0]);
    const asOne = quoted(whole.text, 'sets the rules and the fees');
    expect(textsIn(cut, locateQuote(asOne, cut))).toEqual(['sets the rules', 'and the fees']);
    const asTwo = quoted(cut.text, 'sets the rules', 'and the fees');
    expect(textsIn(whole, locateQuote(asTwo, whole)).join(' ')).toBe('sets the rules and the fees');
    const elsewhere = documentOf('It sets the', 'A note.', ['rules and the fees of it.', 0]);
    expect(textsIn(elsewhere, locateQuote(asTwo, elsewhere))).toEqual([
      'sets the',
      'rules and the fees',
    ]);
  });

  test('of any kind stands in the revision that it was taken from', () => {
    const word = fc.constantFrom(
      'alpha',
      'beta',
      '5',
      '(c)',
      '$x^2$',
      '网',
      'né',
      'a\\b',
      '𝒳𝒴',
      '[1]',
    );
    const text = fc.array(word, { minLength: 3, maxLength: 30 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (old, one, other) => {
        const starts = [...old.matchAll(/\S+/g)].map(({ index }) => index);
        const ends = [...old.matchAll(/\S+/g)].map((match) => match.index + match[0].length);
        const [from, to] = [one % starts.length, other % starts.length].sort((a, b) => a - b);
        const span = { start: starts[from!]!, end: ends[to!]! };
        const spans = [{ ...span, text: old.slice(span.start, span.end) }];
        expect(locateQuote(spans, documentOf(old))).toEqual([span]);
      }),
    );
  });
});
