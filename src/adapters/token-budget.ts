import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { TokenBudget } from '../ports.ts';

const secondsOfDay = 24 * 60 * 60;

export interface TokenBudgetOptions {
  /** Unlimited where undefined. */
  daily: number | undefined;
  dailyPerClient: number | undefined;
}

type Account = (tokens: number) => Promise<boolean>;

/**
 * Counts in this process's memory: a day begins with its first question, and a restart begins anew.
 * A limit of 0 asks the model nothing.
 */
export function createTokenBudget({ daily, dailyPerClient }: TokenBudgetOptions): TokenBudget {
  const whole = openAccount(daily);
  const clients = openAccount(dailyPerClient);
  return {
    async reserve(tokens, client = '') {
      const accounts = [whole('process'), clients(client)].filter((one) => one !== undefined);
      const charged: Account[] = [];
      for (const account of accounts) {
        const isCovered = await account(tokens);
        charged.push(account);
        if (!isCovered) {
          await correct(charged, -tokens);
          return undefined;
        }
      }
      return (used) => correct(charged, used - tokens);
    },
  };
}

const correct = async (accounts: readonly Account[], tokens: number): Promise<void> => {
  await Promise.all(accounts.map((account) => account(tokens)));
};

/** Gives of a key what charges it (or, with less than nothing, pays back) and tells whether it may. */
function openAccount(limit: number | undefined): (key: string) => Account | undefined {
  if (limit === undefined) return () => undefined;
  const limiter = new RateLimiterMemory({ points: limit, duration: secondsOfDay });
  return (key) => async (tokens) => {
    if (tokens < 0) {
      await limiter.reward(key, -tokens);
      return true;
    }
    try {
      await limiter.consume(key, tokens);
      return true;
    } catch (error) {
      if (error instanceof RateLimiterRes) return false;
      throw error;
    }
  };
}
