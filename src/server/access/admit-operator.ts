import type { Context, MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import type { AppEnvironment } from '../app-environment.ts';
import { renderPlainPage } from '../plain-page.ts';
import { prefersPage } from '../prefers-page.ts';
import { noteProblem, ProblemError } from '../problem.ts';
import { wholeAccess } from './access.ts';
import { type AccessSettings, isGuarded } from './access-settings.ts';
import type { DocumentLinks } from './document-links.ts';
import { findAccess, keyAccount } from './require-access.ts';

/** The parameter by which a person asks for the browser's own form for the key. */
const formParameter = 'key';

/**
 * Lets in who may read the list of documents and of files that were left out. Where keys or tokens
 * are asked for, that is whoever has a key: as a program, or as the password that a browser asks for
 * (RFC 7617), since a person cannot send a header. A browser asks only where a link has said so, so
 * that nobody who came here by chance meets its form.
 */
export function admitOperator(
  settings: AccessSettings,
  links: DocumentLinks | undefined,
): MiddlewareHandler<AppEnvironment> {
  return async function admitOperator(context, next) {
    if (links) context.header('Cache-Control', 'private, no-cache');
    const password = readPassword(context.req.header('Authorization'));
    const account = password && keyAccount(password, settings.apiKeys);
    if (account) {
      context.set('access', { ...wholeAccess, account, isOperator: true });
      return next();
    }
    if (isGuarded(settings) && prefersPage(context)) return refuse(context, settings);
    const access = await findAccess(context, 'operator', settings);
    if (isGuarded(settings) && !access.isOperator) throw notForVisitors();
    context.set('access', access);
    return next();
  };
}

function readPassword(header: string | undefined): string | undefined {
  const encoded = /^Basic +([\w+/]+=*) *$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}

const notForVisitors = (): ProblemError =>
  new ProblemError(
    '/problems/unauthorized',
    'The list of documents is for whoever runs this server, and needs one of its API_KEYS.',
    { 'WWW-Authenticate': 'Bearer' },
  );

function refuse(context: Context<AppEnvironment>, { apiKeys = [] }: AccessSettings): Response {
  noteProblem(context.get('notes'), notForVisitors());
  const hasKeys = apiKeys.length > 0;
  if (hasKeys && context.req.query(formParameter) !== undefined) {
    context.header('WWW-Authenticate', 'Basic realm="Verbatim", charset="UTF-8"');
  }
  const how = hasKeys
    ? html`It opens with a key of the server. <a href="/documents?${formParameter}">Enter one as the password</a>; the name does not matter.`
    : html`It opens with a key of the server, which has none so far: set API_KEYS.`;
  return context.html(
    renderPlainPage(
      'For whoever runs this server',
      html`The list of documents and of files that were left out is not for visitors. ${how}`,
    ),
    401,
  ) as Response;
}
