import type { OpenAI } from 'openai';
import type { UserError } from '../errors.ts';

const DEFAULT_BASE_URL = 'https://api.openai.com/v1';
/** Of one attempt, until the answer begins. A local server may have to load its model first. */
const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_RETRIES = 2;
/** Sent where no key is given: the client insists on one, local servers take any. */
const PLACEHOLDER_KEY = 'none';

export interface OpenAiEndpoint {
  model: string;
  /** Without it, OpenAI's own. */
  baseUrl?: string | undefined;
  /** Needed at OpenAI's own address; elsewhere the server decides. */
  apiKey?: string | undefined;
  fetch?: typeof fetch | undefined;
  /** After the first attempt; on connection errors and the statuses 408, 409, 429 and 5xx. */
  maxRetries?: number | undefined;
  /** Of one attempt. All attempts of a request together, waits included, get as many times as long. */
  timeoutMs?: number | undefined;
}

/** How messages call the endpoint, and the settings that they tell the reader to change. */
export interface EndpointWording {
  /** As in "The embedding endpoint …". */
  purpose: string;
  modelVariable: string;
  baseUrlVariable: string;
  keyVariables: string;
  error: new (message: string, options?: ErrorOptions) => UserError;
}

export interface OpenAiConnection {
  /**
   * Sends a request whose answer comes as a whole, with the client's own policy of retries.
   * @throws the signal's reason as soon as it aborts, also during a wait between attempts; otherwise
   * the error of the wording, whose message holds neither the key nor the provider's words (`cause`
   * holds the latter).
   */
  request<T>(
    send: (client: OpenAI, options: { signal: AbortSignal }) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
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
  const { maxRetries = DEFAULT_RETRIES, timeoutMs = DEFAULT_TIMEOUT_MS, fetch } = endpoint;
  const address = checkEndpoint(endpoint, wording);
  const { OpenAI, APIConnectionTimeoutError } = await import('openai');
  const client = new OpenAI({
    apiKey: endpoint.apiKey ?? PLACEHOLDER_KEY,
    baseURL: endpoint.baseUrl ?? DEFAULT_BASE_URL,
    maxRetries,
    timeout: timeoutMs,
    // The client reads the environment by itself. Its log would show the texts that are sent, and
    // OPENAI_ORG_ID and OPENAI_PROJECT_ID are nobody else's business.
    logLevel: 'off',
    ...(endpoint.baseUrl && { organization: null, project: null }),
    ...(fetch && { fetch }),
  });
  const fail = (explanation: string, cause?: unknown) =>
    new wording.error(`The ${wording.purpose} endpoint ${address} ${explanation}`, { cause });

  return {
    fail,
    async request(send, signal) {
      signal?.throwIfAborted();
      const limit = limitTime((maxRetries + 1) * timeoutMs, signal);
      try {
        return await Promise.race([send(client, { signal: limit.signal }), limit.reached]);
      } catch (cause) {
        signal?.throwIfAborted();
        const timedOut = limit.signal.aborted || cause instanceof APIConnectionTimeoutError;
        throw fail(timedOut ? explainTimeout(wording) : explain(cause, endpoint, wording), cause);
      } finally {
        limit.end();
      }
    },
  };
}

/** @returns the address as messages may show it: what could be secret in it is left out. */
function checkEndpoint(endpoint: OpenAiEndpoint, wording: EndpointWording): string {
  const { baseUrl = DEFAULT_BASE_URL, apiKey } = endpoint;
  const { purpose, baseUrlVariable, keyVariables } = wording;
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new wording.error(
      `The address of the ${purpose} endpoint is not an http(s) address without user and password. ` +
        `Change ${baseUrlVariable}, for example to ${DEFAULT_BASE_URL}.`,
    );
  }
  const address = `${url.origin}${url.pathname}`;
  if (apiKey === undefined && endpoint.baseUrl === undefined) {
    throw new wording.error(
      `The ${purpose} endpoint ${address} needs a key. Set ${keyVariables}, ` +
        `or ${baseUrlVariable} to the address of a server of your own.`,
    );
  }
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new wording.error(
      `The key for the ${purpose} endpoint ${address} is empty or has characters that no key has, ` +
        `such as spaces or line ends. Correct ${keyVariables}.`,
    );
  }
  return address;
}

/**
 * A signal that aborts with the given one, or after a time. Needed beside the client's own time-out,
 * which ends where an answer begins, and because the client sleeps between attempts regardless of
 * signals. (`AbortSignal.any` would do, but Node 20 may collect it before it fires.)
 */
function limitTime(milliseconds: number, signal?: AbortSignal) {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  const timer = setTimeout(abort, milliseconds);
  signal?.addEventListener('abort', abort, { once: true });
  const reached = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
  });
  const end = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  };
  return { signal: controller.signal, reached, end };
}

function explain(cause: unknown, endpoint: OpenAiEndpoint, wording: EndpointWording): string {
  const { modelVariable, baseUrlVariable } = wording;
  const { status } = cause as { status?: unknown };
  if (typeof status === 'number') return explainStatus(status, endpoint, wording);
  if (cause instanceof SyntaxError) {
    return `answered with broken JSON. Check ${baseUrlVariable} and ${modelVariable}.`;
  }
  const code = findCode(cause);
  return (
    `cannot be reached${code ? ` (${code})` : ''}. ` +
    `Check that its server runs and that ${baseUrlVariable} is its address.`
  );
}

function explainStatus(
  status: number,
  { model, apiKey }: OpenAiEndpoint,
  { modelVariable, baseUrlVariable, keyVariables }: EndpointWording,
): string {
  if (status === 401 || status === 403) {
    const what = apiKey === undefined ? 'asks for a key' : 'refused the key';
    return `${what} (status ${status}). Set ${keyVariables} to a key that is valid there.`;
  }
  if (status === 404) {
    return (
      `has no model "${model}" (status 404). Set ${modelVariable} to a model that it serves, ` +
      `or correct ${baseUrlVariable}: most addresses end in /v1.`
    );
  }
  if (status === 400 || status === 413 || status === 422) {
    return (
      `refused the request for the model "${model}" (status ${status}): it does not know the model, ` +
      `or the text is too long for it. Set ${modelVariable} to another model.`
    );
  }
  if (status === 429) {
    return 'is over its limit (status 429). Try again later, or raise the limit or credit of the account.';
  }
  if (status >= 500) {
    return `failed (status ${status}). Try again later, or see the log of that server.`;
  }
  return `answered with status ${status}. Check ${baseUrlVariable} and ${modelVariable}.`;
}

function explainTimeout({ baseUrlVariable }: EndpointWording): string {
  return `did not answer in time. Check its server, and that ${baseUrlVariable} is its address.`;
}

/** The system's code for a failed connection (ECONNREFUSED, ENOTFOUND …), some causes down. */
function findCode(error: unknown): string | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth++) {
    const { code } = current as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
    current = current.cause;
  }
  return undefined;
}
