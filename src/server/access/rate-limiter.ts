import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export interface RateLimiterOptions {
  /** How often a client may, in so many seconds from its first time. */
  times: number;
  seconds: number;
  /** Clients remembered; of more, those seen longest ago begin anew. */
  mostClients?: number;
}

export interface RateReading {
  allowed: boolean;
  remaining: number;
  /** Until the client may as often as at first. */
  milliseconds: number;
}

export interface RateLimiter {
  readonly times: number;
  readonly seconds: number;
  /** Counts one time, also one that is too many. */
  count(client: string): Promise<RateReading>;
}

/** A few megabytes. Whoever has more addresses than this is held up by none of them anyway. */
const defaultMostClients = 20_000;

/** Counts in this process's memory. */
export function createRateLimiter({
  times,
  seconds,
  mostClients = defaultMostClients,
}: RateLimiterOptions): RateLimiter {
  const limiter = new RateLimiterMemory({ points: times, duration: seconds });
  const known = new LRUCache<string, true>({
    max: mostClients,
    dispose: (_, client, reason) => {
      if (reason === 'evict') void limiter.delete(client);
    },
  });
  return {
    times,
    seconds,
    async count(client) {
      known.set(client, true);
      const { allowed, result } = await consume(limiter, client);
      return { allowed, remaining: result.remainingPoints, milliseconds: result.msBeforeNext };
    },
  };
}

async function consume(
  limiter: RateLimiterMemory,
  client: string,
): Promise<{ allowed: boolean; result: RateLimiterRes }> {
  try {
    return { allowed: true, result: await limiter.consume(client) };
  } catch (error) {
    if (error instanceof RateLimiterRes) return { allowed: false, result: error };
    throw error;
  }
}
