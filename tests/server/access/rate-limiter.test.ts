import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRateLimiter } from '../../../src/server/access/rate-limiter.ts';

describe('a limiter', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('lets a client go on once its time is over, however often it has tried', async () => {
    const limiter = createRateLimiter({ times: 2, seconds: 60 });
    const count = async () => {
      const { allowed, remaining, milliseconds } = await limiter.count('a');
      return [allowed, remaining, milliseconds];
    };
    expect(await count()).toEqual([true, 1, 60_000]);
    vi.setSystemTime(20_000);
    expect(await count()).toEqual([true, 0, 40_000]);
    vi.setSystemTime(59_000);
    for (let tries = 0; tries < 100; tries += 1) expect(await count()).toEqual([false, 0, 1000]);
    vi.setSystemTime(60_000);
    expect(await count()).toEqual([true, 1, 60_000]);
  });

  test('remembers no more clients than it may, those seen last', async () => {
    const limiter = createRateLimiter({ times: 1, seconds: 60, mostClients: 2 });
    const allowed = async (client: string) => (await limiter.count(client)).allowed;
    expect(await allowed('a')).toBe(true);
    expect(await allowed('b')).toBe(true);
    expect(await allowed('a')).toBe(false);
    expect(vi.getTimerCount()).toBe(2);
    for (let index = 0; index < 50; index += 1) {
      expect(await allowed(`client ${index}`)).toBe(true);
      expect(await allowed('a')).toBe(false);
    }
    expect(vi.getTimerCount()).toBe(2);
    expect(await allowed('b')).toBe(true);
  });
});
