import { describe, expect, it } from 'vitest';
import { readDecline } from '../../src/writing/read-decline.ts';

const read = (sentence: string, cites = false) => readDecline(sentence, 'NO_ANSWER', cites);

describe('a decline', () => {
  it.each(['NO_ANSWER', 'NO_ANSWER.', '**NO_ANSWER**', '"no_answer"', 'Answer: NO_ANSWER'])(
    'is the mark, however it is dressed: %s',
    (sentence) => {
      expect(read(sentence)).toEqual({ part: undefined, byMark: true });
      expect(read(sentence, true)).toEqual({ part: undefined, byMark: true });
    },
  );

  it.each([
    ['NO_ANSWER 2', 2],
    ['- NO_ANSWER (1)', 1],
    ['NO_ANSWER: 3.', 3],
    ['Part 2: NO_ANSWER', 2],
    ['2. NO_ANSWER', 2],
  ])('may be of one part: %s', (sentence, part) => {
    expect(read(sentence)).toEqual({ part, byMark: true });
  });

  it.each([
    'The sources do not mention a price.',
    'I cannot answer this question.',
    'I’m sorry, but I can’t help with that.',
    'The number of ships is not specified in the passages.',
    'There is no information about this in the document.',
  ])('is read from words that cite nothing: %s', (sentence) => {
    expect(read(sentence)).toEqual({ part: undefined, byMark: false });
    expect(read(sentence, true)).toBeUndefined();
  });

  it.each(['The law does not apply to ships.', 'No ship may enter the harbour.', 'Answer: no.'])(
    'is not every denial: %s',
    (sentence) => {
      expect(read(sentence)).toBeUndefined();
    },
  );
});
