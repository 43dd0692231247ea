import { describe, expect, it } from 'vitest';
import { analyzeTerms } from '../../src/language/analyze-terms.ts';
import type { Candidate, PassageQuery, PassageStore } from '../../src/ports.ts';
import { findCandidates, type Retriever, rank, retrieve } from '../../src/retrieval/retrieve.ts';
import { questionVector } from '../support/embed-by-hand.ts';
import { findByHand } from '../support/retrieve-by-hand.ts';

const stems = (text: string) => analyzeTerms(text).map(({ stem }) => stem);

const embedderOf = (id: string, vector: Float32Array) =>
  ({ id, embedQuestion: async () => vector }) as unknown as Retriever['sentenceEmbedder'];

/** A retriever whose store gives these candidates, with a record of the queries to it. */
function retrieverOf(candidates: Candidate[], passageVector?: Float32Array) {
  const queries: PassageQuery[] = [];
  const store: Pick<PassageStore, 'search'> = {
    search: async (query) => {
      queries.push(query);
      return candidates;
    },
  };
  const retriever: Retriever = {
    store: store as PassageStore,
    sentenceEmbedder: embedderOf('built-in', questionVector),
    passageEmbedder: passageVector && embedderOf('other', passageVector),
  };
  return { retriever, queries };
}

const source = 'The ferry leaves.\n\n## B\n\nA pier is built.\n\n## C\n\nDie Fähre fährt ab.';

describe('candidates', () => {
  it('are looked for by the stems of the question and its vector', async () => {
    const { retriever, queries } = retrieverOf([]);
    const documents = ['a', 'b'];
    const { question, language } = await findCandidates(retriever, 'When were the ferries built?', {
      documents,
    });
    expect(queries).toEqual([
      {
        terms: stems('ferries built'),
        vector: questionVector,
        depth: expect.any(Number),
        documents,
      },
    ]);
    expect(language).toBe('en');
    expect(question).toMatchObject({
      vector: questionVector,
      passageVector: questionVector,
      hasOwnPassageModel: false,
      stems: stems('ferries built'),
    });
  });

  it('are looked for without the words that give a question its form in its language', async () => {
    const { retriever, queries } = retrieverOf([]);
    await findCandidates(retriever, 'Wie hoch sind die Strafen?');
    expect(queries[0]!.terms).toEqual(stems('hoch Strafen'));
  });

  it('are looked for by the vector of the passages’ model where that is another', async () => {
    const other = Float32Array.of(0, 0, 1);
    const { retriever, queries } = retrieverOf([], other);
    const { question } = await findCandidates(retriever, 'When do ferries leave?');
    expect(queries[0]!.vector).toBe(other);
    expect(question).toMatchObject({
      vector: questionVector,
      passageVector: other,
      hasOwnPassageModel: true,
    });
  });

  it('are not looked for where nobody waits any more', async () => {
    const { retriever, queries } = retrieverOf([]);
    const gone = AbortSignal.abort(new Error('gone'));
    await expect(findCandidates(retriever, 'ferry', {}, gone)).rejects.toThrow('gone');
    expect(queries).toEqual([]);
  });
});

describe('the ranks of what was found', () => {
  it('are those of retrieval as a whole', async () => {
    const { candidates } = await findByHand('ferry', source);
    const { retriever } = retrieverOf(candidates);
    const retrieval = await retrieve(retriever, 'When does the ferry leave?');
    expect(rank(await findCandidates(retriever, 'When does the ferry leave?'))).toEqual({
      ...retrieval,
    });
    expect(retrieval.passages).toHaveLength(3);
    expect(retrieval.sentences[0]!.text).toBe('The ferry leaves.');
  });

  it('do not depend on the order of candidates', async () => {
    const findings = await findByHand('When is the pier built?', source);
    const reversed = { ...findings, candidates: findings.candidates.toReversed() };
    expect(rank(reversed)).toEqual(rank(findings));
  });

  it('leave out what only a vector found that means nothing in its language', async () => {
    const findings = await findByHand('Wann fährt die Fähre?', source);
    expect(findings.language).toBe('de');
    const { passages, sentences } = rank(findings);
    expect(passages.map(({ passage }) => passage.text)).toEqual(['Die Fähre fährt ab.']);
    expect(sentences).toHaveLength(1);
  });

  it('have it where another model found it, which may know the language', async () => {
    const findings = await findByHand('Wann fährt die Fähre?', source);
    const question = { ...findings.question, hasOwnPassageModel: true };
    expect(rank({ ...findings, question }).passages).toHaveLength(3);
  });

  it('are none of nothing', async () => {
    const findings = await findByHand('ferry', source, { found: () => false });
    expect(rank(findings)).toMatchObject({ passages: [], sentences: [] });
  });
});
