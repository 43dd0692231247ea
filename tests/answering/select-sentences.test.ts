import { describe, expect, it } from 'vitest';
import { completeLists } from '../../src/answering/complete-lists.ts';
import { comparisonBreadth, selectSentences } from '../../src/answering/select-sentences.ts';
import { retrieveByHand } from '../support/retrieve-by-hand.ts';

/** A sentence of so many characters that shares no word with those of other words. */
const filler = (word: string, length: number) => `${word.repeat(length).slice(0, length - 1)}.`;

/** Sections of one sentence each, as similar to the question as it says. */
async function select(question: string, sentences: Record<string, number>, comparing = false) {
  const source = Object.keys(sentences)
    .map((text, index) => `## ${index}\n\n${text}`)
    .join('\n\n');
  const retrieval = await retrieveByHand(question, source, {
    similarityOf: (text) => sentences[text] ?? 0,
  });
  const breadth = comparing ? comparisonBreadth : undefined;
  return selectSentences(retrieval, breadth).map(({ text }) => text);
}

describe('the sentences that answer', () => {
  it('are none of none', () => {
    const nothing = {
      language: undefined,
      vector: new Float32Array(),
      terms: [],
      weights: new Map(),
      passages: [],
      sentences: [],
    };
    expect(selectSentences(nothing)).toEqual([]);
  });

  it('begin with the best, however long it is', async () => {
    const long = filler('Best', 590);
    expect(await select('anything', { [filler('Other', 200)]: 0.1, [long]: 0.9 })).toEqual([long]);
  });

  it('leave out what is far behind', async () => {
    const best = filler('Best', 150);
    expect(await select('anything', { [best]: 0.9, [filler('Far', 100)]: 0 })).toEqual([best]);
  });

  it('take along what is nearly as good', async () => {
    const [best, near] = [filler('Best', 150), filler('Near', 100)];
    expect(await select('anything', { [near]: 0.895, [best]: 0.9 })).toEqual([best, near]);
  });

  it('say nothing twice', async () => {
    const best =
      'The committee agreed on the treaty about the harbour in the north of the country.';
    const again = 'In the north of the country, the committee agreed on the harbour treaty.';
    const other = filler('Different', 100);
    const selected = await select('anything', { [best]: 0.9, [again]: 0.895, [other]: 0.89 });
    expect(selected).toEqual([best, other]);
  });

  it('are never many, nor long', async () => {
    const sentences = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [filler(`Number${index}`, 60), 0.9 - index / 1000]),
    );
    const selected = await select('anything', sentences);
    expect(selected.length).toBeGreaterThan(1);
    expect(selected.length).toBeLessThanOrEqual(5);
    const long = Object.fromEntries(
      Array.from({ length: 6 }, (_, index) => [filler(`Long${index}`, 250), 0.9 - index / 1000]),
    );
    expect((await select('anything', long)).join('').length).toBeLessThanOrEqual(600);
  });

  it('are more where two things are compared', async () => {
    const sentences = {
      [filler('One', 300)]: 0.9,
      [filler('Two', 300)]: 0.895,
      [filler('Three', 300)]: 0.89,
    };
    const usual = await select('anything', sentences);
    const compared = await select('anything', sentences, true);
    expect(compared.length).toBeGreaterThan(usual.length);
    expect(compared.join('').length).toBeLessThanOrEqual(1000);
  });

  it('go on in the paragraph after a short one', async () => {
    const source = `The law is new. ${filler('Next', 100)}\n\n## B\n\n${filler('Else', 100)}`;
    const { sentences, ...retrieval } = await retrieveByHand('law', source, {
      similarityOf: (text) => (text.startsWith('Else') ? 0.3 : 0.2),
    });
    const selected = selectSentences({ sentences, ...retrieval }).map(({ text }) => text);
    expect(selected.slice(0, 2)).toEqual(['The law is new.', filler('Next', 100)]);
  });
});

describe('lists', () => {
  const source =
    '## A\n\nThe ministry works. It has three aims:\n\n- zebra one\n- horse two\n- mule three\n\nThat is all.\n\n## B\n\n- other zebra';
  const whole = ['It has three aims:', 'zebra one', 'horse two', 'mule three'];

  /** The sentence that begins so, with the list around it. */
  async function complete(beginning: string, maximumCharacters = 600, from = source) {
    const { sentences, passages } = await retrieveByHand('zebra', from, { maximumCharacters });
    const selected = sentences.filter(({ text }) => text.startsWith(beginning));
    expect(selected).toHaveLength(1);
    return completeLists(selected, passages)
      .toSorted(
        (left, right) => left.passage.ordinal - right.passage.ordinal || left.index - right.index,
      )
      .map(({ text }) => text);
  }

  it.each(['It has three aims:', 'zebra one', 'horse two', 'mule three'])(
    'come whole with any part: %s',
    async (part) => {
      expect(await complete(part)).toEqual(whole);
    },
  );

  it('come whole from two passages', async () => {
    expect(await complete('horse two', 70)).toEqual(whole);
  });

  it('end with their section', async () => {
    expect(await complete('other zebra')).toEqual(['other zebra']);
  });

  it('do not come with sentences that are no part of them', async () => {
    expect(await complete('The ministry')).toEqual(['The ministry works.']);
    expect(await complete('That is all')).toEqual(['That is all.']);
  });

  it('may have no introduction', async () => {
    const bare = 'A sentence.\n\n- zebra one\n- horse two';
    expect(await complete('horse', 600, bare)).toEqual(['zebra one', 'horse two']);
  });

  it('come once for several of their parts', async () => {
    const { sentences, passages } = await retrieveByHand('zebra', source);
    const selected = sentences.filter(({ text }) => /^(?:zebra|mule|It)/.test(text));
    expect(completeLists(selected, passages)).toHaveLength(4);
  });
});
