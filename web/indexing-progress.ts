import type { Readiness } from '../src/protocol.ts';
import type { Language } from './language.ts';
import { fill, formatNumber } from './wording.ts';

/** How far the server is with its documents; empty where it does not say. */
export function describeProgress(readiness: Readiness | undefined, language: Language): string {
  if (readiness?.status !== 'indexing' || readiness.total === 0) return '';
  const { done, total, passages = 0, failed = 0 } = readiness;
  const counts = Object.entries({ done, total, passages, failed });
  const shown = counts.map(([name, count]) => [name, formatNumber(language, count)]);
  return fill(language.messages.progress, Object.fromEntries(shown));
}
