import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnvironment } from '../app-environment.ts';
import { ProblemError } from '../problem.ts';
import type { AccessSettings } from './access-settings.ts';
import { isLoopback } from './client-address.ts';

/** Asked by whatever watches the process, under any name. */
const openPath = '/healthz';

/** The host that a request asks for, with its port. */
export const requestHost = (context: Context): string =>
  context.req.header('Host') ?? new URL(context.req.url).host;

/**
 * Refuses requests for other names than this machine's own and that of `PUBLIC_URL` where the server
 * listens on this machine alone. A page that has its own name lead here would otherwise be of the
 * same origin as this server, and read everything.
 */
export function guardHost({
  isLocal = false,
  publicUrl,
}: AccessSettings): MiddlewareHandler<AppEnvironment> {
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).hostname;
  return async function guardHost(context, next) {
    const host = requestHost(context);
    const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
    const isKnown = !isLocal || isLoopback(name) || name === publicHost;
    if (isKnown || context.req.path === openPath) return next();
    throw new ProblemError(
      '/problems/origin-not-allowed',
      `This server was asked as ${host.slice(0, 200)}, a name that it does not know: it listens on its own machine alone. Whoever runs it can set PUBLIC_URL to the address that it is reached at.`,
    );
  };
}
