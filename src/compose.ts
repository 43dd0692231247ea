import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openFeedbackFile } from './adapters/feedback-file.ts';
import { openLanceStore } from './adapters/lancedb.ts';
import { openOnnxEmbedder } from './adapters/onnx-embedder.ts';
import { hostElsewhere } from './adapters/openai/endpoint.ts';
import type { AnsweringContext } from './answering/answering-context.ts';
import type { Writer } from './answering/model-turn.ts';
import type { Config } from './config.ts';
import { indexFingerprint, indexSettings } from './index-fingerprint.ts';
import type { IngestParts } from './ingestion/ingest-run.ts';
import { ReaderPool } from './ingestion/reading/reader-pool.ts';
import type { SourceReader } from './ingestion/reading/source-reader.ts';
import type { Embedder, FeedbackStore, PassageStore, SentenceEmbedder } from './ports.ts';
import { projectRoot } from './project-root.ts';
import { searchTerms } from './retrieval/passage-terms.ts';
import { createSentenceChecker } from './writing/create-sentence-checker.ts';

/** The models, which do not depend on an index. */
export interface Models {
  sentenceEmbedder: SentenceEmbedder;
  /** The model of the passage vectors where it is not the built-in one. */
  passageEmbedder: Embedder | undefined;
  /** Loads the built-in model, which `openModels` leaves to whatever needs it first. */
  load(): Promise<void>;
  close(): Promise<void>;
}

/** An open index. */
export interface OpenIndex {
  store: PassageStore;
  /** Removes the index of other settings that a rebuild has replaced. */
  finishRebuild(): Promise<void>;
}

export interface OpenIndexOptions {
  create: boolean;
  rebuild?: boolean;
  /** Seconds; 0 looks for changes before every read. */
  readConsistencySeconds?: number;
}

/** Loads the built-in model and connects to the configured one, where there is one. */
export async function composeModels(config: Config): Promise<Models> {
  const models = await openModels(config);
  await models.load();
  return models;
}

/** The same without loading the built-in model yet. */
export async function openModels(config: Config): Promise<Models> {
  const [builtIn, passageEmbedder] = await Promise.all([
    openOnnxEmbedder({ directory: join(projectRoot(), 'models', 'all-minilm-l6-v2') }),
    connectPassageEmbedder(config),
  ]);
  return {
    sentenceEmbedder: builtIn,
    passageEmbedder,
    load: () => builtIn.load(),
    close: () => builtIn.close(),
  };
}

async function connectPassageEmbedder({ embedding }: Config): Promise<Embedder | undefined> {
  if (!embedding) return undefined;
  const { connectOpenAiEmbedder } = await import('./adapters/openai-embedder.ts');
  const { model, baseUrl, apiKey } = embedding;
  return connectOpenAiEmbedder({
    model,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(apiKey === undefined ? {} : { apiKey }),
  });
}

/** @throws IndexError when there is no index, or one of other settings, or it is damaged */
export async function composeIndex(
  config: Config,
  { sentenceEmbedder, passageEmbedder }: Models,
  { create, rebuild = false, readConsistencySeconds }: OpenIndexOptions,
): Promise<OpenIndex> {
  const settings = indexSettings(sentenceEmbedder, passageEmbedder);
  const store = await openLanceStore({
    uri: config.index.uri,
    fingerprint: indexFingerprint(settings),
    settings: { ...settings },
    dimension: settings.passageDimension,
    sentenceDimension: sentenceEmbedder.dimension,
    termsOf: searchTerms,
    create,
    rebuild,
    ...(readConsistencySeconds === undefined ? {} : { readConsistencySeconds }),
  });
  return { store, finishRebuild: () => store.dropForeignTables() };
}

/** Starts no process before the first file is read. */
export const composeReader = (): SourceReader =>
  new ReaderPool({ entry: join(projectRoot(), 'dist', 'reader.js') });

/** Close its reader when it is no longer needed. */
export function composeIngestion(
  { sentenceEmbedder, passageEmbedder }: Models,
  store: PassageStore,
  { keepOriginals }: Pick<Config, 'keepOriginals'>,
): IngestParts {
  const embedders = { sentences: sentenceEmbedder, passages: passageEmbedder };
  return { store, embedders, reader: composeReader(), keepOriginals };
}

export function composeAnswering(
  config: Config,
  { sentenceEmbedder, passageEmbedder }: Models,
  store: PassageStore,
): AnsweringContext {
  return {
    store,
    sentenceEmbedder,
    passageEmbedder,
    minimumConfidence: config.minimumConfidence,
    createId: randomUUID,
  };
}

/** Where readers' feedback is kept; undefined where it is only logged. Touches no file. */
export const composeFeedback = ({
  feedbackFile,
}: Pick<Config, 'feedbackFile'>): FeedbackStore | undefined =>
  feedbackFile === undefined ? undefined : openFeedbackFile({ path: feedbackFile });

/** Connects to the configured model; sends nothing. Undefined where none is configured. */
export async function composeWriter(
  { chat, unsupported }: Config,
  { sentenceEmbedder }: Pick<Models, 'sentenceEmbedder'>,
): Promise<Writer | undefined> {
  if (!chat) return undefined;
  const [{ connectOpenAiChatModel }, { createReplySlots }, { createTokenBudget }] =
    await Promise.all([
      import('./adapters/openai-chat-model.ts'),
      import('./adapters/reply-slots.ts'),
      import('./adapters/token-budget.ts'),
    ]);
  const { firstTokenMilliseconds, replyMilliseconds, replyTokens } = chat;
  return {
    model: await connectOpenAiChatModel(chat),
    slots: createReplySlots(chat),
    budget: createTokenBudget({
      daily: chat.dailyTokens,
      dailyPerClient: chat.dailyTokensPerClient,
    }),
    firstTokenMilliseconds,
    replyMilliseconds,
    replyTokens,
    check: createSentenceChecker((texts, signal) => sentenceEmbedder.embedTexts(texts, signal)),
    unsupported,
  };
}

/** Hosts other than this machine that the text of a question is sent to. */
export function hostsAsked({ embedding }: Config, writer: Writer | undefined): string[] {
  const hosts = [writer?.model.host, embedding && hostElsewhere(embedding.baseUrl)];
  return [...new Set(hosts.filter((host) => host !== undefined))];
}
