import { describe, expect, it } from 'vitest';
import { plainText } from '../support/read-source.ts';

const wrapped =
  'The first line of this paragraph was wrapped\nby hand at forty characters or so, as it\nwas usual. ';

describe('plain text', () => {
  it('has paragraphs between blank lines', () => {
    expect(plainText('One.\n\nTwo.\n \t\n\n\nThree.\n').text).toBe('One.\n\nTwo.\n\nThree.');
  });

  it('has the lines of a wrapped paragraph as one', () => {
    expect(plainText(wrapped).text).toBe(
      'The first line of this paragraph was wrapped by hand at forty characters or so, as it was usual.',
    );
  });

  it.each([
    ['items', 'The things to buy at the market:\n- flour\n- water\n• salt', 4],
    ['numbered items', 'The things to do before the end:\n1. this\n2) that', 3],
    ['indented lines', 'The poet says of the first snow:\n  it fell\n  and fell', 3],
    [
      'lines that stop short',
      'Jane Doe\n12 High Street at the corner of the market\nSpringfield',
      2,
    ],
  ])('keeps %s on lines of their own', (_, source, lines) => {
    expect(plainText(source).text.split('\n')).toHaveLength(lines);
  });

  it('reads all line endings alike', () => {
    const source = 'One line of a paragraph\nand a second one\n\nTwo.';
    const { text } = plainText(source);
    expect(text).toBe('One line of a paragraph and a second one\n\nTwo.');
    expect(plainText(source.replaceAll('\n', '\r\n')).text).toBe(text);
    expect(plainText(source.replaceAll('\n', '\r')).text).toBe(text);
  });

  it('has a page for each form feed, empty ones counted', () => {
    const document = plainText('One.\n\nStill one.\fTwo.\f\f  \n\nFour.');
    expect(document.blocks.map((block) => block.page)).toEqual([1, 1, 2, 4]);
    expect(document.text).not.toContain('\f');
  });

  it('has no pages without form feeds', () => {
    expect(plainText('One.\n\nTwo.').blocks.map((block) => block.page)).toEqual([null, null]);
  });

  it('is not read as Markdown', () => {
    expect(plainText('# *No* heading &amp; <b>tag</b>').text).toBe(
      '# *No* heading &amp; <b>tag</b>',
    );
  });

  it('is titled after its file', () => {
    expect(plainText('One.').title).toBe('Test');
  });
});
