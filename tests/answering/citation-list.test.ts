import { describe, expect, it } from 'vitest';
import { CitationList } from '../../src/answering/citation-list.ts';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import { plainPassage } from '../support/plain-passage.ts';

const sentences = ['One begins.', 'Two goes on.', 'Three ends.', 'Four is apart.'];
const passage = plainPassage(sentences);
const document: SourceDocument = {
  id: 'doc',
  uris: ['doc.md'],
  title: 'A Title',
  mediaType: 'text/markdown',
  revision: 'r',
  text: sentences.join(' '),
  blocks: [],
};
const places = (...indices: number[]) => indices.map((index) => ({ passage, index }));
const createList = () => new CitationList(async () => document);

describe('the citations of a written answer', () => {
  it('are numbered by first use, neighbours in one quote', async () => {
    const list = createList();
    expect(await list.cite(places(3))).toEqual([1]);
    expect(await list.cite(places(0, 1))).toEqual([2]);
    expect(list.all.map(({ number, quote }) => [number, quote])).toEqual([
      [1, 'Four is apart.'],
      [2, 'One begins. Two goes on.'],
    ]);
  });

  it('are not quoted again where an earlier quote has them', async () => {
    const list = createList();
    await list.cite(places(0, 1, 2));
    expect(await list.cite(places(1))).toEqual([1]);
    expect(await list.cite(places(2, 1))).toEqual([1]);
    expect(await list.cite(places(3))).toEqual([2]);
    expect(await list.cite(places(1, 3))).toEqual([1, 2]);
    expect(list.all).toHaveLength(2);
  });

  it('are as many as the sentences are apart, and none for none', async () => {
    const list = createList();
    expect(await list.cite(places(0, 2))).toEqual([1, 2]);
    expect(await list.cite([])).toEqual([]);
  });
});
