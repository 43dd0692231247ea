import type { Hono } from 'hono';
import type { AppEnvironment } from '../app-environment.ts';
import type { AccessSettings } from './access-settings.ts';
import { admitOperator } from './admit-operator.ts';
import { admitReader } from './admit-reader.ts';
import type { DocumentLinks } from './document-links.ts';
import { guardHost } from './guard-host.ts';
import { guardOrigin } from './guard-origin.ts';
import { limitRate, noteClient } from './limit-rate.ts';
import { requireAccess } from './require-access.ts';

/** A person judges an answer after reading it. A minute. */
const mostReports = 20;

/**
 * Decides on each request whether it is answered: under which name it asks, whose page it is, what
 * key or token it has, and how often it comes; in this order, and before its body is read. The
 * widget, the pages of this server and `/healthz` are open to all.
 */
export function guardAccess(
  app: Hono<AppEnvironment>,
  settings: AccessSettings,
  links: DocumentLinks | undefined,
): void {
  app.use(noteClient(settings));
  app.use(guardHost(settings));
  const guarded = ['/api/*', '/documents/*', '/v1/*', '/readyz'];
  for (const path of guarded) app.use(path, guardOrigin(settings));

  app.use('/readyz', requireAccess('readiness', settings));
  app.use('/api/*', requireAccess('interface', settings));
  app.use('/v1/*', requireAccess('completions', settings));
  for (const path of ['/documents/:id', '/documents/:id/original']) {
    app.use(path, admitReader(settings, links));
  }

  app.use('/documents', admitOperator(settings, links));

  const times = settings.rateLimit?.questionsPerMinute;
  const questions = limitRate({ times, what: 'questions' }, settings);
  for (const path of ['/api/ask', '/api/search', '/v1/chat/completions']) app.use(path, questions);
  const reports = times === undefined ? undefined : mostReports;
  app.use('/api/feedback', limitRate({ times: reports, what: 'reports' }, settings));
}
