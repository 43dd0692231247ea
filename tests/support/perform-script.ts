import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import {
  type BytesScript,
  type Gate,
  type ModelScript,
  type ScriptEnd,
  type TextScript,
  writeCompletion,
  writeEvents,
} from './model-script.ts';
import type { Pacer } from './pacer.ts';

const json = { 'content-type': 'application/json' };
const eventStream = { 'content-type': 'text/event-stream' };

/** Answers a request as a script says. */
export async function performScript(
  script: ModelScript,
  request: { model: string; stream: boolean },
  response: ServerResponse,
  pacer: Pacer,
): Promise<void> {
  if ('silent' in script) {
    if (script.silent === 'reset') response.destroy();
  } else if ('text' in script) {
    await performText(script, request, response, pacer);
  } else if ('bytes' in script) {
    const { status = 200, headers = {} } = script;
    response.writeHead(status, { ...eventStream, ...headers });
    await writeParts(response, listParts(script), script.partsPerSecond, pacer);
    endResponse(response, script.ends);
  } else {
    const { status, body = { error: { message: 'provider words' } }, headers = {} } = script;
    response.writeHead(status, { ...json, ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }
}

async function performText(
  script: TextScript,
  { model, stream }: { model: string; stream: boolean },
  response: ServerResponse,
  pacer: Pacer,
): Promise<void> {
  if (!stream) {
    response.writeHead(200, json);
    response.end(writeCompletion(model, script));
    return;
  }
  response.writeHead(200, eventStream);
  await writeParts(response, writeEvents(model, script), script.tokensPerSecond, pacer);
  endResponse(response, script.ends);
}

async function writeParts(
  response: ServerResponse,
  parts: Iterable<string | Uint8Array | Gate>,
  perSecond: number | undefined,
  pacer: Pacer,
): Promise<void> {
  const begin = performance.now();
  let written = 0;
  for (const part of parts) {
    if (response.destroyed) return;
    if (perSecond) await pacer.until(begin + (1000 / perSecond) * written);
    await writePart(response, part);
    // Bytes that are to arrive by themselves are not written in one turn.
    if (part instanceof Uint8Array) await turn();
    written += 1;
  }
}

function* listParts({ bytes, byteByByte }: BytesScript): Generator<string | Uint8Array | Gate> {
  for (const part of typeof bytes === 'string' ? [bytes] : bytes) {
    if (!byteByByte || isGate(part)) yield part;
    else for (const byte of Buffer.from(part as string)) yield Uint8Array.of(byte);
  }
}

const isGate = (part: string | Uint8Array | Gate): part is Gate =>
  typeof part === 'object' && 'pass' in part;

/** Waits where the client does not read as fast, so that a reply without end needs no memory. */
async function writePart(response: ServerResponse, part: string | Uint8Array | Gate) {
  if (isGate(part)) return await part.pass();
  if (response.destroyed || response.write(part)) return;
  const stop = new AbortController();
  const { signal } = stop;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  stop.abort();
}

function endResponse(response: ServerResponse, ends: ScriptEnd = 'properly'): void {
  if (ends === 'properly') response.end();
  // What was written goes out first.
  else if (ends === 'reset') response.write('', () => setImmediate(() => response.destroy()));
}
