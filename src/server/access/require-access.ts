import { timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { isListed } from '../../origins.ts';
import type { AppEnvironment } from '../app-environment.ts';
import { ProblemError } from '../problem.ts';
import { type Access, wholeAccess } from './access.ts';
import { type AccessSettings, isGuarded } from './access-settings.ts';
import { digestOf, type EmbedToken, readEmbedToken, type TokenProblem } from './embed-token.ts';
import { requestHost } from './guard-host.ts';
import { refusePage } from './guard-origin.ts';
import { isOwnOrigin, type Page } from './read-page.ts';

/** Which door a request is at. */
export type Door =
  /** Whether the server is ready, which whoever runs it watches. */
  | 'readiness'
  /** For pages, and programs. */
  | 'interface'
  /** For whoever runs the server. */
  | 'operator'
  /** For programs that take this server for a model. */
  | 'completions';

/**
 * Lets in who may ask, once `guardOrigin` has let the page pass, and notes what for.
 * @throws ProblemError that says what is missing or wrong
 */
export function requireAccess(
  door: Door,
  settings: AccessSettings,
): MiddlewareHandler<AppEnvironment> {
  return async function requireAccess(context, next) {
    context.set('access', await findAccess(context, door, settings));
    return next();
  };
}

/** @throws ProblemError as `requireAccess` */
export async function findAccess(
  context: Context<AppEnvironment>,
  door: Door,
  settings: AccessSettings,
): Promise<Access> {
  const page = context.get('page');
  if (needsNothing(page, door, settings)) {
    return { ...wholeAccess, isOperator: isOnOwnMachine(context, settings) };
  }
  const given = readBearer(context.req.header('Authorization'), settings);
  const account = keyAccount(given, settings.apiKeys);
  if (account !== undefined) {
    // A key says nothing of the page that has it.
    if (isUnlisted(page, settings)) throw refusePage(context, page);
    return { documents: undefined, account, isOperator: true };
  }
  const { embedSecret, currentTime = Date.now } = settings;
  if (embedSecret === undefined) {
    throw unauthorized('The key given is not one of this server’s.', 'unknown-key');
  }
  const reading = await readEmbedToken(given, embedSecret, currentTime());
  if ('problem' in reading) throw refuseToken(reading.problem);
  checkOrigin(context, reading.token, settings);
  const { documents, account: holder } = reading.token;
  return { documents, account: holder, isOperator: false };
}

/**
 * Whether whoever asks sits at the machine of a server that nobody else reaches: it has no keys, no
 * address of its own, and no proxy that passes on what others ask.
 */
function isOnOwnMachine(context: Context<AppEnvironment>, settings: AccessSettings): boolean {
  const { isLocal = false, publicUrl, trustedProxies = 0 } = settings;
  const isPassedOn = ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'Via'].some(
    (name) => context.req.header(name) !== undefined,
  );
  const isReached = publicUrl !== undefined || trustedProxies > 0 || isPassedOn;
  return isLocal && !isReached && !isGuarded(settings) && context.get('page').kind !== 'foreign';
}

/** Whether a request is let in by where it comes from alone. */
export function needsNothing(page: Page, door: Door, settings: AccessSettings): boolean {
  if (!isGuarded(settings)) return true;
  if (door === 'readiness') return !isUnlisted(page, settings);
  const isPage = page.kind === 'own' || page.kind === 'foreign';
  return door === 'interface' && settings.embedSecret === undefined && isPage;
}

/** Whether a token alone can speak for the page. */
export const isUnlisted = (page: Page, { allowedOrigins }: AccessSettings): boolean =>
  page.kind === 'foreign' && allowedOrigins === undefined;

/** RFC 6750. */
function readBearer(header: string | undefined, { embedSecret, apiKeys }: AccessSettings): string {
  const what = embedSecret === undefined ? 'key' : apiKeys?.length ? 'token or a key' : 'token';
  if (header === undefined || header.trim() === '') {
    const name = what.toUpperCase().replace(' OR A ', ' or ');
    throw new ProblemError(
      '/problems/unauthorized',
      `A ${what} is needed. Send it as the header "Authorization: Bearer ${name}".`,
      { 'WWW-Authenticate': 'Bearer' },
    );
  }
  const given = /^Bearer +([\w.~+/-]+=*) *$/i.exec(header)?.[1];
  if (given !== undefined) return given;
  throw unauthorized(`The Authorization header has to be "Bearer" and a ${what}.`, 'malformed');
}

/** Keys are compared by their hashes, in a time that does not depend on where they differ. */
export function keyAccount(given: string, keys: readonly string[] = []): string | undefined {
  const digest = digestOf(given);
  const isOne = keys.map((key) => isSame(digestOf(key), digest)).includes(true);
  return isOne ? `key ${digest}` : undefined;
}

const isSame = (left: string, right: string): boolean =>
  timingSafeEqual(Buffer.from(left), Buffer.from(right));

function checkOrigin(
  context: Context<AppEnvironment>,
  { origin }: EmbedToken,
  { allowedOrigins, publicUrl }: AccessSettings,
): void {
  const page = context.get('page');
  const isOwn = isOwnOrigin(origin, { host: requestHost(context), publicUrl });
  const asked = 'origin' in page ? page.origin : undefined;
  const isItsPage = asked === undefined ? page.kind === 'none' || isOwn : asked === origin;
  if (!isItsPage) {
    const detail = `The token is for a page of ${origin.slice(0, 200)}, but this page is of ${asked ?? 'this server'}. Each page needs a token with its own origin.`;
    throw refuseToken({ reason: 'other-origin', detail });
  }
  if (allowedOrigins && !isOwn && !isListed(origin, allowedOrigins)) {
    throw refusePage(context, { kind: 'foreign', origin, isOrigin: true });
  }
}

const refuseToken = ({ detail, reason }: TokenProblem): ProblemError =>
  unauthorized(detail, reason);

const unauthorized = (detail: string, reason: string): ProblemError =>
  new ProblemError('/problems/unauthorized', detail, {
    'WWW-Authenticate': `Bearer error="invalid_token", error_description="${reason}"`,
  });
