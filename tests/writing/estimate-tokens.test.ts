import { expect, it } from 'vitest';
import { estimateTokens } from '../../src/writing/estimate-tokens.ts';

it('takes four characters for a token, and each character of dense scripts for one', () => {
  expect(estimateTokens('')).toBe(0);
  expect(estimateTokens('a')).toBe(1);
  expect(estimateTokens('The strategy was released.')).toBe(7);
  expect(estimateTokens('网络安全法')).toBe(5);
});
