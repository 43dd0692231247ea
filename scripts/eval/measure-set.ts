import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from './code-hash.ts';
import { dropStale } from './drop-stale.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import type { SetResult } from './measures.ts';
import { type ObserveParts, observeSet } from './observe-set.ts';

/** Observes a set and measures what was seen; both are kept while nothing changes. */
export async function measureSet(
  set: EvaluationSet,
  parts: ObserveParts,
): Promise<{ result: SetResult; key: string }> {
  const { observed, key: observationKey } = await observeSet(set, parts);
  const { minimumConfidence } = parts.config;
  const key = hashOf([observationKey, parts.code.measuring, String(minimumConfidence)]);
  const folder = join(parts.directory, 'results');
  const path = join(folder, `${set.name}-${key}.json`);
  const cached = await readFile(path, 'utf8').catch(() => undefined);
  if (cached !== undefined) return { result: JSON.parse(cached), key };
  const result: SetResult = {
    name: set.name,
    title: set.title,
    documents: set.documents.length,
    questions: set.questions.length,
    ...set.measure(observed, { minimumConfidence }),
  };
  await mkdir(folder, { recursive: true });
  await dropStale(folder, set.name, key);
  await writeFile(path, JSON.stringify(result));
  return { result, key };
}
