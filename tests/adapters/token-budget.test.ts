import { describe, expect, it } from 'vitest';
import { createTokenBudget } from '../../src/adapters/token-budget.ts';

describe('a daily budget', () => {
  it('lets everything pass where there is none', async () => {
    const budget = createTokenBudget({ daily: undefined, dailyPerClient: undefined });
    expect(await budget.reserve(1e9, 'anyone')).toBeDefined();
  });

  it('is spent by what was used, not by what was set aside', async () => {
    const budget = createTokenBudget({ daily: 100, dailyPerClient: undefined });
    const settle = await budget.reserve(80);
    expect(await budget.reserve(30)).toBeUndefined();
    await settle!(20);
    const other = await budget.reserve(80);
    await other!(90);
    expect(await budget.reserve(1)).toBeUndefined();
  });

  it('is one for all and one for each client', async () => {
    const budget = createTokenBudget({ daily: 100, dailyPerClient: 60 });
    expect(await budget.reserve(50, 'a')).toBeDefined();
    expect(await budget.reserve(20, 'a')).toBeUndefined();
    expect(await budget.reserve(50, 'b')).toBeDefined();
    expect(await budget.reserve(1, 'c')).toBeUndefined();
  });

  it('of nothing asks nothing', async () => {
    const budget = createTokenBudget({ daily: 0, dailyPerClient: undefined });
    expect(await budget.reserve(1)).toBeUndefined();
  });
});
