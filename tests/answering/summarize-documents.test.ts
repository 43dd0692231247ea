import { describe, expect, it } from 'vitest';
import { summarizeDocuments } from '../../src/answering/summarize-documents.ts';
import { passageTerms } from '../../src/retrieval/passage-terms.ts';
import { embedByHand } from '../support/embed-by-hand.ts';
import { markdown, plainText } from '../support/read-source.ts';

const sentence = (word: string) => `${word} is a word in a sentence of more than fifty characters.`;
const words = ['Anchor', 'Bridge', 'Castle', 'Desert', 'Eleven'];

/** An eighth of a turn lies between each sentence and the next, so that none is like another. */
const apart = (text: string) =>
  Math.cos((words.findIndex((word) => text.startsWith(word)) * Math.PI) / 4);

async function summarize(source: string, count: number, similarityOf = apart) {
  const passages = await embedByHand(markdown(source), { maximumCharacters: 120, similarityOf });
  return summarizeDocuments(passages, count).map(
    ({ passage, index }) => passageTerms(passage).texts[index]!,
  );
}

describe('a summary', () => {
  const source = words.map(sentence).join(' ');

  it('has as many sentences as asked, in reading order', async () => {
    const summary = await summarize(source, 3);
    expect(summary).toHaveLength(3);
    expect(summary).toEqual(summary.toSorted());
    expect(await summarize(source, 0)).toEqual([]);
  });

  it('prefers what a document says of itself', async () => {
    const purpose = 'This paper describes how anchors were made in the harbour towns of the north.';
    expect(await summarize(`${source} ${purpose}`, 1, () => 0.5)).toEqual([purpose]);
  });

  it('says nothing twice', async () => {
    const twice = `${sentence('Anchor')} ${sentence('Bridge')} ${sentence('Anchor')}`;
    const summary = await summarize(twice, 3, (text) => (text.startsWith('Anchor') ? 0.9 : 0.1));
    expect(summary).toEqual([sentence('Anchor'), sentence('Bridge')]);
  });

  it('prefers whole sentences of prose to labels, items and notes', async () => {
    const mixed = `A label\n\n- ${sentence('Anchor')}\n\n<sup>1</sup> ${sentence('Castle')}\n\n${sentence('Desert')}`;
    expect(await summarize(mixed, 1)).toEqual([sentence('Desert')]);
  });

  it('takes what there is where there is no prose', async () => {
    expect(await summarize('- one\n- two', 1)).toHaveLength(1);
    expect(summarizeDocuments([], 3)).toEqual([]);
  });

  it('of several documents has sentences of each', async () => {
    const passages = [
      ...(await embedByHand(markdown(source), { similarityOf: apart })),
      ...(await embedByHand(plainText(source), { similarityOf: apart })),
    ];
    const summary = summarizeDocuments(passages, 1);
    expect(summary.map(({ passage }) => passage.documentId)).toEqual([
      ...new Set(passages.map(({ documentId }) => documentId)),
    ]);
  });
});
