import type { Context, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { isListed, opaqueOrigin, parseOrigin } from '../../origins.ts';
import type { AppEnvironment } from '../app-environment.ts';
import { ProblemError } from '../problem.ts';
import type { AccessSettings } from './access-settings.ts';
import { requestHost } from './guard-host.ts';
import { type Page, readPage } from './read-page.ts';

/** What a page may read of a response besides what it always may. */
const exposeHeaders = ['ETag', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'X-Request-Id'];
/** Seconds for which a browser need not ask again whether it may; a change is seen after that. */
const preflightSeconds = 600;

/**
 * Refuses requests of pages whose origin may not ask, before anything is done for them, in a
 * response that those pages can read: a browser alone would only say that something failed. So each
 * browser that asks beforehand is told that it may.
 */
export function guardOrigin(settings: AccessSettings): MiddlewareHandler<AppEnvironment> {
  const answerPage = cors({
    origin: (origin) => (parseOrigin(origin) === undefined ? null : origin),
    allowMethods: ['GET', 'HEAD', 'POST'],
    allowHeaders: ['Authorization', 'Content-Type', 'Accept'],
    exposeHeaders,
    maxAge: preflightSeconds,
  });
  return async function guardOrigin(context, next) {
    if (isPreflight(context)) return answerPage(context, next);
    const { publicUrl } = settings;
    const page = readPage(context.req.raw.headers, { host: requestHost(context), publicUrl });
    context.set('page', page);
    if (!mayAsk(page, settings)) throw refusePage(context, page);
    if (page.kind === 'foreign') return answerPage(context, next);
    await next();
    // A cache must not hand it to a page that would need other headers.
    context.header('Vary', 'Origin', { append: true });
  };
}

/** A browser that asks whether a page may ask. */
const isPreflight = ({ req }: Context): boolean =>
  req.method === 'OPTIONS' &&
  req.header('Origin') !== undefined &&
  req.header('Access-Control-Request-Method') !== undefined;

function mayAsk(page: Page, { allowedOrigins, embedSecret }: AccessSettings): boolean {
  if (page.kind !== 'foreign') return page.kind !== 'hidden';
  if (!page.isOrigin) return false;
  // Without a list the token has to say which page it is for.
  return allowedOrigins ? isListed(page.origin, allowedOrigins) : embedSecret !== undefined;
}

/** What a page is told that may not ask. */
export function refusePage(context: Context, page: Page): ProblemError {
  if (page.kind !== 'foreign') {
    return new ProblemError(
      '/problems/origin-not-allowed',
      'Pages of other sites can ask this server by fetch only, and where whoever runs it has added them to ALLOWED_ORIGINS.',
    );
  }
  const given = context.req.header('Origin') ?? page.origin;
  const readable = { 'Access-Control-Allow-Origin': given, Vary: 'Origin' };
  return new ProblemError(
    '/problems/origin-not-allowed',
    `${describeOrigin(page.origin)} may not ask this server. Whoever runs it can add ${page.isOrigin ? page.origin : 'the page’s origin'} to ALLOWED_ORIGINS.`,
    page.isOrigin ? readable : { Vary: 'Origin' },
  );
}

const describeOrigin = (origin: string): string =>
  origin === opaqueOrigin
    ? 'A page without an origin of its own (a sandboxed frame, or a file; its origin is null)'
    : `A page of ${origin.slice(0, 200)}`;
