import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeModels, type Models } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { Evidence } from '../../src/writing/check-sentence.ts';
import {
  type CheckSentence,
  createSentenceChecker,
} from '../../src/writing/create-sentence-checker.ts';

const on = (...sentences: string[]): Evidence => ({ sentences, context: [], question: '' });

describe('the check of a sentence', () => {
  let models: Models;
  let checkSentence: CheckSentence;
  let embedded: string[];

  beforeAll(async () => {
    models = await composeModels(readConfig({}));
    embedded = [];
    checkSentence = createSentenceChecker((texts, signal) => {
      embedded.push(...texts);
      return models.sentenceEmbedder.embedTexts(texts, signal);
    });
  });

  afterAll(() => models.close());

  it('takes a word for another that means the same, and asks for each word once', async () => {
    const evidence = on('The firm bought a mill in Leeds.');
    const supported = { support: 'supported', doubts: [] };
    expect(await checkSentence('The firm purchased a mill.', evidence)).toEqual(supported);
    expect(embedded).toContain('purchased');
    embedded.length = 0;
    expect(await checkSentence('The firm purchased a mill.', evidence)).toEqual(supported);
    expect(embedded).toEqual([]);
  });

  it('supports in part what has a word of its own', async () => {
    const evidence = on('The firm bought a mill in Leeds.');
    expect(await checkSentence('The firm bought a flooded mill in Leeds.', evidence)).toEqual({
      support: 'partly',
      doubts: ['meaning'],
    });
  });

  it('never takes one name for another, though their vectors are near', async () => {
    const evidence = on('Ericsson paid 30 dollars in 1998.');
    const { support } = await checkSentence('Nokia paid 30 dollars in 1998.', evidence);
    expect(support).not.toBe('supported');
  });

  it('embeds nothing where the words decide', async () => {
    embedded.length = 0;
    const evidence = on('Fees are refunded within 16 days.');
    const check = (sentence: string) => checkSentence(sentence, evidence);
    expect(await check('Fees are refunded within 16 days.')).toMatchObject({
      support: 'supported',
    });
    expect(await check('Fees are refunded within 60 days.')).toEqual({
      support: 'unsupported',
      doubts: ['number'],
    });
    expect(await check('Die Gebühren werden nach 16 Tagen erstattet.')).toEqual({
      support: 'partly',
      doubts: ['language'],
    });
    expect(await check('Cats like fresh milk.')).toEqual({
      support: 'unsupported',
      doubts: ['meaning'],
    });
    expect(await checkSentence('Fees are refunded.', on())).toEqual({
      support: 'unsupported',
      doubts: ['no-citation'],
    });
    expect(embedded).toEqual([]);
  });

  it('ends when its caller does', async () => {
    const signal = AbortSignal.abort(new Error('gone'));
    const checking = checkSentence(
      'The firm acquired a mill.',
      on('The firm bought a mill.'),
      signal,
    );
    await expect(checking).rejects.toThrow('gone');
  });
});
