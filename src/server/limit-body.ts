import type { MiddlewareHandler } from 'hono';
import type { AppEnvironment } from './app-environment.ts';
import { ProblemError } from './problem.ts';

/**
 * Of a body that is too large, so many bytes are read on and thrown away: a client that is still
 * sending would otherwise lose the connection before it has seen the answer.
 */
const mostDiscarded = 32_000_000;

/** Refuses bodies of more than so many bytes, by their announced length or by what comes. */
export function limitBody(mostBytes: number): MiddlewareHandler<AppEnvironment> {
  return async function limitBody(context, next) {
    const { method, headers } = context.req.raw;
    if (method === 'GET' || method === 'HEAD') return next();
    const length = headers.get('Content-Length');
    const isAnnounced = length !== null && !headers.has('Transfer-Encoding');
    if (isAnnounced && Number(length) <= mostBytes) return next();
    const { body } = context.req.raw;
    if (!body) return next();
    const bytes = await readWithin(body, mostBytes);
    if (!bytes) {
      throw new ProblemError(
        '/problems/payload-too-large',
        `The body may have at most ${mostBytes} bytes. Send a shorter question or fewer turns.`,
        { Connection: 'close' },
      );
    }
    context.req.raw = new Request(context.req.raw, { body: bytes });
    return next();
  };
}

/** The whole body, or undefined when it has more bytes. */
async function readWithin(
  body: ReadableStream<Uint8Array>,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = body.getReader();
  let chunks: Uint8Array[] = [];
  let size = 0;
  while (size <= mostDiscarded) {
    const { done, value } = await reader.read();
    if (done) return size <= mostBytes ? joined(chunks, size) : undefined;
    size += value.length;
    if (size <= mostBytes) chunks.push(value);
    else chunks = [];
  }
  return undefined;
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
