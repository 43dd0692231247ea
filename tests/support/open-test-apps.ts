import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { buildQuestionPool } from '../../src/answering/suggestions/build-question-pool.ts';
import type { PassageStore } from '../../src/ports.ts';
import type { DocumentSummary } from '../../src/protocol.ts';
import type { AccessSettings } from '../../src/server/access/access-settings.ts';
import { createApp } from '../../src/server/create-app.ts';
import { createService } from '../../src/server/create-service.ts';
import { openTestIndex } from './open-test-index.ts';
import { smallCorpus } from './small-corpus.ts';

export interface RequestOptions {
  method?: string;
  headers?: Record<string, string>;
  /** As JSON. */
  body?: unknown;
  /** Of the connection. */
  address?: string;
  /** That the request is for. */
  host?: string;
}

export type Ask = (path: string, options?: RequestOptions) => Promise<Response>;

export interface TestApps {
  /** The whole interface with these settings, over one real index of the small corpus. */
  open(access: AccessSettings): Ask;
  documents: DocumentSummary[];
  /** The index itself. */
  store: PassageStore;
  /** The id of the document whose uri starts so. */
  idOf(uri: string): string;
  close(): Promise<void>;
}

/** Without sockets, so that the address of a connection and the time can be chosen. */
export async function openTestApps(): Promise<TestApps> {
  const index = await openTestIndex(smallCorpus);
  const documents = await index.context.store.listDocuments();
  const pool = await buildQuestionPool(index.context);
  const service = createService({
    ...index.context,
    createId: randomUUID,
    questionPool: async () => pool,
  });
  const readiness = { status: 'ready', documents: 3, passages: 4 } as const;
  const log = pino({ level: 'silent' });
  return {
    documents,
    store: index.context.store,
    idOf: (uri) => documents.find((document) => document.uris[0]?.startsWith(uri))!.id,
    close: () => index.close(),
    open(access) {
      const state = { readiness, service };
      const app = createApp({ state, assets: new Map(), log, logQuestions: false, access });
      return async (path, { method, headers, body, address, host = 'localhost' } = {}) => {
        const json = { 'Content-Type': 'application/json' };
        const request = new Request(`http://${host}${path}`, {
          method: method ?? (body === undefined ? 'GET' : 'POST'),
          headers: { ...(body === undefined ? {} : json), ...headers },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const socket = { remoteAddress: address, remotePort: 1, remoteFamily: 'IPv4' };
        return app.fetch(request, address === undefined ? {} : { incoming: { socket } });
      };
    },
  };
}
