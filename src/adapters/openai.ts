import type { OpenAI } from 'openai';
import type { UserError } from '../errors.ts';
import {
  checkEndpoint,
  type EndpointAddress,
  type EndpointWording,
  type OpenAiEndpoint,
} from './openai/endpoint.ts';
import { explainFailure, explainTimeout } from './openai/explain-failure.ts';

export type { EndpointWording, OpenAiEndpoint } from './openai/endpoint.ts';

/** Of one attempt, until the answer begins. A local server may have to load its model first. */
const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_RETRIES = 2;
/** Sent where no key is given: the client insists on one, local servers take any. */
const PLACEHOLDER_KEY = 'none';
/** The client's own limit, out of the way of a caller whose signal limits the time. */
const UNLIMITED_MS = 600_000;

export interface SendOptions {
  signal: AbortSignal;
  maxRetries?: number;
  timeout?: number;
}

export interface OpenAiConnection {
  readonly address: EndpointAddress;
  /**
   * Sends a request whose answer comes as a whole, with the client's own policy of retries.
   * @throws the signal's reason as soon as it aborts, also during a wait between attempts; otherwise
   * the error of the wording, whose message holds neither the key nor the provider's words (`cause`
   * holds the latter).
   */
  request<T>(
    send: (client: OpenAI, options: SendOptions) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
  /**
   * Sends a request once. The signal is its only limit.
   * @throws the signal's reason as soon as it aborts; otherwise what the client threw, which holds
   * the provider's words: see `explain`.
   */
  attempt<T>(
    send: (client: OpenAI, options: SendOptions) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T>;
  /** Completes "The embedding endpoint …" for what the client threw. */
  explain(cause: unknown): string;
  /** An error about what the endpoint did; `explanation` completes "The embedding endpoint …". */
  fail(explanation: string, cause?: unknown): UserError;
}

/**
 * The one door to OpenAI-compatible endpoints. Sends nothing by itself.
 * Cost: the first call loads the `openai` package, about 0.1 s.
 * @throws the error of the wording where the address or the key cannot be used at all.
 */
export async function connectOpenAi(
  endpoint: OpenAiEndpoint,
  wording: EndpointWording,
): Promise<OpenAiConnection> {
  const { maxRetries = DEFAULT_RETRIES, timeoutMs = DEFAULT_TIMEOUT_MS } = endpoint;
  const address = checkEndpoint(endpoint, wording);
  const { OpenAI, APIConnectionTimeoutError } = await import('openai');
  const client = new OpenAI({
    ...describeClient(endpoint, address),
    maxRetries,
    timeout: timeoutMs,
  });
  const fail = (explanation: string, cause?: unknown) =>
    new wording.error(`The ${wording.purpose} endpoint ${address.base} ${explanation}`, { cause });

  return {
    address,
    fail,
    explain: (cause) => explainFailure(cause, endpoint, wording),
    async request(send, signal) {
      signal?.throwIfAborted();
      const limit = limitTime((maxRetries + 1) * timeoutMs, signal);
      try {
        return await orAbort(send(client, { signal: limit.signal }), limit.signal);
      } catch (cause) {
        signal?.throwIfAborted();
        const timedOut = limit.signal.aborted || cause instanceof APIConnectionTimeoutError;
        throw fail(
          timedOut ? explainTimeout(wording) : explainFailure(cause, endpoint, wording),
          cause,
        );
      } finally {
        limit.end();
      }
    },
    async attempt(send, signal) {
      signal.throwIfAborted();
      const options = { signal, maxRetries: 0, timeout: UNLIMITED_MS };
      return await orAbort(send(client, options), signal);
    },
  };
}

function describeClient({ baseUrl, apiKey, fetch }: OpenAiEndpoint, address: EndpointAddress) {
  return {
    apiKey: apiKey ?? PLACEHOLDER_KEY,
    baseURL: address.base,
    defaultQuery: address.query,
    // Azure's v1 addresses also take a key as a bearer, its older ones take only tokens so.
    ...(address.service === 'azure' &&
      apiKey !== undefined && { defaultHeaders: { 'api-key': apiKey, Authorization: null } }),
    // The client reads the environment by itself. Its log would show the texts that are sent, and
    // OPENAI_ORG_ID and OPENAI_PROJECT_ID are nobody else's business.
    logLevel: 'off' as const,
    ...(baseUrl && { organization: null, project: null }),
    ...(fetch && { fetch }),
  };
}

/** The client sleeps between attempts regardless of signals, and a `fetch` given may not heed them. */
async function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/**
 * A signal that aborts with the given one, or after a time. Needed beside the client's own time-out,
 * which ends where an answer begins, and because the client sleeps between attempts. (`AbortSignal.any`
 * would do, but Node 20 may collect it before it fires.)
 */
function limitTime(milliseconds: number, signal?: AbortSignal) {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  const timer = setTimeout(abort, milliseconds);
  signal?.addEventListener('abort', abort, { once: true });
  const end = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  };
  return { signal: controller.signal, end };
}
