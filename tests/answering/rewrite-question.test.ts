import { describe, expect, it } from 'vitest';
import { readRewritten } from '../../src/answering/rewrite-question.ts';
import type { Turn } from '../../src/protocol.ts';

const history: Turn[] = [{ role: 'user', content: 'What is the cybersecurity law of China?' }];
const read = (reply: string, inEnglish = false) =>
  readRewritten(reply, 'And in Russia?', history, { inEnglish });

describe('a rewritten question', () => {
  it.each([
    'What is the cybersecurity law of Russia?',
    ' "What is the cybersecurity law of Russia?"\n',
    'Question: What is the cybersecurity law of Russia?',
    'Standalone question: **What is the cybersecurity law of Russia?**',
  ])('is read from %j', (reply) => {
    expect(read(reply)).toBe('What is the cybersecurity law of Russia?');
  });

  it.each([
    '',
    ' \n',
    '???',
    'What is the law?\nIt is a law.',
    `What is the law of Russia ${'and so on '.repeat(60)}?`,
    'See https://example.com for the law of Russia',
    'What is [the law of Russia](x)?',
    '<b>What is the law of Russia?</b>',
    'Which recipes for apple cake use cinnamon?',
  ])('is not read from %j', (reply) => {
    expect(read(reply)).toBeUndefined();
  });

  it('may have other words where it was translated', () => {
    expect(read('Who governs the network?', true)).toBe('Who governs the network?');
  });
});
