import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Writer } from './answering/model-turn.ts';
import {
  composeAnswering,
  composeFeedback,
  composeWriter,
  hostsAsked,
  type Models,
  openModels,
} from './compose.ts';
import type { Config } from './config.ts';
import { UserError } from './errors.ts';
import { openServingIndex } from './index-lifecycle.ts';
import { describeHolder } from './index-lock.ts';
import { describeNews } from './ingestion/describe-report.ts';
import type { IngestProgress } from './ingestion/ingest-report.ts';
import type { PassageStore } from './ports.ts';
import { projectRoot } from './project-root.ts';
import type { AccessSettings } from './server/access/access-settings.ts';
import { isLoopback } from './server/access/client-address.ts';
import { readWebAssets } from './server/asset-routes.ts';
import { backgroundPool } from './server/background-pool.ts';
import { createApp } from './server/create-app.ts';
import { createService } from './server/create-service.ts';
import { listen } from './server/listen.ts';
import type { Service, ServiceState } from './server/service.ts';

export interface ServeOptions {
  log: Logger;
  /** Facts for the person who started the server, a line each. */
  say: (line: string) => void;
  onProgress?: (progress: IngestProgress) => void;
}

export interface RunningServer {
  port: number;
  /** Settles when questions are answered; rejects when there is nothing to answer from. */
  ready: Promise<void>;
  /** Finishes running answers, at most so many milliseconds, and closes everything. */
  close(milliseconds: number): Promise<void>;
}

/**
 * Listens at once, then brings the index up to date, then answers.
 * @throws UserError when the address cannot be listened on
 */
export async function serve(config: Config, options: ServeOptions): Promise<RunningServer> {
  const state: ServiceState = { readiness: { status: 'starting' }, service: undefined };
  const assets = await readWebAssets(join(projectRoot(), 'dist', 'web'));
  const { logQuestions } = config;
  const { log } = options;
  const feedback = composeFeedback(config);
  const access = accessSettings(config);
  const app = createApp({ state, assets, log, logQuestions, access, feedback });
  const server = await listen(app, config);
  const stopping = new AbortController();
  const opening = openService(config, state, options, stopping.signal);
  return {
    port: server.port,
    ready: opening.then(() => undefined),
    async close(milliseconds) {
      stopping.abort();
      state.readiness = { status: 'stopping' };
      await server.close(milliseconds);
      const release = await Promise.race([opening.catch(() => undefined), longEnough()]);
      await release?.();
    },
  };
}

function accessSettings(config: Config): AccessSettings {
  const { allowedOrigins, embedSecret, apiKeys, publicUrl, trustedProxies, rateLimit } = config;
  const isLocal = isLoopback(config.host);
  return { allowedOrigins, embedSecret, apiKeys, publicUrl, trustedProxies, rateLimit, isLocal };
}

/** Milliseconds; what is opening and cannot be interrupted is left behind after that. */
const longestOpening = 2000;

const longEnough = (): Promise<undefined> => setTimeout(longestOpening, undefined, { ref: false });

/** Makes the state ready and returns what closes it again. */
async function openService(
  config: Config,
  state: ServiceState,
  options: ServeOptions,
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  const models = await openModels(config);
  // Beside the look at the files; what is wrong with it is thrown below.
  const loading = models.load();
  loading.catch(() => {});
  let store: PassageStore | undefined;
  const release = async () => {
    await store?.close();
    await models.close();
  };
  try {
    const writer = await composeWriter(config, models);
    if (writer) options.say(describeWriter(writer));
    store = await openUpdatedStore(config, models, state, options, signal);
    const [documents, passages] = await Promise.all([store.listDocuments(), store.countPassages()]);
    if (documents.length === 0) {
      throw new UserError(
        `There is nothing to answer from: ${config.corpusDirectory} holds no document that can be read. Put PDF, Word, HTML, text or other files there, or set CORPUS_DIR.`,
      );
    }
    await loading;
    signal.throwIfAborted();
    const parts = composeAnswering(config, models, store);
    const { log } = options;
    const questionPool = backgroundPool(parts, { log, signal });
    state.service = createService({ ...parts, writer, questionPool }, hostsAsked(config, writer));
    state.readiness = { status: 'ready', documents: documents.length, passages };
    void warmUp(state.service, log, signal);
    return release;
  } catch (error) {
    await release();
    throw error;
  }
}

function describeWriter({ model }: Writer): string {
  const where =
    model.host === undefined
      ? 'on this machine'
      : `at ${model.host}; every question and the passages found for it are sent there`;
  return `Answers are written by the model ${model.name} ${where}.`;
}

async function openUpdatedStore(
  config: Config,
  models: Models,
  state: ServiceState,
  { say, onProgress }: ServeOptions,
  signal: AbortSignal,
): Promise<PassageStore> {
  const started = performance.now();
  const { index, report } = await openServingIndex(config, models, {
    signal,
    onRebuild: (reason) =>
      say(
        `${reason.message}\nBeing the default index, it is made anew now from ${config.corpusDirectory}.`,
      ),
    onHeld: (holder, does) => say(describeHeld(describeHolder(holder), does)),
    onProgress: (progress) => {
      if (signal.aborted) return;
      const { done, total, uri, passages, failed } = progress;
      if (state.readiness.status !== 'indexing') say(`Indexing ${config.corpusDirectory}`);
      state.readiness = { status: 'indexing', done, total, uri, passages, failed };
      onProgress?.(progress);
    },
  });
  if (report) describeNews(report, (performance.now() - started) / 1000).forEach(say);
  return index.store;
}

const describeHeld = (holder: string, does: 'answer' | 'wait'): string =>
  does === 'answer'
    ? `Another process is writing the index (${holder}). Answering from what it holds; what is added is noticed. The corpus folder is looked at when this server starts again.`
    : `Another process is writing the index (${holder}). Waiting for its end.`;

/**
 * Finds the questions that the chat greets with, so that its first visitor need not wait; then begins
 * to find those that answers lead on to.
 */
async function warmUp(
  { starters, answering }: Service,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  try {
    await starters();
  } catch (error) {
    if (!signal.aborted) log.error({ err: error }, 'the starter questions could not be found');
  }
  await answering.questionPool?.([]);
}
