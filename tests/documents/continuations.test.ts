import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import { joinedBlocks, markdown, outline, plainText } from '../support/read-source.ts';

const prose =
  'The committee has met several times since the spring and has reached an agreement on the text';
const rest = 'of the new treaty. It will be signed in May.';
const whole = 'This is a whole paragraph that says what it has to say.';

const lines = (...parts: string[]) => parts.join('\n\n');

const joins: [name: string, document: SourceDocument][] = [
  ['a page break with nothing in between', markdown(lines(prose, rest))],
  ['a rule', markdown(lines(prose, '---', rest))],
  ['a footnote', markdown(lines(prose, '<sup>1</sup> A note.', rest))],
  [
    'a rule and two footnotes',
    markdown(lines(prose, '---', '<sup>1</sup> A.', '<sup>2</sup> B.', rest)),
  ],
  ['an author’s box under a rule', markdown(lines(prose, '---', whole, rest))],
  ['a box of two paragraphs', markdown(lines(prose, '---', whole, whole, rest))],
  ['a box and a footnote', markdown(lines(prose, '---', whole, '<sup>*</sup> Note.', rest))],
  ['a form feed', plainText(`${prose}\f${rest}`)],
  ['a rule, where the first part is short', markdown(lines('The two countries have', '---', rest))],
  ['a rule, where an item of a list was cut', markdown(lines(`- ${prose}`, '---', rest))],
  ['a comma', markdown(lines(`${prose},`, `and on the date ${rest}`))],
  ['a quotation that is still open', markdown(lines(`${prose} “of`, '---', `the new” treaty.`))],
  ['an opening quotation mark', markdown(lines(prose, '---', `“of the new treaty.”`))],
];

const staysApart: [name: string, document: SourceDocument][] = [
  ['a heading', markdown(lines(prose, '## Next', rest))],
  ['a heading after a rule', markdown(lines(prose, '---', '## Next', rest))],
  ['a finished paragraph', markdown(lines(`${prose}.`, '---', rest))],
  ['a paragraph that ends in a quotation', markdown(lines(`${prose}.”`, '---', rest))],
  ['a paragraph that ends in a bracket', markdown(lines(`${prose} (so it says.)`, '---', rest))],
  ['a colon', markdown(lines(`${prose}:`, '---', rest))],
  ['a semicolon', markdown(lines(`${prose};`, '---', rest))],
  ['a question', markdown(lines(`${prose}?`, '---', rest))],
  ['an ellipsis', markdown(lines(`${prose} …`, '---', rest))],
  [
    'a Chinese full stop',
    markdown(lines('委员会同意了新条约的文本，并将于五月签署。', '---', '它很重要。')),
  ],
  ['a second part in capitals', markdown(lines(prose, '---', 'Of the new treaty.'))],
  ['a second part that begins with a digit', markdown(lines(prose, '---', '2016 was its year.'))],
  ['a label under a rule', markdown(lines('Ingredients', '---', 'flour and water'))],
  ['labels without a rule', markdown(lines('Monday', 'we rest', 'Tuesday', 'we work'))],
  ['verses', markdown(lines('The woods are lovely, dark and deep', 'but I have promises to keep'))],
  [
    'stanzas whose verses have breaks',
    markdown(
      lines(
        'The snow lay on the garden wall  \nand on the roof and on the tree  \nand no one heard it when it fell',
        'because the night was deep and we  \nwere sleeping',
      ),
    ),
  ],
  [
    'stanzas in plain text',
    plainText(
      lines(
        '  The snow lay on the garden wall\n  and on the roof and on the tree\n  and no one heard it when it fell',
        '  because the night was deep and we\n  were sleeping',
      ),
    ),
  ],
  ['items of a list', markdown(lines(`- ${prose}`, '- of flour', '- and water'))],
  ['a list and the paragraph below it', markdown(lines(`- ${prose}`, rest))],
  ['a list in between', markdown(lines(prose, '---', '- one\n- two', rest))],
  ['a table in between', markdown(lines(prose, '---', '| a |\n| - |\n| b |', rest))],
  ['code in between', markdown(lines(prose, '```\ncode\n```', rest))],
  ['code', markdown(lines(`\`\`\`\n${prose}\n\`\`\``, '---', rest))],
  ['a paragraph and code', markdown(lines(prose, '---', '```\nof the new\n```'))],
  ['a whole paragraph in between, without a rule', markdown(lines(prose, whole, rest))],
  ['two footnotes', markdown(lines(`<sup>1</sup> ${prose}`, `<sup>2</sup> ${rest}`))],
  ['symbols', markdown(lines(`${prose} ∞`, '---', rest))],
];

describe('a paragraph', () => {
  it.each(joins)('is joined with the next part across %s', (_, document) => {
    expect(joinedBlocks(document)).toHaveLength(1);
  });

  it.each(staysApart)('is not joined in the case of %s', (_, document) => {
    expect(joinedBlocks(document)).toEqual([]);
    expect(outline(document).filter(([kind]) => kind === 'aside')).toEqual([]);
  });

  it('is joined across a script without spaces', () => {
    const document = markdown(
      lines('委员会自春季以来已多次召开会议并就新条约的文本达成了一致', '---', '意见。'),
    );
    expect(joinedBlocks(document)).toHaveLength(1);
  });

  it('makes what stands in between an aside', () => {
    const document = markdown(lines(prose, '---', whole, '<sup>1</sup> Note.', rest));
    expect(outline(document).map(([kind]) => kind)).toEqual([
      'paragraph',
      'aside',
      'footnote',
      'paragraph',
    ]);
  });

  it('can be cut by several page breaks', () => {
    const document = markdown(lines(prose, '---', `of the ${prose}`, '---', rest));
    expect(document.blocks.map((block) => block.continues)).toEqual([undefined, 0, 1]);
  });

  it('is continued by one part only', () => {
    const document = markdown(lines(prose, '---', rest, 'and again.'));
    expect(joinedBlocks(document)).toHaveLength(1);
  });
});
