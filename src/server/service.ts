import type { AnsweringContext } from '../answering/answering-context.ts';
import type { Readiness, Starters } from '../protocol.ts';
import type { Access } from './access/access.ts';
import { ProblemError } from './problem.ts';

/** What answers requests once the index is open. */
export interface Service {
  answering: AnsweringContext;
  /** Questions that the indexed documents answer; found once for each state of the index. */
  starters: () => Promise<Starters>;
  /** The same as if there were no other documents; all of them where undefined. */
  within(documents: readonly string[] | undefined): Service;
}

/** The state of the process, which routes read and `main` changes. */
export interface ServiceState {
  readiness: Readiness;
  service: Service | undefined;
}

/** Seconds after which a client that comes too early should ask again. */
export const retryAfter = { 'Retry-After': '2' };

/**
 * What answers a request, with no other documents than it was let in to.
 * @throws ProblemError while there is no index to ask
 */
export function requireService({ service, readiness }: ServiceState, access: Access): Service {
  if (service && readiness.status !== 'stopping') return service.within(access.documents);
  const detail =
    readiness.status === 'stopping'
      ? 'The server is being stopped. Try again in a moment.'
      : 'The documents are being indexed. Try again in a moment; /readyz shows how far it is.';
  throw new ProblemError('/problems/not-ready', detail, retryAfter);
}
