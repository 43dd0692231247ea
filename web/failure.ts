import { ApiError } from './api-error.ts';
import { describeProblem, messages } from './messages.ts';

/** What a reader is told when a question got no answer. */
export interface Failure {
  title: string;
  detail: string;
  /** Whether asking the same again can help. */
  canRetry: boolean;
  /** Seconds until it can, where the server said so. */
  retryAfter?: number | undefined;
  /** Whether it may be asked again by itself when the browser is back online. */
  connection: boolean;
}

export function describeFailure(error: unknown): Failure {
  if (!(error instanceof ApiError)) {
    console.error(error);
    return unexpected(0);
  }
  switch (error.kind) {
    case 'unreachable': {
      const title = navigator.onLine ? messages.unreachable : messages.offline;
      const detail = navigator.onLine ? messages.unreachableDetail : messages.offlineDetail;
      return { title, detail, canRetry: true, connection: true };
    }
    case 'interrupted':
      return {
        title: messages.interrupted,
        detail: messages.interruptedDetail,
        canRetry: true,
        connection: true,
      };
    case 'problem':
      return describeProblemFailure(error);
    case 'unexpected':
      return unexpected(error.status);
  }
}

function describeProblemFailure(error: ApiError): Failure {
  const { problem, retryAfter } = error;
  if (!problem) return unexpected(error.status);
  // The question itself was refused; the same question would be refused again.
  const refused = problem.status < 500 && problem.status !== 429 && problem.status !== 408;
  return { ...describeProblem(problem), canRetry: !refused, retryAfter, connection: false };
}

function unexpected(status: number): Failure {
  return {
    title: messages.unexpected,
    detail: messages.unexpectedDetail(status),
    canRetry: true,
    connection: false,
  };
}
