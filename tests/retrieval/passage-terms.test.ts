import { describe, expect, it } from 'vitest';
import { analyzeTerms } from '../../src/language/analyze-terms.ts';
import { passageTerms, searchTerms } from '../../src/retrieval/passage-terms.ts';
import { embedByHand } from '../support/embed-by-hand.ts';
import { markdown } from '../support/read-source.ts';

const stems = (text: string) => analyzeTerms(text).map(({ stem }) => stem);

const source = `# The Rose Garden

Roses grow. Nothing else.

## Dogs and Cats

### Dogs

Dogs are not allowed. Laws govern laws.
`;

const passages = await embedByHand(markdown(source));
const [first, last] = [passages[0]!, passages.at(-1)!];

describe('the terms of a passage', () => {
  it('are those of each sentence, and of all, in order and as sets', () => {
    const terms = passageTerms(last);
    expect(terms.texts).toEqual(['Dogs are not allowed.', 'Laws govern laws.']);
    const [allowed, govern] = [stems('Dogs allowed'), stems('laws govern laws')];
    expect(terms.sequences).toEqual([allowed, govern]);
    expect(terms.sequence).toEqual([...allowed, ...govern]);
    expect(terms.sentences).toEqual([new Set(allowed), new Set(govern)]);
    expect(terms.all).toEqual(new Set([...allowed, ...govern]));
  });

  it('have those of the title and of all headings above apart', () => {
    expect(passageTerms(first).headings).toEqual(new Set(stems('rose garden')));
    expect(passageTerms(last).headings).toEqual(new Set(stems('rose garden dogs cats')));
    expect(passageTerms(last).all).not.toContain(stems('garden')[0]);
  });

  it('are analyzed once', () => {
    expect(passageTerms(last)).toBe(passageTerms(last));
  });
});

describe('what a passage is found by', () => {
  it('is what stands above it and its own words, as often as they come', () => {
    expect(searchTerms(first)).toEqual(stems('Rose Garden Roses grow Nothing'));
    expect(searchTerms(last)).toEqual(
      stems('Rose Garden. Dogs and Cats. Dogs. Dogs are not allowed. Laws govern laws.'),
    );
  });

  it.each([
    ['case and endings', 'A new REGULATION was issued.', 'regulations'],
    ['accents', 'The résumé of a café.', 'Resume CAFE'],
    ['letters with marks of their own', 'Die Straße nach Łódź.', 'strasse lodz'],
    ['the genitive', 'China’s strategy.', "china's strategies"],
    ['words without spaces between', '最高罚款为五百万元。', '罚款'],
    ['particles', '벌금은 얼마입니까?', '벌금이'],
  ])('has words as a question has them, whatever %s', async (_, text, question) => {
    const [passage] = await embedByHand(markdown(`# T\n\n${text}`));
    expect(searchTerms(passage!)).toEqual(expect.arrayContaining(stems(question)));
    expect(stems(question)).not.toEqual([]);
  });

  it('is no word that every text has', async () => {
    const [passage] = await embedByHand(markdown('# The\n\nThe of and a to is. 这是什么？'));
    expect(searchTerms(passage!)).toEqual([]);
  });

  it('has no term with white space in it, which would be two', async () => {
    const [passage] = await embedByHand(
      markdown('# T\n\nA\u00a0b c\u2003d e\u3000f g\u200bh 1\u00a0000 xﷺy 12½ ㍿ nbsp.'),
    );
    for (const term of searchTerms(passage!)) expect(term).not.toMatch(/\s/);
  });
});
