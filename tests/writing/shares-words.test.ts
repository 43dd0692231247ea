import { expect, it } from 'vitest';
import { sharesWords } from '../../src/writing/shares-words.ts';

const rules = 'Put the ids of the sentences that say it, in square brackets: [S3].';

it('finds words in a row, whatever stands between them', () => {
  expect(sharesWords('He says: "THE IDS — of the *sentences* that"', rules, 6)).toBe(true);
});

it('finds fewer, other or reordered words not', () => {
  expect(sharesWords('the ids of the sentences', rules, 6)).toBe(false);
  expect(sharesWords('the ids of all the sentences which say it in round', rules, 6)).toBe(false);
  expect(sharesWords('say it that sentences the of ids the put', rules, 3)).toBe(false);
  expect(sharesWords('', rules, 3)).toBe(false);
});
