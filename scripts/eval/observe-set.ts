import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeAnswering, type Models } from '../../src/compose.ts';
import type { Config } from '../../src/config.ts';
import { documentId } from '../../src/documents/document-id.ts';
import { indexFingerprint, indexSettings } from '../../src/index-fingerprint.ts';
import type { PassageStore } from '../../src/ports.ts';
import { askQuestion } from './ask-question.ts';
import { type CodeHashes, hashOf } from './code-hash.ts';
import { dropStale } from './drop-stale.ts';
import type { EvaluationSet, Observations, ObservedPassage } from './evaluation-set.ts';
import { createProgress } from './progress.ts';
import { rememberLast } from './remember-last.ts';
import { indexKey, openSetIndex } from './set-index.ts';
import { openTutorialIndex } from './tutorial-pipeline.ts';

export interface ObserveParts {
  config: Config;
  models: Models;
  /** Where indexes, vectors and observations are kept between runs. */
  directory: string;
  code: CodeHashes;
  signal: AbortSignal;
  /** Takes lines about the progress. */
  say: (line: string) => void;
}

/**
 * Indexes the documents of a set and asks its questions, both only where nothing that was kept from
 * an earlier run still holds.
 */
export async function observeSet(
  set: EvaluationSet,
  parts: ObserveParts,
): Promise<{ observed: Observations; key: string }> {
  const { models, directory, code } = parts;
  const settings = indexSettings(models.sentenceEmbedder, models.passageEmbedder);
  const index = indexKey(set, indexFingerprint(settings), code);
  const key = hashOf([index, code.asking, JSON.stringify(set.questions)]);
  const folder = join(directory, 'observations');
  const path = join(folder, `${set.name}-${key}.json`);
  const cached = await readFile(path, 'utf8').catch(() => undefined);
  if (cached !== undefined) return { observed: JSON.parse(cached), key };
  const place = { folder: join(directory, 'index'), key: index };
  const store = await openSetIndex(set, place, parts);
  try {
    const observed = await askAll(set, store, parts);
    await mkdir(folder, { recursive: true });
    await dropStale(folder, set.name, key);
    await writeFile(`${path}.tmp`, JSON.stringify(observed));
    await rename(`${path}.tmp`, path);
    return { observed, key };
  } finally {
    await store.close();
  }
}

async function askAll(
  set: EvaluationSet,
  store: PassageStore,
  { config, models, directory, code, signal, say }: ObserveParts,
): Promise<Observations> {
  const { sentenceEmbedder } = models;
  const chunks = join(directory, 'chunks');
  const tutorial = await openTutorialIndex(set, sentenceEmbedder, {
    folder: chunks,
    code,
    signal,
    say,
  });
  const context = rememberLast({
    ...composeAnswering({ ...config, minimumConfidence: 0 }, models, store),
    createId: () => '',
  });
  const uris = new Map(set.documents.map(({ uri }) => [documentId(uri), uri]));
  const observed: Observations = { passages: [], questions: [] };
  const positions = new Map<string, number>();
  const keep = (passage: ObservedPassage, key: string): number => {
    const known = positions.get(key);
    if (known !== undefined) return known;
    positions.set(key, observed.passages.length);
    return observed.passages.push(passage) - 1;
  };
  const progress = createProgress(`${set.name}: questions asked`, set.questions.length, say);
  for (const [index, asked] of set.questions.entries()) {
    signal.throwIfAborted();
    observed.questions.push(await askQuestion(asked, { context, uris, tutorial, keep }));
    context.forget();
    progress(index + 1);
  }
  return observed;
}
