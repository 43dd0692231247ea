import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface EmbeddingEndpoint {
  baseUrl: string;
  /** What an environment has to hold to use it. */
  environment: Record<string, string>;
  /** The texts of all requests so far. */
  texts: string[];
  /** Requests whose client went before they were answered. */
  abandoned: number;
  /** Requests that wait to be answered. */
  waiting: number;
  /** Holds answers back from now on, until they are released. */
  hold(): void;
  release(): void;
  /** Every later request is answered with this status. */
  failWith(status: number | undefined): void;
  close(): Promise<void>;
}

const key = 'sk-for-tests-only';
const dimension = 8;

/** A text's vector: always the same, and near to that of a text with the same words. */
function vectorOf(text: string): number[] {
  const vector = new Array<number>(dimension).fill(0.01);
  for (const word of text.toLowerCase().match(/[a-z]{4,}/g) ?? []) {
    const [place = 0] = createHash('sha256').update(word).digest();
    vector[place % dimension]! += 1;
  }
  return vector;
}

/** An OpenAI-compatible endpoint of 8 dimensions that does what a test tells it. */
export async function startEmbeddingEndpoint(): Promise<EmbeddingEndpoint> {
  let held: (() => void)[] | undefined;
  let failure: number | undefined;
  const server = createServer(async (request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) endpoint.abandoned += 1;
    });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { input } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { input: string[] };
    const refused = request.headers.authorization !== `Bearer ${key}`;
    if (refused || failure !== undefined) {
      const message = `provider words about ${request.headers.authorization}`;
      response.writeHead(failure ?? 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message } }));
      return;
    }
    endpoint.texts.push(...input);
    const answer = () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const data = input.map((text, index) => ({ index, embedding: vectorOf(text) }));
      response.end(JSON.stringify({ data }));
    };
    if (!held) {
      answer();
      return;
    }
    held.push(answer);
    endpoint.waiting = held.length;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const endpoint: EmbeddingEndpoint = {
    baseUrl,
    environment: {
      EMBEDDING_MODEL: 'eight',
      EMBEDDING_BASE_URL: baseUrl,
      EMBEDDING_API_KEY: key,
    },
    texts: [],
    abandoned: 0,
    waiting: 0,
    hold() {
      held ??= [];
    },
    release() {
      const answers = held ?? [];
      held = undefined;
      endpoint.waiting = 0;
      for (const answer of answers) answer();
    },
    failWith(status) {
      failure = status;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return endpoint;
}
