import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { serve } from '../../src/serve.ts';
import { waitUntil } from './wait-until.ts';

export interface TestServer {
  url: string;
  /** Where feedback is kept. */
  feedbackFile: string;
  /** The lines of the log, parsed. */
  log: Record<string, unknown>[];
  /** Lets running answers finish for so many milliseconds; none when it is not said. */
  close(milliseconds?: number): Promise<void>;
}

export interface TestServerOptions {
  /** A folder of documents; the project's own corpus without it. */
  corpus?: string;
  environment?: Record<string, string>;
}

/** A server that may still be opening its index. */
export interface LaunchedServer extends TestServer {
  ready: Promise<void>;
}

/** Waits until answers come with what they lead on to, and so no other questions are asked. */
export const untilSuggesting = ({ log }: TestServer): Promise<void> =>
  waitUntil(
    'the next questions',
    () => log.some(({ msg }) => msg === 'the next questions are known'),
    20_000,
  );

/** The whole server on a free port: real model, real database in a temporary directory. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await launchTestServer(options);
  await server.ready.catch(async (error) => {
    await server.close();
    throw error;
  });
  return server;
}

export async function launchTestServer(options: TestServerOptions = {}): Promise<LaunchedServer> {
  const directory = await mkdtemp(join(tmpdir(), 'verbatim-'));
  const feedbackFile = join(directory, 'feedback.jsonl');
  const log: Record<string, unknown>[] = [];
  const config = readConfig({
    PORT: '0',
    LANCEDB_URI: join(directory, 'index'),
    FEEDBACK_FILE: feedbackFile,
    ...(options.corpus ? { CORPUS_DIR: options.corpus } : {}),
    ...options.environment,
  });
  const logger = pino({ base: null }, { write: (line: string) => log.push(JSON.parse(line)) });
  const server = await serve(config, { log: logger, say: () => {} });
  return {
    url: `http://127.0.0.1:${server.port}`,
    feedbackFile,
    log,
    ready: server.ready,
    async close(milliseconds = 0) {
      await server.close(milliseconds);
      await rm(directory, { recursive: true, force: true });
    },
  };
}
