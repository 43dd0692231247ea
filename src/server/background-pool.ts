import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { DecisionContext } from '../answering/decide-on-question.ts';
import { buildQuestionPool } from '../answering/suggestions/build-question-pool.ts';
import type { QuestionPool } from '../answering/suggestions/question-pool.ts';

export interface BackgroundPoolOptions {
  log: Logger;
  signal: AbortSignal;
  /** Milliseconds of a monotonic clock. */
  now?: () => number;
}

/** Milliseconds after which it is tried again where it failed; until then there are no suggestions. */
const retryAfter = 60_000;
/** Of an embedding endpoint, which may be paid for by the question. */
const triedElsewhere = 60;

/**
 * Keeps the pool of one state of the documents, and makes a new one in the background as soon as
 * somebody asks for it. Half of the time is left to the answers.
 * @returns the pool, or undefined at once while there is none of the documents as they are now
 */
export function backgroundPool(
  context: DecisionContext,
  { log, signal, now = () => performance.now() }: BackgroundPoolOptions,
): () => Promise<QuestionPool | undefined> {
  let kept: { version: string; pool: QuestionPool } | undefined;
  let isBuilding = false;
  let failedAt = Number.NEGATIVE_INFINITY;

  async function build(version: string): Promise<void> {
    const began = now();
    try {
      const pool = await buildQuestionPool(context, {
        ...(context.passageEmbedder ? { mostTried: triedElsewhere } : {}),
        signal,
        pause: (milliseconds) => setTimeout(milliseconds, undefined, { ref: false }),
      });
      // What was made while the documents changed is of neither state.
      if ((await context.store.version()) !== version) return;
      kept = { version, pool };
      const milliseconds = Math.round(now() - began);
      log.info({ questions: pool.length, milliseconds }, 'the next questions are known');
    } catch (error) {
      failedAt = now();
      if (!signal.aborted) log.error({ err: error }, 'the next questions could not be found');
    }
  }

  return async function questionPool() {
    let version: string;
    try {
      version = await context.store.version();
    } catch {
      // Whoever reads the documents is told.
      return undefined;
    }
    if (kept?.version === version) return kept.pool;
    if (!isBuilding && !signal.aborted && now() - failedAt >= retryAfter) {
      isBuilding = true;
      void build(version).finally(() => {
        isBuilding = false;
      });
    }
    return undefined;
  };
}
