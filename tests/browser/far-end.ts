import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { AnswerEvent, AskRequest } from '../../src/protocol.ts';

/** Takes the place of the server for one question. */
export type AnswerQuestion = (question: AskRequest, stream: AnswerStream) => Promise<void> | void;

export interface AnswerStream {
  send(...events: AnswerEvent[]): void;
  end(): void;
  /** Breaks the connection in the middle of the stream. */
  destroy(): void;
  /** Settles when the browser has closed the connection. */
  readonly closed: Promise<void>;
}

export interface FarEnd {
  url: string;
  /** What was asked, in order. */
  readonly questions: AskRequest[];
  /** Answers questions from now on; without an argument the real server does so again. */
  answerWith(answer?: AnswerQuestion): void;
  close(): Promise<void>;
}

/**
 * Stands before the real server and passes everything on, but can answer questions in its place:
 * slowly, in pieces, or not at the end. A browser's own interception cannot send half an answer.
 */
export async function startFarEnd(realServer: string): Promise<FarEnd> {
  const questions: AskRequest[] = [];
  let answer: AnswerQuestion | undefined;
  const server = createServer(async (incoming, outgoing) => {
    if (incoming.method !== 'POST' || incoming.url !== '/api/ask')
      return passOn(realServer, incoming, outgoing);
    const body = await text(incoming);
    questions.push(JSON.parse(body));
    if (!answer) return passOn(realServer, incoming, outgoing, body);
    // Pages of other origins as well: whether they may ask is the real server's to decide.
    const { origin = '' } = incoming.headers;
    const allowed = origin ? { 'Access-Control-Allow-Origin': origin } : {};
    outgoing.writeHead(200, { 'Content-Type': 'text/event-stream', ...allowed });
    outgoing.flushHeaders();
    await answer(JSON.parse(body), createAnswerStream(outgoing));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    questions,
    answerWith(given) {
      answer = given;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function createAnswerStream(outgoing: ServerResponse): AnswerStream {
  return {
    send(...events) {
      for (const { event, data } of events) {
        outgoing.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      }
    },
    end: () => outgoing.end(),
    destroy: () => outgoing.destroy(),
    closed: new Promise((resolve) => outgoing.once('close', resolve)),
  };
}

function passOn(
  origin: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body?: string,
) {
  const { method, headers } = incoming;
  const onward = request(new URL(incoming.url ?? '/', origin), { method, headers }, (response) => {
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(outgoing);
  });
  onward.once('error', () => outgoing.destroy());
  outgoing.once('close', () => onward.destroy());
  if (body === undefined) incoming.pipe(onward);
  else onward.end(body);
}
