import { describe, expect, it } from 'vitest';
import { answerFeatures } from '../../src/answering/answer-features.ts';
import { retrieveByHand } from '../support/retrieve-by-hand.ts';

const source =
  'The law requires data residence since 2017. It was passed by the congress of Utopia.';

async function featuresOf(question: string) {
  const retrieval = await retrieveByHand(question, source, { similarityOf: () => 0.5 });
  return answerFeatures(question, retrieval, retrieval.sentences.slice(0, 1));
}

describe('what tells that a passage does not answer', () => {
  it('is a denial that it has not, but not in a question for yes or no', async () => {
    expect((await featuresOf('What does the law not require?')).deniedAlone).toBe(1);
    expect((await featuresOf('What does the law require?')).deniedAlone).toBe(0);
    expect((await featuresOf('Does the law not require data residence?')).deniedAlone).toBe(0);
    expect((await featuresOf('Doesn’t the law require data residence?')).deniedAlone).toBe(0);
  });

  it('is a name or a number that it lacks', async () => {
    expect(await featuresOf('What does the law of Utopia require since 2017?')).toMatchObject({
      missingNames: 0,
      missingNumbers: 0,
    });
    expect(await featuresOf('What does the law of Atlantis require since 2016?')).toMatchObject({
      missingNames: 1,
      missingNumbers: 1,
    });
  });

  it('is the opposite of a word of the question', async () => {
    const forbidden = 'The agency forbade imports in the last year.';
    const asked = 'What was imported in the first year?';
    const retrieval = await retrieveByHand(asked, forbidden, { similarityOf: () => 0.5 });
    expect(answerFeatures(asked, retrieval, retrieval.sentences).opposed).toBe(1);
    expect((await featuresOf('What does the law require?')).opposed).toBe(0);
  });

  it('is finite whatever is asked', async () => {
    for (const question of ['', '?', 'the of and', '0', 'x'.repeat(5000)]) {
      for (const value of Object.values(await featuresOf(question))) {
        expect(Number.isFinite(value), question.slice(0, 20)).toBe(true);
      }
    }
  });
});
