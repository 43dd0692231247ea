import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnvironment } from '../app-environment.ts';
import { renderPlainPage } from '../plain-page.ts';
import { prefersPage } from '../prefers-page.ts';
import { noteProblem, ProblemError } from '../problem.ts';
import { type Access, wholeAccess } from './access.ts';
import type { AccessSettings } from './access-settings.ts';
import { type DocumentLinks, linkParameter } from './document-links.ts';
import { findAccess, isUnlisted, needsNothing } from './require-access.ts';

/**
 * Lets in who may read the page of a document: by the link, which a person who follows it cannot do
 * more for, or by what else lets in to this server.
 */
export function admitReader(
  settings: AccessSettings,
  links: DocumentLinks | undefined,
): MiddlewareHandler<AppEnvironment> {
  return async function admitReader(context, next) {
    const access = await readerAccess(context, settings, links);
    // What one reader may see is not for a cache that others share.
    if (links) context.header('Cache-Control', 'private, no-cache');
    if (access) {
      context.set('access', access);
      return next();
    }
    const problem = linkNotValid();
    if (!prefersPage(context)) throw problem;
    noteProblem(context.get('notes'), problem);
    return context.html(renderInvalidLinkPage(), 403);
  };
}

async function readerAccess(
  context: Context<AppEnvironment>,
  settings: AccessSettings,
  links: DocumentLinks | undefined,
): Promise<Access | undefined> {
  const page = context.get('page');
  const id = context.req.param('id') ?? '';
  const link = context.req.query(linkParameter);
  // A page that is not known by its origin has to say by a token which one it is.
  const isLinked = link !== undefined && !isUnlisted(page, settings);
  if (isLinked && (await links?.isValid(id, link))) return { ...wholeAccess, documents: [id] };
  const isAllowed = needsNothing(page, 'interface', settings);
  if (!isAllowed && context.req.header('Authorization') === undefined) return undefined;
  return findAccess(context, 'interface', settings);
}

const linkNotValid = (): ProblemError =>
  new ProblemError(
    '/problems/link-not-valid',
    'The link to this document has run out or was changed. Ask again for a new one, or send a key or a token as the header "Authorization: Bearer KEY".',
  );

function renderInvalidLinkPage(): string {
  return renderPlainPage(
    'This link has run out',
    'Links into documents are valid for an hour, and only as they were given. Please go back to the page where you asked, and ask again: the answer comes with new links.',
  );
}
