import type { Evidence } from '../../src/writing/check-sentence.ts';
import { createRandom } from '../eval/metrics/bootstrap.ts';
import { type ChangeKind, changeKinds, changeSentence } from './change-sentence.ts';
import type { TrueStatement } from './true-statements.ts';

/** A sentence and what it is held against; `true` as people wrote it. */
export interface CheckPair {
  kind: 'true' | 'foreign' | ChangeKind;
  sentence: string;
  /** What a changed sentence was made of. */
  original: string;
  evidence: Evidence;
}

/** Any number; the same pairs come of it every time. */
const seed = 20_250_311;

/**
 * Each sentence as it was written, with one change of each kind that it has a word for, and beside
 * the evidence of another question (`foreign`).
 */
export function makePairs(statements: readonly TrueStatement[]): CheckPair[] {
  const random = createRandom(seed);
  return statements.flatMap(({ id, sentence, evidence }): CheckPair[] => {
    const strangers = statements.filter((other) => other.id !== id);
    const others = strangers.map((other) => other.sentence);
    const foreign = strangers[Math.floor(random() * strangers.length)]!.evidence;
    const changed = changeKinds.flatMap((kind): CheckPair[] => {
      const change = changeSentence(sentence, kind, { random, others });
      return change === undefined ? [] : [{ kind, sentence: change, original: sentence, evidence }];
    });
    return [
      { kind: 'true', sentence, original: sentence, evidence },
      ...changed,
      { kind: 'foreign', sentence, original: sentence, evidence: foreign },
    ];
  });
}
