import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import type { AppEnvironment } from './app-environment.ts';
import { ProblemError } from './problem.ts';

/**
 * Refuses requests without one of the keys as their bearer token (RFC 6750). Keys are compared by
 * their hashes, in a time that does not depend on where they differ.
 */
export function requireKey(keys: readonly string[]): MiddlewareHandler<AppEnvironment> {
  const refuse = (detail: string) => () => {
    throw new ProblemError('/problems/unauthorized', detail, { 'WWW-Authenticate': 'Bearer' });
  };
  const check: MiddlewareHandler<AppEnvironment> = bearerAuth({
    token: [...keys],
    noAuthenticationHeader: {
      message: refuse('A key is needed. Send it as the header "Authorization: Bearer KEY".'),
    },
    invalidAuthenticationHeader: {
      message: refuse('The Authorization header has to be "Bearer KEY".'),
    },
    invalidToken: { message: refuse('The key given is not one of this server’s.') },
  });
  return (context, next) =>
    check(context, () => {
      const key = context.req.header('Authorization') ?? '';
      context.set('account', createHash('sha256').update(key).digest('hex'));
      return next();
    });
}
