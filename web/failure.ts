import { ApiError } from './api-error.ts';
import type { Language } from './language.ts';
import { fill, formatDuration } from './wording.ts';

/** What a reader is told when a question got no answer. */
export interface Failure {
  title: string;
  detail: string;
  /** What the server itself says of it, in English, where that is more than the chat knows. */
  remark?: string;
  /** Whether asking the same again can help. */
  canRetry: boolean;
  /** Seconds until it can, where the server said so. */
  retryAfter?: number | undefined;
  /** Whether it may be asked again by itself when the browser is back online. */
  connection: boolean;
}

/** Problems of which only the server knows what was wrong, such as a length and its limit. */
const explainedByServer: readonly string[] = [
  '/problems/invalid-request',
  '/problems/payload-too-large',
];

/** @param online what the browser says of the connection */
export function describeFailure(error: unknown, language: Language, online: boolean): Failure {
  if (!(error instanceof ApiError)) {
    console.error(error);
    return unexpected(0, language);
  }
  const { messages } = language;
  const offline = { title: messages.offline, detail: messages.offlineDetail };
  const lost = { canRetry: true, connection: true };
  switch (error.kind) {
    case 'unreachable':
      if (!online) return { ...offline, ...lost };
      return { title: messages.unreachable, detail: messages.unreachableDetail, ...lost };
    case 'interrupted': {
      const detail = online
        ? messages.interruptedDetail
        : `${messages.offline} ${messages.offlineDetail}`;
      return { title: messages.interrupted, detail, ...lost };
    }
    case 'timed-out': {
      if (!online) return { ...offline, ...lost };
      const duration = formatDuration(language, error.silentFor);
      const detail = fill(messages.timedOutDetail, { duration });
      return { title: messages.timedOut, detail, ...lost };
    }
    case 'problem':
      return describeProblem(error, language);
    case 'unexpected':
      return unexpected(error.status, language);
  }
}

function describeProblem(error: ApiError, language: Language): Failure {
  const { problem, retryAfter } = error;
  if (!problem) return unexpected(error.status, language);
  // The question itself was refused; the same question would be refused again.
  const refused = problem.status < 500 && ![401, 408, 429].includes(problem.status);
  const rest = { canRetry: !refused, retryAfter, connection: false };
  // A newer server may know problems that this chat does not.
  const known = Object.hasOwn(language.messages.problems, problem.type);
  const said = known
    ? language.messages.problems[problem.type]
    : { title: language.messages.unexpected, detail: '' };
  if (!known) return { ...said, remark: `${problem.title}. ${problem.detail}`, ...rest };
  if (!explainedByServer.includes(problem.type)) return { ...said, ...rest };
  return { ...said, remark: problem.detail, ...rest };
}

function unexpected(status: number, language: Language): Failure {
  const { messages } = language;
  return {
    title: messages.unexpected,
    detail: fill(messages.unexpectedDetail, { status: String(status) }),
    canRetry: true,
    connection: false,
  };
}
