import { type LanceStore, openLanceStore } from '../../src/adapters/lancedb.ts';
import { answerQuestion } from '../../src/answering/answer-question.ts';
import { composeAnswering, type Models } from '../../src/compose.ts';
import type { Config } from '../../src/config.ts';
import type { EmbeddedPassage } from '../../src/passages/passage.ts';
import type { DocumentEntry, PassageStore } from '../../src/ports.ts';
import { searchTerms } from '../../src/retrieval/passage-terms.ts';
import { type Timing, timeEach } from '../bench/measure.ts';
import { spreadPassages } from './spread-passages.ts';

const documentsPerWrite = 100;
/** As many as retrieval asks for. */
const depth = 100;
const compared = 10;

export interface AnswerMeasures {
  passages: number;
  /** Of bringing the index to this size from the one before, without the writing of passages. */
  publishMilliseconds: number;
  maintainMilliseconds: number;
  exact: Timing;
  approximate: Timing;
  /** The vector query alone. */
  exactQuery: Timing;
  approximateQuery: Timing;
  /** Of the 10 nearest passages, the share that the index finds. */
  recall: number;
}

export interface AnswersToMeasure {
  config: Config;
  models: Models;
  uri: string;
  /** Growing. */
  sizes: readonly number[];
  real: readonly EmbeddedPassage[];
  questions: readonly string[];
  signal: AbortSignal;
  say: (line: string) => void;
}

/** Answers the questions over an index that grows, with a scan and with the index of vectors. */
export async function measureAnswers(parts: AnswersToMeasure): Promise<AnswerMeasures[]> {
  const { models, uri, sizes, real, signal, say } = parts;
  const { dimension } = models.sentenceEmbedder;
  const open = (approximateFrom: number, create: boolean) =>
    openLanceStore({
      uri,
      fingerprint: 'bench',
      settings: {},
      dimension,
      sentenceDimension: dimension,
      termsOf: searchTerms,
      create,
      approximateFrom,
    });
  const measures: AnswerMeasures[] = [];
  const writer = await open(Math.min(...sizes), true);
  for (const [index, passages] of sizes.entries()) {
    say(`Answering over ${passages} passages`);
    await write(writer, real, sizes[index - 1] ?? 0, passages, signal);
    const publishMilliseconds = await timed(() => writer.publish());
    const maintainMilliseconds = await timed(() => writer.maintain());
    const exact = await open(Number.POSITIVE_INFINITY, false);
    const approximate = await open(0, false);
    const compared = await compare(parts, exact, approximate);
    await exact.close();
    await approximate.close();
    measures.push({ passages, publishMilliseconds, maintainMilliseconds, ...compared });
  }
  await writer.close();
  return measures;
}

async function write(
  store: LanceStore,
  real: readonly EmbeddedPassage[],
  start: number,
  end: number,
  signal: AbortSignal,
): Promise<void> {
  let batch: DocumentEntry[] = [];
  for (const entry of spreadPassages(real, start, end)) {
    signal.throwIfAborted();
    batch.push(entry);
    if (batch.length < documentsPerWrite) continue;
    await store.replaceDocuments(batch, { publish: false });
    batch = [];
  }
  await store.replaceDocuments(batch, { publish: false });
}

async function compare(
  { config, models, questions }: AnswersToMeasure,
  exact: LanceStore,
  approximate: LanceStore,
) {
  const vectors = await models.sentenceEmbedder.embedTexts([...questions]);
  const answers = (store: PassageStore) => {
    const context = composeAnswering(config, models, store);
    return timeEach(questions, async (question) => {
      for await (const _ of answerQuestion({ question }, context)) void _;
    });
  };
  const nearest = (store: PassageStore, vector: Float32Array) =>
    store.search({ terms: [], vector, depth });
  let found = 0;
  for (const vector of vectors) {
    const expected = byNearness(await nearest(exact, vector), vector).slice(0, compared);
    const ids = new Set(byNearness(await nearest(approximate, vector), vector));
    found += expected.filter((id) => ids.has(id)).length;
  }
  return {
    exact: await answers(exact),
    approximate: await answers(approximate),
    exactQuery: await timeEach(vectors, (vector) => nearest(exact, vector)),
    approximateQuery: await timeEach(vectors, (vector) => nearest(approximate, vector)),
    recall: found / (compared * vectors.length),
  };
}

function byNearness(candidates: { passage: EmbeddedPassage }[], vector: Float32Array): string[] {
  return candidates
    .map(({ passage }) => ({
      id: passage.id,
      near: passage.vector.reduce((sum, value, at) => sum + value * vector[at]!, 0),
    }))
    .sort((left, right) => right.near - left.near)
    .map(({ id }) => id);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
