import { describe, expect, it } from 'vitest';
import { WithoutThinking } from '../../src/writing/without-thinking.ts';

function filter(pieces: readonly string[]): string {
  const thinking = new WithoutThinking();
  return [...pieces.map((piece) => thinking.push(piece)), thinking.end()].join('');
}

describe('what a model thinks aloud', () => {
  it.each([
    ['is left out', '<think>The user [S1] asks.</think>The law.', 'The law.'],
    ['is left out after white space', '\n <think>\nHm.\n</think>\n\nThe law.', '\n\nThe law.'],
    ['is left out by other names', '<Thinking>Hm</thinking>The law.', 'The law.'],
    ['is left out twice', '<think>Hm</think>\n<think>Ha</think>The law.', 'The law.'],
    ['is left out when empty', '<think></think>The law.', 'The law.'],
    ['is left out when it never ends', '<think>Hm </thin', ''],
    ['keeps letters that change their length', '<think>İİİ</think>The law.', 'The law.'],
    ['is not seen in other tags', '<thing>The law.', '<thing>The law.'],
    ['is not seen later', 'The <think>law</think>.', 'The <think>law</think>.'],
    ['is not seen in a beginning that breaks off', ' <thi', ' <thi'],
    ['is not seen in an empty answer', '', ''],
  ])('%s, wherever it is cut', (_, written, answer) => {
    for (let cut = 0; cut <= written.length; cut += 1) {
      expect(filter([written.slice(0, cut), written.slice(cut)])).toBe(answer);
    }
    expect(filter(written.split(''))).toBe(answer);
  });

  it('lets an answer through at once', () => {
    const thinking = new WithoutThinking();
    expect(thinking.push('The')).toBe('The');
    expect(thinking.push(' <think>')).toBe(' <think>');
  });

  it('is left out in a moment when it is endless', () => {
    const started = performance.now();
    expect(filter(['<think>', ...Array.from({ length: 200_000 }, () => '</th ')])).toBe('');
    expect(filter(Array.from({ length: 200_000 }, () => ' ')).length).toBe(200_000);
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
