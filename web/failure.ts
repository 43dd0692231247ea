import { ApiError } from './api-error.ts';
import type { Messages } from './language.ts';
import { fill } from './wording.ts';

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

export function describeFailure(error: unknown, messages: Messages): Failure {
  if (!(error instanceof ApiError)) {
    console.error(error);
    return unexpected(0, messages);
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
      return describeProblemFailure(error, messages);
    case 'unexpected':
      return unexpected(error.status, messages);
  }
}

function describeProblemFailure(error: ApiError, messages: Messages): Failure {
  const { problem, retryAfter } = error;
  if (!problem) return unexpected(error.status, messages);
  // The question itself was refused; the same question would be refused again.
  const refused = problem.status < 500 && problem.status !== 429 && problem.status !== 408;
  const title = problem.status === 429 ? messages.tooMany : problem.title;
  return { title, detail: problem.detail, canRetry: !refused, retryAfter, connection: false };
}

function unexpected(status: number, messages: Messages): Failure {
  return {
    title: messages.unexpected,
    detail: fill(messages.unexpectedDetail, { status: String(status) }),
    canRetry: true,
    connection: false,
  };
}
