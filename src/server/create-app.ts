import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import type { FeedbackStore } from '../ports.ts';
import type { Readiness } from '../protocol.ts';
import { type AccessSettings, isGuarded } from './access/access-settings.ts';
import { createDocumentLinks } from './access/document-links.ts';
import { guardAccess } from './access/guard-access.ts';
import { addAnsweringRoutes } from './answering-routes.ts';
import type { AppEnvironment } from './app-environment.ts';
import { addAssetRoutes, type WebAssets } from './asset-routes.ts';
import { addCompletionRoutes } from './completion-routes.ts';
import { currentReadiness } from './current-readiness.ts';
import { addDocumentRoutes } from './documents/document-routes.ts';
import { addListRoutes } from './documents/list-routes.ts';
import { addOriginalRoutes } from './documents/original-routes.ts';
import { limitBody } from './limit-body.ts';
import { isOpenAiPath, openAiErrorResponse } from './openai-error.ts';
import { ProblemError, problemResponse } from './problem.ts';
import { requestLog } from './request-log.ts';
import { retryAfter, type ServiceState } from './service.ts';

export interface AppOptions {
  state: ServiceState;
  assets: WebAssets;
  log: Logger;
  /** Whether the log may hold the text of questions. */
  logQuestions: boolean;
  /** Where feedback is kept; it is only logged without it. */
  feedback?: FeedbackStore | undefined;
  /** Who may ask; everyone without it. */
  access?: AccessSettings;
  /** Milliseconds of a monotonic clock. */
  now?: () => number;
}

/** Bytes; a hundred long turns fit. */
const mostBodyBytes = 1_000_000;

/** The whole HTTP interface as one Hono app, which tests call without a socket. */
export function createApp(options: AppOptions): Hono<AppEnvironment> {
  const { state, assets, log, logQuestions, feedback, access = {} } = options;
  const { now = () => performance.now() } = options;
  const links = createDocumentLinks(access);
  const app = new Hono<AppEnvironment>();
  // An id from outside would let a client write into the log.
  app.use(requestId({ headerName: '' }));
  app.use(requestLog({ log, now }));
  for (const path of ['/widget.js', '/widget.json', '/widget.d.ts', '/widget/*'])
    app.use(path, shareWithPages());
  app.use(pageHeaders());
  guardAccess(app, access, links);
  app.use(limitBody(mostBodyBytes));
  app.get('/*', async (context, next) => {
    // Compression would hold back the events of a stream; only answers are streamed, by POST.
    await compress()(context, next);
  });

  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', async (context) => {
    const readiness = await currentReadiness(state);
    const ready = readiness.status === 'ready';
    const shown = isGuarded(access) ? withoutNames(readiness) : readiness;
    return context.json(shown, ready ? 200 : 503, ready ? {} : retryAfter);
  });
  addAssetRoutes(app, assets);
  addAnsweringRoutes(app, { state, logQuestions, feedback, links });
  addListRoutes(app, { state, links });
  addDocumentRoutes(app, { state, links });
  addOriginalRoutes(app, { state, links });
  addCompletionRoutes(app, { state, logQuestions, links, publicUrl: access.publicUrl });
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

/** Whoever watches the server need not know what its documents are called. */
const withoutNames = (readiness: Readiness): Readiness =>
  readiness.status === 'indexing' ? { ...readiness, uri: '' } : readiness;

/** Pages of any origin load the widget; some load nothing that does not say that it is meant to be. */
function shareWithPages(): MiddlewareHandler<AppEnvironment> {
  return async function shareWithPages(context, next) {
    await next();
    context.header('Access-Control-Allow-Origin', '*');
    context.header('Cross-Origin-Resource-Policy', 'cross-origin');
  };
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
    // What a route says for itself stands.
    overwrite: false,
    // Set by whoever terminates TLS; this server speaks plain HTTP.
    strictTransportSecurity: false,
  });
}
