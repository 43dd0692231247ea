import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnvironment } from '../app-environment.ts';
import { ProblemError } from '../problem.ts';
import type { AccessSettings } from './access-settings.ts';
import { clientAddress, clientNetwork, isLoopback } from './client-address.ts';
import { type LimitState, rateLimitFields, secondsLeft } from './rate-limit-fields.ts';
import { createRateLimiter } from './rate-limiter.ts';

const windowSeconds = 60;

/** Notes who the client is, by its address. */
export function noteClient({
  trustedProxies = 0,
}: AccessSettings): MiddlewareHandler<AppEnvironment> {
  return async function noteClient(context, next) {
    const forwarded = context.req.header('X-Forwarded-For');
    const address = clientAddress(connectionAddress(context), forwarded, trustedProxies);
    context.set('client', address === undefined ? undefined : clientNetwork(address));
    return next();
  };
}

/** Undefined where there is no connection, as in a test without a socket. */
const connectionAddress = (context: Context): string | undefined =>
  context.env?.incoming ? getConnInfo(context).remote.address : undefined;

export interface LimitRateOptions {
  /** A minute, for one address and for one token or key; no limit where undefined. */
  times: number | undefined;
  /** What there were too many of. */
  what: 'questions' | 'reports';
}

/**
 * Refuses what comes too often from one address, or with one token or key, and says with every
 * response how often is left. One instance counts for all the paths that it is put on.
 */
export function limitRate(
  { times, what }: LimitRateOptions,
  { rateLimit, trustedProxies = 0 }: AccessSettings,
): MiddlewareHandler<AppEnvironment> {
  if (times === undefined) return (_, next) => next();
  const byAddress = openPolicy('address', times);
  const byAccount = openPolicy('token', times);
  const isExempt = (client: string) =>
    rateLimit?.countsThisMachine === false && trustedProxies === 0 && isLoopback(client);
  return async function limitRate(context, next) {
    const { client = 'unknown', access } = context.var;
    if (isExempt(client)) return next();
    const { account } = access;
    const states = [await byAddress(client), ...(account ? [await byAccount(account)] : [])];
    for (const [name, value] of Object.entries(rateLimitFields(states)))
      context.header(name, value);
    const seconds = Math.max(0, ...states.filter((state) => !state.allowed).map(secondsLeft));
    if (seconds === 0) return next();
    throw new ProblemError('/problems/too-many-requests', describe(what, seconds), {
      'Retry-After': String(seconds),
    });
  };
}

function openPolicy(policy: string, times: number): (client: string) => Promise<LimitState> {
  const limiter = createRateLimiter({ times, seconds: windowSeconds });
  return async (client) => ({ policy, limiter, ...(await limiter.count(client)) });
}

const describe = (what: LimitRateOptions['what'], seconds: number): string =>
  `There were many ${what} in a short time. Please go on in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`;
