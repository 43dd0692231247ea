import type {
  AnswerEvent,
  AskRequest,
  DocumentContent,
  FeedbackRequest,
  Problem,
  ProblemType,
  Readiness,
  Starters,
} from '../src/protocol.ts';
import { ApiError } from './api-error.ts';
import { readEventStream } from './event-stream.ts';
import type { TokenSource } from './token-source.ts';

/** What part of which revision, and the place of which quote; the contract says how they combine. */
export interface DocumentQuery {
  revision?: string;
  quote?: string;
  quoted?: string;
  around?: number;
  from?: number;
  to?: number;
}

export interface ApiClient {
  /**
   * Ends after `answer-end` or `answer-error`; throws an `ApiError` where neither came.
   * @param onLife called whenever anything comes, also what only keeps the connection open
   */
  ask(
    request: AskRequest,
    signal: AbortSignal,
    onLife?: () => void,
  ): AsyncGenerator<AnswerEvent, void, undefined>;
  fetchStarters(signal: AbortSignal): Promise<Starters>;
  fetchDocument(id: string, query: DocumentQuery, signal: AbortSignal): Promise<DocumentContent>;
  fetchReadiness(signal: AbortSignal): Promise<Readiness>;
  sendFeedback(request: FeedbackRequest): Promise<void>;
  /** The absolute form of a path that the server gave. */
  resolve(path: string): string;
}

const post = (body: unknown, accept: string): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Accept: accept },
  body: JSON.stringify(body),
});

export interface ApiClientOptions {
  /** Absolute URL ending in `/`. */
  server: string;
  token?: TokenSource | undefined;
}

/** Talks to a server. Aborted requests throw the signal's reason. */
export function createApiClient({ server, token }: ApiClientOptions): ApiClient {
  const resolve = (path: string) => new URL(path, server).href;
  const send = token ? sendWithToken(token) : sendRequest;
  const explainRefusal = explainOnce();
  const request = async (path: string, options: RequestInit) => {
    try {
      return await send(resolve(path), options);
    } catch (error) {
      explainRefusal(error);
      throw error;
    }
  };
  const fetchJson = async (path: string, signal: AbortSignal) =>
    (await request(path, { signal, headers: { Accept: 'application/json' } })).json();

  return {
    resolve,
    fetchStarters: (signal) => fetchJson('api/starters', signal),
    fetchDocument: (id, query, signal) => {
      const parameters = new URLSearchParams(
        Object.entries(query).map(([name, value]) => [name, String(value)]),
      );
      return fetchJson(`api/documents/${encodeURIComponent(id)}?${parameters}`, signal);
    },
    async fetchReadiness(signal) {
      // 503 is an answer here, not a failure.
      const response = await reach(resolve('readyz'), { signal });
      return response.json();
    },
    async sendFeedback(feedback) {
      await request('api/feedback', post(feedback, 'application/json'));
    },
    async *ask(question, signal, onLife = () => {}) {
      const options = post(question, 'text/event-stream');
      yield* readAnswer(await request('api/ask', { ...options, signal }), signal, onLife);
    },
  };
}

async function* readAnswer(
  response: Response,
  signal: AbortSignal,
  onLife: () => void,
): AsyncGenerator<AnswerEvent, void, undefined> {
  const type = response.headers.get('Content-Type') ?? '';
  if (!response.body || !type.startsWith('text/event-stream')) {
    throw new ApiError('unexpected', { status: response.status });
  }
  try {
    for await (const { event, data } of readEventStream(response.body, onLife)) {
      yield { event, data: JSON.parse(data) } as AnswerEvent;
      if (event === 'answer-end' || event === 'answer-error') return;
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw new ApiError('interrupted', { cause });
  }
  signal.throwIfAborted();
  throw new ApiError('interrupted');
}

async function reach(url: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...options });
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw new ApiError('unreachable', { cause });
  }
}

type Send = (url: string, options: RequestInit) => Promise<Response>;

/** Asks for the first token before the first request, and once for another where one is refused. */
function sendWithToken(source: TokenSource): Send {
  let first: Promise<unknown> | undefined;
  return async (url, options) => {
    first ??= source.current() === undefined ? source.renew() : Promise.resolve();
    await unlessAborted(first, options.signal);
    const used = source.current();
    try {
      return await sendRequest(url, authorize(options, used));
    } catch (error) {
      if (!isProblem(error, '/problems/unauthorized')) throw error;
      // Another request may have brought a new one meanwhile.
      const current = source.current();
      const token =
        current === used ? await unlessAborted(source.renew(), options.signal) : current;
      if (token === undefined || token === used) throw error;
      return sendRequest(url, authorize(options, token));
    }
  };
}

/** @throws the signal's reason where that is aborted before there is a result */
function unlessAborted<Result>(
  promise: Promise<Result>,
  signal: AbortSignal | null | undefined,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal?.reason);
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    promise.then(resolve, reject);
  });
}

function authorize(options: RequestInit, token: string | undefined): RequestInit {
  if (token === undefined) return options;
  return { ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` } };
}

const isProblem = (error: unknown, type: ProblemType): error is ApiError =>
  error instanceof ApiError && error.problem?.type === type;

/** Tells the owner of the page why its visitors get no answers; the chat only tells them that. */
function explainOnce(): (error: unknown) => void {
  let explained = false;
  return (error) => {
    if (explained || !isProblem(error, '/problems/origin-not-allowed')) return;
    explained = true;
    console.error(`verbatim-chat: ${error.problem?.detail}`);
  };
}

async function sendRequest(url: string, options: RequestInit): Promise<Response> {
  const response = await reach(url, options);
  if (response.ok) return response;
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const problem = await readProblem(response);
  throw new ApiError(problem ? 'problem' : 'unexpected', {
    status: response.status,
    problem,
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined,
  });
}

async function readProblem(response: Response): Promise<Problem | undefined> {
  const type = response.headers.get('Content-Type') ?? '';
  if (!type.startsWith('application/problem+json')) return undefined;
  return response.json().catch(() => undefined);
}
