import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ProblemType } from '../protocol.ts';
import type { AppEnvironment } from './app-environment.ts';
import { noteProblem, ProblemError } from './problem.ts';

/** As OpenAI's interface tells of errors; its clients choose their error classes by the status. */
export interface OpenAiError {
  error: { message: string; type: string; param: string | null; code: string | null };
}

const codes: Readonly<Record<ProblemType, string | null>> = {
  '/problems/invalid-request': null,
  '/problems/unauthorized': 'invalid_api_key',
  '/problems/not-found': 'unknown_url',
  '/problems/method-not-allowed': 'method_not_supported',
  '/problems/not-acceptable': null,
  '/problems/payload-too-large': 'request_too_large',
  '/problems/unsupported-media-type': 'unsupported_media_type',
  '/problems/internal': 'internal_error',
  '/problems/unavailable': 'service_unavailable',
  '/problems/origin-not-allowed': 'origin_not_allowed',
  '/problems/link-not-valid': null,
  '/problems/too-many-requests': 'rate_limit_exceeded',
  '/problems/busy': 'service_busy',
  '/problems/not-ready': 'service_not_ready',
};

/** A failure that one parameter of a request is to blame for. */
export class ParameterError extends ProblemError {
  readonly param: string;
  readonly code: string | undefined;

  constructor(
    type: ProblemType,
    detail: string,
    { param, code }: { param: string; code?: string },
  ) {
    super(type, detail);
    this.param = param;
    this.code = code;
  }
}

export function toOpenAiError(problem: ProblemError): OpenAiError {
  const { status } = problem.toProblem('');
  const isParameters = problem instanceof ParameterError;
  return {
    error: {
      message: problem.message,
      type: status < 500 ? 'invalid_request_error' : 'server_error',
      param: isParameters ? problem.param : null,
      code: (isParameters ? problem.code : undefined) ?? codes[problem.type],
    },
  };
}

export function openAiErrorResponse(context: Context<AppEnvironment>, error: unknown): Response {
  const problem = noteProblem(context.get('notes'), error);
  const { status } = problem.toProblem('');
  return context.json(toOpenAiError(problem), status as ContentfulStatusCode, {
    'X-Request-Id': context.get('requestId'),
    ...problem.headers,
  });
}

/** Whether a path belongs to OpenAI's interface, and its errors take OpenAI's form. */
export const isOpenAiPath = (path: string): boolean => /^\/v1(?:\/|$)/.test(path);
