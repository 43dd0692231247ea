import { describe, expect, test } from 'vitest';
import type { Answer, Doubt, Notice } from '../../src/protocol.ts';
import english from '../../web/languages/en.ts';
import { isInWords, noticeOf, piecesOf, withDoubtsInWords } from '../../web/written-answer.ts';
import { writeSentences } from '../support/write-sentences.ts';

const { messages } = english;

const written: Answer = {
  id: 'a',
  question: 'Who built the pier?',
  outcome: 'answered',
  answered: true,
  confidence: 0.9,
  citations: [],
  closest: [],
  ...writeSentences([
    { text: 'Agnes built it [1].' },
    { text: ' It cost 60 [1].', doubts: ['number', 'modality'] },
    { text: '\n\n- It is long [2].', doubts: ['meaning'], support: 'partly' },
  ]),
};

describe('the pieces of a written answer', () => {
  test('are what was streamed, and concatenate to the text', () => {
    const pieces = piecesOf(written);
    expect(pieces.map(({ text }) => text)).toEqual([
      'Agnes built it [1].',
      ' It cost 60 [1].',
      '\n\n- It is long [2].',
    ]);
    expect(pieces.map(({ sentence }) => sentence)).toEqual(written.sentences);
  });

  test('hold also what no sentence covers', () => {
    const pieces = piecesOf({ ...written, answer: `${written.answer}\nMore.` });
    expect(pieces.at(-1)).toEqual({ text: '\nMore.' });
    const { sentences: _, ...unchecked } = written;
    expect(piecesOf(unchecked)).toEqual([{ text: written.answer }]);
  });

  test('are labelled in words where their quotes do not support them', () => {
    expect(withDoubtsInWords(piecesOf(written), messages)).toBe(
      'Agnes built it [1]. It cost 60 [1]. (not in the quotes: number, may or must)\n\n- It is long [2]. (supported only in part: meaning)',
    );
  });
});

describe('an answer', () => {
  test.each<[boolean, Partial<Answer>]>([
    [true, {}],
    [true, { outcome: 'partly' }],
    [false, { outcome: 'not-answered', answered: false }],
    [false, { mode: 'extractive' }],
  ])('is in words: %s, with %o', (inWords, change) => {
    expect(isInWords({ ...written, ...change })).toBe(inWords);
  });
});

describe('a notice', () => {
  const notices = Object.keys(messages.quotedInstead) as Notice[];

  test('says no more than what is true of the answer beside it', () => {
    expect(noticeOf(written, messages)).toBe('');
    expect(noticeOf({ ...written, notice: 'model-interrupted' }, messages)).toBe(
      messages.writtenInPart,
    );
    for (const notice of notices) {
      const quotes: Answer = { ...written, mode: 'extractive', notice };
      expect(noticeOf(quotes, messages)).toMatch(/; these are quotes\.$/);
      expect(
        noticeOf({ ...quotes, answered: false, outcome: 'not-answered' }, messages),
      ).not.toMatch(/these are quotes/);
      expect(noticeOf({ ...quotes, answered: false, outcome: 'conversation' }, messages)).toBe('');
    }
  });
});

describe('every doubt', () => {
  test.each(Object.entries(messages.doubts) as [Doubt, string][])('%s is a sentence', (_, text) => {
    expect(text).toMatch(/^[A-Z][^!]+\.$/);
  });
});
