import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { makePairs } from '../../scripts/check/check-pairs.ts';
import {
  type CheckedPair,
  checkPairs,
  isWrong,
  measureKinds,
} from '../../scripts/check/measure-check.ts';
import { type Paraphrases, readParaphrases, truePairs } from '../../scripts/check/paraphrases.ts';
import { readTrueStatements } from '../../scripts/check/true-statements.ts';
import { composeModels } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { compareWords } from '../../src/writing/check-sentence.ts';
import { createSentenceChecker } from '../../src/writing/create-sentence-checker.ts';

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));

/** The most of each that may be wrong: what is measured, and one pair more. */
const mostWrong = { true: 2, 'grave changes': 2, 'other changes': 12, foreign: 1, paraphrases: 9 };

describe('the check on a sample of the pairs it is measured on', () => {
  let sample: CheckedPair[];
  let reworded: CheckedPair[];
  let paraphrases: Paraphrases[];

  beforeAll(async () => {
    const models = await composeModels(readConfig({}));
    const checkSentence = createSentenceChecker(models.sentenceEmbedder.embedTexts);
    const statements = await readTrueStatements(`${fixtures}/eval/clapnq-check`);
    paraphrases = await readParaphrases(`${fixtures}/check-paraphrases.jsonl`);
    sample = await checkPairs(makePairs(statements), checkSentence);
    reworded = await checkPairs(truePairs(paraphrases), checkSentence);
    await models.close();
  });

  it('is as good as it was', () => {
    const results = measureKinds(sample);
    const of = (kind: string) => results.find((result) => result.kind === kind)!;
    expect(of('true').count).toBeGreaterThan(40);
    expect(of('grave changes').count).toBeGreaterThan(80);
    const { paraphrases: _, ...limits } = mostWrong;
    for (const [kind, most] of Object.entries(limits)) {
      const wrong = sample.filter(isWrong).map((pair) => `${pair.kind}: ${pair.sentence}`);
      expect(of(kind).wrong, `${kind}: ${wrong.join('\n')}`).toBeLessThanOrEqual(most);
    }
  });

  it('supports what says the same in other words, but for a few', () => {
    const wrong = reworded.filter(isWrong);
    // None of them for a contradiction.
    const others = wrong.filter(({ check }) => check.doubts.join() !== 'meaning');
    expect(others.map(({ sentence }) => sentence)).toEqual([]);
    expect(wrong.length).toBeLessThanOrEqual(mostWrong.paraphrases);
  });

  it('finds the doubt in what does not', () => {
    for (const { evidence, context, question, differs } of paraphrases) {
      for (const { sentence, doubt } of differs) {
        if (doubt === null) continue;
        const { doubts } = compareWords(sentence, { sentences: evidence, context, question });
        expect(doubts, sentence).toContain(doubt);
      }
    }
  });
});
