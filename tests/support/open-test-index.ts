import { join } from 'node:path';
import { answerQuestion } from '../../src/answering/answer-question.ts';
import type { AnsweringContext } from '../../src/answering/answering-context.ts';
import {
  composeAnswering,
  composeIndex,
  composeIngestion,
  composeModels,
} from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { ingestDocuments } from '../../src/ingestion/ingest-documents.ts';
import type { Answer, AnswerEvent, AskRequest } from '../../src/protocol.ts';
import { temporaryDirectory, writeFiles } from './temporary-directory.ts';

export async function collectEvents(events: AsyncIterable<AnswerEvent>): Promise<AnswerEvent[]> {
  const collected: AnswerEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

export interface TestIndex {
  context: AnsweringContext;
  /** Every event of an answer, in order. */
  events(request: AskRequest): Promise<AnswerEvent[]>;
  ask(request: AskRequest | string): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * The real model and a real LanceDB index in a temporary directory, without a server. Takes about a
 * second for the project's own corpus, so open one a file.
 * @param files documents by their path; the project's own corpus without them
 */
export async function openTestIndex(
  files?: Readonly<Record<string, string | Uint8Array>>,
): Promise<TestIndex> {
  const directory = await temporaryDirectory();
  if (files) await writeFiles(join(directory, 'corpus'), files);
  const config = readConfig({
    LANCEDB_URI: join(directory, 'index'),
    ...(files ? { CORPUS_DIR: join(directory, 'corpus') } : {}),
  });
  const models = await composeModels(config);
  const { store } = await composeIndex(config, models, { create: true });
  const parts = composeIngestion(models, store, config);
  await ingestDocuments({ corpusDirectory: config.corpusDirectory }, parts).finally(() =>
    parts.reader.close(),
  );
  let answers = 0;
  const context: AnsweringContext = {
    ...composeAnswering(config, models, store),
    createId: () => {
      answers += 1;
      return `answer-${answers}`;
    },
  };
  const events = (request: AskRequest) => collectEvents(answerQuestion(request, context));
  return {
    context,
    events,
    ask: async (request) => {
      const all = await events(typeof request === 'string' ? { question: request } : request);
      const last = all.at(-1);
      if (last?.event !== 'answer-end') throw new Error('An answer has to end with its end.');
      return last.data;
    },
    close: async () => {
      await store.close();
      await models.close();
    },
  };
}
