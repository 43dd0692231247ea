import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/protocol.ts';
import { openTestIndex, type TestIndex } from '../support/open-test-index.ts';

/** Floors under the measured figures, with the settings that are the defaults. */
const rightAnswersFloor = 20;
const declinedFloor = 7;
/** Characters quoted, at the median of the answers. */
const quotedCharactersCeiling = 400;

interface GoldenQuestion {
  id: string;
  question: string;
  /** Questions asked before, oldest first. */
  after?: string[];
  answerable: boolean;
  /** What a right answer quotes, every string of it. */
  must_quote?: string[];
}

const questions = readFileSync('tests/fixtures/nbr-questions.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line): GoldenQuestion => JSON.parse(line));

const fold = (text: string): string =>
  text
    .replace(/[“”"‘’'*_]/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();

const quotedText = (answer: Answer): string => answer.citations.map(({ quote }) => quote).join(' ');

const isRight = ({ must_quote: expected = [] }: GoldenQuestion, answer: Answer): boolean =>
  expected.every((text) => fold(quotedText(answer)).includes(fold(text)));

let index: TestIndex;
const answers = new Map<GoldenQuestion, Answer>();
beforeAll(async () => {
  index = await openTestIndex();
  for (const golden of questions) {
    const history = (golden.after ?? []).map((content) => ({ role: 'user' as const, content }));
    answers.set(golden, await index.ask({ question: golden.question, history }));
  }
});
afterAll(() => index.close());

describe('the golden questions', () => {
  it('are all there', () => {
    expect(questions.filter(({ answerable }) => answerable)).toHaveLength(23);
    expect(questions.filter(({ answerable }) => !answerable)).toHaveLength(11);
  });

  it(`that the document answers are answered right, at least ${rightAnswersFloor}`, () => {
    const answerable = questions.filter((golden) => golden.answerable);
    const wrong = answerable.filter((golden) => !isRight(golden, answers.get(golden)!));
    const described = wrong.map((golden) => `${golden.id} ${golden.question}`).join('\n');
    expect(answerable.length - wrong.length, described).toBeGreaterThanOrEqual(rightAnswersFloor);
  });

  it(`that it does not answer are declined, at least ${declinedFloor}`, () => {
    const unanswerable = questions.filter((golden) => !golden.answerable);
    const answered = unanswerable.filter((golden) => answers.get(golden)!.answered);
    const described = answered.map((golden) => `${golden.id} ${golden.question}`).join('\n');
    expect(unanswerable.length - answered.length, described).toBeGreaterThanOrEqual(declinedFloor);
  });

  it(`quote at most ${quotedCharactersCeiling} characters at the median`, () => {
    const lengths = questions
      .map((golden) => answers.get(golden)!)
      .filter(({ answered }) => answered)
      .map((answer) => answer.citations.reduce((sum, { quote }) => sum + quote.length, 0))
      .sort((left, right) => left - right);
    const [low, high] = [Math.ceil(lengths.length / 2) - 1, Math.floor(lengths.length / 2)];
    const median = (lengths[low]! + lengths[high]!) / 2;
    expect(median).toBeLessThanOrEqual(quotedCharactersCeiling);
  });
});
