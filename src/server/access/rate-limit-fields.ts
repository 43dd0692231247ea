import type { RateLimiter, RateReading } from './rate-limiter.ts';

/** A limit under its name, and how it stands for the client that asks. */
export interface LimitState extends RateReading {
  policy: string;
  limiter: Pick<RateLimiter, 'times' | 'seconds'>;
}

/**
 * The fields of draft-ietf-httpapi-ratelimit-headers-11: lists of the policies' names (as strings of
 * RFC 9651) with how often and in how many seconds, and with how often still and until when.
 */
export function rateLimitFields(states: readonly LimitState[]): Record<string, string> {
  return {
    'RateLimit-Policy': states
      .map(({ policy, limiter }) => `"${policy}";q=${limiter.times};w=${limiter.seconds}`)
      .join(', '),
    RateLimit: states
      .map((state) => `"${state.policy}";r=${state.remaining};t=${secondsLeft(state)}`)
      .join(', '),
  };
}

/** Rounded up: who comes back then is not early. */
export const secondsLeft = ({ milliseconds }: Pick<RateReading, 'milliseconds'>): number =>
  Math.max(1, Math.ceil(milliseconds / 1000));
