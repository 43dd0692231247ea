import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import { type AnsweringRoutesOptions, addAnsweringRoutes } from './answering-routes.ts';
import type { AppEnvironment } from './app-environment.ts';
import { addAssetRoutes, type WebAssets } from './asset-routes.ts';
import { addCompletionRoutes, type CompletionRoutesOptions } from './completion-routes.ts';
import { addDocumentRoutes } from './document-routes.ts';
import { limitBody } from './limit-body.ts';
import { isOpenAiPath, openAiErrorResponse } from './openai-error.ts';
import { ProblemError, problemResponse } from './problem.ts';
import { requestLog } from './request-log.ts';
import { retryAfter } from './service.ts';

export interface AppOptions extends AnsweringRoutesOptions, CompletionRoutesOptions {
  assets: WebAssets;
  log: Logger;
  /** Milliseconds of a monotonic clock. */
  now?: () => number;
}

/** Bytes; a hundred long turns fit. */
const mostBodyBytes = 1_000_000;

/** The whole HTTP interface as one Hono app, which tests call without a socket. */
export function createApp(options: AppOptions): Hono<AppEnvironment> {
  const { state, assets, log, now = () => performance.now() } = options;
  const app = new Hono<AppEnvironment>();
  // An id from outside would let a client write into the log.
  app.use(requestId({ headerName: '' }));
  app.use(requestLog({ log, now }));
  app.use(pageHeaders());
  app.use(limitBody(mostBodyBytes));
  app.get('/*', async (context, next) => {
    // Compression would hold back the events of a stream; only answers are streamed, by POST.
    await compress()(context, next);
  });

  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', (context) => {
    const ready = state.readiness.status === 'ready';
    return context.json(state.readiness, ready ? 200 : 503, ready ? {} : retryAfter);
  });
  addAssetRoutes(app, assets);
  addAnsweringRoutes(app, options);
  addDocumentRoutes(app, state);
  addCompletionRoutes(app, options);
  refuseOtherMethods(app);

  app.notFound((context) =>
    errorResponse(
      context,
      new ProblemError('/problems/not-found', `There is no ${context.req.path} here.`),
    ),
  );
  app.onError((error, context) => errorResponse(context, error));
  return app;
}

function errorResponse(context: Context<AppEnvironment>, error: unknown): Response {
  const respond = isOpenAiPath(context.req.path) ? openAiErrorResponse : problemResponse;
  return respond(context, error);
}

/** Known paths answer methods that they do not offer with what they do. */
function refuseOtherMethods(app: Hono<AppEnvironment>): void {
  const offered = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === 'ALL' || path.endsWith('*')) continue;
    const methods = offered.get(path) ?? new Set();
    methods.add(method);
    // Hono answers HEAD wherever it answers GET.
    if (method === 'GET') methods.add('HEAD');
    offered.set(path, methods);
  }
  for (const [path, methods] of offered) {
    app.all(path, (context) => {
      const allowed = [...methods].join(', ');
      const detail = `${context.req.path} takes ${allowed}, not ${context.req.method}.`;
      throw new ProblemError('/problems/method-not-allowed', detail, { Allow: allowed });
    });
  }
}

function pageHeaders() {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    // Set by whoever terminates TLS; this server speaks plain HTTP.
    strictTransportSecurity: false,
  });
}
